"""The desk's verbs: what is permitted, what is recorded, what the screen gets back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory.desks import CLEAN, GRAVE, LIKELY, MILD, NEW, Office, edition, signed

from core.desk.reviewing import Reviewing
from core.errors import GoujiError, ReadOnly, ReviewError, Stale, StoreError
from core.review import Stage, Standing


def test_an_act_gives_back_the_report_afresh() -> None:
    """The answer of a verb is what a new opening shows; the list's row and the stamp have moved too."""
    office = Office.usual()
    desk = office.desk()
    before = desk.stamp()
    bench = desk.reviewing.confirm("a", GRAVE.id, 3, "合计不符")
    assert bench == desk.reviewing.open("a")
    assert (bench.row.stage, bench.row.open_by_severity) == ("reviewing", (0, 1, 1, 0))
    assert desk.row("a").risk == 11
    assert desk.stamp() > before
    view = bench.findings[0]
    assert (view.standing, view.decisions[0].category, view.decisions[0].text) == (Standing.CONFIRMED, 3, "合计不符")
    assert [one.finding for one in bench.unsettled] == [LIKELY, MILD]


REFUSED: dict[str, tuple[Callable[[Reviewing], object], type[GoujiError], str]] = {
    "finding gone": (lambda r: r.confirm("a", "no such finding"), Stale, "finding-gone"),
    "unknown report": (lambda r: r.confirm("z", GRAVE.id), StoreError, "unknown"),
    "category 10": (lambda r: r.confirm("a", GRAVE.id, 10), ReviewError, "no-digit"),
    "dismissal without reason": (lambda r: r.dismiss("a", GRAVE.id), ReviewError, "no-reason"),
    "dismissal with a blank reason": (lambda r: r.dismiss("a", GRAVE.id, text=" 　\n"), ReviewError, "no-reason"),
    "settling without dispute": (lambda r: r.settle("a", GRAVE.id, "confirm"), ReviewError, "no-dispute"),
    "settling for nothing": (lambda r: r.settle("a", GRAVE.id, "perhaps"), ReviewError, "no-verdict"),
    "retracting nothing": (lambda r: r.retract("a", GRAVE.id), ReviewError, "nothing-decided"),
    "tick on a grave finding": (lambda r: r.tick("a", [CLEAN, NEW]), ReviewError, "tick-open"),
    "tick of nothing": (lambda r: r.tick("a", []), ReviewError, "nothing-chosen"),
    "exception without place": (lambda r: r.except_("a", (5, 5), 1), Stale, "place-gone"),
    "exception past the text": (lambda r: r.except_("a", (5, 9999), 1), Stale, "place-gone"),
    "exception of level 4": (lambda r: r.except_("a", None, 1, level=4), ReviewError, "no-digit"),
    "proposal of words": (lambda r: r.propose("a", NEW, "十六"), ReviewError, "no-number"),
    "proposal of no number": (lambda r: r.propose("a", NEW, "NaN"), ReviewError, "no-number"),
    "no reading to take back": (lambda r: r.read_as("a", NEW, None), ReviewError, "no-reading"),
    "empty note": (lambda r: r.note("a", "  "), ReviewError, "empty-note"),
    "answer to nothing": (lambda r: r.note("a", "答", thread="no such note"), Stale, "remark-gone"),
    "mark with grave findings open": (lambda r: r.mark("a", r.open("a").finding_set), ReviewError, "mark-open"),
    "mark of what was not shown": (lambda r: r.mark("b", "another set"), Stale, "findings-changed"),
    "sign before mark": (lambda r: r.sign("b", r.open("b").finding_set), ReviewError, "not-marked"),
    "return of an unmarked report": (lambda r: r.return_("b", "补证"), ReviewError, "not-marked"),
    "reopening of an open report": (lambda r: r.reopen("b", "补证"), ReviewError, "not-locked"),
    "restoring what is there": (lambda r: r.restore("b", "查明"), ReviewError, "not-withdrawn"),
    "follow-up of an open finding": (lambda r: r.follow("a", GRAVE.id, due="2025-05-01"), ReviewError, "not-confirmed"),
    "undo of nothing": (lambda r: r.undo(), ReviewError, "nothing-to-undo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_permitted_is_refused_and_leaves_no_event(name: str) -> None:
    """The refusal names its reason by template, and the ledger is untouched."""
    office = Office.usual()
    attempt, error, template = REFUSED[name]
    with pytest.raises(error, match=template):
        attempt(office.desk().reviewing)
    assert not office.events.log


def test_an_export_is_only_looked_at() -> None:
    """In a read-only database every verb says so before anything else, and opening works."""
    office = Office.usual()
    reviewing = office.desk(read_only=True).reviewing
    assert reviewing.open("a").read_only
    for act in (
        lambda: reviewing.tick("b", [CLEAN]),
        reviewing.undo,
        reviewing.redo,
        lambda: reviewing.assign(["a"], "li"),
    ):
        with pytest.raises(ReadOnly):
            act()


def test_a_bulk_act_tells_what_it_could_not_do() -> None:
    """Some done and some refused: both are told; none done: the refusal is raised."""
    office = Office.usual()
    signed(office)
    reviewing = office.desk().reviewing
    answer = reviewing.assign(["a", "b"], "li")
    assert (answer.done, [phrase.template for phrase in answer.refused.values()]) == (("a",), ["review.locked"])
    with pytest.raises(ReviewError, match="locked"):
        reviewing.assign(["b"], "li")


def test_an_unreadable_file_can_be_assigned_and_withdrawn_but_not_opened() -> None:
    """Acts on the whole report need no figures."""
    office = Office.usual()
    office.reports.add_unreadable(edition("u", "", None), "password", "有密码")
    reviewing = office.desk().reviewing
    assert reviewing.assign(["u"], "li").done == ("u",)
    assert reviewing.withdraw("u", "误传").stage is Stage.WITHDRAWN
    assert reviewing.undo().kind == "withdraw"
    with pytest.raises(StoreError):
        reviewing.open("u")
    with pytest.raises(ReviewError, match="unreadable"):
        reviewing.tick("u", [CLEAN])


def test_typed_words_are_stored_fit_to_store() -> None:
    """Half a surrogate pair from a broken terminal does not reach the ledger; everything else does."""
    office = Office.usual()
    assert office.desk().reviewing.note("b", "批\ud83d注\x1b[31m😀 ").notes[0].text == "批\ufffd注\x1b[31m😀"
