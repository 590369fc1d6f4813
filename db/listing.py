"""The report list: one ready line an edition, kept in the transaction that changes it, read by keyset.

Any page costs as much as the first (PERFORMANCE.md §2): an index per order, one sub-query per stage, row-value keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.errors import StoreError
from core.ports import ListPage, Query, ReportRow
from db.bigrams import match
from db.engine import Connection
from db.phrases import storable
from db.rows import cells_name

STAGES = ("open", "reviewing", "returned", "reviewed", "signed", "withdrawn", "unreadable")
SHOWN = tuple(stage for stage in STAGES if stage != "withdrawn")
"""Stages listed when none is asked for: what was withdrawn is hidden."""
WAITING = ("open", "disputed", "changed")
"""Standings that still need an answer; the same as `core.review.WAITING`, a test compares them."""

RARE = ("asked", "disputed", "changed")
"""Standings that few reports have: these are looked up first, whatever the order of the list."""

ORDERS = {"risk": "urgency", "body": "body", "year": "latest", "received": "received_at"}

_COLUMNS = """uid, body, year, stage, open_1, open_2, open_3, open_4, findings, annotations, reviewer, batch, urgency, name,
  name_bytes, error, flags"""

_FACTS = """SELECT e.id, r.id, e.uid, coalesce(b.name, ''), e.year, coalesce(v.stage, 'open'), t.name, b.region, b.kind, s.name,
    s.name_bytes, e.received_at, e.error, coalesce(v.flags, ''), v.assigned_to, e.in_force, e.body_id, e.purged
  FROM editions e JOIN sources s ON s.id = e.source_id JOIN batches t ON t.id = e.batch_id
  LEFT JOIN bodies b ON b.id = e.body_id LEFT JOIN reviews v ON v.edition_id = e.id
  LEFT JOIN reports r ON r.edition_id = e.id AND r.current = 1
  WHERE e.id = ?"""


def refresh(db: Connection, edition_ids: Iterable[int]) -> None:
    """Make the lines of these editions anew: those in force, unreadable or withdrawn are listed."""
    for edition_id in edition_ids:
        db.run("DELETE FROM listing WHERE edition_id = ?", (edition_id,))
        line, listed = _line(db, edition_id)
        if listed:
            marks = ", ".join("?" * len(line))
            db.run(f"INSERT INTO listing({', '.join(line)}) VALUES ({marks})", tuple(line.values()))


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


def row_of(db: Connection, edition_id: int) -> ReportRow:
    """One line afresh, also of an edition that is not listed."""
    line, _listed = _line(db, edition_id)
    return _report_row(tuple(line[column.strip()] for column in _COLUMNS.split(",")))


def _report_row(row: tuple[Any, ...]) -> ReportRow:
    uid, body, year, stage, o1, o2, o3, o4, findings, annotations, reviewer, batch, urgency, name, raw, error, flags = (
        row
    )
    return ReportRow(
        uid=uid,
        body=body,
        year=year,
        stage=stage,
        open_by_severity=(o1, o2, o3, o4),
        findings=findings,
        annotations=annotations,
        reviewer=reviewer,
        batch=batch,
        risk=-urgency,
        name=cells_name(name, raw),
        error=error,
        flags=flags,
    )


def page(
    db: Connection,
    query: Query,
    after: tuple[object, ...] | None = None,
    limit: int = 128,
    before: tuple[object, ...] | None = None,
) -> ListPage:
    """One page: from the beginning, behind a key, or (`before`, also the empty key) the one that ends ahead of it. KeyError for
    an order that does not exist."""
    backwards = before is not None
    rows = _rows(db, query, before if backwards else after, limit + 1, backwards)
    further, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    first, last = ((row[-1], row[0]) for row in (rows[0], rows[-1])) if rows else (None, None)
    return ListPage(
        tuple(_report_row(row[:-1]) for row in rows),
        after=last if (before if backwards else further) else None,
        before=first if (further if backwards else after) else None,
    )


def _rows(
    db: Connection, query: Query, key: tuple[object, ...] | None, limit: int, backwards: bool
) -> list[tuple[Any, ...]]:
    """Lines behind a key, or ahead of it with the nearest first; an index for each stage, merged."""
    column, (sign, way) = ORDERS[query.order], ("<", "DESC") if backwards else (">", "ASC")
    where, values = conditions(query)
    if key:
        where, values = [*where, f"({column}, uid) {sign} (?, ?)"], [*values, *key]
    order = f"ORDER BY place {way}, uid {way} LIMIT ?"
    one = f"""SELECT * FROM (SELECT {_COLUMNS}, {column} AS place FROM listing
      WHERE {" AND ".join([f"{_stage(query)} = ?", *where])} {order})"""
    stages = [stage for stage in STAGES if stage in (SHOWN if query.stages is None else query.stages)]
    if not stages:
        return []
    sql = f"{' UNION ALL '.join([one] * len(stages))} {order}"
    return db.rows(sql, [v for stage in stages for v in (stage, *values, limit)] + [limit])


def _stage(query: Query) -> str:
    """The column as a condition names it; with a sign no index by stage serves, so that the rare is looked up first."""
    return "+stage" if query.standing in RARE else "stage"


def counts(db: Connection, query: Query) -> Mapping[str, int]:
    """Lines by stage under the filter, its own stages left out; stages without a line are left out."""
    where, values = conditions(query)
    if not where:
        return dict(db.rows("SELECT stage, lines FROM stage_counts WHERE lines > 0"))
    stages = ", ".join(f"'{stage}'" for stage in STAGES)  # all of them, so that indexes by stage serve
    sql = f"SELECT stage, count(*) FROM listing WHERE {_stage(query)} IN ({stages}) AND {' AND '.join(where)} GROUP BY stage"
    return dict(db.rows(sql, values))


def selected(db: Connection, query: Query) -> list[int]:
    """The editions that a query lists, by id."""
    stages = sorted(SHOWN if query.stages is None else query.stages)
    where, values = conditions(query)
    marks = ", ".join("?" * len(stages))
    sql = f"SELECT edition_id FROM listing WHERE {' AND '.join([f'stage IN ({marks})', *where])} ORDER BY edition_id"
    return [id_ for (id_,) in db.rows(sql, [*stages, *values])]


def versions(db: Connection, query: Query | None) -> list[tuple[str, str, str]]:
    """(uid, parser, rules) of what a query lists, or of every edition; versions are empty where it could not be read."""
    sql = """SELECT e.id, e.uid, coalesce(u.parser, ''), coalesce(u.rules, '') FROM editions e
      LEFT JOIN reports r ON r.edition_id = e.id AND r.current = 1 LEFT JOIN runs u ON u.id = r.run_id
      LEFT JOIN reviews v ON v.edition_id = e.id
      WHERE e.purged = 0 AND coalesce(v.stage, '') <> 'withdrawn' ORDER BY e.id"""
    chosen = None if query is None else set(selected(db, query))
    return [tuple(row) for edition_id, *row in db.rows(sql) if chosen is None or edition_id in chosen]


Condition = tuple[str, list[Any]]


def _standing(wanted: str | None) -> Iterator[Condition]:
    """Has a finding of that standing. An index holds what is not open; said twice, or SQLite does not see that it serves."""
    if wanted == "open":
        yield "EXISTS (SELECT 1 FROM standings s WHERE s.edition_id = listing.edition_id AND s.standing = 'open')", []
    elif wanted is not None:
        yield "edition_id IN (SELECT edition_id FROM standings WHERE standing = ? AND standing <> 'open')", [wanted]


def _follow_up(wanted: str | None) -> Iterator[Condition]:
    """Is followed up: all closed, some open, or some due before a day."""
    held = "EXISTS (SELECT 1 FROM follow_ups w WHERE w.edition_id = listing.edition_id"
    undone = f"{held} AND w.closed IS NULL"
    if wanted == "closed":
        yield f"{held}) AND NOT {undone})", []
    elif wanted == "open":
        yield f"{undone})", []
    elif wanted is not None:
        yield f"{undone} AND w.due < ?)", [wanted]


def conditions(query: Query) -> tuple[list[str], list[Any]]:
    """What the query asks of a line besides its stage, as SQL with its values."""
    where: list[str] = []
    values: list[Any] = []
    for column, wanted in (
        ("batch", query.batch),
        ("region", query.region),
        ("kind", query.kind),
        ("year", query.year),
        ("reviewer", query.person),
    ):
        if wanted is not None:
            where.append(f"{column} = ?")
            values.append(wanted)
    if query.severity is not None:
        where.append("worst <= ? AND urgency <= ?")  # the second follows from the first, and an index knows it
        values += [query.severity, {1: -100, 2: -10, 3: -1}.get(query.severity, 0)]
    if query.rule is not None:
        where.append("""EXISTS (SELECT 1 FROM findings f JOIN standings s ON s.finding_id = f.id
          WHERE f.report_id = listing.report_id AND f.rule = ?)""")
        values.append(query.rule)
    for condition, bound in (*_standing(query.standing), *_follow_up(query.follow_up)):
        where.append(condition)
        values += bound
    if query.text is not None and query.text.strip():
        sought = match(query.text)
        where.append("(instr(body, ?) OR report_id IN (SELECT rowid FROM search WHERE search MATCH ?))")
        values += [storable(query.text.strip()), sought]
    return where, values
