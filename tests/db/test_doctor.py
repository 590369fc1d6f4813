"""How a database is, as `gouji doctor` tells it: one phrase for each thing looked at, and whether it is sound."""

from __future__ import annotations

from pathlib import Path

from storing.building import LI, note

from core.wording import say
from db import Store
from db.doctor import examine


def looked_at(path: Path, rebuild: bool = False, now: tuple[str, ...] = ()) -> dict[str, bool]:
    """By template; each can be said in both languages."""
    told = list(examine(path, rebuild, now))
    assert all(say(phrase, language) for phrase, _sound in told for language in ("zh", "en"))
    return {phrase.template: sound for phrase, sound in told}


def test_a_sound_database_is_told_so(store: Store, uid: str) -> None:
    """Its SQLite, its newest event, its head; nothing of it is changed by looking."""
    store.events.record(uid, LI, lambda _: note())
    store.close()
    before = store.path.read_bytes()
    told = looked_at(store.path)
    assert told.keys() == {"doctor.sqlite", "doctor.database", "doctor.head", "doctor.sound"}
    assert told["doctor.sound"] and told["doctor.database"]
    assert store.path.read_bytes() == before


def test_no_database_is_no_fault(tmp_path: Path) -> None:
    """The SQLite is told of all the same, and nothing is made."""
    assert looked_at(tmp_path / "none.db")["doctor.no-database"]
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_is_a_fault_with_its_cause(tmp_path: Path) -> None:
    """In place of everything else that would be told of it."""
    (tmp_path / "a.db").write_bytes(b"hello " * 99)
    told = looked_at(tmp_path / "a.db")
    assert told.keys() == {"doctor.sqlite", "store.not-a-database"}
    assert not told["store.not-a-database"]


def test_a_false_projection_is_a_fault_until_it_is_made_anew(store: Store, uid: str) -> None:
    """Looking names it, rebuilding names it once more and mends it, and then all is sound."""
    store.events.record(uid, LI, lambda _: note())
    with store.connection.writing():
        store.connection.run("UPDATE reviews SET assigned_to = 'nobody'")
    store.close()
    assert False in looked_at(store.path).values()
    assert looked_at(store.path, rebuild=True)["doctor.rebuilt"] is False
    again = looked_at(store.path, rebuild=True)
    assert again["doctor.rebuilt"] and again["doctor.sound"]


def test_reports_of_another_version_are_counted_and_are_no_fault(store: Store, uid: str) -> None:
    """Of the parser or the rules; none where both are this program's."""
    [(_, *theirs)] = store.reports.versions()
    store.close()
    assert "doctor.outdated" not in looked_at(store.path, now=tuple(theirs))
    assert looked_at(store.path, now=("newer", theirs[1]))["doctor.outdated"]
