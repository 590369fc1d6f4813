"""A process that outlives the workstation: however that ends, the terminal is as it was.

A program that is killed, or dies in a library, leaves the terminal on its second screen, without echo and cursor (UX.md §c).
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable

RESTORED = (
    "\x1b[?2026l\x1b[?2048l\x1b[?1049l"  # frames, size reports, the second screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l"  # mouse, focus, paste
    "\x1b[<u\x1b[0m\x1b[?7h\x1b[?25h\r"  # keyboard protocol, colours, line wrap, cursor
)
PASSED_ON = (signal.SIGTERM, signal.SIGHUP)
GRACE = 10
"""Seconds one that is told to end may take. Of a terminal that is gone a library may wait for ever: then it is killed, and what
was decided is saved all the same."""


def watched(speak: Callable[[], object] = lambda: None) -> None:
    """Go on in a child; the parent waits for its end, restores the terminal if it was killed, and leaves with its status.

    Nothing where there is no terminal. Call it before any database is opened: a connection does not survive a fork; and early:
    the parent keeps what has been loaded till then. `speak` sets the language, where it is not set yet, once there is
    something to say.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    before = termios.tcgetattr(sys.stdin.fileno())
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)  # until somebody is there who passes them on
    child = os.fork()
    if child:
        _watch(child, before, speak)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)


def _watch(child: int, before: list[int | list[bytes | int]], speak: Callable[[], object]) -> None:
    """Wait, and leave as the child did. Never returns, whatever fails."""
    status = 1
    try:
        status = _wait(child)
        if status < 0:
            _restore(before)
            _say(-status, speak)
    finally:
        os._exit(status if status >= 0 else 128 - status)


def _wait(child: int) -> int:
    """Its status, the signal as a negative number where it was killed; signals go on to it meanwhile."""

    def send(number: int) -> None:
        try:  # noqa: SIM105 - contextlib would be one more library that only waits
            os.kill(child, number)
        except ProcessLookupError:
            pass

    def pass_on(number: int, _frame: object) -> None:
        signal.alarm(GRACE)
        send(number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, lambda _number, _frame: send(signal.SIGKILL))
    for number in PASSED_ON:
        signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _restore(before: list[int | list[bytes | int]]) -> None:
    try:
        os.write(sys.stdout.fileno(), RESTORED.encode())
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
    except (OSError, termios.error):  # the terminal may be gone: nothing to restore then
        pass


def _say(number: int, speak: Callable[[], object]) -> None:
    """That it was killed, and what that means."""
    speak()
    from tui.locale import _

    sys.stderr.write(_("gouji: ended by signal {n}; what was decided is saved, start again to go on").format(n=number))
    sys.stderr.write("\n")
    sys.stderr.flush()
