"""How far a command is: one line on the terminal, written anew when there is something new, at most once a second.

Nothing is animated: while nothing comes, nothing is sent.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.shown import Clean

EVERY = 1.0
"""Seconds between two drawings."""
ERASED = "\r\x1b[K"


@contextmanager
def progress_line(words: Clean, quiet: bool = False) -> Iterator[Callable[[int, int | None], None]]:
    """Call what it gives with how many are done, of how many (None: not known yet); the line is gone at the end. Silent
    where standard error is no terminal, or one that cannot go back in a line."""
    stream = sys.stderr
    silent = quiet or not stream.isatty() or os.environ.get("TERM", "dumb") in ("dumb", "unknown")
    drawn = float("-inf")

    def tell(done: int, total: int | None) -> None:
        nonlocal drawn
        now = time.monotonic()
        if not silent and now - drawn >= EVERY:
            drawn = now
            stream.write(f"\r{words} {done}/{total}" if total else f"\r{words}")
            stream.flush()

    tell(0, None)
    try:
        yield tell
    finally:
        if not silent:
            stream.write(ERASED)
            stream.flush()
