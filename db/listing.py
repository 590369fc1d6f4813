"""The report list: one ready line an edition, kept in the transaction that changes it (`db.listing_lines`), read by keyset.

Any page costs as much as the first (PERFORMANCE.md §2): an index per order and per value that one filters by, each led by the
stage; row-value keys; the stages' lines are merged as they are asked for. What a filter comes to: `db.listing_filter`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.errors import StoreError
from core.lines import ListPage, Query, ReportRow
from db.engine import Connection
from db.phrases import cells_name

if TYPE_CHECKING:
    from db.listing_filter import Filter

STAGES = ("open", "reviewing", "returned", "reviewed", "signed", "withdrawn", "unreadable")
SHOWN = tuple(stage for stage in STAGES if stage != "withdrawn")
"""Stages listed when none is asked for: what was withdrawn is hidden."""
WAITING = ("open", "disputed", "changed")
"""Standings that still need an answer; the same as `core.review.WAITING`, a test compares them."""
ORDERS = {"risk": "urgency", "body": "body", "year": "latest", "received": "received_at"}
"""The column of each order; its index is called `listing_` and the order's name."""
AT_ONCE = 20_000
"""Lines that are counted while one waits: some ten milliseconds."""
STEPS = 20_000
"""Steps of SQLite between two questions whether a count is still wanted."""

COLUMNS = """uid, body, year, stage, open_1, open_2, open_3, open_4, findings, annotations, reviewer, batch, urgency, name,
  name_bytes, error, flags"""


def refresh(db: Connection, edition_ids: Iterable[int]) -> None:
    """Make the lines of these editions anew: those in force, unreadable or withdrawn are listed."""
    from db import listing_lines  # a start only lists

    listing_lines.refresh(db, edition_ids)


def row_of(db: Connection, edition_id: int) -> ReportRow:
    """One line afresh, also of an edition that is not listed."""
    from db import listing_lines

    return listing_lines.row_of(db, edition_id)


def report_row(row: Sequence[Any]) -> ReportRow:
    """Of the columns in `COLUMNS`."""
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
        tuple(report_row(row[:-1]) for row in rows),
        after=last if (before if backwards else further) else None,
        before=first if (further if backwards else after) else None,
    )


Row = tuple[Any, ...]


def _rows(db: Connection, query: Query, key: tuple[object, ...] | None, limit: int, backwards: bool) -> list[Row]:
    """Lines behind a key, or ahead of it with the nearest first: their columns, last of all their place in the order."""
    column = ORDERS[query.order]
    narrowed = _filter(db, query)
    wanted = _candidates(query, narrowed, key, backwards)
    if wanted is None:
        return []
    with db.reading():
        if narrowed is not None and narrowed.text is not None:
            found = narrowed.text.among(db, lambda most: _stream(db, *_limited(wanted, most)), limit)
        else:
            found = db.rows(*_limited(wanted, limit))
        ids = [row[0] for row in found]
        sql = f"SELECT edition_id, {COLUMNS}, {column} FROM listing WHERE edition_id IN ({', '.join('?' * len(ids))})"
        held = {row[0]: row[1:] for row in db.rows(sql, ids)}
    return [held[id_] for id_ in ids]


Statement = tuple[str, list[Any]]


def _stream(db: Connection, sql: str, values: Sequence[object]) -> Generator[Row, None, None]:
    yield from db.stream(sql, values)


def _limited(statement: Statement, limit: int | None) -> Statement:
    sql, values = statement
    return (sql, values) if limit is None else (f"{sql} LIMIT ?", [*values, limit])


def _candidates(
    query: Query, narrowed: Filter | None, key: tuple[object, ...] | None, backwards: bool
) -> Statement | None:
    """(edition id, place, uid, what a text is looked for in) in order; None where no stage is asked for. For each stage an index,
    merged while they are read; no stage is read further than the page needs."""
    column, (sign, way) = ORDERS[query.order], ("<", "DESC") if backwards else (">", "ASC")
    stages = asked(query)
    if not stages:
        return None
    where = list(narrowed.where) if narrowed else []
    values = list(narrowed.values) if narrowed else []
    if key:
        where, values = [*where, f"({column}, uid) {sign} (?, ?)"], [*values, *key]
    access = narrowed.access if narrowed else f"INDEXED BY listing_{query.order}"
    also = narrowed.text.columns if narrowed and narrowed.text else ""
    arms = [["stage = ?"]] * len(stages) if access != "NOT INDEXED" else [[f"stage IN ({_marks(stages)})"]]
    select = f"SELECT edition_id AS id, {column} AS place, uid{also} FROM listing {access} WHERE "
    sql = " UNION ALL ".join(select + " AND ".join([*arm, *where]) for arm in arms)
    bound = [v for stage in stages for v in (stage, *values)] if len(arms) == len(stages) else [*stages, *values]
    return f"{sql} ORDER BY place {way}, uid {way}", bound


def asked(query: Query) -> list[str]:
    """The stages that a query lists."""
    return [stage for stage in STAGES if stage in (SHOWN if query.stages is None else query.stages)]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _filter(db: Connection, query: Query) -> Filter | None:
    """What the query asks for besides stages; None for nothing."""
    if replace(query, stages=None, order="risk") == Query():
        return None
    from db.listing_filter import filtered  # a start lists all

    return filtered(db, query)


def counts(db: Connection, query: Query) -> Mapping[str, int]:
    """Lines by stage under the filter, its own stages left out; stages without a line are left out."""
    query = replace(query, stages=frozenset(STAGES), order="risk")
    narrowed = _filter(db, query)
    if narrowed is None:
        return dict(db.rows("SELECT stage, lines FROM stage_counts WHERE lines > 0"))
    return dict(db.rows(*narrowed.counting()))


def counts_ready(db: Connection, query: Query) -> Mapping[str, int] | None:
    """The same where it takes no time: few lines, or kept ready. None where it does."""
    query = replace(query, stages=frozenset(STAGES), order="risk")
    narrowed = _filter(db, query)
    if narrowed is None or narrowed.reach <= AT_ONCE or db.scalar("SELECT sum(lines) FROM stage_counts") <= AT_ONCE:
        return counts(db, query)
    return None


def counts_unless(db: Connection, query: Query, stopped: Callable[[], bool]) -> Mapping[str, int] | None:
    """The same, given up (None) as soon as `stopped()` says so."""
    db.raw.set_progress_handler(stopped, STEPS)
    try:
        return counts(db, query)
    except StoreError:
        if stopped():
            return None
        raise
    finally:
        db.raw.set_progress_handler(None, 0)


def counted_by(db: Connection, field: str, query: Query) -> list[tuple[Any, ...]]:
    """(value, stage, lines) of a column of the list, as `listing_counts` calls it."""
    stages = asked(query)
    narrowed = _filter(db, replace(query, order="risk"))
    if not stages:
        return []
    if narrowed is not None:
        return db.rows(*narrowed.counting_by(field, stages))
    sql = f"SELECT value, stage, lines FROM listing_counts WHERE field = ? AND stage IN ({_marks(stages)})"
    return db.rows(sql, [field, *stages])


def selected(db: Connection, query: Query) -> list[int]:
    """The editions that a query lists, by id."""
    stages = asked(query)
    where, values = conditions(db, query)
    sql = f"SELECT edition_id FROM listing WHERE {' AND '.join([f'stage IN ({_marks(stages)})', *where])}"
    return sorted(id_ for (id_,) in db.rows(sql, [*stages, *values]))


def conditions(db: Connection, query: Query) -> tuple[list[str], list[Any]]:
    """What the query asks of a line besides its stage, as SQL with its values."""
    narrowed = _filter(db, query)
    return ([], []) if narrowed is None else narrowed.whole()


def versions(db: Connection, query: Query | None) -> list[tuple[str, str, str]]:
    """(uid, parser, rules) of what a query lists, or of every edition; versions are empty where it could not be read."""
    sql = """SELECT e.id, e.uid, coalesce(u.parser, ''), coalesce(u.rules, '') FROM editions e
      LEFT JOIN reports r ON r.edition_id = e.id AND r.current = 1 LEFT JOIN runs u ON u.id = r.run_id
      LEFT JOIN reviews v ON v.edition_id = e.id
      WHERE e.purged = 0 AND coalesce(v.stage, '') <> 'withdrawn' ORDER BY e.id"""
    chosen = None if query is None else set(selected(db, query))
    return [tuple(row) for edition_id, *row in db.rows(sql) if chosen is None or edition_id in chosen]
