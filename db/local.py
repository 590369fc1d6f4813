"""`core.ports.Local`: what a working copy keeps for one person alone; the tables are emptied in every export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.engine import Connection

if TYPE_CHECKING:
    from core.ports import Clock


class Local:
    """Drafts and habits; in a database that may only be read they last until the program ends."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._drafts: dict[tuple[str, str], dict[str, str]] = {}
        self._settings: dict[tuple[str, str], str] = {}

    def drafts(self, person: str, report: str) -> Mapping[str, str]:
        """Begun texts of one report by what they were begun for."""
        sql = "SELECT place, text FROM local_drafts WHERE person = ? AND report = ?"
        return dict(self._db.rows(sql, (person, report))) | self._drafts.get((person, report), {})

    def keep_draft(self, person: str, report: str, place: str, text: str) -> None:
        """Keep a begun text; an empty one forgets it."""
        if self._db.read_only:
            self._drafts.setdefault((person, report), {})[place] = text
            return
        text = text.encode("utf-8", "replace").decode()
        with self._db.writing():
            if text:
                values = (person, report, place, text, self._clock.now())
                self._db.run("INSERT OR REPLACE INTO local_drafts VALUES (?, ?, ?, ?, ?)", values)
            else:
                sql = "DELETE FROM local_drafts WHERE person = ? AND report = ? AND place = ?"
                self._db.run(sql, (person, report, place))

    def setting(self, person: str, key: str) -> str | None:
        """A habit of that person here."""
        if (person, key) in self._settings:
            return self._settings[person, key]
        value = self._db.scalar("SELECT value FROM local_settings WHERE key = ?", (_key(person, key),))
        return None if value is None else str(value)

    def keep_setting(self, person: str, key: str, value: str) -> None:
        """Keep a habit."""
        if self._db.read_only:
            self._settings[person, key] = value
            return
        with self._db.writing():
            self._db.run("INSERT OR REPLACE INTO local_settings VALUES (?, ?)", (_key(person, key), value))


def _key(person: str, key: str) -> str:
    """Never that of the copy itself (`replica`)."""
    return f"person {person} {key}"
