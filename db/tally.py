"""How far a holding is: reports by batch, person, region, kind and year, findings by rule, note threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.lines import Query
from core.ports import Tally, Thread
from db.engine import Connection
from db.listing import asked, conditions, counted_by

_COLUMNS = {"batch": "batch", "reviewer": "reviewer", "region": "region", "kind": "kind", "year": "year"}

_THREADS = """SELECT l.uid, l.body, l.year, a.event, a.reviewer, a.person, a.at, a.text, a.address,
    a.resolved_by IS NOT NULL AND a.reopened_by IS NULL AS resolved,
    (SELECT count(*) FROM annotations r WHERE r.edition_id = a.edition_id AND r.thread = a.event),
    coalesce((SELECT r.reviewer FROM annotations r WHERE r.edition_id = a.edition_id AND r.thread = a.event
      ORDER BY r.position DESC LIMIT 1), a.reviewer)
  FROM annotations a JOIN listing l ON l.edition_id = a.edition_id
  WHERE a.kind = 'note' AND a.thread IS NULL AND l.stage <> 'withdrawn'"""


def tally(db: Connection, by: str, query: Query) -> tuple[Tally, ...]:
    """By value and stage, for `rule` by rule and standing; the largest first. KeyError for what reports are not told by."""
    if by != "rule":
        return _tallies(counted_by(db, _COLUMNS[by], query))
    where, values = conditions(db, query)
    stages = asked(query)
    listed = " AND ".join([f"stage IN ({', '.join('?' * len(stages))})", *where])
    sql = f"""SELECT f.rule, s.standing, count(*) FROM (SELECT report_id FROM listing WHERE {listed}) l
      JOIN findings f ON f.report_id = l.report_id JOIN standings s ON s.finding_id = f.id GROUP BY 1, 2"""
    return _tallies(db.rows(sql, [*stages, *values]))


def _tallies(rows: Sequence[tuple[Any, ...]]) -> tuple[Tally, ...]:
    """Of (value, stage or standing, number)."""
    found: dict[str, dict[str, int]] = {}
    for value, stage, number in rows:
        found.setdefault(str(value), {})[stage] = number
    tallies = (Tally(value, counts) for value, counts in found.items())
    return tuple(sorted(tallies, key=lambda one: (-one.total, one.value)))


def threads(db: Connection, person: str | None, open_only: bool, limit: int) -> Sequence[Thread]:
    """Heads of note threads, newest first."""
    sql, values = _THREADS, []
    if person is not None:
        sql, values = f"{sql} AND a.person = ?", [person]
    if open_only:
        sql += " AND (a.resolved_by IS NULL OR a.reopened_by IS NOT NULL)"
    rows = db.rows(f"{sql} ORDER BY a.at DESC, a.event DESC LIMIT ?", (*values, limit))
    return [
        Thread(uid, body, year, event, by, who, at, text, address, bool(resolved), answers, last_by)
        for uid, body, year, event, by, who, at, text, address, resolved, answers, last_by in rows
    ]
