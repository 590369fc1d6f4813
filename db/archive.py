"""`core.ports.Archive`: an export is a file of its own, checked before it gets its name, read-only, with its hash beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import ExportError, GoujiError
from core.lines import Query
from db import listing, opening
from db.engine import Connection
from db.faults import translated
from db.module import sqlite3

BLOCK = 1 << 20


class Archive:
    """Whole databases: export."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def export(self, target: Path, query: Query | None, mask_sources: bool = False) -> str:
        """Write the annotated database, its `.sha256` and its `.metadata.json`; returns the hash.

        `query` None exports all of it; else whole reports that the query lists, with their whole chains, and not a byte of
        any other. `mask_sources` leaves out the source files and masks personal data in the texts. A former file of that
        name is replaced only by a whole new one; ExportError leaves nothing half.
        """
        from db import copying, sealing  # a start exports nothing

        target = Path(target)
        self._check(target)
        partial = target.with_name(f"{target.name}.partial")
        with _removed_on_failure(partial, target):
            if query is None:
                with translated(self._db.path):
                    self._db.run("VACUUM INTO ?", (str(partial),))
            else:
                copying.copy_reports(self._db, partial, listing.selected(self._db, query))
            sealing.seal(partial, mask_sources)
            return _publish(partial, target)

    def _check(self, target: Path) -> None:
        file = str(target)
        if target.is_dir() or (target.exists() and not target.is_file()):
            raise ExportError("store.export-not-a-file", file)
        if not target.parent.is_dir():
            raise ExportError("store.export-no-folder", file)
        if opening.identity(target) is not None and opening.identity(target) == opening.identity(self._db.path):
            raise ExportError("store.export-itself", file)


@contextmanager
def _removed_on_failure(partial: Path, target: Path) -> Iterator[None]:
    """Nothing unfinished stays; whatever went wrong leaves as an ExportError."""
    _remove(partial)
    try:
        yield
    except ExportError:
        _remove(partial)
        raise
    except (GoujiError, OSError, sqlite3.Error) as error:
        _remove(partial)
        raise _as_export_error(error, target) from error
    except BaseException:
        _remove(partial)
        raise


def _as_export_error(error: Exception, target: Path) -> ExportError:
    if isinstance(error, GoujiError):
        full = error.phrase.template == "store.full"
        cause = "store.export-full" if full else error.phrase.template
        return ExportError(cause, str(target), **({} if full else dict(error.phrase.arguments)))
    name = str(getattr(error, "sqlite_errorname", ""))
    if name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE") or getattr(error, "errno", None) in (27, 28, 122):
        return ExportError("store.export-full", str(target))
    if name.startswith("SQLITE_CANTOPEN") or isinstance(error, PermissionError):
        return ExportError("store.export-permission", str(target))
    return ExportError("store.export-failed", str(target), said=str(error))


def _remove(partial: Path) -> None:
    for name in (partial, Path(f"{partial}-journal"), Path(f"{partial}-wal"), Path(f"{partial}-shm")):
        name.unlink(missing_ok=True)


def _publish(partial: Path, target: Path) -> str:
    """Give the checked file its name. The former hash goes first: at no moment lies a hash beside a file it is not of."""
    sha256 = file_sha256(partial)
    sidecar, metadata = sidecar_of(target), target.with_suffix(".metadata.json")
    sync(partial)
    partial.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    sidecar.unlink(missing_ok=True)
    partial.replace(target)
    _write(metadata, metadata_text(target.stem))
    _write(sidecar, f"{sha256}  {target.name}\n")
    sync(target.parent)
    return sha256


def sidecar_of(target: Path) -> Path:
    """Where an export's hash stands, as `sha256sum --check` reads it."""
    return target.with_name(f"{target.name}.sha256")


def metadata_text(stem: str) -> str:
    """Titles and descriptions for Datasette: `datasette OUT.db --metadata OUT.metadata.json`."""
    import json
    from importlib import resources

    text = resources.files("db").joinpath("sql", "metadata.json").read_text("utf-8")
    return text.replace('"DATABASE"', json.dumps(stem, ensure_ascii=False))


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.partial")
    fresh.write_text(text, "utf-8")
    sync(fresh)
    fresh.replace(path)


def sync(path: Path) -> None:
    """Have the disk hold it."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_sha256(path: Path) -> str:
    """Of a file's bytes. Never of a database that is open here: closing the file would drop SQLite's locks."""
    import hashlib

    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
