"""The report list with a million reports: first paint and memory beside an empty Textual app, pages, filters, counts.

Starts are taken in pairs, one of each kind in turn, each in a pseudo-terminal of 120x40; the ratio is the median of the pairs.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from bench import million
from bench.measured import Line, Size, at_most, interleaved, median_ms, ratio, told
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
}


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
    seconds = (
        f"{statistics.median(clock['list']):.2f} s against {statistics.median(clock['bare']):.2f} s, {pairs} pairs"
    )
    return [
        at_most("first paint ÷ an empty Textual app", ratio(clock, "list", "bare"), 1.25),
        told("first paint, by the clock", seconds),
        told("first paint ÷ an empty app, by CPU", f"{ratio(used, 'list', 'bare'):.2f}"),
        at_most("memory more than an empty app", memory["list"] - memory["bare"], 15, " MB", 1),
        told("bytes of the start at 120x40", f"{statistics.median(p.bytes for p in found['list']):,.0f}"),
    ]


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
        lines = []
        for name, query in FILTERS.items():
            took = median_ms(lambda query=query: page(query), 1)  # type: ignore[misc]
            counted = median_ms(lambda query=query: store.reports.counts(query), 1)  # type: ignore[misc]
            lines.append(told(f"filter by {name}: first page, counts by state", f"{took:.1f} ms, {counted:.0f} ms"))
        sought = median_ms(lambda: page(Query(text="不存在之词")), 1)
        lines.append(told("filter by words that no report has: whole list looked through", f"{sought:.0f} ms"))
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
