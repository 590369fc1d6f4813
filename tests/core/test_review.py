"""Projection, standing, seals and policy: pure functions of events and reports."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from memory.acts import ACTS, Act, perform
from memory.desks import (
    CLEAN,
    GRAVE,
    LI,
    LIKELY,
    MILD,
    NEW,
    TOTAL,
    WANG,
    WANG_AS_LI,
    ZHAO,
    Office,
    checked,
    figure,
    finding,
    report,
)

from core.errors import ReviewError, UsageError
from core.ledger import Kind, Reviewer, shown_order, verify_chains
from core.review import (
    Policy,
    ReviewState,
    Stage,
    Standing,
    content,
    finding_set,
    fingerprint,
    flags,
    leaf_decision,
    project,
    standings,
)
from core.wording import say, templates


@settings(max_examples=50, deadline=None)
@given(ACTS, ACTS, ACTS)
def test_the_state_does_not_depend_on_the_order_in_which_replicas_arrive(
    one: list[Act], two: list[Act], three: list[Act]
) -> None:
    """Three persons work apart on three copies; merged in any order, once or twice, the copies say the same, the chains
    hold, and a second sign-off in force has another person's first."""
    offices = []
    for replica, who, acts in (("r1", WANG, one), ("r2", LI, two), ("r3", ZHAO, three)):
        office = Office.usual(replica)
        desk = office.desk(who)
        for act in acts:
            perform(desk, act)
        offices.append(office)
    first, second, third = (office.events for office in offices)
    first.merge(second)
    first.merge(third)
    third.merge(first)
    third.merge(second)
    second.merge(third)
    shuffled = list(first.log)
    random.Random(len(shuffled)).shuffle(shuffled)
    assert first.head() == second.head() == third.head()
    assert verify_chains(shuffled) is None
    for uid in ("a", "b"):
        state = project(event for event in shuffled if event.report == uid)
        assert state == first.state(uid) == second.state(uid) == third.state(uid)
        if state.second:
            assert any(mark.person != state.second.person for mark in state.marks)


def test_no_events_are_an_open_report() -> None:
    """Nothing done is stage open and nothing else."""
    assert project(()) == ReviewState()


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


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("前文。共办结\n申请 22 件。", True),
        ("共办结申请２２件", True),
        ("共办结\u200b申请22件", True),
        ("共办结申请23件", False),
    ],
)
def test_a_quote_counts_as_unchanged_whatever_its_breaks_and_widths(text: str, same: bool) -> None:
    """White space, full-width digits and invisible characters may come and go with a re-reading; words may not."""
    before = checked(report("a"), LIKELY)
    after = checked(report("a", text=text), LIKELY)
    state = ReviewState()
    seals = [fingerprint(one, state, (), LIKELY.evidence.quote) for one in (before, after)]
    assert (seals[0] == seals[1]) is same


def test_the_signed_content_holds_what_was_seen_and_not_how_it_was_read() -> None:
    """Text, any figure, findings, rules version and readings change it; a newer parser that reads the same does not."""
    base = checked(report("a"), GRAVE)
    read = base.report
    same = replace(base, report=replace(read, parser="2"))
    others = [
        (replace(base, report=replace(read, text=read.text + "。")), {}),
        (replace(base, report=replace(read, figures={**read.figures, CLEAN: figure(CLEAN, "")})), {}),
        (replace(base, findings=()), {}),
        (replace(base, rules="2"), {}),
        (base, {CLEAN: "3"}),
    ]
    hashes = {content(base, {}), *(content(*other) for other in others)}
    assert len(hashes) == 1 + len(others)
    assert content(same, {}) == content(base, {})
    assert finding_set(same) != finding_set(base)


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


def test_marks_of_two_persons_are_both_kept() -> None:
    """Two marks of one content stand side by side, the earlier one first."""
    office = Office.usual()
    bench = office.desk(WANG).reviewing.mark("b", office.desk(WANG).reviewing.open("b").finding_set)
    state = office.desk(LI).reviewing.mark("b", bench.finding_set).state
    assert [mark.by for mark in state.marks] == ["wang", "li"]
    assert state.first == state.marks[0]


def test_a_lock_made_elsewhere_is_not_opened_by_a_merge() -> None:
    """Acts that another copy recorded before it knew of the second sign-off are shown, and leave it in force, outdated."""
    here, there = Office.usual("r1"), Office.usual("r2")
    there.clock.tick = 1000
    wang, li, zhao = here.desk(WANG).reviewing, here.desk(LI).reviewing, there.desk(ZHAO).reviewing
    bench = wang.mark("b", wang.open("b").finding_set)
    li.sign("b", bench.finding_set)
    zhao.except_("b", CLEAN, 1)
    zhao.mark("b", zhao.open("b").finding_set)
    zhao.return_("b", "再核")
    here.events.merge(there.events)
    state = here.events.state("b")
    assert (state.stage, state.second and state.second.by) == (Stage.SIGNED, "li")
    assert len(state.exceptions) == 1
    assert flags(here.reports.load("b")[1], state) == "*#"


def test_a_second_sign_off_without_anothers_first_is_never_in_force() -> None:
    """Four eyes hold in the projection too: when a merge undoes the only other mark, the second falls back to history."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    bench = wang.mark("b", wang.open("b").finding_set)
    li.sign("b", bench.finding_set)
    without = [event for event in office.events.log if event.kind is not Kind.MARK]
    state = project(without)
    assert (state.second, state.stage, len(state.past)) == (None, Stage.OPEN, 1)


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


def test_both_persons_readings_are_kept_and_the_newest_holds() -> None:
    """Two readings of one cell stay beside each other; taking the reading away lets the machine's hold again."""
    office = Office.usual()
    office.desk(WANG).reviewing.read_as("b", CLEAN, "3")
    state = office.desk(LI).reviewing.read_as("b", CLEAN, "8").state
    assert state.readings == {CLEAN: "8"}
    assert [(one.by, one.printed) for one in state.read_by[CLEAN]] == [("wang", "3"), ("li", "8")]
    assert not office.desk(WANG).reviewing.read_as("b", CLEAN, None).state.readings


def test_policy_from_a_settings_file() -> None:
    """Levels, clearing, blind share and permitted logins are read; what does not fit is named."""
    policy = Policy.parse({"levels": 1, "blind": {"percent": 20, "seed": "x"}, "may": {"sign": ["li"]}})
    assert (policy.levels, policy.blind_percent, policy.permits(Kind.SIGN, WANG)) == (1, 20, False)
    assert policy.permits(Kind.SIGN, LI)
    assert policy.permits(Kind.MARK, WANG)
    for table in (
        {"levels": 3},
        {"may": {"fly": ["li"]}},
        {"may": {"sign": "li"}},
        {"blind": {"percent": 101}},
        {"colour": 1},
    ):
        with pytest.raises(UsageError) as error:
            Policy.parse(table)
        assert error.value.phrase.arguments["setting"] == next(iter(table))


def test_the_blind_share_is_drawn_by_seed() -> None:
    """The same seed draws the same reports, about as many as asked for; 0 none, 100 all."""
    uids = [f"{n:064x}" for n in range(1000)]
    drawn = {
        percent: [u for u in uids if Policy(blind_percent=percent, blind_seed="s").blind(u)] for percent in (0, 20, 100)
    }
    assert (len(drawn[0]), len(drawn[100])) == (0, 1000)
    assert 150 < len(drawn[20]) < 250
    assert drawn[20] == [u for u in uids if Policy(blind_percent=20, blind_seed="s").blind(u)]
    assert drawn[20] != [u for u in uids if Policy(blind_percent=20, blind_seed="t").blind(u)]


def test_shown_order_is_time_replica_number() -> None:
    """At the same moment the replica decides, then the number in its chain."""
    office = Office.usual()
    office.desk().reviewing.tick("b", [CLEAN])
    event = office.events.log[0]
    order = [
        replace(event, at="1", replica="b", n=1),
        replace(event, at="1", replica="a", n=2),
        replace(event, at="0", replica="c", n=9),
    ]
    assert [one.replica for one in sorted(order, key=shown_order)] == ["c", "a", "b"]


def test_a_leaf_without_decision_is_open() -> None:
    """The standing of what nobody answered."""
    assert leaf_decision(ReviewState(), "T3.RESULT.natural") is Standing.OPEN


def test_every_refusal_has_words() -> None:
    """Every template the steps name exists in both languages and can be said."""
    import re
    from pathlib import Path

    folder = Path(__file__).parents[2] / "core"
    named = set()
    for file in (*folder.glob("review/*.py"), *folder.glob("desk/*.py")):
        named |= set(re.findall(r'"(review\.[a-z-]+)"', file.read_text("utf-8")))
    assert named
    assert named <= set(templates())
    office = Office.usual()
    with pytest.raises(ReviewError) as error:
        office.desk().reviewing.mark("a", office.desk().reviewing.open("a").finding_set)
    assert "T3.RESULT" in say(error.value.phrase, "zh")
    assert "2 grave" in say(error.value.phrase, "en")


def test_a_finding_without_leaves_is_bound_by_its_own_id() -> None:
    """It is decided like any other, and one with other values is another finding."""
    office = Office.with_reports(checked(report("a"), finding("PROSE.TOTAL", 2, quote="共办结申请22件")))
    one = office.reports.load("a")[1].findings[0]
    bench = office.desk(Reviewer("sun", 9, "i")).reviewing.dismiss("a", one.id, text="口径不同")
    assert not bench.unsettled
    assert list(bench.state.decisions) == [one.id]
