"""`core.ports.Events`: the ledger. One act is one `BEGIN IMMEDIATE`: project, build, chain, store, project again, commit.

A start only asks for the newest numbers: what knows the acts themselves is imported by the first method that needs it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from db.engine import Connection
from db.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ledger import Draft, Event
    from core.ports import Clock
    from core.review import Course, ReviewState
    from core.reviewer import Reviewer

REPORTS_KNOWN = 32
"""Reports whose events are kept at hand: those a reviewer goes to and fro between."""

_MINE = """FROM events WHERE login = ? AND login_uid = ? AND installation = ?
  AND replica = (SELECT value FROM local_settings WHERE key = 'replica') ORDER BY id DESC LIMIT ?"""


class Events:
    """The append-only ledger with its projection."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._record = Record(db.path)
        self._known: OrderedDict[int, tuple[Course, int]] = OrderedDict()
        """Events of an edition as this connection committed or read them with what they come to, and the newest one's number;
        by edition, the one acted on last at the end."""

    def record(self, report: str, author: Reviewer, build: Callable[[ReviewState], Draft]) -> tuple[Event, ReviewState]:
        """Add one act; committed when this returns. Whatever `build` raises leaves everything as it was."""
        from db import events
        from db.consequences import consequences
        from db.edition_rows import edition_id_of

        with self._db.writing():
            edition_id = edition_id_of(self._db, report)
            course = self._course(edition_id)
            before = course.state
            event = self._continued(report, author, build(before), course.events)
            number = events.insert(self._db, edition_id, event)
            course.add((event,))
            after = course.state
            events.renew(self._db, edition_id, course.events, after, before)
            consequences(self._db, edition_id, before, after)
        self._known[edition_id] = course, number
        if len(self._known) > REPORTS_KNOWN:
            self._known.popitem(last=False)
        self._record.append(number, event)
        return event, after

    def _course(self, edition_id: int) -> Course:
        """The edition's events and state; of a report acted on before only what others added is read. It is known again only once
        the act that goes on with it is committed."""
        from core.review import Course
        from db.events import COLUMNS, of, row_event

        known = self._known.pop(edition_id, None)
        if known is None:
            return Course(of(self._db, edition_id))
        course, number = known
        sql = f"SELECT {COLUMNS} FROM events WHERE edition_id = ? AND id > ?"
        course.add(map(row_event, self._db.rows(sql, (edition_id, number))))
        return course

    def _continued(self, report: str, author: Reviewer, draft: Draft, events: tuple[Event, ...]) -> Event:
        """The draft behind the end of this copy's chain. Never earlier than what it answers, whatever the clock says."""
        import json

        from core import ledger
        from db.events import own_replica
        from db.projection import body_json

        replica = own_replica(self._db)
        tail = max((e for e in events if e.replica == replica), key=lambda e: e.n, default=None)
        at = max([self._clock.now(), *(event.at for event in events)])
        plain = ledger.Draft(draft.kind, json.loads(body_json(draft.body)), draft.finding_set)
        return ledger.chained(
            plain, author, id=self._clock.event_id(), at=at, replica=replica, report=report, tail=tail
        )

    def state(self, report: str) -> ReviewState:
        """The report's state now; StoreError if it is unknown."""
        from core.review import project

        return project(self.of(report))

    def of(self, report: str) -> tuple[Event, ...]:
        """Its events in shown order; StoreError if it is unknown."""
        from db.edition_rows import edition_id_of
        from db.events import of

        with self._db.reading():
            return of(self._db, edition_id_of(self._db, report))

    def newest(self, author: Reviewer, limit: int = 20) -> tuple[Event, ...]:
        """An author's newest events made in this copy of the database, newest first."""
        from db.events import COLUMNS, row_event

        values = (author.login, author.uid, author.installation, limit)
        return tuple(map(row_event, self._db.rows(f"SELECT {COLUMNS} {_MINE}", values)))

    def newest_id(self, author: Reviewer) -> str | None:
        """The id of the newest of them; None where there is none."""
        found = self._db.scalar(f"SELECT uid {_MINE}", (author.login, author.uid, author.installation, 1))
        return None if found is None else str(found)

    def stamp(self) -> int:
        """Number of the newest event: grows with every event of anybody."""
        return int(self._db.scalar("SELECT max(id) FROM events") or 0)

    def head(self) -> str:
        """SHA-256 (hex) of the sorted chain heads."""
        from db.events import head

        return head(self._db)

    def rebuild(self) -> tuple[str, ...]:
        """Make every projection anew from the events; the uids of reports whose stored one was not equal (sound: none)."""
        from core.review import project
        from db import events, projection

        differing = []
        for edition_id, uid in self._db.rows("SELECT id, uid FROM editions ORDER BY id"):
            with self._db.writing():
                stored = projection.stored(self._db, edition_id)
                happened = events.of(self._db, edition_id)
                events.renew(self._db, edition_id, happened, project(happened))
                if projection.stored(self._db, edition_id) != stored:
                    differing.append(uid)
        return tuple(differing)
