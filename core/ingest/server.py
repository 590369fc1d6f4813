"""The fork server: a clean process of one thread that forks a reader process for each file and watches over it.

Started by exec, it holds no connection, no terminal and no secret of the program; it is told of a file by three descriptors
(source, result, status) and ends, with all its readers, when its control socket closes. Libraries are imported when more than
one file comes, so that a single file pays only for what it needs, and a report of ours is read once when many seem to come. Who
asks may say beforehand how many they are.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from core.ingest import child

_LONGEST_REQUEST = 64 * 1024
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
READIED = {2: "preload", 8: "rehearse"}
"""From how many files on what is made ready for all that follow, each step more thoroughly than the one before."""


@dataclass(slots=True)
class _Reader:
    """A reader process that is at work."""

    status: int
    deadline: float
    timed_out: bool = False


class Server:
    """Serves requests from the control socket until it closes."""

    def __init__(self, control: socket.socket, work: str) -> None:
        self._control = control
        self._work = work
        self._readers: dict[int, _Reader] = {}
        self._requests = 0
        self._ready = 0  # steps of `READIED`

    def serve(self) -> None:
        """Until the other side is gone."""
        woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)  # a handler, so that its byte reaches the pipe
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(self._patience())}
                if woken in ready:
                    _drain(woken)
                self._stop_late()
                self._reap()
                if self._control.fileno() in ready and not self._take_request():
                    break
        for pid in self._readers:
            _kill(pid)

    def _patience(self) -> float | None:
        """Seconds until the next deadline."""
        pending = [reader.deadline for reader in self._readers.values() if not reader.timed_out]
        return max(0.0, min(pending) - time.monotonic()) if pending else None

    def _take_request(self) -> bool:
        """Fork a reader for the next request; False when there will be none."""
        message, descriptors, _, _ = socket.recv_fds(self._control, _LONGEST_REQUEST, 3)
        if not message:
            return False
        source, result, status = descriptors
        request = json.loads(message)
        self._requests += 1
        self._prepare(max(self._requests, request.get("coming", 0)), request["name"])
        server = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            child.run(self._work, request, source, result, server)
        os.close(source)
        os.close(result)
        if pid < 0:
            _tell(status, {"status": None})
        else:
            self._readers[pid] = _Reader(status, time.monotonic() + request["limits"][2])
        return True

    def _prepare(self, files: int, name: str) -> None:
        """What pays for so many files, made once; and what files with such a name will need, as far as names tell."""
        known = len(sys.modules)
        due = [step for fewest, step in READIED.items() if files >= fewest]
        steps = due[-1:] if len(due) > self._ready else []  # a later one does what those before it do, and more
        for step in steps:
            self._ready = len(due)
            _make_ready(self._work, step)
        if due:
            _make_ready(self._work, "provide", name)
        if steps or len(sys.modules) > known:  # kept out of the collector's way, and so of the children's
            gc.collect()
            gc.freeze()

    def _stop_late(self) -> None:
        now = time.monotonic()
        for pid, reader in self._readers.items():
            if reader.deadline <= now and not reader.timed_out:
                reader.timed_out = True
                _kill(pid)

    def _reap(self) -> None:
        """Tell how each ended reader ended; what it may have started dies with it."""
        for pid in list(self._readers):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            _kill(pid)
            _, status, used = os.wait4(pid, 0)
            reader = self._readers.pop(pid)
            _tell(
                reader.status,
                {
                    "status": status,
                    "timed_out": reader.timed_out,
                    "cpu": used.ru_utime + used.ru_stime,
                    "rss": used.ru_maxrss,
                },
            )


def _kill(pid: int) -> None:
    """The whole session of a reader; before it has one, the process alone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _tell(descriptor: int, status: dict[str, Any]) -> None:
    try:
        os.write(descriptor, json.dumps(status).encode() + b"\n")
    except OSError:
        pass  # who asked is gone
    finally:
        os.close(descriptor)


def _drain(descriptor: int) -> None:
    try:
        while os.read(descriptor, 4096):
            pass
    except BlockingIOError:
        pass


def _make_ready(work: str, step: str, *arguments: str) -> None:
    """Call this function of the work's module, if it has one."""
    prepare: Callable[..., None] | None = getattr(import_module(work.partition(":")[0]), step, None)
    if prepare is not None:
        prepare(*arguments)


def _leave_the_network() -> None:
    """Where the kernel permits it, this process and all its readers see no network; where not, all else still holds."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def main() -> None:
    """`server CONTROL-DESCRIPTOR MODULE:FUNCTION [FOLDER…]`: folders are added to where modules are found."""
    descriptor, work, *folders = sys.argv[1:]
    sys.path.extend(folder for folder in folders if folder not in sys.path)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # nearly all that is made here stays; each reader has its own collector again
    _leave_the_network()
    control = socket.socket(fileno=int(descriptor))
    control.set_inheritable(False)
    Server(control, work).serve()
    os._exit(0)  # nothing is left to write, and taking all apart that was made ready would cost as much as a file


if __name__ == "__main__":
    main()
