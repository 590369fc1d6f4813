"""The report list with a million reports: first paint and memory beside an empty Textual app, pages, filters, counts.

Starts are taken in pairs, one of each kind in turn, each in a pseudo-terminal of 120x40; the ratio is the median of the pairs.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from bench import million
from bench.measured import Line, Size, at_most, cpu, interleaved, median_ms, ratio, told
from bench.terminal import Painted, Terminal, bare, workstation
from core.ports import Query
from db import open_store

WIDE = (120, 40)
FILTERS = {
    "state": Query(stages=frozenset({"reviewing"})),
    "batch": Query(batch="batch 3"),
    "year": Query(year=2023),
    "severity 1": Query(severity=1),
    "region": Query(region="第7区"),
    "kind": Query(kind="township"),
    "person": Query(person="person3"),
    "year and severity": Query(year=2022, severity=1),
    "batch and state": Query(batch="batch 3", stages=frozenset({"open"})),
    "region and kind": Query(region="第7区", kind="township"),
    "person and state": Query(person="person3", stages=frozenset({"signed"})),
    "a region in the order of names": Query(region="第7区", order="body"),
    "severity in the order of arrival": Query(severity=1, order="received"),
    "a kind and a region that never meet": Query(kind="department", region="第0区"),
    "words all have": Query(text="公开"),
    "a phrase all have": Query(text="政府信息公开"),
    "words one in ten has": Query(text="教育"),
    "words one in a hundred has": Query(text="水库"),
    "words one in a thousand has": Query(text="地铁"),
    "words one in ten has, and year": Query(text="教育", year=2022),
    "words one in a hundred has, and year": Query(text="水库", year=2022),
    "a body's name": Query(text="第777"),
}
"""What one filters by, alone and in pairs; which words how many reports have: `bench.million`."""
NOBODY = Query(text="不存在之词")
PAGE_MS = 100
NOBODY_MS = 200
COUNT_MS = 3000
"""What counting may take at most: it goes on beside the list, no key waits for it."""


def started(command: list[str], words: str, home: str) -> Painted:
    """One start."""
    with Terminal(command, WIDE, home) as terminal:
        return terminal.painted(words)


def starts(database: Path, pairs: int) -> list[Line]:
    """First paint, memory and bytes against an empty app."""
    kinds = {"bare": (bare(), "READY"), "list": (workstation(str(database)), "局")}
    home = str(database.parent)
    started(*kinds["list"], home)  # files in the cache, byte code made
    found: dict[str, list[Painted]] = {"bare": [], "list": []}
    for _ in range(pairs):
        for name, (command, words) in kinds.items():
            found[name].append(started(command, words, home))
    clock = {name: [painted.seconds for painted in of] for name, of in found.items()}
    used = {name: [painted.cpu for painted in of] for name, of in found.items()}
    memory = {name: statistics.median(painted.megabytes for painted in of) for name, of in found.items()}
    resident = {name: statistics.median(painted.resident for painted in of) for name, of in found.items()}
    whole = f"{memory['list'] - memory['bare']:.1f} MB"
    seconds = (
        f"{statistics.median(clock['list']):.2f} s against {statistics.median(clock['bare']):.2f} s, {pairs} pairs"
    )
    return [
        at_most("first paint ÷ an empty Textual app", ratio(clock, "list", "bare"), 1.25),
        told("first paint, by the clock", seconds),
        told("first paint ÷ an empty app, by CPU", f"{ratio(used, 'list', 'bare'):.2f}"),
        at_most("resident memory more than an empty app", resident["list"] - resident["bare"], 15, " MB", 1),
        told("the same with its watcher, what both share counted once", whole),
        told("bytes of the start at 120x40", f"{statistics.median(p.bytes for p in found['list']):,.0f}"),
    ]


def filters(database: Path) -> list[Line]:
    """Milliseconds of CPU to the first page of each filter as it is set first, and to its counts by state."""
    lines, pages, counts = [], [], []
    for name, query in FILTERS.items():
        took = _first(database, query)
        pages.append(took)
        store = open_store(database, "ro")
        counted = median_ms(lambda query=query, store=store: store.reports.counts(query), 1, cpu)  # type: ignore[misc]
        store.close()
        counts.append(counted)
        lines.append(told(f"filter by {name}: first page, counts by state", f"{took:.1f} ms, {counted:.0f} ms"))
    return [
        at_most("CPU of the first page under any of these filters, the slowest", max(pages), PAGE_MS, " ms", 1),
        at_most("CPU of the first page under words that no report has", _first(database, NOBODY), NOBODY_MS, " ms", 1),
        at_most(
            "CPU of counts by state under any of them, beside the list, the slowest", max(counts), COUNT_MS, " ms", 0
        ),
        *lines,
    ]


def _first(database: Path, query: Query) -> float:
    """The median of three, each with nothing remembered of the one before."""
    took = []
    for _ in range(3):
        store = open_store(database, "ro")
        store.reports.page(Query())
        took.append(median_ms(lambda store=store: store.reports.page(query), 1, cpu))  # type: ignore[misc]
        store.close()
    return statistics.median(took)


def pages(database: Path, rounds: int) -> list[Line]:
    """Milliseconds of pages, filters and counts."""
    store = open_store(database, "ro")
    try:
        page = store.reports.page
        first = page(Query())
        ways = {
            "first": lambda: median_ms(lambda: page(Query()), 5),
            "deep": lambda: median_ms(lambda: page(Query(), (-100, "8")), 5),
            "last": lambda: median_ms(lambda: page(Query(), before=()), 5),
        }
        found = interleaved(ways, rounds)
        lines = filters(database)
        return [
            told("first page of 128 rows", f"{statistics.median(found['first']):.1f} ms, {len(first.rows)} rows"),
            at_most("a page in the middle ÷ the first", ratio(found, "deep", "first"), 2),
            at_most("the last page ÷ the first", ratio(found, "last", "first"), 2),
            told("counts by state, unfiltered", f"{median_ms(lambda: store.reports.counts(Query()), 5):.2f} ms"),
            *lines,
        ]
    finally:
        store.close()


def moves(database: Path, keys: int) -> list[Line]:
    """Keys in a list that long."""
    with Terminal(workstation(str(database)), WIDE, str(database.parent)) as terminal:
        terminal.painted("局")
        down = [terminal.timed("j") for _ in range(keys)]
        page = [terminal.timed("\x04") for _ in range(max(1, keys // 5))]
        end = terminal.timed("G", 30)
        return [
            at_most("cursor move, median bytes at 120x40", statistics.median(n for n, _ in down), 1500, "", 0),
            told("cursor move, milliseconds to the last byte", f"{statistics.median(ms for _, ms in down):.1f}"),
            at_most("page key, median bytes at 120x40", statistics.median(n for n, _ in page), 12_000, "", 0),
            told("page key, milliseconds to the last byte", f"{statistics.median(ms for _, ms in page):.0f}"),
            told("to the last row (G), milliseconds", f"{end[1]:.0f}" if end[0] else "no answer within 30 s"),
        ]


def run(size: Size) -> list[Line]:
    """All of it on one database."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        database = million.make(Path(folder) / "million.db", size.rows)
        return [
            *starts(database, size.pairs),
            *pages(database, size.rounds),
            *moves(database, size.keys),
        ]
