"""`core.ports.Events`: the ledger. One act is one `BEGIN IMMEDIATE`: project, build, chain, store, project again, commit."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core import ledger
from core.errors import StoreError
from core.ledger import Draft, Event, Kind, Reviewer
from core.ports import Clock
from core.review import Course, ReviewState, project, read_set
from db import checked as checked_rows
from db import projection
from db.consequences import consequences
from db.edition_rows import edition_id_of, source_of
from db.engine import Connection, Row
from db.listing import refresh
from db.projection import InUse
from db.record import Record

COLUMNS = """uid, at, login, login_uid, installation, acting_as, replica, report, n, kind, body, finding_set, previous, hash"""


REPORTS_KNOWN = 32
"""Reports whose events are kept at hand: those a reviewer goes to and fro between."""


@dataclass(frozen=True, slots=True)
class Known:
    """Events of an edition as this connection committed or read them, and what they come to."""

    course: Course
    number: int
    """Of the newest of them."""


class Events:
    """The append-only ledger with its projection."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._record = Record(db.path)
        self._known: OrderedDict[int, Known] = OrderedDict()
        """By edition, the one acted on last at the end."""

    def record(self, report: str, author: Reviewer, build: Callable[[ReviewState], Draft]) -> tuple[Event, ReviewState]:
        """Add one act; committed when this returns. Whatever `build` raises leaves everything as it was."""
        with self._db.writing():
            edition_id = edition_id_of(self._db, report)
            course = self._course(edition_id)
            before = course.state
            event = self._continued(report, author, build(before), course.events)
            number = insert(self._db, edition_id, event)
            course.add((event,))
            after = course.state
            renew(self._db, edition_id, course.events, after, before)
            consequences(self._db, edition_id, before, after)
        self._known[edition_id] = Known(course, number)
        if len(self._known) > REPORTS_KNOWN:
            self._known.popitem(last=False)
        self._record.append(number, event)
        return event, after

    def _course(self, edition_id: int) -> Course:
        """The edition's events and state; of a report acted on before only what others added is read. It is known again only once
        the act that goes on with it is committed."""
        known = self._known.pop(edition_id, None)
        if known is None:
            return Course(of(self._db, edition_id))
        sql = f"SELECT {COLUMNS} FROM events WHERE edition_id = ? AND id > ?"
        known.course.add(map(row_event, self._db.rows(sql, (edition_id, known.number))))
        return known.course

    def _continued(self, report: str, author: Reviewer, draft: Draft, events: tuple[Event, ...]) -> Event:
        """The draft behind the end of this copy's chain. Never earlier than what it answers, whatever the clock says."""
        replica = own_replica(self._db)
        tail = max((e for e in events if e.replica == replica), key=lambda e: e.n, default=None)
        at = max([self._clock.now(), *(event.at for event in events)])
        body = json.loads(projection.body_json(draft.body))
        plain = Draft(draft.kind, body, draft.finding_set)
        return ledger.chained(
            plain, author, id=self._clock.event_id(), at=at, replica=replica, report=report, tail=tail
        )

    def state(self, report: str) -> ReviewState:
        """The report's state now; StoreError if it is unknown."""
        return project(self.of(report))

    def of(self, report: str) -> tuple[Event, ...]:
        """Its events in shown order; StoreError if it is unknown."""
        with self._db.reading():
            return of(self._db, edition_id_of(self._db, report))

    def newest(self, author: Reviewer, limit: int = 20) -> tuple[Event, ...]:
        """An author's newest events made in this copy of the database, newest first."""
        sql = f"""SELECT {COLUMNS} FROM events WHERE login = ? AND login_uid = ? AND installation = ?
                  AND replica = (SELECT value FROM local_settings WHERE key = 'replica') ORDER BY id DESC LIMIT ?"""
        rows = self._db.rows(sql, (author.login, author.uid, author.installation, limit))
        return tuple(map(row_event, rows))

    def stamp(self) -> int:
        """Number of the newest event: grows with every event of anybody."""
        return int(self._db.scalar("SELECT max(id) FROM events") or 0)

    def head(self) -> str:
        """SHA-256 (hex) of the sorted chain heads."""
        return head(self._db)

    def rebuild(self) -> tuple[str, ...]:
        """Make every projection anew from the events; the uids of reports whose stored one was not equal (sound: none)."""
        differing = []
        for edition_id, uid in self._db.rows("SELECT id, uid FROM editions ORDER BY id"):
            with self._db.writing():
                stored = projection.stored(self._db, edition_id)
                events = of(self._db, edition_id)
                renew(self._db, edition_id, events, project(events))
                if projection.stored(self._db, edition_id) != stored:
                    differing.append(uid)
        return tuple(differing)


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
