"""Work that may be given up in time: what is already done must not be lost to a limit that ends the whole process."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from core.errors import SourceError
from core.ingest.limits import Limits

CPU_RESERVE: Final = 2.0
WALL_RESERVE: Final = 4.0
"""Seconds kept back for what comes after: reading the prose, writing the report."""
_AGAIN: Final = 0.25
"""Seconds after which it is said again: a library may swallow the error."""

_bound: list[tuple[Limits, float]] = []


def bind(limits: Limits) -> None:
    """Say which limits hold for this process from now on; its own CPU time counts from its beginning."""
    _bound[:] = [(limits, time.monotonic())]


@contextmanager
def in_time() -> Iterator[None]:
    """SourceError `timeout` from within where the limits of this process come near; no limits, no error. Main thread only."""
    if not _bound:
        yield
        return
    limits, since = _bound[0]
    cpu = limits.cpu_seconds - CPU_RESERVE - time.process_time()
    wall = limits.wall_seconds - WALL_RESERVE - (time.monotonic() - since)
    if cpu <= 0 or wall <= 0:
        raise SourceError("timeout", seconds=limits.cpu_seconds)

    def stop(number: int, frame: FrameType | None) -> None:
        raise SourceError("timeout", seconds=limits.cpu_seconds)

    signals = ((signal.SIGPROF, signal.ITIMER_PROF, cpu), (signal.SIGALRM, signal.ITIMER_REAL, wall))
    earlier = [(number, signal.signal(number, stop)) for number, _, _ in signals]
    try:
        for _, timer, seconds in signals:
            signal.setitimer(timer, seconds, _AGAIN)
        yield
    finally:
        for _, timer, _ in signals:
            signal.setitimer(timer, 0)
        for number, handler in earlier:
            signal.signal(number, handler)
