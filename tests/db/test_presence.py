"""Who has what open: a hint that waits for nobody, lapses by itself and never leaves the working copy."""

from __future__ import annotations

from pathlib import Path

from storing.acts import purge
from storing.building import LI, SteppingClock, Worker, item, note
from storing.faults import held

from core.ledger import Draft, Kind
from core.ports import Clock
from db import Store, open_store
from db.presence import LAPSES, Presence


class Set(SteppingClock):
    """A clock that stands where it is put."""

    at = "2026-01-01T09:00:00.000Z"

    def now(self) -> str:
        return self.at


def beside(store: Store, clock: Clock) -> Presence:
    """Another session's view of the same file."""
    return Presence(open_store(store.path, "rw", clock).connection, clock)


def test_others_see_who_has_a_report_open(store: Store, uid: str) -> None:
    """At which figure, the newest first; until it is closed."""
    clock = Set()
    mine, hers = Presence(store.connection, clock), beside(store, clock)
    hers.note("w", "wang", uid, "t3/new/natural")
    clock.at = "2026-01-01T09:01:00.000Z"
    mine.note("l", "li", uid)
    mine.note("l", "li", "another")
    assert [(one.name, one.place) for one in mine.present(uid)] == [("li", ""), ("wang", "t3/new/natural")]
    assert len(mine.present()) == 3
    hers.forget("w", uid)
    assert [one.name for one in mine.present(uid)] == ["li"]


def test_a_session_that_says_nothing_more_lapses(store: Store, uid: str) -> None:
    """After a cut line nobody is shown as present for ever; the next to come clears it away in the end."""
    clock = Set()
    presence = Presence(store.connection, clock)
    presence.note("w", "wang", uid)
    clock.at = f"2026-01-01T09:0{LAPSES.seconds // 60}:00.000Z"
    assert len(presence.present(uid)) == 1
    clock.at = f"2026-01-01T09:0{LAPSES.seconds // 60}:00.001Z"
    assert presence.present(uid) == []
    presence.note("l", "li", uid)
    assert store.connection.scalar("SELECT count(*) FROM local_presence") == 1


def test_presence_waits_for_nobody(store: Store, uid: str, worker: Worker) -> None:
    """While another process holds the write lock nothing is noted, at once and without an error; acts are not kept out by it."""
    process = held(worker, store.path)
    store.connection.patience = 1000.0
    store.presence.note("w", "wang", uid)
    store.presence.forget("w", uid)
    assert store.presence.present(uid) == []
    process.communicate("go\n", timeout=20)
    store.presence.note("w", "wang", uid)
    store.events.record(uid, LI, lambda _: note())
    assert len(store.presence.present(uid)) == 1


def test_presence_is_in_no_export_and_changes_no_evidence(store: Store, uid: str, tmp_path: Path) -> None:
    """Same content, same bytes, whoever looks at it; a database that may only be read notes nothing."""
    first = store.archive.export(tmp_path / "a.db", None)
    store.presence.note("w", "王先生的名字", uid)
    assert store.archive.export(tmp_path / "b.db", None) == first
    assert "王先生的名字".encode() not in (tmp_path / "b.db").read_bytes()
    copy = open_store(tmp_path / "b.db", "rw", SteppingClock())
    copy.presence.note("w", "wang", uid)
    assert copy.presence.present(uid) == []
    copy.close()


def test_where_somebody_was_is_gone_with_a_purged_report(store: Store) -> None:
    """Like everything else that was kept about it."""
    stored = item("secret")
    store.reports.add([stored])
    uid = stored[0].uid
    store.presence.note("w", "wang", uid, "t3/new/natural")
    store.events.record(uid, LI, lambda _: Draft(Kind.WITHDRAW, {"reason": "误收"}))
    purge(store, uid)
    assert store.connection.scalar("SELECT count(*) FROM local_presence") == 0
