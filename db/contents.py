"""Rows and SHA-256 of every table: what an export says of itself, and what `verify` computes again.

A row is one line of JSON (bytes as {"hex": …}), in key order. The search index counts by the tables it keeps itself in.
"""

from __future__ import annotations

import hashlib
import json

from db.engine import Row
from db.module import sqlite3

SCHEMA = "sqlite_schema"
"""Listed like a table: name and text of everything defined."""


def contents(raw: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """(name, rows, sha256) of the schema and of each table but `contents` itself, by name."""
    names = raw.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('contents', 'search') "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    return [_digest(raw, SCHEMA, schema), *(_digest(raw, name, _ordered(raw, name)) for (name,) in names)]


def _ordered(raw: sqlite3.Connection, name: str) -> str:
    """Every row in key order; tables without a key of their own go by row id."""
    columns = raw.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
    keys = [f'"{column}"' for column, place in sorted(columns, key=lambda column: column[1]) if place]
    return f'SELECT * FROM "{name}" ORDER BY {", ".join(keys) or "rowid"}'


def _digest(raw: sqlite3.Connection, name: str, query: str) -> tuple[str, int, str]:
    digest, lines = hashlib.sha256(), 0
    for row in raw.execute(query):
        digest.update(line(row))
        lines += 1
    return name, lines, digest.hexdigest()


def line(row: Row) -> bytes:
    """One row as the hash covers it."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=lambda data: {"hex": data.hex()})
    return (text + "\n").encode()
