"""A report's state gone on with act by act is the state of all its events."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from memory.acts import ACTS, Act, perform
from memory.desks import LI, WANG, Office

from core.review import Course, project


@settings(max_examples=40, deadline=None)
@given(ACTS, ACTS, st.randoms(use_true_random=False))
def test_going_on_comes_to_the_same_as_beginning_anew(one: list[Act], two: list[Act], dice: random.Random) -> None:
    """In whatever portions the events come, of one copy or of two merged, in order or not."""
    offices = [Office.usual("r1"), Office.usual("r2")]
    for office, who, acts in zip(offices, (WANG, LI), (one, two), strict=True):
        desk = office.desk(who)
        for act in acts:
            perform(desk, act)
    offices[0].events.merge(offices[1].events)
    for uid in ("a", "b"):
        events = [event for event in offices[0].events.log if event.report == uid]
        if dice.random() < 0.3:
            dice.shuffle(events)
        course, done = Course(), 0
        while done < len(events):
            portion = events[done : done + dice.choice((1, 1, 1, 2, 5))]
            course.add(portion)
            done += len(portion)
            assert course.state == project(events[:done])
        assert course.events == Course(events).events
