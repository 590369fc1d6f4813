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


class Record:
    """Lines `number at replica report n hash`."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.head")

    def append(self, number: int, event: Event) -> None:
        """Note a committed event. The act is saved whether or not the record can be written: `verify` names a short one."""
        line = f"{number} {event.at} {event.replica} {event.report} {event.n} {event.hash}\n"
        with suppress(OSError):
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o660)
            try:
                os.write(handle, line.encode())  # one write: lines of several processes do not mix
            finally:
                os.close(handle)

    def newest(self) -> tuple[int, str] | None:
        """Highest number and its hash among the last lines; None without a record."""
        try:
            with self.path.open("rb") as stream:
                stream.seek(0, os.SEEK_END)
                stream.seek(max(0, stream.tell() - 4096))
                lines = stream.read().decode("utf-8", "replace").split("\n")[:-1]
        except OSError:
            return None
        found = [line.split() for line in lines]
        return max(((int(w[0]), w[5]) for w in found if len(w) == 6 and w[0].isdigit()), default=None)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Number and hash of each event recorded; nothing without a record."""
        if not self.path.is_file():
            return
        with self.path.open(encoding="utf-8", errors="replace") as stream:
            for words in map(str.split, stream):
                if len(words) == 6 and words[0].isdigit():
                    yield int(words[0]), words[5]

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
