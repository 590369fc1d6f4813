"""A program in a pseudo-terminal that answers as a modern terminal does: bytes, first paint, memory and CPU of what runs there."""

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
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.measured import ROOT

FRAME = b"\x1b[?2026h"
"""Begins a repaint."""
_QUESTIONS = {
    re.compile(rb"\x1b\[6n"): b"\x1b[1;5R",  # behind four characters, each a cell wide: near and narrow
    re.compile(rb"\x1b\[0?c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[\?2048\$p"): b"\x1b[?2048;0$y",
}
_LONGEST = 12
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Painted:
    """What a start cost."""

    seconds: float
    cpu: float
    megabytes: float
    resident: float
    """Of the largest of its processes, megabytes (RSS)."""
    bytes: int


class Terminal:
    """One program, from its start; close it."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = (80, 24), home: str = "/nonexistent") -> None:
        self.log = b""
        self._answered = 0
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            kept = {name: value for name, value in os.environ.items() if name == "PATH"}
            kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "HOME": home}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execve(command[0], list(command), kept)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, quiet: float = 0.2, limit: float = 20) -> bytes:
        """Until nothing has come for `quiet` seconds, or the program has ended."""
        start, end = len(self.log), time.monotonic() + limit
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            if not self._take():
                break
        return self.log[start:]

    def _take(self) -> bool:
        try:
            part = os.read(self.fd, 65536)
        except OSError:
            return False
        self.log += part
        self._answer()
        return bool(part)

    def _answer(self) -> None:
        found = [
            (match.end(), answer)
            for question, answer in _QUESTIONS.items()
            for match in question.finditer(self.log, max(0, self._answered - _LONGEST))
            if match.end() > self._answered
        ]
        for end, answer in sorted(found):
            os.write(self.fd, answer)
            self._answered = end

    def until(self, words: str, limit: float = 90) -> bool:
        """Until these words were written; whether they were."""
        wanted, end = words.encode(), time.monotonic() + limit
        while wanted not in self.log and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.5)[0] and not self._take():
                break
        return wanted in self.log

    def painted(self, words: str) -> Painted:
        """What it took until these words were on the screen; ValueError where they never came."""
        if not self.until(words):
            raise ValueError(f"{words!r} was never shown: {self.log[-300:]!r}")
        seconds, cpu = time.perf_counter() - self.started, self.cpu()
        self.read(0.6, 5)
        return Painted(seconds, cpu, self.megabytes(), self.resident(), len(self.log))

    def cpu(self) -> float:
        """CPU seconds of the program and its children so far."""
        used = 0
        for pid in self._processes():
            fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / _TICKS

    def megabytes(self) -> float:
        """Memory of the program and its children, what they share counted once."""
        kilobytes = 0
        for pid in self._processes():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii", "replace").splitlines()
            kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return kilobytes / 1024

    def resident(self) -> float:
        """Resident memory of the largest of the program's processes, what it shares with others counted in full."""
        status = [Path(f"/proc/{pid}/status").read_text("ascii", "replace") for pid in self._processes()]
        found = (re.search(r"^VmRSS:\s+(\d+)", text, re.MULTILINE) for text in status)
        return max(int(match[1]) for match in found if match) / 1024

    def _processes(self) -> list[int]:
        found = [self.pid]
        for pid in found:
            found += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        return found

    def press(self, keys: str, quiet: float = 0.15) -> bytes:
        """What the program writes in answer."""
        os.write(self.fd, keys.encode())
        return self.read(quiet, 10)

    def timed(self, keys: str, patience: float = 5) -> tuple[int, float]:
        """Bytes of the answer and milliseconds to its last one; (0, 0) where none came in time."""
        start, before = time.perf_counter(), len(self.log)
        os.write(self.fd, keys.encode())
        last = start
        while select.select([self.fd], [], [], 0.15 if last > start else patience)[0] and self._take():
            last = time.perf_counter()
        return len(self.log) - before, 1000 * (last - start)

    def close(self) -> None:
        """End it."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def workstation(database: str) -> list[str]:
    """The command that opens the workstation there, as it is installed."""
    installed = Path(sys.executable).with_name("gouji")
    command = [str(installed)] if installed.exists() else [sys.executable, "-m", "tui"]
    return [*command, "review", database, "--lang", "zh"]


BARE = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    ENABLE_COMMAND_PALETTE = False\n"
    "    def compose(self):\n"
    "        yield Static('READY')\n"
    "Bare().run(mouse=False)\n"
)
"""An empty Textual app."""


def bare() -> list[str]:
    """The command that runs it."""
    return [sys.executable, "-c", BARE]
