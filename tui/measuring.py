"""What the terminal is like, asked once before the first picture: how far away it is, how wide it draws ambiguous characters.

One question (a cursor position report after some of the characters in doubt) answers both. A terminal that does not answer
is taken to be near and narrow.
"""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import time
import tty
from typing import NamedTuple

DOUBTFUL = "“—…①"
"""One cell each, or two where the terminal is set for Chinese: a report is full of them."""
PATIENCE = 0.3
"""Seconds to wait for an answer."""
FAR = 0.08
"""Seconds there and back from which on the line counts as slow (UX.md §b)."""
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")


class Terminal(NamedTuple):
    """What was measured."""

    seconds: float | None = None
    """There and back; None where nothing came."""
    wide: bool = False
    """Whether ambiguous characters take two cells."""

    @property
    def far(self) -> bool:
        """Whether the line is slow."""
        return self.seconds is not None and self.seconds > FAR


def measure() -> Terminal:
    """Ask; nothing is asked where there is no terminal or one that knows no questions."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", "vt52", ""):
        return Terminal()
    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    before = termios.tcgetattr(source)
    try:
        tty.setraw(source, termios.TCSANOW)
        started = time.monotonic()
        os.write(target, f"\r{DOUBTFUL}\x1b[6n\r\x1b[K".encode())
        return read_answer(_listen(source, started + PATIENCE), time.monotonic() - started)
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)


def _listen(source: int, end: float) -> bytes:
    got = b""
    while not _ANSWER.search(got) and (left := end - time.monotonic()) > 0 and select.select([source], [], [], left)[0]:
        part = os.read(source, 64)
        if not part:
            break
        got += part
    return got


def read_answer(got: bytes, seconds: float) -> Terminal:
    """The answer in what came; keys typed meanwhile may stand before it."""
    found = _ANSWER.search(got)
    return Terminal(seconds, int(found[2]) > len(DOUBTFUL) + 1) if found else Terminal()
