"""Steps on a whole report: marks and signatures of two persons, return, reopening, purge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory.desks import (
    CLEAN,
    GRAVE,
    LI,
    LIKELY,
    MILD,
    WANG,
    WANG_AS_LI,
    ZHAO,
    Office,
    checked,
    decided,
    report,
    signed,
)

from core.desk.reviewing import Reviewing
from core.errors import ReviewError, Stale
from core.review import Policy, Stage, signed_bytes


def test_four_eyes() -> None:
    """The second sign-off is another person's, whatever name is acted under, and locks the report."""
    office = Office.usual()
    wang, as_li, li = (office.desk(who).reviewing for who in (WANG, WANG_AS_LI, LI))
    bench = wang.mark("b", wang.open("b").finding_set)
    assert (bench.state.stage, bench.row.reviewer) == (Stage.REVIEWED, "wang")
    for same in (wang, as_li):
        with pytest.raises(ReviewError, match="same-person"):
            same.sign("b", bench.finding_set)
    bench = li.sign("b", bench.finding_set, signature="-----BEGIN SSH SIGNATURE-----")
    assert (bench.state.stage, bench.row.flags) == (Stage.SIGNED, "#")
    assert bench.state.second is not None
    assert (bench.state.second.by, bench.state.second.signature) == ("li", "-----BEGIN SSH SIGNATURE-----")


LOCKED: dict[str, Callable[[Reviewing], object]] = {
    "confirm": lambda r: r.except_("b", None, 1),
    "tick": lambda r: r.tick("b", [CLEAN]),
    "read": lambda r: r.read_as("b", CLEAN, "1"),
    "propose": lambda r: r.propose("b", CLEAN, "1"),
    "note": lambda r: r.note("b", "补记"),
    "mark": lambda r: r.mark("b", r.open("b").finding_set),
    "sign": lambda r: r.sign("b", r.open("b").finding_set),
    "return": lambda r: r.return_("b", "补证"),
    "assign": lambda r: r.assign(["b"], "li"),
    "withdraw": lambda r: r.withdraw("b", "误传"),
    "undo": lambda r: r.undo(),
}


@pytest.mark.parametrize("name", LOCKED)
def test_a_second_sign_off_admits_nothing_but_reopening(name: str) -> None:
    """Each act is refused to everybody until somebody reopens with a reason."""
    office = Office.usual()
    signed(office)
    for who in (WANG, LI, ZHAO):
        with pytest.raises(ReviewError):
            LOCKED[name](office.desk(who).reviewing)
    with pytest.raises(ReviewError, match="no-reason"):
        office.desk(ZHAO).reviewing.reopen("b", "")
    bench = office.desk(ZHAO).reviewing.reopen("b", "收到更正版")
    assert (bench.state.stage, bench.state.locked, len(bench.state.past)) == (Stage.REVIEWING, False, 2)
    assert bench.state.reopened is not None
    assert bench.state.reopened.reason == "收到更正版"


def test_mild_findings_hold_a_mark_only_until_it_is_confirmed() -> None:
    """Severity 3–4 asks once and names them."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.confirm("a", GRAVE.id, 1)
    set_ = reviewing.dismiss("a", LIKELY.id, 1).finding_set
    with pytest.raises(ReviewError, match="mark-unconfirmed") as error:
        reviewing.mark("a", set_)
    assert error.value.phrase.arguments == {"count": 1, "rules": ("T4.SUM",)}
    assert reviewing.mark("a", set_, confirmed=True).state.first is not None


def test_a_mark_is_refused_when_findings_changed_and_told_news_when_only_people_did() -> None:
    """A mark names what was seen: another finding set is stale, others' notes are told beside the mark."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    bench = decided(wang)
    li.note("a", "第一条", CLEAN)
    li.note("a", "第二条", CLEAN)
    marked = wang.mark("a", bench.finding_set, seen_event=bench.state.last_event)
    assert [phrase.arguments for phrase in marked.news] == [{"who": "li", "count": 2}]
    office.reports.replace("a", checked(report("a"), GRAVE, LIKELY, MILD, rules="2"))
    with pytest.raises(Stale, match="findings-changed"):
        li.sign("a", bench.finding_set)


def test_a_second_person_signs_what_the_first_one_marked() -> None:
    """Decisions that others altered after the mark, disputes, or other content ask for a new first sign-off."""
    office = Office.usual()
    wang, li, zhao = (office.desk(who).reviewing for who in (WANG, LI, ZHAO))
    bench = decided(wang)
    wang.mark("a", bench.finding_set)
    wang.confirm("a", MILD.id, 1)
    with pytest.raises(ReviewError, match="altered"):
        li.sign("a", bench.finding_set)
    wang.mark("a", bench.finding_set)
    zhao.confirm("a", GRAVE.id, 1)
    with pytest.raises(ReviewError, match="altered"):
        li.sign("a", bench.finding_set)


def test_return_needs_a_reason_and_a_new_mark_clears_it() -> None:
    """Sent back, the report shows why until it is marked again."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    set_ = wang.mark("b", wang.open("b").finding_set).finding_set
    with pytest.raises(ReviewError, match="no-reason"):
        li.return_("b", "")
    state = li.return_("b", "请补表四的说明").state
    assert (state.stage, state.returned, state.first) == (Stage.RETURNED, "请补表四的说明", None)
    state = wang.mark("b", set_).state
    assert (state.stage, state.returned, [one.by for one in state.past]) == (Stage.REVIEWED, None, ["wang"])


def test_one_level_offices_have_no_second_sign_off() -> None:
    """With one level the mark is all there is, and it locks nothing."""
    office = Office.usual()
    policy = Policy(levels=1)
    wang, li = office.desk(WANG, policy).reviewing, office.desk(LI, policy).reviewing
    set_ = wang.mark("b", wang.open("b").finding_set).finding_set
    with pytest.raises(ReviewError, match="one-level"):
        li.sign("b", set_)
    assert li.note("b", "补记").notes


def test_what_ssh_signs_is_what_the_sign_off_says() -> None:
    """The bytes to sign name the report, the finding set and the content that the event records."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    wang.mark("b", wang.open("b").finding_set)
    data = li.to_sign("b")
    second = li.sign("b", li.open("b").finding_set).state.second
    assert second is not None
    assert data == signed_bytes("b", second.finding_set, second.content)


def test_a_purge_needs_two_persons() -> None:
    """The first asks, another agrees; nobody does both, and nothing can be done afterwards."""
    office = Office.usual()
    wang, also_wang, li = (office.desk(who).reviewing for who in (WANG, WANG_AS_LI, LI))
    with pytest.raises(ReviewError, match="not-withdrawn"):
        wang.purge("b", "涉密")
    wang.withdraw("b", "涉密")
    assert wang.purge("b", "涉密").purged is None
    for one in (wang, also_wang):
        with pytest.raises(ReviewError, match="purge-alone"):
            one.purge("b", "涉密")
    state = li.purge("b", "涉密，同意清除")
    assert state.purged is not None
    assert state.purged.by == "li"
    with pytest.raises(ReviewError, match="purged"):
        wang.restore("b", "查明无误")


def test_a_second_person_signs_only_what_the_first_one_saw() -> None:
    """A figure is read otherwise since: what is there now was marked by nobody."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    wang.mark("b", wang.open("b").finding_set)
    office.reprint("b", CLEAN, "5")
    with pytest.raises(ReviewError, match="mark-outdated") as error:
        li.sign("b", li.open("b").finding_set)
    assert error.value.phrase.arguments == {"by": "wang"}
    wang.mark("b", wang.open("b").finding_set)
    assert li.sign("b", li.open("b").finding_set).state.stage is Stage.SIGNED


def test_a_dispute_on_what_is_no_longer_raised_still_holds_a_mark() -> None:
    """Two persons differ in the record, though the rules say nothing of it any more."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    wang.confirm("a", MILD.id, 1)
    li.dismiss("a", MILD.id, 1)
    office.reports.replace("a", checked(report("a"), rules="2"))
    with pytest.raises(ReviewError, match="mark-dispute"):
        wang.mark("a", wang.open("a").finding_set)


def test_what_a_step_on_a_report_needs() -> None:
    """A level there is, at least one fact of a follow-up, a body's name."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.confirm("a", GRAVE.id, 1)
    done = len(office.events.log)
    for act, template in (
        (lambda: reviewing.assign(["b"], "li", 3), "no-digit"),
        (lambda: reviewing.follow("a", GRAVE.id), "nothing-chosen"),
        (lambda: reviewing.identify("b", " ", 2024), "no-reason"),
        (lambda: reviewing.withdraw("b", ""), "no-reason"),
    ):
        with pytest.raises(ReviewError, match=template):
            act()
    assert len(office.events.log) == done


def test_first_and_second_review_are_assigned_apart_with_how_it_was_drawn() -> None:
    """Nobody is a person to assign to as well; the sample stays with the report."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    drawn = {"method": "random", "seed": "s"}
    reviewing.assign(["b"], "li", sample=drawn)
    reviewing.assign(["b"], "zhao", 2)
    state = office.events.state("b")
    assert (state.assigned_to, state.second_assigned, state.sample) == ("li", "zhao", drawn)
    reviewing.assign(["b"], None)
    state = office.events.state("b")
    assert (state.assigned_to, state.second_assigned, state.sample) == (None, "zhao", drawn)
