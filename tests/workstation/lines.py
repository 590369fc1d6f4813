"""Terminals and lines as auditors have them: the whole command on a pty, also far away and slow."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
from workstation.terminal import Terminal
from workstation.world import desk_on

from core.lines import Query

COMMAND = (
    "import os, sys; from pathlib import Path; database = Path(sys.argv[1]); os.chdir(database.parent);"
    "from tui.cli import main; sys.argv[1:] = ['review', '--db', str(database), '--lang', 'zh']; main()"
)
"""`gouji review` on the database named: its watcher, its questions to the terminal, its desk."""
NEAR = b"\x1b[1;5R"
"""Behind the four characters asked about, each a cell wide."""


def reach(terminal: Terminal, words: str, limit: float = 40) -> None:
    """Until the words are on the screen, and no longer."""
    end = time.monotonic() + limit
    while words not in terminal.shown and time.monotonic() < end:
        terminal.read(0.05, 0.5)
    assert words in terminal.shown, terminal.shown


class Followed(Terminal):
    """A terminal whose screen is kept up to date as bytes come: for long jobs."""

    def __init__(self, database: Path, size: tuple[int, int] = (80, 24), **named: Any) -> None:
        super().__init__(database, size, **named)
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)

    def read(self, quiet: float = 0.15, limit: float = 15) -> bytes:
        got = super().read(quiet, limit)
        self._stream.feed(got)
        return got

    @property
    def shown(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def head(self) -> str:
        """The first row: which report, its state, what is open in it."""
        return self.screen.display[0]

    def press(self, keys: str, done: Callable[[], bool], limit: float = 60) -> None:
        """Type and wait until it is done."""
        os.write(self.fd, keys.encode())
        end = time.monotonic() + limit
        while not done() and time.monotonic() < end:
            self.read(0.02, 0.5)
        assert done(), (keys, self.shown)


def acts(database: Path) -> list[str]:
    """Kinds of all that is in the ledger, report by report, oldest first."""
    desk = desk_on(database, mode="ro")
    rows = desk.page(Query())
    return [event.kind.value for row in rows.rows for event in desk.events.of(row.uid)]


class FarTerminal(Terminal):
    """A line of so many bytes a second, so many seconds there and back; what cannot be sent yet waits in the program."""

    rate = 1_920  # 19,200 bit/s
    there_and_back = 0.2

    def read(self, quiet: float = 0.6, limit: float = 30) -> bytes:
        """A twentieth of a second's worth at a time."""
        got, end = b"", time.monotonic() + limit
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            try:
                part = os.read(self.fd, self.rate // 20)
            except OSError:
                break
            if not part:
                break
            time.sleep(len(part) / self.rate)
            got += part
            if self.answers and b"\x1b[6n" in (self.log + got)[-len(part) - 4 :]:
                time.sleep(self.there_and_back)
                os.write(self.fd, self.answers)
        self.log += got
        return got

    def type(self, keys: str) -> bytes:
        """The keys take their time, in one packet."""
        time.sleep(self.there_and_back / 2)
        return super().type(keys)

    def cost(self, keys: str) -> int:
        """Bytes that come for these keys."""
        return len(self.type(keys))
