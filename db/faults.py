"""Errors of SQLite as errors of core: told apart by code, never by message."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from core.errors import Busy, Damaged, GoujiError, NotOurDatabase, ReadOnly, Replaced, StoreError
from db.module import sqlite3

_REFUSED = {
    "events are append-only": "store.append-only",
    "event does not continue its chain": "store.chain",
    "report is signed off": "store.locked",
}
"""What the triggers of `sql/triggers.sql` say, as template ids."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside leaves as a StoreError that names the file, the cause and the way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_store_error(error, path) from error


def as_store_error(error: Exception, path: Path) -> GoujiError:
    """The error of core that this one of SQLite means."""
    name, file = str(getattr(error, "sqlite_errorname", "")), path.name
    if str(error) in _REFUSED:
        return StoreError(_REFUSED[str(error)], file)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _busy(path)
    if name == "SQLITE_READONLY_DBMOVED":
        return Replaced("store.replaced", file)
    if name.startswith("SQLITE_READONLY"):
        return ReadOnly("store.read-only", file)
    if name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE"):
        return StoreError("store.full", file)
    if name.startswith("SQLITE_IOERR"):
        return StoreError("store.full" if _no_space(path) else "store.io", file)
    if name.startswith("SQLITE_NOTADB"):
        return NotOurDatabase("store.not-a-database", file)
    if name.startswith("SQLITE_CORRUPT"):
        return Damaged("store.damaged", file)
    if name.startswith("SQLITE_CANTOPEN"):
        return StoreError("store.cannot-open", file)
    return StoreError("store.refused", file, said=str(error))


def _busy(path: Path) -> Busy:
    held = holder(path)
    if held is None or held.pid == os.getpid():
        return Busy("store.busy", path.name)
    return Busy("store.held-stopped" if held.stopped else "store.held", path.name, pid=held.pid, login=held.login)


def _no_space(path: Path) -> bool:
    """SQLite reports a file-size limit or a full disk under several names: ask the file system."""
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < 65536


class Holder(NamedTuple):
    """A process that holds the write lock."""

    pid: int
    login: str
    stopped: bool


def holder(path: Path) -> Holder | None:
    """Who holds a write lock on the database, as far as /proc tells."""
    for name in (f"{path}-shm", str(path)):
        try:
            inode = os.stat(name).st_ino
            lines = Path("/proc/locks").read_text("ascii").splitlines()
        except OSError:
            continue
        for line in lines:
            words = line.split()
            if len(words) >= 6 and words[3] == "WRITE" and words[5].endswith(f":{inode}") and int(words[4]) > 0:
                return _process(int(words[4]))
    return None


def _process(pid: int) -> Holder | None:
    folder = Path("/proc") / str(pid)
    try:
        state = folder.joinpath("stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        owner = folder.stat().st_uid
    except OSError:
        return None
    try:
        login = pwd.getpwuid(owner).pw_name
    except KeyError:
        login = str(owner)
    return Holder(pid, login, state in "tT")
