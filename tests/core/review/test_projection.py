"""What the events of a report come to: a pure function of them, whatever copy they come from."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from memory.acts import ACTS, Act, perform
from memory.desks import CLEAN, LI, WANG, ZHAO, Office

from core.ledger import Kind, shown_order, verify_chains
from core.review import ReviewState, Stage, flags, project


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


def test_both_persons_readings_are_kept_and_the_newest_holds() -> None:
    """Two readings of one cell stay beside each other; taking the reading away lets the machine's hold again."""
    office = Office.usual()
    office.desk(WANG).reviewing.read_as("b", CLEAN, "3")
    state = office.desk(LI).reviewing.read_as("b", CLEAN, "8").state
    assert state.readings == {CLEAN: "8"}
    assert [(one.by, one.printed) for one in state.read_by[CLEAN]] == [("wang", "3"), ("li", "8")]
    assert not office.desk(WANG).reviewing.read_as("b", CLEAN, None).state.readings
