"""Files into reports: one, or many at once by any executor, each in a reader process of its own."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256 as digest
from importlib import import_module
from operator import length_hint
from pathlib import Path
from typing import Any

from core.errors import SourceError, UsageError
from core.ingest import wire
from core.ingest.isolation import SERVER
from core.ingest.limits import DEFAULT, Limits
from core.ingest.opening import Opened, open_source, shown_name
from core.model import Report
from core.wording import Argument

READ_AHEAD = 2
"""Files under way for each job: enough that none waits, few enough that their bytes fit in memory."""


_Answer = tuple[bytes, str, dict[str, Argument]]
"""What comes back from an executor, which may be another machine: the report as JSON, or an error's kind and arguments."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file's outcome: a report or an error; neither where the caller knew the file already."""

    path: Path
    name: str
    data: bytes = b""
    sha256: str = ""
    report: Report | None = None
    error: SourceError | None = None

    @property
    def size(self) -> int:
        """Bytes; 0 where it could not be opened."""
        return len(self.data)


def read_file(path: Path, limits: Limits = DEFAULT) -> Report:
    """The report in a file, read in a limited process; SourceError where there is none."""
    opened = open_source(path)
    return _report(_read(opened.name, opened.data, opened.sha256, limits), opened.name)


def read_many(
    paths: Iterable[Path],
    jobs: int | None = None,
    scheduler: str | None = None,
    executor: Executor | None = None,
    known: Callable[[str], bool] = lambda sha256: False,
    limits: Limits = DEFAULT,
) -> Iterator[Reading]:
    """Each file's outcome as it comes, not in the order given.

    By an executor given; else by the Dask cluster at `scheduler`; else here, `jobs` at a time (default: the processors).
    Files whose hash is `known` are not read. Only `2 × jobs` files are held in memory. UsageError for a bad scheduler.
    """
    workers, coming = jobs or os.cpu_count() or 1, length_hint(paths)
    with _executor(executor, scheduler, workers) as pool:
        pending: dict[Future[_Answer], tuple[Path, Opened]] = {}
        for path in paths:
            try:
                opened = open_source(path)
            except SourceError as error:
                yield Reading(path, shown_name(path), error=error)
                continue
            if known(opened.sha256):
                yield Reading(path, opened.name, opened.data, opened.sha256)
                continue
            task = pool.submit(_read, opened.name, opened.data, opened.sha256, limits, coming)
            pending[task] = (path, opened)
            while len(pending) >= READ_AHEAD * workers:
                yield from _finished(pending)
        while pending:
            yield from _finished(pending)


def read_stored(
    sources: Iterable[tuple[str, bytes]], jobs: int | None = None, limits: Limits = DEFAULT
) -> Iterator[Reading]:
    """Read again what a database keeps, each by name and bytes: as `read_many` reads files, in processes of their own here."""
    workers = jobs or os.cpu_count() or 1
    with _executor(None, None, workers) as pool:
        pending: dict[Future[_Answer], tuple[Path, Opened]] = {}
        for name, data in sources:
            opened = Opened(name, data, digest(data).hexdigest())
            pending[pool.submit(_read, name, data, opened.sha256, limits)] = (Path(), opened)
            while len(pending) >= READ_AHEAD * workers:
                yield from _finished(pending)
        while pending:
            yield from _finished(pending)


def _read(name: str, data: bytes, sha256: str, limits: Limits, coming: int = 1) -> _Answer:
    """The task of an executor: plain data in, plain data out."""
    try:
        return SERVER.read(name, data, sha256, limits, coming), "", {}
    except SourceError as error:
        return b"", error.kind, dict(error.phrase.arguments)


def _report(answer: _Answer, name: str) -> Report:
    content, kind, arguments = answer
    if kind:
        raise SourceError(kind, name, **arguments)
    try:
        return wire.load(content)
    except wire.WireError as error:
        raise SourceError("damaged", name, cause="result") from error


def _finished(pending: dict[Future[_Answer], tuple[Path, Opened]]) -> Iterator[Reading]:
    """Wait for at least one file and give those that are done."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        path, opened = pending.pop(future)
        reading = Reading(path, opened.name, opened.data, opened.sha256)
        try:
            yield replace(reading, report=_report(future.result(), opened.name))
        except SourceError as error:
            yield replace(reading, error=error)


@contextmanager
def _executor(executor: Executor | None, scheduler: str | None, workers: int) -> Iterator[Executor]:
    """The executor to use; one made here is also ended here, without waiting for files nobody asks for any more."""
    if executor is not None:
        yield executor
    elif scheduler is not None:
        with _cluster(scheduler) as pool:
            yield pool
    else:
        pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("source.no_cluster", address) from error
    try:
        _answers(address)
        client = distributed.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError("source.no_scheduler", address) from error
    with client:
        yield client.get_executor()


def _answers(address: str) -> None:
    """Raise OSError or ValueError unless somebody listens there: a client that failed half-made is only closed by the garbage
    collector, which may then wait for ever on the loop of the next one (seen with distributed 2026)."""
    addressing: Any = import_module("distributed.comm.addressing")
    place = addressing.get_address_host_port(address if "://" in address else f"tcp://{address}")
    socket.create_connection(place, timeout=10).close()
