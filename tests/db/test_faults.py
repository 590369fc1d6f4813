"""The fault table of RELIABILITY.md §6, row by row: what the program says, and where each row is tested."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from storing.building import LI, SteppingClock, note
from storing.faults import NOBODY, in_a_child, made, template

from core.errors import Busy, Damaged, ExportError, ReadOnly, StoreError
from core.wording import Argument, Phrase, say
from db import open_store
from db.faults import translated
from db.module import sqlite3

ARGUMENTS: dict[str, Argument] = {
    "pid": 4711,
    "login": "li",
    "theirs": 99,
    "ours": 3,
    "kind": "nfs",
    "recorded": 100,
    "found": 90,
    "record": "a.head",
}

TABLE = [
    ("disk full", "store.full", "test_faults.py::test_a_full_disk_keeps_what_was_committed"),
    ("file size limit", "store.io", "test_engine.py::test_a_full_disk_saves_nothing_and_says_so"),
    ("export onto a full disk", "store.export-full", "test_faults.py::test_a_full_disk_keeps_what_was_committed"),
    ("file of another user", "store.view-only", "test_opening.py::test_a_file_of_somebody_else_opens_for_viewing"),
    ("folder not writable", "store.folder-view-only", "test_opening.py::test_a_folder_that_may_not_be_written_still_lets_one_look"),
    ("may not be read", "store.permission", "test_opening.py::test_a_file_of_somebody_else_opens_for_viewing"),
    ("missing", "store.missing", "test_opening.py::test_a_missing_database_a_folder_and_a_pipe_are_told_apart"),
    ("a folder", "store.folder", "test_opening.py::test_a_missing_database_a_folder_and_a_pipe_are_told_apart"),
    ("locked by a writer", "store.held", "test_engine.py::test_a_writer_that_does_not_let_go_is_named"),
    ("writer suspended", "store.held-stopped", "test_engine.py::test_a_writer_that_does_not_let_go_is_named"),
    ("log removed after a crash", "store.behind", "test_engine.py::test_a_log_lost_after_a_crash_is_noticed_by_the_record"),
    ("log removed while open", "store.log-replaced", "test_engine.py::test_a_log_removed_while_open_takes_no_write"),
    ("replaced while open", "store.replaced", "test_engine.py::test_a_replaced_file_takes_no_write"),
    ("page damaged", "store.damaged", "test_faults.py::test_a_damaged_page_ends_writing"),
    ("one byte of a value changed", "verify.content", "test_verify.py::test_verify_finds_every_changed_value"),
    ("not a database", "store.not-a-database", "test_opening.py::test_what_is_not_ours_is_refused_and_left_alone"),
    ("empty file", "store.empty", "test_opening.py::test_what_is_not_ours_is_refused_and_left_alone"),
    ("newer schema", "store.newer", "test_opening.py::test_a_newer_schema_opens_for_viewing_and_says_so"),
    ("network file system", "store.network", "test_faults.py::test_a_network_folder_is_refused"),
    ("long reader", None, "test_faults.py::test_nobody_reads_on_while_idle"),
    ("many auditors", None, "test_faults.py::test_two_accounts_of_a_group_share_a_folder"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "said", "where"), TABLE, ids=[row[0] for row in TABLE])
def test_every_fault_has_its_test_and_its_line(fault: str, said: str | None, where: str) -> None:
    """One line, in both languages, that names a cause and (unless it is an observation) a way out."""
    file, _, name = where.partition("::")
    assert f"def {name}(" in (ROOT / "tests" / "db" / file).read_text("utf-8"), fault
    if said is None:
        return
    for language, parted in (("zh", "：；，"), ("en", ":;,")):
        sentence = say(Phrase(said, {**ARGUMENTS, "table": "figures"}), language)  # type: ignore[arg-type]
        assert "\n" not in sentence
        assert "{" not in sentence
        assert said.startswith("verify") or any(sign in sentence for sign in parted), sentence


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_committed(small_disk: Path) -> None:
    """The note that finds no room is refused in one line, all before it stay; an export leaves nothing behind."""
    uid = made(small_disk / "a.db")
    store = open_store(small_disk / "a.db", "rw", SteppingClock("x"))
    saved = 0
    with pytest.raises(StoreError) as full:
        for saved in range(1000):  # noqa: B007
            store.events.record(uid, LI, lambda _: note("批注" * 20000))
    assert template(full) == "store.full"
    assert len(store.events.of(uid)) == 1 + saved
    with pytest.raises(ExportError) as export:
        store.archive.export(small_disk / "out.db", None)
    assert template(export) == "store.export-full"
    assert sorted(path.name for path in small_disk.iterdir() if path.name.startswith("out")) == []
    assert store.connection.scalar("PRAGMA integrity_check") == "ok"
    store.close()


def test_a_damaged_page_ends_writing(tmp_path: Path) -> None:
    """The first read that meets it says so; from then on nothing is written."""
    uid = made(tmp_path / "a.db")
    raw = sqlite3.connect(str(tmp_path / "a.db"))
    page = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sources'").fetchone()[0]
    raw.close()
    data = bytearray((tmp_path / "a.db").read_bytes())
    data[(page - 1) * 8192 : (page - 1) * 8192 + 100] = b"\xff" * 100
    (tmp_path / "a.db").write_bytes(data)
    store = open_store(tmp_path / "a.db", "rw", SteppingClock("x"))
    with pytest.raises(Damaged) as error:
        store.reports.load(uid)
    assert template(error) == "store.damaged"
    with pytest.raises(ReadOnly):
        store.events.record(uid, LI, lambda _: note())
    store.close()


def test_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its locks do not hold: no database is opened for writing or made there; looking at one is allowed."""
    made(tmp_path / "a.db")
    monkeypatch.setattr("db.opening.file_system", lambda _path, _mounts: "nfs4")
    for name, mode in (("a.db", "rw"), ("new.db", "create")):
        with pytest.raises(StoreError) as error:
            open_store(tmp_path / name, mode)  # type: ignore[arg-type]
        assert template(error) == "store.network"
    assert not (tmp_path / "new.db").exists()
    open_store(tmp_path / "a.db", "ro").close()


def test_nobody_reads_on_while_idle(tmp_path: Path) -> None:
    """Between two calls no transaction is open, so the log can always be written back and does not grow for ever."""
    uid = made(tmp_path / "a.db")
    stores = [open_store(tmp_path / "a.db", "rw", SteppingClock(name)) for name in "xy"]
    for store in stores:
        store.reports.load(uid)
        list(store.search.find("政府信息"))
        store.events.record(uid, LI, lambda _: note())
    assert [store.connection.raw.in_transaction for store in stores] == [False, False]
    busy, *_ = stores[0].connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    assert busy == 0
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    for store in stores:
        store.close()


def test_two_accounts_of_a_group_share_a_folder(public: Path) -> None:
    """In a setgid folder both write: the files beside the database take its mode and group."""
    os.chown(public, 0, NOBODY)
    public.chmod(0o2775)
    before = os.umask(0o002)
    try:
        uid = made(public / "a.db")
    finally:
        os.umask(before)

    def write() -> str:
        store = open_store(public / "a.db", "rw", SteppingClock("other"))
        store.events.record(uid, LI, lambda _: note())
        return f"{len(store.events.of(uid))} {store.read_only}"

    assert in_a_child(write, NOBODY) == "2 False"
    store = open_store(public / "a.db", "rw", SteppingClock("again"))
    store.events.record(uid, LI, lambda _: note())
    assert len(store.events.of(uid)) == 3
    store.close()


def read_only(path: Path) -> None:
    raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    raw.execute("DELETE FROM batches")


def no_such_folder(path: Path) -> None:
    sqlite3.connect(str(path / "no" / "a.db"))


def no_such_table(path: Path) -> None:
    sqlite3.connect(str(path)).execute("SELECT * FROM nothing")


def written_by_another(path: Path) -> None:
    writer, other = (sqlite3.connect(str(path), isolation_level=None, timeout=0) for _ in range(2))
    writer.execute("BEGIN IMMEDIATE")
    try:
        other.execute("BEGIN IMMEDIATE")
    finally:
        writer.close()


def a_chain_skipped(path: Path) -> None:
    sqlite3.connect(str(path)).execute("UPDATE events SET n = 9")


@pytest.mark.parametrize(
    ("act", "kind", "said"),
    [
        (read_only, ReadOnly, "store.read-only"),
        (no_such_folder, StoreError, "store.cannot-open"),
        (no_such_table, StoreError, "store.refused"),
        (written_by_another, Busy, "store.busy"),
        (a_chain_skipped, StoreError, "store.append-only"),
    ],
)
def test_what_sqlite_refuses_leaves_as_an_error_of_ours(
    tmp_path: Path, act: Callable[[Path], None], kind: type[StoreError], said: str
) -> None:
    """By its code: with the file's name, and one sentence for the cause; SQLite's own stays behind it."""
    made(tmp_path / "a.db")
    with pytest.raises(kind) as error, translated(tmp_path / "a.db"):
        act(tmp_path / "a.db")
    assert template(error) == said
    assert error.value.file == "a.db"
    assert isinstance(error.value.__cause__, sqlite3.Error)
