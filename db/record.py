"""The record beside the database, `NAME.head`: one line an event, so that a lost log or a dropped tail is noticed.

Give it another owner or an append-only attribute where the insider is feared; the manual says what it proves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Damaged
from db.engine import Connection

if TYPE_CHECKING:
    from core.ledger import Event


HASH = 64
"""Digits of an event's hash (SHA-256, hexadecimal)."""


class Record:
    """Lines `number at replica report n hash`."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.head")

    def append(self, number: int, event: Event) -> None:
        """Note a committed event. The act is saved whether or not the record can be written: `verify` names a short one.

        Behind a line that a crash has cut short a new one begins, or this event would be passed over with it.
        """
        line = f"{number} {event.at} {event.replica} {event.report} {event.n} {event.hash}\n"
        with suppress(OSError):
            begin = "\n" if self._cut_short() else ""
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o660)
            try:
                os.write(handle, (begin + line).encode())  # one write: lines of several processes do not mix
            finally:
                os.close(handle)

    def _cut_short(self) -> bool:
        """Whether the last line has no end; a record that may be written but not read is taken to have one."""
        with suppress(OSError), self.path.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            if size:
                stream.seek(size - 1)
                return stream.read(1) != b"\n"
        return False

    def newest(self) -> tuple[int, str] | None:
        """Highest number and its hash among the last lines; None without a record."""
        try:
            with self.path.open("rb") as stream:
                stream.seek(0, os.SEEK_END)
                stream.seek(max(0, stream.tell() - 4096))
                lines = stream.read().decode("utf-8", "replace").split("\n")[:-1]
        except OSError:
            return None
        return max(filter(None, map(_told, lines)), default=None)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Number and hash of each event recorded; nothing without a record."""
        if not self.path.is_file():
            return
        with self.path.open(encoding="utf-8", errors="replace") as stream:
            yield from filter(None, map(_told, stream))

    def retire(self, db: Connection) -> None:
        """Put aside the record of a former database of this name, when a new one was made where none was."""
        if self.path.exists() and db.scalar("SELECT max(id) FROM events") is None:
            number = 1
            while (aside := self.path.with_name(f"{self.path.name}.{number}")).exists():
                number += 1
            self.path.rename(aside)

    def check(self, db: Connection) -> None:
        """Damaged where the database lacks what was recorded: its log was lost, or an older copy put in its place."""
        newest = self.newest()  # read before the database: an event is committed before it is recorded
        if newest is None:
            return
        number, hash_ = newest
        if db.scalar("SELECT hash FROM events WHERE id = ?", (number,)) != hash_:
            found = db.scalar("SELECT max(id) FROM events") or 0
            template = "store.behind" if found < number else "store.other-record"
            raise Damaged(template, db.path.name, recorded=number, found=found, record=self.path.name)


def _told(line: str) -> tuple[int, str] | None:
    """Number and hash of a line; None where it is no whole one, perhaps cut short by a crash."""
    words = line.split()
    whole = len(words) == 6 and words[0].isdigit() and len(words[5]) == HASH
    return (int(words[0]), words[5]) if whole else None
