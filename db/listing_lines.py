"""Writes the lines of the report list: each is made anew from what it tells of, and only what changed of it is stored.

Of a line's fourteen indexes and tallies a reviewer's act touches few; where nothing changed, none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.errors import StoreError
from core.lines import ReportRow
from db.engine import Connection
from db.listing import COLUMNS, WAITING, report_row

_FACTS = """SELECT e.id, r.id, e.uid, coalesce(b.name, ''), e.year, coalesce(v.stage, 'open'), t.name, b.region, b.kind, s.name,
    s.name_bytes, e.received_at, e.error, coalesce(v.flags, ''), v.assigned_to, e.in_force, e.body_id, e.purged
  FROM editions e JOIN sources s ON s.id = e.source_id JOIN batches t ON t.id = e.batch_id
  LEFT JOIN bodies b ON b.id = e.body_id LEFT JOIN reviews v ON v.edition_id = e.id
  LEFT JOIN reports r ON r.edition_id = e.id AND r.current = 1
  WHERE e.id = ?"""


def refresh(db: Connection, edition_ids: Iterable[int]) -> None:
    """Make the lines of these editions anew: those in force, unreadable or withdrawn are listed."""
    for edition_id in edition_ids:
        line, listed = _line(db, edition_id)
        held = db.one(f"SELECT {', '.join(line)} FROM listing WHERE edition_id = ?", (edition_id,))
        if not listed:
            db.run("DELETE FROM listing WHERE edition_id = ?", (edition_id,))
        elif held is None:
            marks = ", ".join("?" * len(line))
            db.run(f"INSERT INTO listing({', '.join(line)}) VALUES ({marks})", tuple(line.values()))
        else:
            changed = {name: value for (name, value), old in zip(line.items(), held, strict=True) if value != old}
            if changed:
                sets = ", ".join(f"{name} = ?" for name in changed)
                db.run(f"UPDATE listing SET {sets} WHERE edition_id = ?", (*changed.values(), edition_id))


def row_of(db: Connection, edition_id: int) -> ReportRow:
    """One line afresh, also of an edition that is not listed."""
    line, _listed = _line(db, edition_id)
    return report_row(tuple(line[column.strip()] for column in COLUMNS.split(",")))


def _line(db: Connection, edition_id: int) -> tuple[dict[str, Any], bool]:
    """A line's columns, and whether it belongs in the list."""
    row = db.one(_FACTS, (edition_id,))
    if row is None:
        raise StoreError("store.unknown-report", db.path.name, uid=str(edition_id))
    (_, report_id, uid, body, year, stage, batch, region, kind, name, raw, received, error, flags) = row[:14]
    assigned, in_force, body_id, purged = row[14:]
    stage = "unreadable" if error is not None and stage != "withdrawn" else stage
    counts = _open_findings(db, edition_id)
    risk = 100 * counts[0] + 10 * counts[1] + counts[2]
    sql = "SELECT reviewer FROM signatures WHERE edition_id = ? AND in_force = 1 ORDER BY position LIMIT 1"
    line = {
        "edition_id": edition_id,
        "report_id": report_id,
        "uid": uid,
        "body": body,
        "year": year,
        "latest": -(year or 0),
        "stage": stage,
        **{f"open_{severity}": number for severity, number in enumerate(counts, 1)},
        "worst": next((severity for severity, number in enumerate(counts, 1) if number), 5),
        "urgency": -risk,
        "findings": db.scalar("SELECT count(*) FROM standings WHERE edition_id = ?", (edition_id,)),
        "annotations": db.scalar("SELECT count(*) FROM annotations WHERE edition_id = ?", (edition_id,)),
        "reviewer": db.scalar(sql, (edition_id,)) or assigned,
        "batch": batch,
        "region": region,
        "kind": kind,
        "name": name,
        "name_bytes": raw,
        "received_at": received,
        "error": error,
        "flags": flags + ("e" if _has_siblings(db, edition_id, body_id, year) else ""),
    }
    return line, bool(in_force) or (stage in ("withdrawn", "unreadable") and not purged)


def _open_findings(db: Connection, edition_id: int) -> tuple[int, int, int, int]:
    sql = """SELECT f.severity, count(*) FROM standings s JOIN findings f ON f.id = s.finding_id
             WHERE s.edition_id = ? AND s.standing IN (?, ?, ?) GROUP BY f.severity"""
    counts: dict[int, int] = dict(db.rows(sql, (edition_id, *WAITING)))
    return counts.get(1, 0), counts.get(2, 0), counts.get(3, 0), counts.get(4, 0)


def _has_siblings(db: Connection, edition_id: int, body_id: int | None, year: int | None) -> bool:
    sql = "SELECT 1 FROM editions WHERE body_id = ? AND year = ? AND id <> ? AND error IS NULL AND purged = 0 LIMIT 1"
    return db.one(sql, (body_id, year, edition_id)) is not None
