"""Desks without a database of their own: nothing outlives the program, and nobody else is there."""

from __future__ import annotations

from core.desk.unkept import Unkept, Unseen


def test_drafts_and_habits_are_kept_apart_by_person_and_report() -> None:
    """An empty text forgets the draft; what is given out is no way to change what is kept."""
    local = Unkept()
    local.keep_draft("p", "r", "note", "begun")
    local.keep_setting("p", "theme", "dark")
    assert (local.drafts("p", "r"), local.drafts("q", "r"), local.drafts("p", "s")) == ({"note": "begun"}, {}, {})
    assert (local.setting("p", "theme"), local.setting("q", "theme")) == ("dark", None)
    given = dict(local.drafts("p", "r"))
    local.keep_draft("p", "r", "note", "")
    local.keep_draft("p", "r", "never begun", "")
    assert (given, local.drafts("p", "r")) == ({"note": "begun"}, {})
    assert Unkept().setting("p", "theme") is None


def test_nobody_is_seen() -> None:
    """Whoever says where they are."""
    seen = Unseen()
    seen.note("p", "wang", "a", "t3/new/natural")
    assert list(seen.present()) == list(seen.present("a")) == []
    seen.forget("p", "a")
