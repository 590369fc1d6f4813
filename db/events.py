"""Events as rows, and the projection that is written with them; `db.ledger` keeps the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable

from core import ledger
from core.errors import StoreError
from core.ledger import Event, Kind
from core.review import ReviewState, read_set
from core.reviewer import Reviewer
from db import checked as checked_rows
from db import projection
from db.edition_rows import source_of
from db.engine import Connection, Row
from db.listing import refresh
from db.projection import InUse

COLUMNS = """uid, at, login, login_uid, installation, acting_as, replica, report, n, kind, body, finding_set, previous, hash"""


def of(db: Connection, edition_id: int) -> tuple[Event, ...]:
    """The events of an edition in shown order."""
    rows = db.rows(f"SELECT {COLUMNS} FROM events WHERE edition_id = ? ORDER BY at, replica, n", (edition_id,))
    return tuple(map(row_event, rows))


def head(db: Connection) -> str:
    """SHA-256 (hex) of the sorted chain heads."""
    return ledger.head(
        (r, report, n, hash_) for r, report, n, hash_ in db.rows("SELECT replica, report, n, hash FROM chains")
    )


def own_replica(db: Connection) -> str:
    """The id of this working copy; StoreError for an export, which has none."""
    replica = db.scalar("SELECT value FROM local_settings WHERE key = 'replica'")
    if replica is None:
        raise StoreError("store.no-replica", db.path.name)
    return str(replica)


def insert(db: Connection, edition_id: int, event: Event) -> int:
    """Add an event as it is; the triggers see that it continues its chain. Its number in this database."""
    author = event.author
    values = (
        *(
            event.id,
            event.at,
            author.login,
            author.uid,
            author.installation,
            author.acting_as,
            event.replica,
            event.report,
        ),
        *(event.n, event.kind.value, projection.body_json(event.body), event.finding_set, event.previous, event.hash),
        edition_id,
    )
    marks = ", ".join("?" * len(values))
    return db.run(f"INSERT INTO events({COLUMNS}, edition_id) VALUES ({marks})", values)


def row_event(row: Row) -> Event:
    """Of the columns in `COLUMNS`."""
    uid, at, login, login_uid, installation, acting_as, replica, report, n, kind, body, finding_set, previous, hash_ = (
        row
    )
    author = Reviewer(login, login_uid, installation, acting_as)
    return Event(uid, at, author, replica, report, n, Kind(kind), json.loads(body), finding_set, previous, hash_)


def renew(
    db: Connection, edition_id: int, events: Iterable[Event], state: ReviewState, before: ReviewState | None = None
) -> None:
    """Write the edition's projection and its line in the list. With `before`, the state it was written for last, only what is
    another now: a note need not load the report. `rebuild` and `verify` show that this comes to the same."""
    held = db.scalar("SELECT read_set FROM reports WHERE edition_id = ? AND current = 1", (edition_id,))
    if held and held != read_set(state.readings):
        checked_rows.drop_with_readings(db, edition_id)
        before = None
    changed = projection.changed(before, state)
    kept = projection.only_more(before, state)
    in_use = current(db, edition_id) if "standings" in changed else None
    rows = projection.rows_of(edition_id, events, state, in_use, changed, kept)
    if "standings" not in changed:
        rows["reviews"] = projection.with_flags(rows["reviews"], projection.flags_held(db, edition_id))
    if kept:
        projection.add(db, "annotations", rows.pop("annotations", ()))
    projection.store(db, edition_id, rows)
    refresh(db, [edition_id])


def current(db: Connection, edition_id: int) -> InUse | None:
    """The edition's current reading with the findings in use; None where there is none."""
    if db.one("SELECT 1 FROM reports WHERE edition_id = ? AND current = 1", (edition_id,)) is None:
        return None
    machine = checked_rows.load(db, edition_id, source_of(db, edition_id))
    shown = checked_rows.load_with_readings(db, edition_id, machine)
    return InUse(machine, shown or machine, finding_ids(db, edition_id))


def finding_ids(db: Connection, edition_id: int) -> list[int]:
    """Row ids of the findings in use of an edition's current reading, in order."""
    sql = """SELECT f.id FROM findings f JOIN reports r ON r.id = f.report_id
             WHERE r.edition_id = ? AND r.current = 1 AND f.with_readings = (r.read_set <> '') ORDER BY f.position"""
    return [id_ for (id_,) in db.rows(sql, (edition_id,))]
