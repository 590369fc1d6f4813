"""Opening a file once, safely: what is hashed is what is read (RELIABILITY.md R4)."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from core.errors import SourceError

MAX_BYTES: Final = 100 * 1024 * 1024

_KINDS: Final = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.ELOOP: "not-a-file",
    errno.EISDIR: "not-a-file",
    errno.ENXIO: "not-a-file",
    errno.ENODEV: "not-a-file",
    errno.ENAMETOOLONG: "missing",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A source as it was at one moment."""

    name: str
    """File name without folder; bytes that are not UTF-8 are written `\\xff`."""
    data: bytes
    sha256: str

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


def shown_name(path: Path) -> str:
    """The file's name as text that every store takes: bytes that are not UTF-8 are written `\\xff`."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def open_source(path: Path) -> Opened:
    """The bytes of a regular file of 1 byte to 100 MiB.

    SourceError `missing`, `permission`, `not-a-file` (folder, pipe, device, looping link), `empty` or `too-large`, without
    waiting for anything.
    """
    name = shown_name(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0))
    except (OSError, ValueError) as error:
        raise _refusal(error, name) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError("not-a-file", name)
        if status.st_size > MAX_BYTES:
            raise SourceError("too-large", name, what="bytes", limit=MAX_BYTES)
        data = _all_of(descriptor)
    except OSError as error:
        raise _refusal(error, name) from error
    finally:
        os.close(descriptor)
    if not data:
        raise SourceError("empty", name)
    if len(data) > MAX_BYTES:  # it grew while it was read
        raise SourceError("too-large", name, what="bytes", limit=MAX_BYTES)
    return Opened(name, data, sha256(data).hexdigest())


def _all_of(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb", closefd=False) as stream:
        return stream.read(MAX_BYTES + 1)


def _refusal(error: OSError | ValueError, name: str) -> SourceError:
    """By the error's number; a path with a NUL in it names no file, an error of the disk leaves the file unread."""
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    kind = _KINDS.get(number or 0, "damaged")
    return (
        SourceError(kind, name, cause=errno.errorcode.get(number or 0, "OSError"))
        if kind == "damaged"
        else SourceError(kind, name)
    )
