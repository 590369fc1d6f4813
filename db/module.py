"""Which SQLite: pysqlite3 where it is installed (it carries a SQLite without the WAL-reset fault), else Python's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

__all__ = ["safe_for_wal", "sqlite3", "version"]

sqlite3.register_adapter(type(None), lambda nothing: nothing)  # else each is looked up in vain, by two exceptions

FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""Versions in which the WAL-reset fault is gone: the newest line, then the branches it was brought back to."""


def version() -> tuple[int, int, int]:
    """Of the SQLite library in use."""
    major, minor, patch = sqlite3.sqlite_version_info
    return major, minor, patch


def safe_for_wal(given: tuple[int, int, int]) -> bool:
    """Whether that version may keep a write-ahead log with several processes (sqlite.org: corruption from 3.7.0 to 3.51.2)."""
    newest, *branches = FIXED
    return given >= newest or any(given[:2] == fixed[:2] and given >= fixed for fixed in branches)
