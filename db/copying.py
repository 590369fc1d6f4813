"""A fresh database with whole reports of another one: their rows and whole chains in key order, no byte of any other report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from db import schema
from db.bigrams import pairs
from db.engine import Connection, open_raw
from db.faults import translated
from db.module import sqlite3

_OF_EDITION = "edition_id IN chosen"
_OF_REPORT = "report_id IN (SELECT id FROM main.reports)"

TABLES: tuple[tuple[str, str], ...] = (
    ("_sqlite_migrations", "1"),
    ("editions", "id IN chosen"),
    ("sources", "id IN (SELECT source_id FROM main.editions)"),
    ("blobs", "source_id IN (SELECT id FROM main.sources)"),
    ("bodies", "id IN (SELECT body_id FROM main.editions)"),
    ("aliases", "body_id IN (SELECT id FROM main.bodies)"),
    ("batches", "id IN (SELECT batch_id FROM main.editions)"),
    ("reports", _OF_EDITION),
    ("runs", "id IN (SELECT run_id FROM main.reports)"),
    ("profiles", "rules IN (SELECT rules FROM main.runs)"),
    ("texts", _OF_REPORT),
    ("figures", _OF_REPORT),
    ("addresses", "address IN own_addresses OR id IN (SELECT address_id FROM main.figures)"),
    ("sections", _OF_REPORT),
    ("claims", _OF_REPORT),
    ("warnings", _OF_REPORT),
    ("checks", _OF_REPORT),
    ("findings", _OF_REPORT),
    ("replicas", "id IN (SELECT replica FROM src.events WHERE edition_id IN chosen)"),
    ("events", _OF_EDITION),
    ("reviews", _OF_EDITION),
    ("decisions", _OF_EDITION),
    ("annotations", _OF_EDITION),
    ("ticks", _OF_EDITION),
    ("readings", _OF_EDITION),
    ("signatures", _OF_EDITION),
    ("follow_ups", _OF_EDITION),
    ("standings", _OF_EDITION),
    ("listing", _OF_EDITION),
)
"""What is copied, and of which rows; a test sees that no table of the schema is forgotten."""


def copy_reports(db: Connection, target: Path, edition_ids: Sequence[int]) -> None:
    """Make `target` a database of these editions; the source is read in one state."""
    raw = open_raw(target, "rwc")
    try:
        with translated(target):
            raw.execute("PRAGMA foreign_keys = OFF")  # rows come before what they refer to; checked when it is sealed
            raw.execute("PRAGMA synchronous = OFF")
            schema.make_empty(raw)
            _attach(raw, db)
            raw.execute("CREATE TEMP TABLE chosen(id INTEGER PRIMARY KEY)")
            raw.execute("CREATE TEMP TABLE own_addresses AS SELECT address FROM main.addresses")
            raw.execute("BEGIN")
            raw.executemany("INSERT INTO chosen VALUES (?)", [(id_,) for id_ in edition_ids])
            for table, wanted in TABLES:
                _copy(raw, table, wanted)
            _index(raw)
            raw.execute("COMMIT")
            raw.execute("DETACH src")
    finally:
        raw.close()


def _attach(raw: sqlite3.Connection, db: Connection) -> None:
    raw.execute("ATTACH ? AS src", (db.uri_to_look(),))


def _copy(raw: sqlite3.Connection, table: str, wanted: str) -> None:
    columns = [name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?, 'src')", (table,))]
    keys = raw.execute("SELECT name FROM pragma_table_info(?, 'src') WHERE pk > 0 ORDER BY pk", (table,)).fetchall()
    listed, order = ", ".join(f'"{name}"' for name in columns), ", ".join(f'"{name}"' for (name,) in keys)
    raw.execute(f"DELETE FROM main.{table}")
    raw.execute(f"INSERT INTO main.{table}({listed}) SELECT {listed} FROM src.{table} WHERE {wanted} ORDER BY {order}")


def _index(raw: sqlite3.Connection) -> None:
    """The full text of what was copied."""
    sql = "SELECT t.report_id, t.text FROM main.texts t JOIN main.reports r ON r.id = t.report_id WHERE r.current = 1 ORDER BY 1"
    rows = ((report_id, pairs(text)) for report_id, text in raw.execute(sql).fetchall())
    raw.executemany("INSERT INTO search(rowid, pairs) VALUES (?, ?)", rows)
