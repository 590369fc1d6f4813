"""Databases to measure the list and the search on: some real reports, and as many lines of the list as asked for.

Only what a list reads is filled for the rest: its own table, the names of the bodies, the full text of some words. The table's
indexes and triggers are taken off meanwhile.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.papers import all_files
from core.clock import SystemClock
from core.desk.intake import check_report
from core.formats import read
from core.model import Checked, Edition, Report, Source
from core.reading import read_report
from db import open_store
from db.store import Store

LINES = """
INSERT INTO listing(edition_id, report_id, uid, body, year, latest, stage, open_1, open_2, open_3, open_4, worst, urgency, findings,
    annotations, reviewer, batch, region, kind, name, received_at, flags)
WITH RECURSIVE
  numbers(i) AS (SELECT :first WHERE :first < :rows UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :rows),
  dice(i, die) AS (SELECT i, (i * 2654435761 + 12345) % 1000003 FROM numbers),
  facts(i, die, a, b, c, year) AS (
    SELECT i, die, max(0, die % 5 - 2), max(0, die / 5 % 5 - 2), max(0, die / 25 % 5 - 2), 2021 + die % 4 FROM dice)
SELECT i + 1000000, i + 1000000, printf('%064x', i), '第' || (i % 50000) || '局', year, -year,
  CASE die % 7 WHEN 0 THEN 'reviewing' WHEN 1 THEN 'returned' WHEN 2 THEN 'reviewed' WHEN 3 THEN 'signed' ELSE 'open' END,
  a, b, c, 0, CASE WHEN a THEN 1 WHEN b THEN 2 WHEN c THEN 3 ELSE 5 END, -(100 * a + 10 * b + c), a + b + c,
  0, CASE die % 3 WHEN 0 THEN 'person' || (die / 49 % 7) END, 'batch ' || (i % 20), '第' || (i % 20) || '区',
  CASE die % 4 WHEN 0 THEN 'government' WHEN 1 THEN 'department' WHEN 2 THEN 'township' ELSE 'institution' END, i || '.pdf',
  printf('2025-01-01T00:%02d:%02d.%03dZ', die / 60 % 60, die % 60, i % 1000), ''
FROM facts"""
"""Lines of the list from the first number on."""
BODIES = """
INSERT OR IGNORE INTO bodies(name, key) SELECT DISTINCT body, body FROM listing"""
WORDS = """
INSERT INTO search(rowid, pairs)
SELECT report_id, '政府 府信 信息 息公 公开' || CASE WHEN edition_id % 10 = 3 THEN ' 教育' ELSE '' END
  || CASE WHEN edition_id % 100 = 7 THEN ' 水库' ELSE '' END || CASE WHEN edition_id % 1000 = 9 THEN ' 地铁' ELSE '' END
FROM listing WHERE edition_id >= 1000000 ORDER BY report_id"""
"""Words that all reports have, one of ten, of a hundred, of a thousand."""
COUNTED = ("batch", "region", "kind", "year", "reviewer", "worst")
COUNTS = """
INSERT INTO listing_counts(field, value, stage, lines)
SELECT '{0}', {0}, stage, count(*) FROM listing WHERE {0} IS NOT NULL GROUP BY {0}, stage"""
REAL = 60
"""Reports that can be opened, ahead of all others by risk."""


def read_samples() -> list[Checked]:
    """Some reports of other formats than PDF, checked."""
    found: list[Checked] = []
    for name, data in all_files(100):
        if name.endswith((".html", ".docx")) and len(found) < 4:
            document = read(data, name)
            report = read_report(document, Source(name, "", document.format, len(data)))
            found.append(check_report(report))
    return found


def copies(count: int, first: int = 0) -> Iterator[tuple[Edition, Checked]]:
    """So many reports of bodies of their own, each with a text of its own: the sentences of one in another order."""
    samples = read_samples()
    for number in range(first, first + count):
        of = samples[number % len(samples)]
        yield _copy(of, number)


def _copy(of: Checked, number: int) -> tuple[Edition, Checked]:
    uid = hashlib.sha256(f"copy {number}".encode()).hexdigest()
    source = replace(of.report.source, sha256=uid, name=f"{number}.{of.report.source.format}")
    sentences = of.report.text.split("。")
    random.Random(number).shuffle(sentences)
    report: Report = replace(of.report, source=source, text="。".join(sentences))
    findings = tuple(replace(finding, id=f"{number}-{finding.id}"[:16]) for finding in of.findings)
    edition = Edition(uid, f"第{number}局", 2024, f"batch {number % 20}", source, SystemClock().now())
    return edition, replace(of, report=report, findings=findings)


def add(store: Store, count: int, first: int = 0) -> None:
    """Store them, fifty at a time."""
    items = list(copies(count, first))
    for start in range(0, count, 50):
        store.reports.add(items[start : start + 50])


def make(path: Path, rows: int) -> Path:
    """A database with so many lines in its list."""
    store = open_store(path, "create")
    real = min(REAL, rows)
    add(store, real)
    raw = store.connection.raw
    held = raw.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'listing' AND sql IS NOT NULL AND type <> 'table'"
    ).fetchall()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -200000")
    raw.execute("BEGIN IMMEDIATE")
    for kind, name, _ in held:
        raw.execute(f"DROP {kind} {name}")
    raw.execute("UPDATE listing SET urgency = urgency - 100000")
    raw.execute(LINES, {"first": real, "rows": rows})
    for _, _, statement in held:
        raw.execute(statement)
    for statement in (BODIES, WORDS, "DELETE FROM listing_counts", *(COUNTS.format(field) for field in COUNTED)):
        raw.execute(statement)
    raw.execute("UPDATE stage_counts SET lines = (SELECT count(*) FROM listing l WHERE l.stage = stage_counts.stage)")
    raw.execute("COMMIT")
    store.close()
    return path
