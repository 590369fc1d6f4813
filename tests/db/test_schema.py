"""The schema itself: strict, documented, complete in every place that lists its tables."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from storing.building import LI, item, note

from core.ledger import Kind
from core.model import Body
from core.review import Stage, Standing
from db import Store, listing
from db.copying import TABLES
from db.sealing import LOCAL


def tables(store: Store) -> dict[str, str]:
    """Our tables with their definitions."""
    sql = """SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'
             AND name NOT LIKE '\\_%' ESCAPE '\\'"""
    return dict(store.connection.rows(sql))


def test_every_table_is_strict_and_says_what_it_is(store: Store) -> None:
    """Types are enforced; each table carries a comment in the file itself."""
    for name, sql in tables(store).items():
        assert re.search(r"\) STRICT(, WITHOUT ROWID)?$", sql), name
        if name not in ("claims", "sections", "replicas"):
            assert re.search(r"^CREATE TABLE \w+ \( +-- \S", sql) or "--" in sql, name


def test_a_filtered_export_forgets_no_table(store: Store) -> None:
    """Each is copied, or made by the copy itself, or local."""
    copied = {name for name, _ in TABLES} - {"_sqlite_migrations"}
    assert tables(store).keys() - copied == {"stage_counts", "listing_counts", "meta", "contents", *LOCAL}


def test_lists_of_values_are_those_of_core(store: Store) -> None:
    """A kind of event or a stage that the database refused would be noticed too late."""
    sql = tables(store)
    assert set(re.findall(r"'(\w+)'", sql["events"].split("kind TEXT")[1].split("))")[0])) == {
        kind.value for kind in Kind
    }
    assert set(re.findall(r"'(\w+)'", sql["reviews"].split("))")[0])) == {stage.value for stage in Stage}
    assert set(re.findall(r"'(\w+)'", sql["standings"].split("))")[0])) == {standing.value for standing in Standing}
    assert set(listing.STAGES) == {*(stage.value for stage in Stage), "unreadable"}


def test_sqlite3_of_the_machine_reads_the_views(store: Store, uid: str) -> None:
    """A reader needs nothing of ours, if their SQLite knows STRICT tables (3.37, 2021)."""
    program = shutil.which("sqlite3")
    store.archive.export(store.path.with_name("out.db"), None)
    out = store.path.with_name("out.db")
    if program is None:
        reader = [
            sys.executable,
            "-c",
            f"import sqlite3; print(sqlite3.connect({str(out)!r}).execute(QUERY).fetchall())",
        ]
        command = [part.replace("QUERY", repr("SELECT file, severity FROM discrepancies")) for part in reader]
    else:
        command = [program, str(out), "SELECT file, severity FROM discrepancies"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    assert "one.pdf" in said.stdout


def test_opening_imports_no_schema_library(tmp_path: Path, store: Store) -> None:
    """The start-up path stays light: sqlite-utils comes in only where a schema is written."""
    code = f"""
import sys
from pathlib import Path
from db import open_store
store = open_store(Path({str(store.path)!r}), "rw")
store.reports.page(__import__("core.ports").ports.Query())
print([name for name in ("sqlite_utils", "pdfplumber", "click", "textual") if name in sys.modules])
"""
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert said.stdout.strip() == "[]"


def test_the_documented_schema_is_that_of_the_database(store: Store) -> None:
    """docs/schema.md is what its generator makes (`make reference`), and names every table, view and column there is."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import make_reference  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(ROOT / "docs"))
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")
    assert page == make_reference.schema_page()
    views = {name for (name,) in store.connection.rows("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    headings = set(re.findall(r"^## (\w+)$", page, re.MULTILINE))
    assert headings == {*tables(store), *views}
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    for table in tables(store):
        columns = [name for (name,) in store.connection.rows("SELECT name FROM pragma_table_info(?)", (table,))]
        assert set(re.findall(r"^- `(\w+)`", parts[table], re.MULTILINE)) == set(columns), table


def test_nothing_is_written_by_reading_first() -> None:
    """sqlite-utils' `upsert`, `update` and `get` with a write behind it lose updates silently: the store uses none of them, and the
    library itself only where a schema is made (RELIABILITY.md R25)."""
    calls = ("upsert", "upsert_all", "update", "get", "lookup")
    for file in sorted((ROOT / "db").glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if "sqlite_utils" in imported:
            assert file.name == "migrations.py"
            calls_made = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
            names = {func.attr for func in calls_made if isinstance(func, ast.Attribute)}
            assert names.isdisjoint(calls), file.name


def test_every_statement_that_writes_is_inside_a_transaction_that_held_the_lock_from_its_start(
    store: Store, uid: str
) -> None:
    """What the store's own verbs write, as SQLite traces it: nothing between `BEGIN IMMEDIATE` and `COMMIT` is missing one."""
    said: list[str] = []
    store.connection.raw.set_trace_callback(said.append)
    store.events.record(uid, LI, lambda _: note())
    store.local.keep_draft("p", uid, "x", "y")
    store.local.keep_setting("p", "k", "v")
    store.presence.note("p", "li", uid)
    store.sources.put("0" * 64, "x.pdf", b"x")
    store.reports.add([item("two", "云溪市审计局")])
    store.reports.add_bodies([Body("云溪市审计局", kind="department")])
    store.connection.raw.set_trace_callback(None)
    held, writes = False, 0
    for statement in said:
        word = statement.split(None, 1)[0].upper()
        if word == "BEGIN":
            held = "IMMEDIATE" in statement
        elif word in ("INSERT", "UPDATE", "DELETE", "REPLACE"):
            writes += 1
            assert held, statement
        elif word in ("COMMIT", "ROLLBACK"):
            held = False
    assert writes > 20
