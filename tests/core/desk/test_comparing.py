"""Years and editions beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, NEW, OTHER, Office, checked, edition, report

from core.desk.comparing import Fate
from core.errors import StoreError
from core.review import Standing


def corrected() -> Office:
    """An edition `a` and its corrected re-issue `a2`: the grave finding persists, the mild one is on another figure's print,
    the likely one is gone."""
    office = Office.usual()
    mild = replace(MILD, id="mild-2")
    grave = replace(GRAVE, id="grave-2", covers=(GRAVE.covers[0],))
    read = report("a2", **{str(OTHER).replace("/", "__"): "4"})  # type: ignore[arg-type]
    office.reports.add([(edition("a2"), checked(read, grave, mild))])
    return office


def test_last_years_figures_stand_beside_this_years() -> None:
    """The prior report of the same body is found by year; without one there is nothing."""
    office = Office.usual()
    office.reports.add([(edition("p", year=2023), checked(report("p", year=2023, t3__new__natural="9")))])
    desk = office.desk()
    assert desk.comparing.prior("a")[NEW].value == 9
    assert desk.reviewing.open("a").prior[NEW].value == 9
    assert not desk.comparing.prior("b")
    assert [change.address for change in desk.comparing.figures("a", "p")] == [NEW]
    assert desk.comparing.figures("a", "p")[0].difference == -9


def test_what_changed_comes_in_the_forms_order() -> None:
    """Not in that of the addresses' letters: 规章 before 行政许可, 自然人 before 总计, table two before three."""
    office = Office.usual()
    then = {"t3__new__total": "7", "t3__new__natural": "7", "t2__fees__amount": "7", "t2__regulations__issued": "7"}
    office.reports.add([(edition("p", year=2023), checked(report("p", year=2023, **then)))])
    changed = [str(change.address) for change in office.desk().comparing.figures("a", "p")]
    assert changed == ["t2/regulations/issued", "t2/fees/amount", "t3/new/natural", "t3/new/total"]


def test_other_editions_are_named() -> None:
    """Those of the same body and year, without the one asked for."""
    assert [one.uid for one in corrected().desk().comparing.editions("a")] == ["a2"]


def test_each_old_finding_is_resolved_persisting_or_changed() -> None:
    """By leaf, whatever the findings are called and grouped now; figures decide between persisting and changed."""
    found = corrected().desk().comparing.findings("a2", "a")
    assert [(one.old, one.fate, one.new and one.new.id) for one in found] == [
        (GRAVE, Fate.PERSISTING, "grave-2"),
        (LIKELY, Fate.RESOLVED, None),
        (MILD, Fate.CHANGED, "mild-2"),
    ]
    assert not any(one.decision for one in found)


@pytest.mark.parametrize("verdict", ["confirm", "dismiss", "ask"])
def test_an_old_decision_is_offered_and_taken_over_with_one_act(verdict: str) -> None:
    """The new decision says the same, by whoever took it over, and names the old one."""
    office = corrected()
    old = office.desk().reviewing
    {
        "confirm": lambda: old.confirm("a", GRAVE.id, 2, "属实"),
        "dismiss": lambda: old.dismiss("a", GRAVE.id, 3),
        "ask": lambda: old.ask("a", GRAVE.id, "请说明"),
    }[verdict]()
    desk = office.desk(LI)
    carried = desk.comparing.findings("a2", "a")[0]
    assert carried.decision is not None
    view = desk.reviewing.take_over("a2", "grave-2", carried.decision).finding("grave-2")
    assert view is not None
    now, then = view.decisions[0], carried.decision
    assert (now.verdict, now.category, now.reason, now.text) == (then.verdict, then.category, then.reason, then.text)
    assert (now.by, now.carried) == ("li", then.event)


def test_a_disputed_decision_is_not_offered() -> None:
    """What is in dispute, or only partly decided, gives nothing to take over."""
    office = corrected()
    office.desk().reviewing.confirm("a", GRAVE.id, 1)
    view = office.desk(LI).reviewing.dismiss("a", GRAVE.id, 1).finding(GRAVE.id)
    assert view is not None
    assert view.standing is Standing.DISPUTED
    assert office.desk().comparing.findings("a2", "a")[0].decision is None


def test_a_reading_counts_on_both_sides() -> None:
    """Figures are compared as they stand with the readings put in."""
    office = corrected()
    office.desk().reviewing.read_as("a2", CLEAN, "5")
    changes = {change.address: change for change in office.desk().comparing.figures("a2", "a")}
    assert set(changes) == {CLEAN, OTHER}
    assert changes[CLEAN].difference == 5


def test_an_unknown_report_is_an_error_of_the_store() -> None:
    """Nothing is compared with what is not there."""
    with pytest.raises(StoreError):
        corrected().desk().comparing.findings("a2", "nowhere")


def test_what_changed_since_a_sign_off_is_told() -> None:
    """Figures read otherwise, findings come and gone, acts that followed; nothing without a sign-off."""
    office = Office.usual()
    mine = office.desk(LI)
    assert mine.comparing.since_sign_off("a") is None
    for found in (GRAVE, LIKELY, MILD):
        mine.reviewing.confirm("a", found.id, 1)
    mine.reviewing.mark("a", mine.reviewing.open("a").finding_set)
    fresh = mine.comparing.since_sign_off("a")
    assert fresh is not None
    assert (fresh.acts, fresh.figures, fresh.raised, fresh.gone) == ((), (), (), ())
    office.reprint("a", CLEAN, "4")
    _, read = office.reports.load("a")
    office.reports.replace("a", replace(read, findings=(GRAVE, replace(LIKELY, id="another"), MILD)))
    office.desk().reviewing.dismiss("a", GRAVE.id, 1)
    since = office.desk(LI).comparing.since_sign_off("a")
    assert since is not None
    assert since.figures is not None and since.raised is not None and since.gone is not None
    assert since.signature.by == LI.login
    assert [act.kind.value for act in since.acts] == ["dismiss"]
    assert [(change.address, change.then.printed if change.then else "") for change in since.figures] == [(CLEAN, "0")]
    assert ([f.id for f in since.raised], [f.id for f in since.gone]) == (["another"], [LIKELY.id])


def test_where_the_signed_reading_is_not_held_only_the_acts_are_told() -> None:
    """Another copy signed what was never read here: figures and findings are unknown, which is not the same as unchanged."""
    office = Office.usual()
    mine = office.desk(LI)
    mine.reviewing.mark("b", mine.reviewing.open("b").finding_set)
    office.reprint("b", CLEAN, "4")
    office.reports.former.clear()
    office.desk().reviewing.except_("b", CLEAN, 1)
    since = mine.comparing.since_sign_off("b")
    assert since is not None
    assert [act.kind.value for act in since.acts] == ["except"]
    assert (since.figures, since.raised, since.gone) == (None, None, None)


def test_a_report_of_no_known_body_or_year_has_no_others_beside_it() -> None:
    """Two such files are not editions of one another."""
    office = Office.usual()
    office.reports.add(
        [(edition(uid, *whose), checked(report(uid))) for uid, *whose in (("x", ""), ("y", ""), ("z", "某局", None))]
    )
    comparing = office.desk().comparing
    assert [comparing.editions(uid) for uid in "xyz"] == [(), (), ()]
    assert [dict(comparing.prior(uid)) for uid in "xyz"] == [{}, {}, {}]
