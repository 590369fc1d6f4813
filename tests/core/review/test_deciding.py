"""Steps on single findings and figures: ticks, notes, threads, exceptions, proposals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory.desks import CLEAN, GRAVE, LI, NEW, OTHER, TOTAL, WANG, ZHAO, Office

from core.address import Address
from core.desk.reviewing import Reviewing
from core.errors import ReviewError, Stale
from core.ledger import Draft
from core.review import Policy, Standing, deciding
from core.review.permits import Step


def test_a_tick_waits_for_an_answer_to_grave_findings_only() -> None:
    """Mild findings do not hold a tick; a decided grave one does not either; ticks can be taken away."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    assert reviewing.tick("a", [OTHER]).state.ticks == {OTHER}
    reviewing.confirm("a", GRAVE.id, 1)
    assert reviewing.tick("a", [NEW, TOTAL]).state.ticks == {OTHER, NEW, TOTAL}
    assert reviewing.tick("a", [NEW], ticked=False).state.ticks == {OTHER, TOTAL}


def test_notes_belong_to_one_person() -> None:
    """Only its author edits a note, from its newest version; anybody answers; the thread keeps its name through edits."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    note = wang.note("a", "合计应为16", NEW).notes[0]
    with pytest.raises(ReviewError, match="not-your-remark"):
        li.note("a", "合计应为17", replaces=note.version)
    edited = wang.note("a", "合计应为18", replaces=note.version).notes[0]
    assert (edited.event, edited.text, edited.address) == (note.event, "合计应为18", NEW)
    with pytest.raises(Stale, match="remark-changed"):
        wang.note("a", "合计应为19", replaces=note.version)
    answer = li.note("a", "同意", thread=edited.version).notes[1]
    assert (answer.thread, answer.by) == (note.event, "li")
    again = wang.note("a", "再答", thread=answer.event).notes[2]
    assert again.thread == note.event


def test_a_thread_is_cleared_by_its_author_or_the_reviewer() -> None:
    """The one who was asked does not clear the question; who cleared and who opened it again both stay."""
    office = Office.usual()
    wang, li, zhao = (office.desk(who).reviewing for who in (WANG, LI, ZHAO))
    thread = li.note("b", "请核对", CLEAN).notes[0].event
    with pytest.raises(ReviewError, match="not-your-thread"):
        wang.resolve("b", thread)
    li.resolve("b", thread)
    wang.mark("b", wang.open("b").finding_set)
    remark = wang.resolve("b", thread, False).notes[0]
    assert (remark.resolved_by, remark.reopened_by, remark.resolved) == ("li", "wang", False)
    with pytest.raises(ReviewError, match="not-your-thread"):
        zhao.resolve("b", thread)
    assert office.desk(ZHAO, Policy(clearing="anyone")).reviewing.resolve("b", thread).notes[0].resolved


def test_exceptions_and_proposals_stand_beside_the_printed_figure() -> None:
    """Neither changes a figure; both are remarks with their values; an exception can be followed up."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.propose("a", NEW, "16")
    bench = reviewing.except_("a", None, 5, "缺表四", level=3)
    exception = bench.state.exceptions[0]
    assert (exception.category, exception.level, exception.address, exception.anchor) == (5, 3, None, None)
    assert bench.figures[NEW].value == 0
    assert bench.notes[0].value == "16"
    state = reviewing.follow("a", exception.event, due="2025-05-01", letter="云公开函〔2025〕3号").state
    follow = reviewing.follow("a", exception.event, closed="2025-05-20").state.follows[exception.event]
    assert state.follows[exception.event].closed is None
    assert (follow.due, follow.letter, follow.closed) == ("2025-05-01", "云公开函〔2025〕3号", "2025-05-20")
    with pytest.raises(ReviewError, match="no-date"):
        reviewing.follow("a", exception.event, due="五月一日")


def test_a_retraction_takes_away_ones_own_answer_only() -> None:
    """The other person's verdict stands alone then; what was never answered cannot be retracted."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    wang.confirm("a", GRAVE.id, 1)
    li.dismiss("a", GRAVE.id, 1)
    view = wang.retract("a", GRAVE.id).finding(GRAVE.id)
    assert view is not None
    assert (view.standing, [d.by for d in view.decisions]) == (Standing.DISMISSED, ["li"])
    with pytest.raises(ReviewError, match="nothing-decided"):
        wang.retract("a", GRAVE.id)
    view = li.retract("a", GRAVE.id).finding(GRAVE.id)
    assert view is not None
    assert (view.standing, view.decisions) == (Standing.OPEN, ())


BEYOND = Address("t3", "beyond", "form")


@pytest.mark.parametrize(
    "act",
    [
        lambda r: r.read_as("a", BEYOND, "1"),
        lambda r: r.propose("a", BEYOND, "1"),
        lambda r: r.note("a", "请核对", BEYOND),
        lambda r: r.except_("a", BEYOND, 1),
    ],
    ids=["read", "propose", "note", "except"],
)
def test_a_figure_the_report_does_not_have_takes_no_act(act: Callable[[Reviewing], object]) -> None:
    """The refusal names the place, and nothing is recorded."""
    office = Office.usual()
    with pytest.raises(ReviewError, match="no-figure") as error:
        act(office.desk().reviewing)
    assert error.value.phrase.arguments == {"address": str(BEYOND)}
    assert not office.events.log


def test_a_thread_that_is_clear_is_not_cleared_again() -> None:
    """Nor opened when it is open: whoever looked at an old screen is told."""
    office = Office.usual()
    wang = office.desk(WANG).reviewing
    thread = wang.note("b", "请核对", CLEAN).notes[0].event
    with pytest.raises(ReviewError, match="not-cleared"):
        wang.resolve("b", thread, False)
    wang.resolve("b", thread)
    with pytest.raises(ReviewError, match="already-cleared"):
        wang.resolve("b", thread)


def test_a_note_on_several_figures_is_on_each_of_them_also_when_edited() -> None:
    """One remark, kept at the first and found from all; a note on one figure is recorded as it always was."""
    office = Office.usual()
    wang, drafts = office.desk(WANG).reviewing, []

    def noted(*also: Address) -> Callable[[Step], Draft]:
        def take(step: Step) -> Draft:
            drafts.append(deciding.note(step, "请核对", NEW, also=also))
            return drafts[-1]

        return take

    wang.record("a", noted(TOTAL, OTHER))
    note = wang.open("a").notes[0]
    assert (note.address, note.figures) == (NEW, (NEW, TOTAL, OTHER))
    assert wang.note("a", "已核对", replaces=note.version).notes[0].figures == note.figures
    wang.record("a", noted())
    assert ["also" in draft.body for draft in drafts] == [True, False]
