"""A new database, made at once as all steps of `db.migrations` would make it one by one.

Without sqlite-utils, which carries the steps out and takes longer to import than a report to be read; a test holds both to the same
database, with what sqlite-utils notes in it of each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.address import Address
from core.form import form, label
from db.module import sqlite3

SCRIPTS: Final = ("steps.sql", "tables.sql", "triggers.sql", "views.sql")
"""Of these the first is what sqlite-utils makes to note its steps in."""
STEPS: Final = (
    "0001 tables",
    "0002 triggers",
    "0003 views",
    "0004 addresses",
    "0005 findings with readings",
    "0006 profiles and presence",
    "0007 list by any filter",
)
"""Names of the steps that a new database has no need of."""
STAGES: Final = ("open", "reviewing", "returned", "reviewed", "signed", "withdrawn", "unreadable")
"""Of the list, each with its count."""


def make(raw: sqlite3.Connection) -> None:
    """The schema and what it is filled with, in an empty file; inside a transaction of the caller."""
    for file in SCRIPTS:
        for statement in statements(script(file)):
            raw.execute(statement)
    raw.executemany("INSERT INTO addresses(id, address, label_zh, label_en) VALUES (?, ?, ?, ?)", addresses())
    raw.executemany("INSERT INTO stage_counts(stage, lines) VALUES (?, 0)", ((stage,) for stage in STAGES))
    moments = ((name, str(datetime.now(UTC))) for name in STEPS)
    sql = "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('gouji', ?, ?)"
    raw.executemany(sql, moments)


def addresses() -> list[tuple[int, str, str, str]]:
    """The places of both forms, in the forms' order: number, address, label in Chinese and in English."""
    known: dict[str, Address] = {}
    for version in ("2021", "2019"):
        extra = (a for table in form(version).tables for row in table.extra_rows for a in table.addresses(row))
        for address in (*form(version).addresses, *extra):
            known.setdefault(str(address), address)
    return [(n, text, label(a), label(a, "en")) for n, (text, a) in enumerate(known.items(), 1)]


def script(file: str) -> str:
    """A file of statements."""
    return (Path(__file__).parent / "sql" / file).read_text("utf-8")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, each with its trailing comments; triggers stay whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError(f"unfinished statement: {pending.strip()[:60]!r}")
