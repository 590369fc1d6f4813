"""A paper gets its name only when it is whole: written to `NAME.partial`, synced, renamed; on failure nothing is left."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import ExportError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BLOCK = 1 << 20


@contextmanager
def fresh_file(target: Path) -> Iterator[Path]:
    """The name to write to; `target` is that file once the block ends well, and untouched if it does not. ExportError
    names full disks, missing rights, a missing folder."""
    if target.exists() and not target.is_file():
        raise ExportError("store.export-not-a-file", str(target))
    if not target.parent.is_dir():
        raise ExportError("store.export-no-folder", str(target))
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        yield partial
        _sync(partial)
        partial.replace(target)
        _sync(target.parent)
    except OSError as error:
        _remove(partial)
        raise _as_export_error(error, target) from error
    except BaseException:
        _remove(partial)
        raise


def sha256_of(path: Path) -> str:
    """Of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _as_export_error(error: OSError, target: Path) -> ExportError:
    if error.errno in _FULL:
        return ExportError("store.export-full", str(target))
    if isinstance(error, PermissionError):
        return ExportError("store.export-permission", str(target))
    return ExportError("store.export-failed", str(target), said=error.strerror or str(error))


def _remove(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return  # the folder went away or is not ours: there is nothing left to tidy


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
