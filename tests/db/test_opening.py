"""What may be opened, and how: every refusal names its cause and the way out."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from storing.building import LI, note
from storing.faults import NOBODY, in_a_child, made, template

from core.errors import NotOurDatabase, ReadOnly, StoreError
from db import open_store
from db.module import sqlite3
from db.opening import NETWORK, file_system
from db.schema import VERSION
from db.verify import verify


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
            open_store(tmp_path / "c.db", mode)
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


def opened(path: Path, uid: str) -> str:
    """What is said when it is opened to be worked on, once its report was read."""
    store = open_store(path, "rw")
    assert store.reports.load(uid)
    return " ".join(notice.template for notice in store.notices)


def test_a_file_of_somebody_else_opens_for_viewing(public: Path) -> None:
    """0644 of another user: seen before any typing; 0600: refused with the way out."""
    uid = made(public / "a.db")
    (public / "a.db").chmod(0o644)
    assert in_a_child(partial(opened, public / "a.db", uid), NOBODY) == "store.view-only"
    (public / "a.db").chmod(0o600)
    assert in_a_child(partial(opened, public / "a.db", uid), NOBODY) == "store.permission"


def test_a_folder_that_may_not_be_written_still_lets_one_look(public: Path) -> None:
    """A write-ahead log cannot be shared there: the file is read as one that nobody writes, unless a log lies beside it."""
    uid = made(public / "a.db")
    (public / "a.db").chmod(0o666)
    assert in_a_child(partial(opened, public / "a.db", uid), NOBODY) == "store.folder-view-only"
    assert in_a_child(lambda: str(open_store(public / "new.db", "create").path), NOBODY) == "store.folder-locked"


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
