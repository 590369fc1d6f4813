"""Makes a copied database an export: nothing of the working copy in it, its contents hashed, every check passed."""

from __future__ import annotations

from pathlib import Path

from core import ledger
from core.errors import ExportError
from db import masking
from db.contents import contents
from db.engine import Connection, open_raw
from db.module import sqlite3

LOCAL = ("local_settings", "local_presence", "local_drafts", "local_paths")
"""State of one working copy: never exported."""


def seal(path: Path, mask_sources: bool) -> None:
    """Turn the copy at `path` into an export; ExportError if it does not hold."""
    raw = open_raw(path, "rw")
    try:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA synchronous = OFF")  # the file has no name yet; it is synced before it gets one
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("BEGIN IMMEDIATE")
        for table in LOCAL:
            raw.execute(f"DELETE FROM {table}")
        if mask_sources:
            masking.mask_sources(Connection(raw, path, False))
        _describe(raw, mask_sources)
        raw.execute("INSERT INTO search(search) VALUES ('optimize')")
        raw.execute("COMMIT")  # the index writes its tables only now
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("DELETE FROM contents")
        raw.executemany("INSERT INTO contents VALUES (?, ?, ?)", contents(raw))
        raw.execute("COMMIT")
        raw.execute("VACUUM")
        fault = unsound(raw)
        if fault:
            raise ExportError("store.export-unsound", str(path), fault=fault)
    finally:
        raw.close()


def _describe(raw: sqlite3.Connection, masked: bool) -> None:
    """What the file says of itself; nothing that differs between two exports of the same content."""
    head = ledger.head(raw.execute("SELECT replica, report, n, hash FROM chains"))
    raw.execute("DELETE FROM meta")
    rows = [("kind", "export"), ("head", head)] + ([("sources", "masked")] if masked else [])
    raw.executemany("INSERT INTO meta VALUES (?, ?)", rows)


def unsound(raw: sqlite3.Connection) -> str:
    """The first thing wrong by SQLite's own checks and the file's own view; empty if nothing is."""
    for check in ("PRAGMA integrity_check(1)", "PRAGMA foreign_key_check", "SELECT * FROM self_check LIMIT 1"):
        found = raw.execute(check).fetchone()
        if found is not None and found != ("ok",):
            return " ".join(str(part) for part in found)
    return ""
