"""The program's side of the reader processes: starts the fork server, hands files over, says by kind how a reader ended."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import core
from core.errors import SourceError
from core.ingest.limits import DEFAULT, Limits
from core.wording import places

WORK: Final = "core.ingest.work:report"
_CRASHES_OF_MEMORY: Final = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)
"""How PDFium ends a process that gives it no memory."""
_KEPT_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")
"""Nothing else goes over: CMAP_PATH, for one, would let pdfminer read files of its own choice."""


class ReaderServer:
    """One fork server, started when first asked; may be asked by several threads at once."""

    def __init__(self, work: str = WORK, folders: Iterable[Path] = ()) -> None:
        self._work = work
        self._folders = [str(Path(core.__file__).parent.parent), *map(str, folders)]
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, name: str, data: bytes, sha256: str, limits: Limits = DEFAULT, coming: int = 1) -> bytes:
        """The work's result for a file, made in a process of its own. SourceError by how that process ended.

        `coming` is how many files the caller means to have read, as far as it knows: for many, more is made ready once.
        """
        request = json.dumps({"name": name, "sha256": sha256, "limits": astuple(limits), "coming": coming}).encode()
        content, ending = self._ask(request, data, limits)
        if not ending:  # the server itself was killed; what killed it may have meant another file
            content, ending = self._ask(request, data, limits)
        return _judge(content, ending, name, limits)

    def _ask(self, request: bytes, data: bytes, limits: Limits) -> tuple[bytes, dict[str, Any]]:
        """What the reader wrote and what the server says of its end; nothing if there is no server any more."""
        result, result_end = os.pipe2(os.O_CLOEXEC)
        status, status_end = os.pipe2(os.O_CLOEXEC)
        try:
            with _held(data) as source:
                try:
                    used = self._send(request, [source, result_end, status_end])
                finally:
                    os.close(result_end)
                    os.close(status_end)
            content, ending = _collect(result, status, limits)
            if not ending:
                self._forget(used)
            return content, ending
        finally:
            os.close(result)
            os.close(status)

    def close(self) -> None:
        """End the server and every reader it still has."""
        with self._lock:
            self._stop()

    def _send(self, request: bytes, descriptors: list[int]) -> socket.socket:
        """Hand a request over; the control socket it went by."""
        with self._lock:
            control = self._running()
            try:
                socket.send_fds(control, [request], descriptors)
            except (BrokenPipeError, ConnectionResetError):
                self._stop()
                control = self._running()
                socket.send_fds(control, [request], descriptors)
            return control

    def _forget(self, control: socket.socket) -> None:
        """Give up a server that died, unless another thread has put a new one in its place."""
        with self._lock:
            if self._control is control:
                self._stop()

    def _running(self) -> socket.socket:
        """The control socket; starts the server anew in a forked copy of the program, or where it was killed."""
        if self._control is None or self._owner != os.getpid():
            self._control, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._owner = os.getpid()
            environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
            with far:
                self._process = subprocess.Popen(
                    [sys.executable, "-s", "-P", "-c", _START, str(far.fileno()), self._work, *self._folders],
                    pass_fds=[far.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment | {"PYTHONHASHSEED": "0"},  # the same file, the same report
                    cwd="/",
                    start_new_session=True,
                )
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
        self._control = self._process = None


_START: Final = "import sys; sys.path.append(sys.argv[3]); from core.ingest.server import main; main()"


@contextmanager
def _held(data: bytes) -> Iterator[int]:
    """A descriptor of these very bytes: what was hashed is what is read."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("source", os.MFD_CLOEXEC)
    else:
        import tempfile  # where there are no files in memory

        with tempfile.TemporaryFile() as stream:
            descriptor = os.dup(stream.fileno())
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        yield descriptor
    finally:
        os.close(descriptor)


def _collect(result: int, status: int, limits: Limits) -> tuple[bytes, dict[str, Any]]:
    """What the reader wrote, at most one byte more than it may, and what the server says of its end."""
    pieces: dict[int, list[bytes]] = {result: [], status: []}
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(result, selectors.EVENT_READ)
        selector.register(status, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                piece = os.read(key.fd, 1 << 16)
                if not piece:
                    selector.unregister(key.fd)
                elif key.fd == status or size <= limits.result:
                    pieces[key.fd].append(piece)
                    size += len(piece) if key.fd == result else 0
    said = b"".join(pieces[status])
    return b"".join(pieces[result]), json.loads(said) if said else {}


def _judge(content: bytes, ending: dict[str, Any], name: str, limits: Limits) -> bytes:
    """The result, or the error that fits how the process ended."""
    if ending.get("timed_out"):
        raise SourceError("timeout", name, seconds=limits.wall_seconds)
    status = ending.get("status")
    if status is None:
        raise SourceError("memory", name, megabytes=limits.memory >> 20)
    if os.WIFSIGNALED(status):
        raise _killed(os.WTERMSIG(status), ending, name, limits)
    if len(content) > limits.result:
        raise SourceError("too-large", name, what="report", limit=limits.result)
    if os.WEXITSTATUS(status) != 0 or content[:1] not in (b"R", b"E"):
        raise SourceError("damaged", name, cause=f"exit {os.WEXITSTATUS(status)}")
    if content[:1] == b"E":
        raise _failure(content[1:], name)
    return content[1:]


def _killed(number: int, ending: dict[str, Any], name: str, limits: Limits) -> SourceError:
    if number == signal.SIGXCPU or (number == signal.SIGKILL and float(ending.get("cpu", 0)) >= limits.cpu_seconds):
        return SourceError("timeout", name, seconds=limits.cpu_seconds)
    if number == signal.SIGKILL or number in _CRASHES_OF_MEMORY:
        return SourceError("memory", name, megabytes=limits.memory >> 20)
    return SourceError("damaged", name, cause=signal.Signals(number).name)


def _failure(content: bytes, name: str) -> SourceError:
    """The reader's own word for what happened, as far as it is one we know."""
    try:
        said = json.loads(content)
        kind = said["kind"]
        arguments = {str(key): value for key, value in said["arguments"].items() if isinstance(value, (int, str))}
    except (ValueError, KeyError, TypeError, AttributeError):
        return SourceError("damaged", name, cause="result")
    if kind not in SourceError.KINDS:
        return SourceError("damaged", name, cause="result")
    left_out = dict.fromkeys(places(f"source.{kind}"), "?")
    return SourceError(kind, name, **(left_out | arguments))


SERVER: Final = ReaderServer()
"""The program's own."""
atexit.register(SERVER.close)
