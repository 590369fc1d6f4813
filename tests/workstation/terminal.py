"""The real program on a pseudo-terminal, and what it has written there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pyte

ROOT = Path(__file__).parents[2]
PROGRAM = (
    "import sys; from pathlib import Path; sys.path[:0] = [sys.argv[2]]; from workstation.world import desk_on;"
    "from tui.app import run; sys.exit(run(desk_on(Path(sys.argv[1])), 'zh'))"
)
"""The workstation on the database named, for Zhang."""


class Terminal:
    """The workstation on a pty; `read` gives what it has written since."""

    def __init__(
        self,
        database: Path,
        size: tuple[int, int] = (80, 24),
        program: str = PROGRAM,
        answers: bytes = b"",
        replies: Mapping[bytes, bytes] = MappingProxyType({}),
        **environment: str,
    ) -> None:
        self.answers = answers
        """Written back when the cursor's place is asked for."""
        self.replies = {b"\x1b[6n": answers} if answers else dict(replies)
        """By question: what is written back."""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "COVERAGE_RCFILE")}
            kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)} | environment
            here = str(ROOT / "tests")
            os.execve(sys.executable, [sys.executable, "-c", program, str(database), here], kept)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.log = b""

    def read(self, quiet: float = 0.15, limit: float = 15) -> bytes:
        """Until nothing has come for `quiet` seconds, or the program has ended."""
        got, end = b"", time.monotonic() + limit
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                break
            if not part:
                break
            got += part
            for question, reply in self.replies.items():
                if question in part:
                    os.write(self.fd, reply)
        self.log += got
        return got

    def until(self, words: str, limit: float = 40) -> None:
        """Until these words are on the screen."""
        end = time.monotonic() + limit
        while words not in self.shown and time.monotonic() < end:
            self.read(0.2, 2)
        assert words in self.shown, self.shown
        self.read(quiet=0.8)  # what follows by itself: the preview

    def sent(self, words: str, limit: float = 40) -> None:
        """Until these words were written, wherever: a terminal without a size has no screen to look at."""
        end = time.monotonic() + limit
        while words.encode() not in self.log and time.monotonic() < end:
            self.read(0.2, 2)
        assert words.encode() in self.log, self.log[-300:]

    @property
    def shown(self) -> str:
        """What stands on the screen: only changes are sent, so words need not stand in the log."""
        columns, lines = os.get_terminal_size(self.fd)
        screen = pyte.Screen(columns, lines)
        pyte.ByteStream(screen).feed(self.log)
        return "\n".join(screen.display)

    def settle(self, limit: float = 30) -> None:
        """Until it is still: what blinks, ticks or polls aloud never is."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if self.read(quiet=1.2, limit=1.2) == b"" and self.read(quiet=1.2, limit=1.2) == b"":
                return
        raise AssertionError("it is never still")

    def mean(self, keys: str) -> float:
        """Bytes a key, whenever they come."""
        begun = len(self.log)
        for key in keys:
            self.type(key)
        self.settle()
        return (len(self.log) - begun) / len(keys)

    def type(self, keys: str) -> bytes:
        os.write(self.fd, keys.encode())
        return self.read()

    def end(self) -> int:
        """Its exit status, waiting for the end."""
        limit = time.monotonic() + 10
        while time.monotonic() < limit:
            self.read(0.05, 1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it did not end")

    def close(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)

    @property
    def left_on(self) -> set[str]:
        """Modes switched on and not off again; 25 (the cursor) when it was left hidden."""
        state = {m[1]: m[2] == b"h" for m in re.finditer(rb"\x1b\[\?(\d+)([hl])", self.log)}
        on = {mode.decode() for mode, is_on in state.items() if is_on and mode not in (b"25", b"7")}
        return on | ({"25"} if state.get(b"25") is False else set())
