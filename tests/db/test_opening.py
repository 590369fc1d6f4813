"""What may be opened, and how: every refusal names its cause and the way out."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from storing.building import LI, SteppingClock, item, note
from storing.faults import NOBODY, in_a_child, made, template

from core.errors import NotOurDatabase, ReadOnly, StoreError
from db import open_store
from db.contents import contents
from db.module import sqlite3
from db.opening import NETWORK, file_system
from db.replicas import continue_from, merge
from db.schema import VERSION
from db.verify import verify


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that another user can enter."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_missing_database_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    """SQLite has one error for all of them."""
    with pytest.raises(StoreError) as error:
        open_store(tmp_path / "none.db", "rw")
    assert template(error) == "store.missing"
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(StoreError) as error:
        open_store(tmp_path, "rw")
    assert template(error) == "store.folder"
    with pytest.raises(StoreError) as error:
        open_store(tmp_path / "no" / "a.db", "create")
    assert template(error) == "store.no-folder"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError) as error:
        open_store(tmp_path / "pipe", "rw")
    assert template(error) == "store.not-a-file"


def test_what_is_not_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    """An empty file, no database at all, another program's database."""
    for name, data, wanted in (("a.db", b"", "store.empty"), ("b.db", b"hello " * 99, "store.not-a-database")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotOurDatabase) as error:
            open_store(tmp_path / name, "rw")
        assert template(error) == wanted
        assert (tmp_path / name).read_bytes() == data
    raw = sqlite3.connect(str(tmp_path / "c.db"))
    raw.execute("CREATE TABLE theirs(x)")
    raw.close()
    before = (tmp_path / "c.db").read_bytes()
    for mode in ("rw", "ro", "create"):
        with pytest.raises(NotOurDatabase) as error:
            open_store(tmp_path / "c.db", mode)  # type: ignore[arg-type]
        assert template(error) == "store.other-program"
    assert (tmp_path / "c.db").read_bytes() == before


def test_a_newer_schema_opens_for_viewing_and_says_so(tmp_path: Path) -> None:
    """Nothing is written to it."""
    uid = made(tmp_path / "a.db")
    raw = sqlite3.connect(str(tmp_path / "a.db"))
    raw.execute(f"PRAGMA user_version = {VERSION + 96}")
    raw.close()
    store = open_store(tmp_path / "a.db", "rw")
    assert store.read_only
    assert [notice.template for notice in store.notices] == ["store.newer"]
    assert store.reports.load(uid)
    with pytest.raises(ReadOnly) as error:
        store.events.record(uid, LI, lambda _: note())
    assert template(error) == "store.read-only"
    store.close()


def test_a_file_of_somebody_else_opens_for_viewing(public: Path) -> None:
    """0644 of another user: seen before any typing; 0600: refused with the way out."""
    uid = made(public / "a.db")

    def view() -> str:
        store = open_store(public / "a.db", "rw")
        assert store.reports.load(uid)
        return " ".join(notice.template for notice in store.notices)

    (public / "a.db").chmod(0o644)
    assert in_a_child(view, NOBODY) == "store.view-only"
    (public / "a.db").chmod(0o600)
    assert in_a_child(view, NOBODY) == "store.permission"


def test_a_folder_that_may_not_be_written_still_lets_one_look(public: Path) -> None:
    """A write-ahead log cannot be shared there: the file is read as one that nobody writes, unless a log lies beside it."""
    uid = made(public / "a.db")
    (public / "a.db").chmod(0o666)

    def view() -> str:
        store = open_store(public / "a.db", "rw")
        assert store.reports.load(uid)
        return " ".join(notice.template for notice in store.notices)

    assert in_a_child(view, NOBODY) == "store.folder-view-only"
    assert in_a_child(lambda: str(open_store(public / "new.db", "create").path), NOBODY) == "store.folder-locked"


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


def test_a_new_database_of_an_old_name_starts_a_record_of_its_own(tmp_path: Path) -> None:
    """The former record is put aside, not lost; the file is for owner and group only."""
    made(tmp_path / "a.db")
    before = (tmp_path / "a.db.head").read_text()
    (tmp_path / "a.db").unlink()
    made(tmp_path / "a.db")
    assert (tmp_path / "a.db.head.1").read_text() == before
    assert verify(tmp_path / "a.db") == []
    assert (tmp_path / "a.db").stat().st_mode & 0o007 == 0


def test_network_folders_are_known_by_their_mount() -> None:
    """The longest mount that holds the path decides; blanks in its name are written in octal."""
    mounts = """22 1 0:21 / / rw - ext4 /dev/vda rw
30 22 0:40 / /mnt/audit rw,relatime shared:1 - nfs4 server:/x rw
31 30 0:41 / /mnt/audit/local\\040disk rw - xfs /dev/vdb rw"""
    assert file_system(Path("/mnt/audit/a.db"), mounts) in NETWORK
    assert file_system(Path("/mnt/audit/local disk/a.db"), mounts) == "xfs"
    assert file_system(Path("/mnt/auditor/a.db"), mounts) == "ext4"


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_database_of_a_former_schema_becomes_one_of_this(tmp_path: Path, version: int) -> None:
    """Its rows are kept, its references hold, everything verifies, and what the new tables are for works."""
    path = tmp_path / "a.db"
    made(path)
    for number in range(VERSION - 1, version - 1, -1):
        FORMER[number](path)
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
    for number in range(VERSION - 1, version - 1, -1):
        FORMER[number](path)
    sealed_as_then(path)
    before = path.read_bytes()
    folder.mkdir()
    tempfile.tempdir = str(folder)
    try:
        for mode in ("ro", "rw"):
            store = open_store(path, mode)  # type: ignore[arg-type]
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


def sealed_as_then(path: Path) -> None:
    """Made an export: nothing of the working copy in it, its contents hashed."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    for (table,) in raw.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'local%'"
    ).fetchall():
        raw.execute(f"DELETE FROM {table}")
    raw.execute("DELETE FROM meta")
    raw.execute("INSERT INTO meta VALUES ('kind', 'export')")
    raw.executemany("INSERT INTO contents VALUES (?, ?, ?)", contents(raw))
    raw.close()
    Path(f"{path}.head").unlink()


def made_schema(path: Path) -> dict[str, str]:
    """Everything defined in a database, which is made if it is not there."""
    if not path.exists():
        made(path)
    raw = sqlite3.connect(str(path))
    defined = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"))
    raw.close()
    return defined


def third_schema(path: Path) -> None:
    """From version 4 back to 3."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    (check,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'self_check'").fetchone()
    raw.execute("DROP VIEW self_check")
    raw.execute(check[: check.index("UNION ALL\nSELECT 'list counts other lines of a value")])
    for kind in ("trigger", "index"):
        sql = "SELECT name FROM sqlite_schema WHERE type = ? AND tbl_name LIKE 'listing%' AND sql IS NOT NULL"
        for (name,) in raw.execute(sql, (kind,)).fetchall():
            if kind == "index" or name.startswith(("listing_values", "listing_counts")):
                raw.execute(f"DROP {kind} {name}")
    raw.execute("DROP TABLE listing_counts")
    for index in THIRD_INDEXES:
        raw.execute(f"CREATE INDEX {index}")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0007%'")
    raw.execute("PRAGMA user_version = 3")
    raw.close()


THIRD_INDEXES = (
    "listing_risk ON listing(stage, urgency, uid)",
    "listing_body ON listing(stage, body, uid)",
    "listing_year ON listing(stage, latest, uid)",
    "listing_received ON listing(stage, received_at, uid)",
    "listing_batch ON listing(batch, stage, urgency, uid)",
    "listing_of_year ON listing(year, stage, urgency, uid)",
)


def second_schema(path: Path) -> None:
    """From version 3 back to 2: what the step brought is taken out again."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("DROP TABLE profiles")
    raw.execute("ALTER TABLE local_presence DROP COLUMN place")
    raw.execute("ALTER TABLE bodies DROP COLUMN listed_at")
    for index in ("reports_in_use", "standings_answered"):
        raw.execute(f"DROP INDEX {index}")
    raw.execute("CREATE INDEX reports_run ON reports(run_id)")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0006%'")
    raw.execute("PRAGMA user_version = 2")
    raw.close()


def first_schema(path: Path) -> None:
    """From version 2 back to 1."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA legacy_alter_table = ON")
    views = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    for view in views:
        raw.execute(f"DROP VIEW {view}")
    for table, key in (("checks", "PRIMARY KEY"), ("findings", "UNIQUE")):
        (made_by,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        lines = [line for line in made_by.split("\n") if "with_readings INTEGER" not in line and "-- where" not in line]
        former = "\n".join(lines).replace(f"{key} (report_id, with_readings, position)", f"{key} (report_id, position)")
        assert "with_readings" not in former
        raw.execute(f"ALTER TABLE {table} RENAME TO later")
        raw.execute(former)
        columns = ", ".join(name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,)))
        raw.execute(f"INSERT INTO {table}({columns}) SELECT {columns} FROM later")
        raw.execute("DROP TABLE later")
    raw.execute("CREATE INDEX IF NOT EXISTS findings_rule ON findings(rule, report_id)")
    for table, column in (("reports", "checked"), ("reports", "read_set"), ("decisions", "because")):
        raw.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    raw.execute("DROP TABLE local_paths")
    raw.execute("CREATE VIEW chains AS SELECT replica, report, max(n) AS n, hash FROM events GROUP BY replica, report")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0005%'")
    raw.execute("PRAGMA user_version = 1")
    raw.close()


FORMER = {1: first_schema, 2: second_schema, 3: third_schema}
