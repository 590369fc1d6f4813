"""Stand-ins for a reader, each ending in another way; run inside a real reader process by `test_isolation.py`."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import SourceError
from core.ingest.work import guarded


def echo(data: bytes, name: str, sha256: str) -> bytes:
    return name.encode() + b"|" + sha256.encode() + b"|" + data


def by_order(data: bytes, name: str, sha256: str) -> bytes:
    """Do what the file's first word says."""
    word, _, rest = data.decode().partition(" ")
    answer = _ORDERS[word](rest)
    return answer if isinstance(answer, bytes) else b"done"


def twice(data: bytes, name: str, sha256: str) -> bytes:
    """A first reading that stands, and a second that does not end."""
    try:
        guarded(partial(_ENDLESS[data.decode()], ""))
    except SourceError as error:
        return json.dumps({"first": "kept", "second": error.kind}).encode()
    return b"{}"


def _refuse(kind: str) -> None:
    raise SourceError(kind, format="odd", limit=7)


def _wrap_memory(_: str) -> None:
    try:
        raise MemoryError
    except MemoryError as error:
        raise ValueError("unknown error") from error


def _spin(_: str) -> None:
    while True:
        pass


def _swallow(_: str) -> None:
    """As libraries do that go on after any error."""
    for _ in range(3):
        with suppress(Exception):
            _spin("")
    _spin("")


def _grow(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def _dive(_: str) -> None:
    _dive(_)


def _leave_a_child(path: str) -> bytes:
    process = subprocess.Popen(["sleep", "60"])
    return str(process.pid).encode()


def _write_a_file(path: str) -> None:
    Path(path).write_bytes(b"x" * 100)


def _descriptors(_: str) -> bytes:
    return " ".join(sorted(os.listdir("/proc/self/fd"))).encode()


def _environment(_: str) -> bytes:
    return " ".join(sorted(os.environ)).encode()


def _parentage(_: str) -> bytes:
    return f"{os.getpid()} {os.getppid()} {os.getsid(0)}".encode()


def _open_many(_: str) -> None:
    held = [socket.socket() for _ in range(1000)]
    held.clear()


def _network(_: str) -> bytes:
    return " ".join(name for _, name in socket.if_nameindex()).encode()


def _refuse_in_few_words(kind: str) -> None:
    raise SourceError(kind)


_ENDLESS: dict[str, Any] = {"spin": _spin, "swallow": _swallow, "sleep": lambda rest: time.sleep(60)}
_ORDERS = {
    "network": _network,
    "refuse-shortly": _refuse_in_few_words,
    "refuse": _refuse,
    "wrap-memory": _wrap_memory,
    "spin": _spin,
    "sleep": lambda rest: time.sleep(float(rest)),
    "grow": _grow,
    "dive": _dive,
    "abort": lambda rest: os.abort(),
    "crash": lambda rest: os.kill(os.getpid(), signal.SIGSEGV),
    "killed": lambda rest: os.kill(os.getpid(), signal.SIGKILL),
    "leave": lambda rest: os._exit(3),
    "fault": lambda rest: {}["nothing here"],
    "large": lambda rest: b"x" * int(rest),
    "child": _leave_a_child,
    "write": _write_a_file,
    "descriptors": _descriptors,
    "environment": _environment,
    "parentage": _parentage,
    "sockets": _open_many,
}
