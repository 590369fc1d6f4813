"""`core.ports.Presence`: who has what open in this database. A hint: nobody waits for it, and what cannot be noted is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import GoujiError
from db.engine import Connection
from db.phrases import storable

if TYPE_CHECKING:
    from core.ports import Clock, Present

LAPSES = timedelta(minutes=3)
"""After that a session that said nothing more is taken to be over."""


class Presence:
    """Rows of `local_presence`, which never leave this copy."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def note(self, person: str, name: str, report: str, place: str = "") -> None:
        """This person has that report open now."""

        def put() -> None:
            self._db.run("DELETE FROM local_presence WHERE at < ?", (self._earliest(),))
            sql = "INSERT OR REPLACE INTO local_presence(person, report, reviewer, at, place) VALUES (?, ?, ?, ?, ?)"
            self._db.run(sql, (person, report, storable(name), self._clock.now(), storable(place)))

        self._at_once(put)

    def forget(self, person: str, report: str) -> None:
        """This person has closed it."""
        sql = "DELETE FROM local_presence WHERE person = ? AND report = ?"
        self._at_once(lambda: self._db.run(sql, (person, report)))

    def present(self, report: str | None = None) -> Sequence[Present]:
        """Who has that report open, or any; the newest first."""
        sql = "SELECT report, person, reviewer, at, place FROM local_presence WHERE at >= ?"
        values = [self._earliest()]
        if report is not None:
            sql, values = f"{sql} AND report = ?", [*values, report]
        rows = self._db.rows(f"{sql} ORDER BY at DESC, person", values)
        if not rows:
            return []
        from core.ports import Present  # only where somebody is there

        return [Present(*row) for row in rows]

    def _earliest(self) -> str:
        """The oldest time that is still believed, as the clock writes it."""
        then = datetime.fromisoformat(self._clock.now()) - LAPSES
        return f"{then:%Y-%m-%dT%H:%M:%S}.{then.microsecond // 1000:03}Z"

    def _at_once(self, act: Callable[[], object]) -> None:
        """Write, unless somebody else is writing just now or nothing can be written."""
        if self._db.read_only:
            return
        with suppress(GoujiError), self._db.bulk(patience=0):
            act()
