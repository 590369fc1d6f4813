"""Puts editions and readings into the tables; inside a transaction of the caller."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import StoreError
from core.model import Checked, Edition, Masthead, Source
from core.review import content, project, read_set
from db import bodies, checked, events, listing, projection, search
from db.consequences import unindex
from db.edition_rows import source_of
from db.editions import settle
from db.engine import Connection
from db.phrases import name_cells, storable
from db.projection import InUse
from db.rows import date_cell, figures_sha256, text_sha256

_EDITION = (
    "body_id, year, given_body, given_year, batch_id, received_at, published_on, in_force, relation, error, error_zh"
)


def add(db: Connection, items: Sequence[tuple[Edition, Checked]], now: str) -> None:
    """New editions with what was read of them; one already read is left alone. Settles which are in force."""
    touched: dict[tuple[int | None, int | None], None] = {}
    for edition, read in items:
        check_hashes(edition, read)
        if read_already(db, edition.uid):
            continue
        edition_id, body_id = put_edition(db, edition)
        put_reading(db, edition_id, read, now)
        if body_id is None or edition.year is None:
            listing.refresh(db, [edition_id])
        else:
            touched[(body_id, edition.year)] = None
    for body_id, year in touched:
        settle(db, body_id, year)


def add_unreadable(db: Connection, edition: Edition, kind: str, message: str) -> None:
    """A source that could not be read, and why; one that was read before is left alone."""
    if not read_already(db, edition.uid):
        edition_id, _body_id = put_edition(db, edition, kind, storable(message))
        listing.refresh(db, [edition_id])


def check_hashes(edition: Edition, read: Checked) -> None:
    """StoreError where edition, source and reading are not of the same bytes."""
    if not edition.uid == edition.source.sha256 == read.report.source.sha256:
        raise StoreError("store.mismatch", edition.source.name, uid=edition.uid[:12])


def read_already(db: Connection, uid: str) -> bool:
    """Whether that edition was read (or purged: then it does not come back by itself)."""
    return db.one("SELECT 1 FROM editions WHERE uid = ? AND (error IS NULL OR purged = 1)", (uid,)) is not None


def put_edition(
    db: Connection, edition: Edition, error: str | None = None, message: str | None = None
) -> tuple[int, int | None]:
    """The rows of edition and source; an unreadable one that can be read now becomes so. Edition id and body id."""
    body_id = bodies.body_for(db, edition.body)
    batch = storable(edition.batch)
    db.run("INSERT OR IGNORE INTO batches(name) VALUES (?)", (batch,))
    batch_id = db.scalar("SELECT id FROM batches WHERE name = ?", (batch,))
    values = (
        *(body_id, edition.year, storable(edition.body), edition.year, batch_id, edition.received_at),
        *(date_cell(edition.published_on), int(error is None), edition.relation, error, message),
    )
    source_id = put_source(db, edition.source)
    old = db.scalar("SELECT id FROM editions WHERE uid = ?", (edition.uid,))
    if old is not None:
        sets = ", ".join(f"{column} = ?" for column in _EDITION.split(", "))
        db.run(f"UPDATE editions SET {sets} WHERE id = ?", (*values, old))
        return int(old), body_id
    marks = ", ".join("?" * (len(values) + 2))
    sql = f"INSERT INTO editions(uid, source_id, {_EDITION}) VALUES ({marks})"
    return db.run(sql, (edition.uid, source_id, *values)), body_id


def put_source(db: Connection, source: Source) -> int:
    """The row of a source, with what its reading knows of it."""
    facts = (*name_cells(source.name), source.format, source.size, source.pages)
    sql = """INSERT INTO sources(sha256, name, name_bytes, format, size, pages) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT(sha256) DO UPDATE SET name = excluded.name, name_bytes = excluded.name_bytes,
               format = excluded.format, size = excluded.size, pages = excluded.pages"""
    db.run(sql, (source.sha256, *facts))
    return int(db.scalar("SELECT id FROM sources WHERE sha256 = ?", (source.sha256,)))


def put_reading(db: Connection, edition_id: int, read: Checked, now: str) -> None:
    """A reading as the current one, found by full text, with the standing of each of its findings."""
    unindex_current(db, edition_id)
    report_id = checked.put(db, edition_id, read, now)
    search.index(db, report_id, read.report.text)
    _project(db, edition_id, read)


def unindex_current(db: Connection, edition_id: int) -> None:
    """Take the reading in use out of the full text, before another one takes its place; nothing where there is none."""
    former = _current_text(db, edition_id)
    if former is not None:
        unindex(db, *former)


def use_current(db: Connection, edition_id: int) -> None:
    """Let the reading in use be found by full text, and write where its findings stand."""
    current = _current_text(db, edition_id)
    if current is not None:
        search.index(db, *current)
        _project(db, edition_id, checked.load(db, edition_id, source_of(db, edition_id)))


def _current_text(db: Connection, edition_id: int) -> tuple[int, str] | None:
    sql = (
        "SELECT r.id, t.text FROM reports r JOIN texts t ON t.report_id = r.id WHERE r.edition_id = ? AND r.current = 1"
    )
    found = db.one(sql, (edition_id,))
    return None if found is None else (found[0], found[1])


def recognise(db: Connection, edition_id: int, masthead: Masthead) -> None:
    """Whose report of which year it is as it is read now, unless a person named it; where it is no longer recognised the former
    answer stands."""
    [(body_id, year, given, given_year)] = db.rows(
        "SELECT body_id, year, given_body, given_year FROM editions WHERE id = ?", (edition_id,)
    )
    body, new_year = masthead.body.value if masthead.body else given, masthead.year or given_year
    if (storable(body), new_year) == (given, given_year):
        return
    db.run("UPDATE editions SET given_body = ?, given_year = ? WHERE id = ?", (storable(body), new_year, edition_id))
    if project(events.of(db, edition_id)).identity is None:
        values = (bodies.body_for(db, storable(body)), new_year, edition_id)
        db.run("UPDATE editions SET body_id = ?, year = ? WHERE id = ?", values)
        settle(db, body_id, year)


def is_in_use(db: Connection, edition_id: int, read: Checked) -> bool:
    """Whether this is the reading in use with what was said of it: by hashes and versions, without loading it."""
    sql = """SELECT u.parser, u.rules, r.figures_sha256, r.text_sha256, r.form, r.read_set, r.id
      FROM reports r JOIN runs u ON u.id = r.run_id WHERE r.edition_id = ? AND r.current = 1"""
    row = db.one(sql, (edition_id,))
    report = read.report
    hashes = (figures_sha256(report.figures.values()), text_sha256(report.text))
    if row is None or row[:6] != (report.parser, read.rules, *hashes, report.form, ""):
        return False
    found = db.rows("SELECT finding FROM findings WHERE report_id = ? ORDER BY position", (row[6],))
    said = db.rows("SELECT verdict FROM checks WHERE report_id = ? ORDER BY position", (row[6],))
    return [id_ for (id_,) in found] == [one.id for one in read.findings] and [word for (word,) in said] == [
        outcome.verdict.value for outcome in read.outcomes
    ]


def put_verdicts(db: Connection, edition_id: int, read: Checked, now: str) -> None:
    """What the rules say now of the reading that is stored, in place of what they said."""
    report_id = db.scalar("SELECT id FROM reports WHERE edition_id = ? AND current = 1", (edition_id,))
    db.run("DELETE FROM standings WHERE edition_id = ?", (edition_id,))
    for table in ("checks", "findings"):
        db.run(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
    run = checked.run_id(db, read.report.parser, read.rules)
    sql = "UPDATE reports SET run_id = ?, read_set = '', checked = checked + 1, read_at = ? WHERE id = ?"
    db.run(sql, (run, now, report_id))
    checked.put_verdicts(db, report_id, read)
    _project(db, edition_id, read)


def put_readings(db: Connection, edition_id: int, content_: str, read: Checked) -> bool:
    """What the rules say with the reviewers' readings put in, as the findings in use; False where text, figures, findings or
    readings are no longer those that `content_` names."""
    happened = events.of(db, edition_id)
    state = project(happened)
    machine = checked.load(db, edition_id, read.report.source)
    if not state.readings or content(machine, state.readings) != content_:
        return False
    report_id = db.scalar("SELECT id FROM reports WHERE edition_id = ? AND current = 1", (edition_id,))
    checked.drop_with_readings(db, edition_id)
    checked.put_verdicts(db, report_id, read, with_readings=True)
    db.run("UPDATE reports SET read_set = ? WHERE id = ?", (read_set(state.readings), report_id))
    events.renew(db, edition_id, happened, state)
    return True


def _project(db: Connection, edition_id: int, read: Checked) -> None:
    """Where each finding stands with what was decided before."""
    happened = events.of(db, edition_id)
    ids = events.finding_ids(db, edition_id)
    projection.store(
        db, edition_id, projection.rows_of(edition_id, happened, project(happened), InUse(read, read, ids))
    )
