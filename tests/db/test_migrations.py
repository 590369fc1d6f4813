"""Databases of former schemas: brought up to this one, or left as the evidence they are."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from sqlite_utils import Database
from storing.building import LI, SteppingClock, item, note
from storing.faults import made, template
from storing.former import sealed_as_then, turned_back

from core.errors import Damaged
from db import open_store
from db.making import STEPS, make, statements
from db.migrations import apply, steps
from db.module import sqlite3
from db.replicas import continue_from, merge
from db.schema import VERSION
from db.verify import verify


def test_an_older_schema_is_migrated_after_a_copy_of_the_file(tmp_path: Path) -> None:
    """The copy lies beside it; looking at an older one changes nothing of the file and says so."""
    uid = made(tmp_path / "a.db")
    raw = sqlite3.connect(str(tmp_path / "a.db"))
    raw.execute(f"PRAGMA user_version = {VERSION - 1}")
    raw.close()
    before = (tmp_path / "a.db").read_bytes()
    looking = open_store(tmp_path / "a.db", "ro")
    assert [notice.template for notice in looking.notices] == ["store.older"]
    assert len(looking.events.of(uid)) == 1
    looking.close()
    assert (tmp_path / "a.db").read_bytes() == before
    store = open_store(tmp_path / "a.db", "rw")
    assert len(store.events.of(uid)) == 1
    assert store.connection.scalar("PRAGMA user_version") == VERSION
    store.close()
    backup = sqlite3.connect(str(tmp_path / f"a.db.schema-{VERSION - 1}"))
    assert backup.execute("PRAGMA user_version").fetchone()[0] == VERSION - 1
    assert backup.execute("SELECT count(*) FROM events").fetchone()[0] == 1
    backup.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_database_of_a_former_schema_becomes_one_of_this(tmp_path: Path, version: int) -> None:
    """Its rows are kept, its references hold, everything verifies, and what the new tables are for works."""
    path = tmp_path / "a.db"
    made(path)
    turned_back(path, version)
    store = open_store(path, "rw", SteppingClock("x"))
    assert not store.read_only
    uid = item("one")[0].uid
    assert store.reports.load(uid) == item("one")
    assert [event.kind.value for event in store.events.of(uid)] == ["note"]
    store.events.record(uid, LI, lambda _: note())
    assert store.events.rebuild() == ()
    store.reports.keep_settings("rules 1", "{}")
    store.presence.note("somebody", "wang", uid, "t3/new/natural")
    assert store.presence.present(uid)[0].place == "t3/new/natural"
    store.archive.export(tmp_path / "out.db", None)
    store.close()
    assert verify(path) == verify(tmp_path / "out.db") == []
    fresh = made_schema(tmp_path / "fresh.db")
    assert made_schema(path).keys() == fresh.keys()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_export_of_a_former_schema_stays_evidence(tmp_path: Path, version: int) -> None:
    """It opens for viewing, verifies, is continued and merged from, and not a byte of it changes, whoever opens it; what stood for
    it meanwhile is gone."""
    path, folder = tmp_path / "a.db", tmp_path / "temporary"
    uid = made(path)
    turned_back(path, version)
    sealed_as_then(path)
    before = path.read_bytes()
    folder.mkdir()
    tempfile.tempdir = str(folder)
    try:
        for mode in ("ro", "rw"):
            store = open_store(path, mode)
            assert store.read_only
            assert [notice.template for notice in store.notices] == ["store.older"]
            assert store.reports.load(uid) == item("one")
            assert store.search.find("政府信息")
            store.archive.export(tmp_path / f"again-{mode}.db", None)
            store.close()
        assert verify(path) == verify(tmp_path / "again-rw.db") == []
        continue_from(path, tmp_path / "new.db")
        store = open_store(tmp_path / "new.db", "rw", SteppingClock("n"))
        store.events.record(uid, LI, lambda _: note())
        assert merge(store.connection, path).events == 0
        store.close()
    finally:
        tempfile.tempdir = None
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == []
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("UPDATE texts SET text = text || '。'")
    raw.close()
    assert verify(path)


def made_schema(path: Path) -> dict[str, str]:
    """Everything defined in a database, which is made if it is not there."""
    if not path.exists():
        made(path)
    raw = sqlite3.connect(str(path))
    defined = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"))
    raw.close()
    return defined


def test_statements_are_cut_where_they_end() -> None:
    """Triggers hold semicolons of their own."""
    script = "CREATE TABLE a(x);\n-- a; b\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\nEND;\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(ValueError, match="unfinished"):
        list(statements("CREATE TABLE a(x"))


def test_a_migration_that_does_not_hold_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """Rows that refer to nothing are found before it is committed: the file keeps its schema and its rows, refused by its cause."""
    path = tmp_path / "a.db"
    uid = made(path)
    turned_back(path, VERSION - 1)
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("UPDATE editions SET batch_id = 99")
    before = raw.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    raw.close()
    with pytest.raises(Damaged) as error:
        open_store(path, "rw")
    assert template(error) == "store.damaged"
    raw = sqlite3.connect(str(path), isolation_level=None)
    assert raw.execute("PRAGMA user_version").fetchone()[0] == VERSION - 1
    assert raw.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall() == before
    raw.execute("UPDATE editions SET batch_id = 1")
    raw.close()
    store = open_store(path, "rw")
    assert len(store.events.of(uid)) == 1
    store.close()


def test_a_new_database_is_what_all_steps_make_one_by_one() -> None:
    """The same tables, indexes, triggers and views in the same order, the same rows, the same notes of each step but for the time."""
    at_once, step_by_step = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    make(at_once)
    apply(step_by_step)
    moments = "UPDATE _sqlite_migrations SET applied_at = length(applied_at)"
    for raw in (at_once, step_by_step):
        raw.execute(moments)
    order = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
    assert at_once.execute(order).fetchall() == step_by_step.execute(order).fetchall()
    for (table,) in at_once.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        rows = f'SELECT * FROM "{table}"'
        assert at_once.execute(rows).fetchall() == step_by_step.execute(rows).fetchall(), table
    assert [step.name for step in steps.applied(Database(at_once))] == list(STEPS)
    assert steps.pending(Database(at_once)) == []
