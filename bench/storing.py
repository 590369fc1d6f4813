"""The store: adding a report, finding words, exporting. Texts are those of real reports with their sentences in another order."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import million
from bench.measured import Line, Size, cpu, interleaved, median_ms, ratio, told
from core.desk.reporting import Reporting
from core.ports import Query
from db import open_store
from db.bigrams import match
from db.store import Store

EACH = 50
"""Reports a commit, as the intake does."""


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that hold what was read."""
    raw = store.connection.raw
    names = [
        name
        for (name,) in raw.execute(
            """SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE '%sqlite%'
               AND name <> 'listing_counts'"""  # filled by the list's own triggers
        )
    ]
    return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def poured(rows: dict[str, list[tuple[Any, ...]]], path: Path) -> float:
    """CPU of the same rows by bare `executemany` into an empty database of the same schema."""
    store = open_store(path, "create")
    raw = store.connection.raw
    raw.execute("PRAGMA foreign_keys = OFF")
    for name in rows:
        raw.execute(f"DELETE FROM {name}")

    def pour() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for name, content in rows.items():
            if content:
                raw.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(content[0]))})", content)
        raw.execute("COMMIT")

    took = cpu(pour)
    store.close()
    return took


def adding(folder: Path, rounds: int) -> list[Line]:
    """CPU of a report more, beside the bare rows."""
    items = list(million.copies(EACH))
    number = iter(range(10_000))

    def added() -> float:
        store = open_store(folder / f"add-{next(number)}.db", "create")
        took = cpu(lambda: store.reports.add(items))
        held.update(tables(store))
        store.close()
        return took

    held: dict[str, list[tuple[Any, ...]]] = {}
    added()
    ways: dict[str, Callable[[], float]] = {
        "added": added,
        "bare": lambda: poured(held, folder / f"bare-{next(number)}.db"),
    }
    found = interleaved(ways, max(2, rounds))
    a_report = 1000 * statistics.median(found["added"]) / EACH
    return [
        told(f"CPU of adding a report ({EACH} a commit), full text and list line included", f"{a_report:.1f} ms"),
        told("÷ the same rows by bare executemany, without full text", f"{ratio(found, 'added', 'bare'):.1f}"),
    ]


def like(store: Store, words: str) -> int:
    """The yardstick of searching: every text looked through."""
    found: int = store.connection.raw.execute(
        "SELECT count(*) FROM texts WHERE text LIKE ?", (f"%{words}%",)
    ).fetchone()[0]
    return found


def searching(store: Store, texts: int) -> list[Line]:
    """Two characters, and words of five, among so many texts."""
    lines = []
    count = "SELECT count(*) FROM search WHERE search MATCH ?"
    for words in ("诉讼", "政府信息公"):
        slow = median_ms(lambda words=words: like(store, words), 3)  # type: ignore[misc]
        first = median_ms(lambda words=words: store.search.find(words), 5)  # type: ignore[misc]
        rows = [match(words)]
        counted = median_ms(lambda rows=rows: store.connection.raw.execute(count, rows).fetchall(), 5)  # type: ignore[misc]
        what = f"{len(words)} characters, count of all and first 50 checked hits, {texts:,} texts"
        came = f"{counted:.1f} + {first:.1f} ms (looking through all: {slow:.0f} ms)"
        lines.append(told(what, came))
    return lines


def exporting(store: Store, folder: Path, reports: int) -> list[Line]:
    """The whole database, and papers of some reports."""
    reporting = Reporting(store.reports, store.events, store.archive)
    start = time.perf_counter()
    reporting.export(folder / "whole.db")
    lines = [told(f"export of the whole database, {reports:,} reports", f"{time.perf_counter() - start:.1f} s")]
    some = Query(batch="batch 3")
    held = len(list(reporting.rows(some)))
    for ending in (".db", ".xlsx", ".csv", ".json"):
        start = time.perf_counter()
        reporting.export(folder / f"some{ending}", some)
        came = f"{1000 * (time.perf_counter() - start) / max(1, held):.0f} ms a report"
        lines.append(told(f"export of {held} of them as {ending}", came))
    return lines


def run(size: Size) -> list[Line]:
    """All of it."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as name:
        folder = Path(name)
        lines = adding(folder, size.rounds)
        store = open_store(folder / "texts.db", "create")
        million.add(store, size.texts)
        lines += searching(store, size.texts)
        lines += exporting(store, folder, size.texts)
        store.close()
        return lines
