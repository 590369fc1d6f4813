"""What a working copy keeps for one person: there after reopening, apart by person, never the copy's own settings."""

from __future__ import annotations

from pathlib import Path

from workstation.world import fill

from db import open_store


def test_drafts_and_habits_are_there_after_reopening_and_apart_by_person(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", 1)
    store = open_store(tmp_path / "a.db")
    store.local.keep_draft("p", "r", "note t3/new/natural", "half\ud800 a thought")
    store.local.keep_setting("p", "theme", "dark")
    store.close()
    again = open_store(tmp_path / "a.db")
    assert again.local.drafts("p", "r") == {"note t3/new/natural": "half? a thought"}
    assert again.local.drafts("q", "r") == {}
    assert (again.local.setting("p", "theme"), again.local.setting("q", "theme")) == ("dark", None)
    again.local.keep_draft("p", "r", "note t3/new/natural", "")
    assert again.local.drafts("p", "r") == {}


def test_a_habit_never_touches_the_copys_own_settings(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", 1)
    store = open_store(tmp_path / "a.db")
    before = store.connection.scalar("SELECT value FROM local_settings WHERE key = 'replica'")
    store.local.keep_setting("", "replica", "forged")
    store.local.keep_setting("replica", "", "forged")
    assert store.connection.scalar("SELECT value FROM local_settings WHERE key = 'replica'") == before


def test_where_nothing_can_be_written_it_lasts_until_the_end(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", 1)
    store = open_store(tmp_path / "a.db", "ro")
    store.local.keep_setting("p", "theme", "dark")
    store.local.keep_draft("p", "r", "note", "x")
    assert store.local.setting("p", "theme") == "dark"
    assert store.local.drafts("p", "r") == {"note": "x"}
