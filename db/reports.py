"""`core.ports.Reports`: editions, what was read of them, what the rules said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.model import Body, Checked, Edition
from core.ports import Clock, ListPage, Query, ReportRow
from db import bodies, checked, events, intake, listing
from db.edition_rows import edition_id_of, edition_of
from db.editions import settle
from db.engine import Connection


class Reports:
    """Stored reports."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def add(self, items: Sequence[tuple[Edition, Checked]]) -> None:
        """Store new editions in one transaction and settle which is in force; one already read is left alone."""
        with self._db.bulk():
            intake.add(self._db, items, self._clock.now())

    def add_unreadable(self, edition: Edition, kind: str, message: str) -> None:
        """Store that a source could not be read, and why; one that was read before is left alone."""
        with self._db.bulk():
            intake.add_unreadable(self._db, edition, kind, message)

    def replace(self, uid: str, checked: Checked) -> None:
        """A re-reading. The former stays as history; where the same reading was only checked anew and nobody had acted on
        it yet, what the rules said is put in its place."""
        with self._db.bulk():
            edition_id = edition_id_of(self._db, uid)
            intake.check_hashes(edition_of(self._db, edition_id), checked)
            former, _ids = events.current(self._db, edition_id)
            if former == checked:
                return
            acted = self._db.one("SELECT 1 FROM events WHERE edition_id = ? LIMIT 1", (edition_id,))
            if former is not None and former.report == checked.report and not acted:
                intake.put_verdicts(self._db, edition_id, checked)
            else:
                self._reread(edition_id, checked)
            listing.refresh(self._db, [edition_id])

    def _reread(self, edition_id: int, read: Checked) -> None:
        intake.put_source(self._db, read.report.source)
        self._db.run("UPDATE editions SET error = NULL, error_zh = NULL WHERE id = ?", (edition_id,))
        intake.put_reading(self._db, edition_id, read, self._clock.now())
        [(body_id, year)] = self._db.rows("SELECT body_id, year FROM editions WHERE id = ?", (edition_id,))
        settle(self._db, body_id, year)

    def page(self, query: Query, after: tuple[object, ...] | None = None, limit: int = 128) -> ListPage:
        """A page of the list."""
        return listing.page(self._db, query, after, limit)

    def row(self, uid: str) -> ReportRow:
        """One line afresh; StoreError if unknown."""
        with self._db.reading():
            return listing.row_of(self._db, edition_id_of(self._db, uid))

    def counts(self, query: Query) -> Mapping[str, int]:
        """Reports by stage under the filter (its own `stages` left out)."""
        return listing.counts(self._db, query)

    def load(self, uid: str) -> tuple[Edition, Checked]:
        """Everything read of one edition; StoreError if unknown or unreadable."""
        with self._db.reading():
            edition_id = edition_id_of(self._db, uid)
            edition = edition_of(self._db, edition_id)
            return edition, checked.load(self._db, edition_id, edition.source)

    def editions(self, body: str, year: int) -> tuple[Edition, ...]:
        """All editions of a body's report, the one in force first, then by arrival."""
        with self._db.reading():
            body_id = bodies.find_body(self._db, body)
            sql = "SELECT id FROM editions WHERE body_id = ? AND year = ? ORDER BY in_force DESC, received_at, uid"
            return tuple(edition_of(self._db, id_) for (id_,) in self._db.rows(sql, (body_id, year)))

    def find(self, body: str, year: int) -> str | None:
        """The uid in force for that body (or one of its aliases) and year."""
        with self._db.reading():
            body_id = bodies.find_body(self._db, body)
            sql = "SELECT uid FROM editions WHERE body_id = ? AND year = ? AND in_force = 1 AND error IS NULL"
            uid = self._db.scalar(sql, (body_id, year))
            return None if uid is None else str(uid)

    def bodies(self) -> tuple[Body, ...]:
        """The roster."""
        return bodies.roster(self._db)

    def add_bodies(self, bodies_: Iterable[Body]) -> int:
        """Add to or correct the roster; how many rows changed."""
        return bodies.add_bodies(self._db, bodies_)
