"""Every fault of RELIABILITY.md §6 ends in one sentence that names cause and way out, and in no loss."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from pathlib import Path

import pytest
from storing.building import LI, SteppingClock, Worker, item, note
from storing.faults import held, in_a_child, made, template

from core.errors import Busy, Damaged, Replaced, StoreError
from core.wording import templates
from db import Store, open_store
from db.engine import connect
from db.module import safe_for_wal
from db.verify import verify


def test_a_writer_that_does_not_let_go_is_named(store: Store, uid: str, worker: Worker) -> None:
    """Also when it was stopped by Ctrl-Z; nothing is saved, reading goes on, and afterwards writing does."""
    store.connection.patience = 0.1
    process = held(worker, store.path)
    with pytest.raises(Busy) as error:
        store.events.record(uid, LI, lambda _: note())
    assert template(error) in ("store.held", "store.busy")
    if template(error) == "store.held":
        assert error.value.phrase.arguments["pid"] == process.pid
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        with pytest.raises(Busy) as error:
            store.events.record(uid, LI, lambda _: note())
        assert template(error) == "store.held-stopped"
        process.send_signal(signal.SIGCONT)
    assert store.events.of(uid) == ()
    process.communicate("go\n", timeout=20)
    store.events.record(uid, LI, lambda _: note())


def test_a_replaced_file_takes_no_write(store: Store, uid: str, tmp_path: Path) -> None:
    """SQLite itself would commit without an error into the unlinked file."""
    store.events.record(uid, LI, lambda _: note())
    copy = tmp_path / "copy.db"
    shutil.copy(store.path, copy)
    copy.replace(store.path)
    with pytest.raises(Replaced) as error:
        store.events.record(uid, LI, lambda _: note())
    assert template(error) == "store.replaced"


def test_a_file_replaced_under_the_rollback_journal_takes_no_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a write-ahead log too."""
    uid = made(tmp_path / "a.db")
    monkeypatch.setattr("db.engine.version", lambda: (3, 40, 1))
    store = open_store(tmp_path / "a.db", "rw", SteppingClock("x"))
    assert store.connection.scalar("PRAGMA journal_mode") == "delete"
    shutil.copy(tmp_path / "a.db", tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(tmp_path / "a.db")
    with pytest.raises(Replaced) as error:
        store.events.record(uid, LI, lambda _: note())
    assert template(error) == "store.replaced"
    store.close()


def test_a_log_removed_while_open_takes_no_write(store: Store, uid: str) -> None:
    """Else what is written next would be gone at closing."""
    store.events.record(uid, LI, lambda _: note())
    log = Path(f"{store.path}-wal")
    log.rename(f"{store.path}-lost")
    with pytest.raises(Replaced) as error:
        store.events.record(uid, LI, lambda _: note())
    assert template(error) == "store.log-replaced"


def test_a_log_lost_after_a_crash_is_noticed_by_the_record(tmp_path: Path) -> None:
    """The file opens without it, with integrity ok and everything since the last checkpoint gone."""
    source = tmp_path / "work"
    source.mkdir()
    store = open_store(source / "a.db", "create", SteppingClock())
    stored = item("one")
    store.reports.add([stored])
    store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.events.record(stored[0].uid, LI, lambda _: note())
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("a.db", "a.db.head"):
        shutil.copy(source / name, crashed / name)  # as after a crash, its -wal removed
    store.close()
    with pytest.raises(Damaged) as error:
        open_store(crashed / "a.db", "rw")
    assert template(error) == "store.behind"
    looking = open_store(crashed / "a.db", "ro")
    assert [notice.template for notice in looking.notices] == ["store.behind"]
    looking.close()
    assert [fault.template for fault in verify(crashed / "a.db")] == ["verify.record"]


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    """A file-size limit stands for the full disk; what was committed before stays."""
    uid = made(tmp_path / "a.db")

    def write_much() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = open_store(tmp_path / "a.db", "rw", SteppingClock("x"))
        size = (tmp_path / "a.db").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        for number in range(400):
            store.events.record(uid, LI, lambda _, n=number: note(str(n) * 20000))  # type: ignore[misc]
        return "never full"

    assert in_a_child(write_much) in ("store.full", "store.io")  # the limit's error has no name of its own everywhere
    store = open_store(tmp_path / "a.db", "rw", SteppingClock("y"))
    assert len(store.events.of(uid)) >= 1
    assert store.connection.scalar("PRAGMA integrity_check") == "ok"
    assert store.events.rebuild() == ()
    store.close()


def test_a_damaged_page_is_named(tmp_path: Path) -> None:
    """Reading it is an error of ours, and `verify` lists what SQLite finds."""
    made(tmp_path / "a.db")
    data = bytearray((tmp_path / "a.db").read_bytes())
    for start in range(8192, len(data), 8192):
        data[start : start + 100] = bytes(range(100))
    (tmp_path / "a.db").write_bytes(data)
    with pytest.raises(StoreError):
        store = open_store(tmp_path / "a.db", "rw")
        store.reports.bodies()
    assert verify(tmp_path / "a.db")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_the_log_is_used_only_where_sqlite_keeps_it_safely(version: tuple[int, int, int], safe: bool) -> None:
    """The WAL-reset fault: 3.7.0 to 3.51.2, mended in two older lines."""
    assert safe_for_wal(version) is safe


def test_an_old_sqlite_falls_back_to_the_rollback_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one line saying so, and nothing lost."""
    uid = made(tmp_path / "a.db")
    monkeypatch.setattr("db.engine.version", lambda: (3, 40, 1))
    db = connect(tmp_path / "a.db", "rw")
    assert db.scalar("PRAGMA journal_mode") == "delete"
    assert [notice.template for notice in db.notices] == ["store.old-sqlite"]
    assert db.scalar("SELECT report FROM events") == uid
    db.close()


def test_every_connection_waits_syncs_and_checks(store: Store) -> None:
    """The pragmas of RELIABILITY.md R24."""
    pragmas = {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2, "busy_timeout": 10000, "page_size": 8192}
    assert {name: store.connection.scalar(f"PRAGMA {name}") for name in pragmas} == pragmas
    assert store.connection.scalar("PRAGMA journal_mode") == "wal"


def test_a_connection_is_not_shared_with_a_forked_process(store: Store) -> None:
    """SQLite's locks do not survive a fork."""
    assert in_a_child(lambda: str(store.events.stamp())) == "store.forked"


def test_no_sentence_of_the_store_is_missing() -> None:
    """Every template that the code names exists in both languages."""
    import re

    folder = Path(__file__).parent.parent.parent / "db"
    named = {
        name for file in folder.glob("*.py") for name in re.findall(r'"((?:store|verify)\.[a-z-]+)"', file.read_text())
    }
    assert named
    assert named - templates().keys() == set()
