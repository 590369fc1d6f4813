"""A small process that outlives the workstation: however that ends, the terminal is as it was.

A program that is killed, or dies in a library, leaves the terminal on its second screen, without echo and cursor (UX.md §c).
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path
from typing import Any

from tui.locale import _

RESTORED = (
    "\x1b[?2026l\x1b[?2048l\x1b[?1049l"  # frames, size reports, the second screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l"  # mouse, focus, paste
    "\x1b[<u\x1b[0m\x1b[?7h\x1b[?25h\r"  # keyboard protocol, colours, line wrap, cursor
)
PASSED_ON = (signal.SIGTERM, signal.SIGHUP)


def watched() -> None:
    """Go on in a child; the parent waits for its end, restores the terminal if it was killed, and leaves with its status.

    Nothing where there is no terminal. Call it before any database is opened: a connection does not survive a fork.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    before = termios.tcgetattr(sys.stdin.fileno())
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)  # until somebody is there who passes them on
    child = os.fork()
    if child:
        _watch(child, before)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)


def _watch(child: int, before: list[Any]) -> None:
    """Become a bare interpreter that waits. Never returns."""
    words = _("gouji: ended by signal {n}; what was decided is saved, start again to go on")
    special = [character if isinstance(character, int) else character[0] for character in before[6]]
    modes = ",".join(str(number) for number in (*before[:6], *special))
    file = str(Path(__file__).with_name("watcher.py"))
    os.execv(sys.executable, [sys.executable, "-I", "-S", file, str(child), words, RESTORED, modes])
