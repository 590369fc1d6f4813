"""What makes a file our database: its mark, its schema version, making and migrating it under one lock."""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import Damaged, NewerSchema, NotOurDatabase
from core.wording import Phrase
from db.module import sqlite3

APPLICATION_ID = 0x476F756A
"""`Gouj`: `file` and others tell our databases by it."""
VERSION = 4
"""`user_version` of databases this program writes."""
OLDER = "store.older"
"""Said of a database of an older schema that is looked at in a copy."""


def prepare(raw: sqlite3.Connection, path: Path, mode: str, read_only: bool) -> Phrase | None:
    """See that the database is ours and current, making or migrating it where allowed.

    Returns why it must only be looked at, None if it may be written. NotOurDatabase for another program's file.
    """
    mark, version, tables = _marks(raw)
    if mode == "create" and not read_only and (mark, version, tables) == (0, 0, 0):
        _make(raw)
        mark, version, tables = _marks(raw)
    if mark != APPLICATION_ID:
        raise NotOurDatabase("store.empty" if tables == 0 else "store.other-program", path.name)
    if version > VERSION:
        return Phrase("store.newer", {"theirs": version, "ours": VERSION})
    export = raw.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone() == ("export",)
    if version < VERSION:
        if read_only or export:  # evidence is never written to, whoever may
            return Phrase(OLDER, {"theirs": version, "ours": VERSION})
        _migrate(raw, path, version)
    return Phrase("store.export") if export else None


def brought_up(raw: sqlite3.Connection) -> Path:
    """A copy of an older database in the current schema, in a file of its own: for looking at what must stay as it is."""
    import tempfile  # as all that only a database of its own kind needs

    from db.engine import open_raw  # knows this module
    from db.migrations import apply

    handle, name = tempfile.mkstemp(prefix="gouji-", suffix=".db")
    os.close(handle)
    copy = Path(name)
    copy.unlink()
    try:
        raw.execute("VACUUM INTO ?", (name,))
        fresh = open_raw(copy, "rw")
        try:
            fresh.execute("PRAGMA journal_mode = DELETE")
            fresh.execute("PRAGMA foreign_keys = OFF")
            fresh.execute("BEGIN IMMEDIATE")
            apply(fresh)
            stamp(fresh)
            fresh.execute("COMMIT")
        finally:
            fresh.close()
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def refuse_newer(raw: sqlite3.Connection, path: Path) -> None:
    """NewerSchema for a database that this program must not copy or merge."""
    _mark, version, _tables = _marks(raw)
    if version > VERSION:
        raise NewerSchema("store.newer", path.name, theirs=version, ours=VERSION)


def _marks(raw: sqlite3.Connection) -> tuple[int, int, int]:
    """application_id, user_version, number of schema objects, of one moment."""
    raw.execute("BEGIN")
    try:
        mark: int = raw.execute("PRAGMA application_id").fetchone()[0]
        version: int = raw.execute("PRAGMA user_version").fetchone()[0]
        tables: int = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    finally:
        raw.execute("ROLLBACK")
    return mark, version, tables


def _make(raw: sqlite3.Connection) -> None:
    """The schema of a new working database; of several processes that come at once one makes it, the others find it."""
    from db.making import make

    raw.execute("BEGIN IMMEDIATE")
    try:
        if raw.execute("PRAGMA user_version").fetchone()[0] == 0:
            make(raw)
            import uuid

            replica = str(uuid.uuid4())
            raw.execute("INSERT INTO replicas VALUES (?)", (replica,))
            raw.execute("INSERT INTO local_settings VALUES ('replica', ?)", (replica,))
            raw.execute("INSERT INTO meta VALUES ('kind', 'working')")
            stamp(raw)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def make_empty(raw: sqlite3.Connection) -> None:
    """The bare schema in a new file that nobody else has open: no replica, no kind."""
    from db.making import make

    raw.execute("BEGIN IMMEDIATE")
    make(raw)
    stamp(raw)
    raw.execute("COMMIT")


def _migrate(raw: sqlite3.Connection, path: Path, version: int) -> None:
    """From an older schema, after a copy of the file as it was (RELIABILITY.md R31)."""
    from db.migrations import apply

    backup = path.with_name(f"{path.name}.schema-{version}")
    if not backup.exists():
        raw.execute("VACUUM INTO ?", (str(backup),))
    raw.execute("PRAGMA foreign_keys = OFF")  # a table made anew is dropped while others refer to it; checked below
    raw.execute("BEGIN IMMEDIATE")
    try:
        if raw.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            apply(raw)
            stamp(raw)
            if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise Damaged("store.damaged", path.name)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def stamp(raw: sqlite3.Connection) -> None:
    """Mark the file as ours and of this schema."""
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version = {VERSION}")
