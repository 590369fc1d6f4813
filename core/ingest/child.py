"""Inside a reader process: bind it, do the work, hand over the result, end.

What goes over the pipe is one letter and JSON: `R` and the work's result, or `E` and `{"kind": …, "arguments": {…}}`.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from core.errors import SourceError
from core.ingest.deadline import bind
from core.ingest.limits import Limits

_PR_SET_PDEATHSIG = 1
_HIGHEST_DESCRIPTOR = 1024
_COLLECTED = 100_000
"""Objects that a reader makes between two looks of the collector."""


def run(work: str, request: Mapping[str, Any], source: int, result: int, server: int) -> None:
    """Do the work on a file and leave the process; never returns."""
    try:
        limits = Limits(*request["limits"])
        _detach(server, source, result)
        limits.apply()
        bind(limits)
        gc.enable()
        gc.set_threshold(_COLLECTED)  # a short life: what the collector would find is mostly what the report is made of
        _send(result, _outcome(work, request, source, limits))
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a forked copy of the server must never go back to its loop
        os._exit(70)


def _detach(server: int, source: int, result: int) -> None:
    """A session of its own, nothing open but source and result, and no life after the server's."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(70)
    low, high = sorted((source, result))
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, _HIGHEST_DESCRIPTOR)


def _outcome(work: str, request: Mapping[str, Any], source: int, limits: Limits) -> bytes:
    """The work's result, or its failure by kind and never by message (RELIABILITY.md R3)."""
    try:
        done = _function(work)(_all_of(source), request["name"], request["sha256"])
        if len(done) < limits.result:
            return b"R" + done
        return _failure("too-large", what="report", limit=limits.result)
    except SourceError as error:
        return _failure(error.kind, **error.phrase.arguments)
    except MemoryError:
        return _failure("memory", megabytes=limits.memory >> 20)
    except RecursionError:
        return _failure("depth")
    except Exception as error:  # noqa: BLE001 - whatever a library raises is told by kind
        kind = _hidden_cause(error)
        return (
            _failure(kind, megabytes=limits.memory >> 20)
            if kind == "memory"
            else _failure(kind, cause=type(error).__name__)
        )


def _hidden_cause(error: BaseException) -> str:
    """Libraries wrap what happened; the cause stands in the chain of exceptions."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            break
        if isinstance(seen, MemoryError):
            return "memory"
        if isinstance(seen, RecursionError):
            return "depth"
        if isinstance(seen, SourceError):
            return seen.kind
        seen = seen.__cause__ or seen.__context__ or next((a for a in seen.args if isinstance(a, BaseException)), None)
    return "damaged"


def _failure(kind: str, **arguments: object) -> bytes:
    plain = {name: value if isinstance(value, int) else str(value) for name, value in arguments.items()}
    return b"E" + json.dumps({"kind": kind, "arguments": plain}).encode()


def _function(work: str) -> Callable[[bytes, str, str], bytes]:
    module, _, name = work.partition(":")
    found: Callable[[bytes, str, str], bytes] = getattr(import_module(module), name)
    return found


def _all_of(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    pieces, at = [], 0
    while at < size:
        piece = os.pread(descriptor, min(size - at, 1 << 24), at)
        if not piece:
            break
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces)


def _send(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view[: 1 << 16]) :]
