"""What may be opened: told apart by looking at the file before SQLite does, which has one error for all of it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core.errors import NotOurDatabase, StoreError
from core.wording import Phrase
from db.module import sqlite3

Identity = tuple[int, int]
"""Device and inode."""

NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "gpfs",
        "ncpfs",
        "ocfs2",
        "gfs2",
    }
    | {"beegfs", "davfs", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.davfs"}
)
"""File systems on which SQLite's locks or its shared memory do not hold."""


def make_private(path: Path) -> None:
    """An empty file for owner and group, as far as the umask lets; nothing where there is one. SQLite's own would be readable
    by everybody, and the files beside it take its mode."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o660))


def identity(path: Path) -> Identity | None:
    """Device and inode of what stands at that path; None if nothing does."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_place(path: Path, mode: str) -> None:
    """StoreError where a path holds nothing that could be a database, or a folder that must not hold one."""
    file = path.name
    try:
        found = os.stat(path)
    except FileNotFoundError:
        _check_folder(path, mode)
        return
    except PermissionError:
        raise StoreError("store.permission", file) from None
    except OSError as error:
        raise StoreError("store.refused", file, said=error.strerror or "") from None
    if stat.S_ISDIR(found.st_mode):
        raise StoreError("store.folder", file)
    if not stat.S_ISREG(found.st_mode):
        raise StoreError("store.not-a-file", file)
    if not os.access(path, os.R_OK):
        raise StoreError("store.permission", file)
    if found.st_size == 0 and mode != "create":
        raise NotOurDatabase("store.empty", file)
    if mode != "ro":
        _refuse_network(path)


def _check_folder(path: Path, mode: str) -> None:
    if mode != "create":
        raise StoreError("store.missing", path.name)
    if not path.parent.is_dir():
        raise StoreError("store.no-folder", path.name, folder=str(path.parent))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StoreError("store.folder-locked", path.name)
    _refuse_network(path)


def why_not_writable(path: Path, mode: str) -> Phrase | None:
    """Why the file can only be looked at; None if it can be written."""
    if mode == "create" and not path.exists():
        return None
    if not os.access(path, os.W_OK):
        return Phrase("store.view-only")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return Phrase("store.folder-view-only")
    return None


def _refuse_network(path: Path) -> None:
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return
    kind = file_system(path.absolute(), mounts)
    if kind in NETWORK:
        raise StoreError("store.network", path.name, kind=kind)


def file_system(path: Path, mountinfo: str) -> str:
    """The type of the longest mount that holds `path`, of lines as in proc_pid_mountinfo(5); empty if none does."""
    resolved, best, kind = os.path.realpath(path), -1, ""
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        if not dash:
            continue
        point = _unescaped(before.split(" ")[4])
        inside = resolved == point or resolved.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), after.split(" ")[0]
    return kind


def _unescaped(point: str) -> str:
    """The kernel writes blank, tab, newline and backslash of a mount point in octal."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point


def busy(error: sqlite3.Error) -> bool:
    """Whether it says that another one holds the lock."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def patiently(act: Callable[[], object], seconds: float) -> None:
    """Changing the journal mode does not wait for the lock by itself: try until it holds or the time is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            if not busy(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)
