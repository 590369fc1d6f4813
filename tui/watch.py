"""A small process that outlives the workstation: however that ends, the terminal is as it was.

A program that is killed, or dies in a library, leaves the terminal on its second screen, without echo and cursor (UX.md §c).
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from typing import Any

from tui.locale import said

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
    child = os.fork()
    if child:
        _watch(child, before)


def _watch(child: int, before: list[Any]) -> None:
    """Never returns."""

    def pass_on(number: int, _frame: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in PASSED_ON:
        signal.signal(number, pass_on)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0:
        restore(before)
        print(
            said("gouji: ended by signal {n}; what was decided is saved, start again to go on", n=-status),
            file=sys.stderr,
        )
        status = 128 - status
    sys.stderr.flush()
    os._exit(status)


def restore(before: list[Any]) -> None:
    """The terminal with the modes it had, every mode of ours off."""
    with contextlib.suppress(OSError):  # the terminal may be gone: nothing to restore then
        os.write(sys.stdout.fileno(), RESTORED.encode())
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
