"""Where a finding stands with its reviewers, and whether a sign-off still stands for what is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, NEW, TOTAL, WANG, ZHAO, Office, checked, finding, report

from core.errors import ReviewError
from core.ledger import Reviewer
from core.review import ReviewState, Standing, leaf_decision, standings


def test_a_leaf_without_decision_is_open() -> None:
    """The standing of what nobody answered."""
    assert leaf_decision(ReviewState(), "T3.RESULT.natural") is Standing.OPEN


def test_two_persons_two_verdicts_are_a_dispute_until_a_third_event_settles_it() -> None:
    """Both verdicts stay; the settling one holds until somebody decides differently again."""
    office = Office.usual()
    wang, li, zhao = (office.desk(who).reviewing for who in (WANG, LI, ZHAO))
    wang.confirm("a", GRAVE.id, 1)
    bench = li.dismiss("a", GRAVE.id, 1)
    view = bench.finding(GRAVE.id)
    assert view is not None
    assert (view.standing, [d.by for d in view.decisions]) == (Standing.DISPUTED, ["wang", "li"])
    assert bench.row.flags == "="
    with pytest.raises(ReviewError, match="own-dispute"):
        li.settle("a", GRAVE.id, "dismiss")
    bench = zhao.settle("a", GRAVE.id, "confirm", "以原件为准")
    view = bench.finding(GRAVE.id)
    assert view is not None
    assert (view.standing, [d.by for d in view.decisions]) == (Standing.CONFIRMED, ["wang", "li", "zhao"])
    view = li.ask("a", GRAVE.id).finding(GRAVE.id)
    assert view is not None
    assert view.standing is Standing.DISPUTED


def test_conceding_ends_a_dispute() -> None:
    """A party that comes round, by deciding so or by settling for the other, ends it."""
    for concede in ("confirm", "settle"):
        office = Office.usual()
        office.desk(WANG).reviewing.confirm("a", GRAVE.id, 1)
        li = office.desk(LI).reviewing
        li.dismiss("a", GRAVE.id, 1)
        bench = li.confirm("a", GRAVE.id, 1) if concede == "confirm" else li.settle("a", GRAVE.id, "confirm")
        assert GRAVE not in [view.finding for view in bench.unsettled]


def test_a_root_is_decided_when_all_its_leaves_are() -> None:
    """Decisions bind to leaves, so regrouping neither loses nor invents one."""
    office = Office.usual()
    bench = office.desk().reviewing.confirm("a", GRAVE.id, 1)
    read = bench.report
    apart = [replace(GRAVE, id=f"n{n}", covers=(leaf,)) for n, leaf in enumerate(GRAVE.covers)]
    wider = replace(GRAVE, id="w", covers=(*GRAVE.covers, "T3.ROW.new"))
    stood = {one.id: where for one, where in standings(checked(read, *apart, wider), bench.state)}
    assert stood == {"n0": Standing.CONFIRMED, "n1": Standing.CONFIRMED, "w": Standing.OPEN}


def test_a_finding_without_leaves_is_bound_by_its_own_id() -> None:
    """It is decided like any other, and one with other values is another finding."""
    office = Office.with_reports(checked(report("a"), finding("PROSE.TOTAL", 2, quote="共办结申请22件")))
    one = office.reports.load("a")[1].findings[0]
    bench = office.desk(Reviewer("sun", 9, "i")).reviewing.dismiss("a", one.id, text="口径不同")
    assert not bench.unsettled
    assert list(bench.state.decisions) == [one.id]


@pytest.mark.parametrize(
    ("address", "printed", "standing"),
    [
        (NEW, "0", Standing.CONFIRMED),
        (NEW, "０", Standing.CONFIRMED),
        (NEW, "1", Standing.CHANGED),
        (NEW, "", Standing.CHANGED),
        (NEW, "/", Standing.CHANGED),
        (NEW, "-", Standing.CHANGED),
        (TOTAL, "0（其中1件）", Standing.CHANGED),
        (CLEAN, "9", Standing.CONFIRMED),
    ],
)
def test_a_decision_shows_changed_when_its_figures_are_printed_otherwise(
    address: Any, printed: str, standing: Standing
) -> None:
    """Only what the decision rests on counts; blank, 0, "/" and "-" are four different things; width of digits is not."""
    office = Office.usual()
    office.desk().reviewing.confirm("a", GRAVE.id, 1)
    office.reprint("a", address, printed)
    view = office.desk().reviewing.open("a").finding(GRAVE.id)
    assert view is not None
    assert view.standing is standing


def test_a_sign_off_is_outdated_by_itself_and_valid_again_by_itself() -> None:
    """The flag follows the content; no event is needed."""
    office = Office.usual()
    desk = office.desk()
    bench = desk.reviewing.mark("b", desk.reviewing.open("b").finding_set)
    assert not bench.outdated
    office.reprint("b", CLEAN, "5")
    assert desk.reviewing.open("b").outdated
    assert desk.row("b").flags == "*"
    office.reprint("b", CLEAN, "0")
    assert not desk.reviewing.open("b").outdated


def test_agreeing_with_what_is_decided_alters_nothing_that_was_signed() -> None:
    """A second person's same verdict leaves the sign-off fresh; another verdict outdates it."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    for one in (GRAVE, LIKELY, MILD):
        bench = wang.confirm("a", one.id, 1)
    wang.mark("a", bench.finding_set)
    assert not li.confirm("a", MILD.id, 2).outdated
    assert li.dismiss("a", MILD.id, 1).outdated
