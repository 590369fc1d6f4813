"""Undo and redo: everything can be taken back and put again, nothing is erased, others' acts stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from memory.acts import ACTS, Act, essence, perform
from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, WANG, ZHAO, Office, checked, report

from core.desk.back import WINDOWS
from core.errors import ReviewError
from core.ledger import Kind, verify_chains
from core.review import Stage, project, taken_back

REPORTS = ("a", "b")


def snapshot(office: Office) -> dict[str, dict[str, object]]:
    return {uid: essence(office.events.state(uid)) for uid in REPORTS}


@settings(max_examples=30, deadline=None)
@given(ACTS)
def test_n_acts_then_n_undos_leave_nothing_and_n_redos_put_all_again(acts: list[Act]) -> None:
    """Each act, a bulk act too, is one undo and one redo; the chains hold throughout."""
    office = Office.usual()
    desk = office.desk(WANG)
    states = [snapshot(office)]
    for act in acts:
        if perform(desk, act):
            states.append(snapshot(office))
    for before in reversed(states[:-1]):
        desk.reviewing.undo()
        assert snapshot(office) == before
    with pytest.raises(ReviewError, match="nothing-to-undo"):
        desk.reviewing.undo()
    for after in states[1:]:
        desk.reviewing.redo()
        assert snapshot(office) == after
    with pytest.raises(ReviewError, match="nothing-to-redo"):
        desk.reviewing.redo()
    assert verify_chains(office.events.log) is None


@settings(max_examples=30, deadline=None)
@given(ACTS, ACTS)
def test_my_undos_leave_what_others_did(mine: list[Act], others: list[Act]) -> None:
    """Taking back all I can changes no act of another person: every one still counts, and is still permitted to stand."""
    office = Office.usual()
    desks = office.desk(WANG), office.desk(LI)
    for pair in zip(mine, others, strict=False):
        for desk, act in zip(desks, pair, strict=True):
            perform(desk, act)
    theirs = [event.id for event in office.events.log if event.author.person == LI.person]
    locked = [uid for uid in REPORTS if office.events.state(uid).locked]
    for _ in range(40):
        try:
            desks[0].reviewing.undo()
        except ReviewError:
            break
    gone = taken_back(office.events.log) - taken_back(e for e in office.events.log if e.author.person == LI.person)
    assert not gone & set(theirs)
    assert [uid for uid in REPORTS if office.events.state(uid).locked] == locked


def test_undo_goes_back_over_reports_newest_first() -> None:
    """The newest act of all reports goes first, and the answer names it."""
    office = Office.usual()
    desk = office.desk()
    desk.reviewing.confirm("a", GRAVE.id, 1)
    desk.reviewing.tick("b", [CLEAN])
    first, second = desk.reviewing.undo(), desk.reviewing.undo()
    assert (first.report, first.kind, first.count) == ("b", "tick", 1)
    assert (second.report, second.kind) == ("a", "confirm")
    assert desk.reviewing.redo().kind == "confirm"
    assert desk.reviewing.redo().kind == "tick"


def test_a_new_act_ends_redo() -> None:
    """What was undone before a new act is not put again by U."""
    office = Office.usual()
    desk = office.desk()
    desk.reviewing.confirm("a", GRAVE.id, 1)
    desk.reviewing.undo()
    desk.reviewing.tick("b", [CLEAN])
    with pytest.raises(ReviewError, match="nothing-to-redo"):
        desk.reviewing.redo()


def test_a_bulk_act_is_one_undo() -> None:
    """Reports assigned together, or decided under one group, come back together, and go again together."""
    office = Office.usual()
    desk = office.desk()
    desk.reviewing.assign(["a", "b"], "li")
    group = desk.reviewing.group_id()
    for finding in (GRAVE, LIKELY, MILD):
        desk.reviewing.dismiss("a", finding.id, 1, group=group)
    assert desk.reviewing.undo().count == 3
    assert not desk.reviewing.open("a").state.decisions
    assert desk.reviewing.redo().count == 3
    assert not desk.reviewing.open("a").unsettled
    desk.reviewing.undo()
    undone = desk.reviewing.undo()
    assert (undone.kind, undone.count, set(undone.reports)) == ("assign", 2, {"a", "b"})


def test_a_bulk_act_comes_back_as_far_as_it_may() -> None:
    """One of its reports was signed since: the others are taken back all the same, that one stays."""
    office = Office.usual()
    mine, theirs = office.desk(WANG), office.desk(LI)
    mine.reviewing.assign(["b", "a"], "li")
    set_ = office.desk(ZHAO).reviewing.mark("b", mine.reviewing.open("b").finding_set).finding_set
    theirs.reviewing.sign("b", set_)
    assert (mine.reviewing.undo().reports, office.events.state("b").assigned_to) == (("a",), "li")
    with pytest.raises(ReviewError, match="undo-signed"):
        mine.reviewing.undo()


def test_an_act_somebody_answered_is_passed_over() -> None:
    """A note with a reply stays, and undo takes the act before it."""
    office = Office.usual()
    mine, theirs = office.desk(WANG), office.desk(LI)
    mine.reviewing.tick("a", [CLEAN])
    bench = mine.reviewing.note("a", "请核对", CLEAN)
    theirs.reviewing.note("a", "已核对", thread=bench.notes[0].event)
    assert mine.reviewing.undo().kind == "tick"
    assert len(mine.reviewing.open("a").notes) == 2


def test_a_decision_another_has_signed_for_is_not_undone() -> None:
    """Another person's mark stands on my decisions; I may decide anew, in the open, but not take them back."""
    office = Office.usual()
    mine, theirs = office.desk(WANG), office.desk(LI)
    for finding in (GRAVE, LIKELY, MILD):
        bench = mine.reviewing.confirm("a", finding.id, 1)
    theirs.reviewing.mark("a", bench.finding_set)
    with pytest.raises(ReviewError, match="nothing-to-undo"):
        mine.reviewing.undo()
    assert mine.reviewing.dismiss("a", MILD.id, 1).outdated


def test_undo_never_crosses_a_second_sign_off() -> None:
    """Neither the second sign-off nor anything before it is undone, not even after a reopening."""
    office = Office.usual()
    mine, theirs = office.desk(WANG), office.desk(LI)
    bench = mine.reviewing.mark("b", mine.reviewing.open("b").finding_set)
    theirs.reviewing.sign("b", bench.finding_set)
    for desk in (mine, theirs):
        with pytest.raises(ReviewError, match="undo-signed"):
            desk.reviewing.undo()
    theirs.reviewing.reopen("b", "更正版已到")
    for desk in (mine, theirs):
        with pytest.raises(ReviewError, match="undo-signed"):
            desk.reviewing.undo()
    assert office.events.state("b").stage is Stage.REVIEWING


def test_a_mark_whose_findings_changed_is_not_put_again() -> None:
    """Redo of a mark asks what a mark asks."""
    office = Office.usual()
    desk = office.desk()
    desk.reviewing.mark("b", desk.reviewing.open("b").finding_set)
    desk.reviewing.undo()
    office.reprint("b", CLEAN, "7")
    with pytest.raises(ReviewError, match="findings-changed"):
        desk.reviewing.redo()


def test_nothing_is_erased() -> None:
    """An undo is an event more; the act and its undoing both stay in the log."""
    office = Office.usual()
    desk = office.desk(ZHAO)
    desk.reviewing.note("b", "留痕")
    desk.reviewing.undo()
    assert [event.kind for event in office.events.of("b")] == [Kind.NOTE, Kind.UNDO]
    assert essence(project(office.events.of("b"))) == essence(project(()))


@pytest.mark.parametrize("before", [0, 5])
def test_a_bulk_act_of_any_size_is_one_undo(before: int) -> None:
    """However many of one's newest acts it is, and whatever was done before it, which stays."""
    uids = [f"{number:03}" for number in range(WINDOWS[0] + 7)]
    office = Office.with_reports(*(checked(report(uid)) for uid in uids))
    reviewing = office.desk().reviewing
    for uid in uids[:before]:
        reviewing.note(uid, "留痕")
    reviewing.assign(uids, "li")
    for step, to in ((reviewing.undo, None), (reviewing.redo, "li"), (reviewing.undo, None)):
        assert set(step().reports) == set(uids)
        assert {office.events.state(uid).assigned_to for uid in uids} == {to}
    assert sum(len(office.events.state(uid).remarks) for uid in uids) == before
