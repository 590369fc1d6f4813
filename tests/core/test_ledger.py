"""The ledger: canonical bytes, chains, heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import (
    FIRST,
    Break,
    Draft,
    Event,
    Kind,
    Reviewer,
    canonical,
    chained,
    head,
    sealed,
    verify_chain,
    verify_chains,
)
from core.wording import say, templates

WHO = Reviewer("wang", 1001, "inst-1")
BODIES = st.dictionaries(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=("Cs",)), max_size=20)),
    max_size=4,
)


def chain(bodies: Iterable[dict[str, Any]], replica: str = "r1", report: str = "a") -> list[Event]:
    """Events of one chain, a second apart."""
    events: list[Event] = []
    for n, body in enumerate(bodies, 1):
        draft = Draft(Kind.NOTE, body, "set")
        at = f"2025-01-01T00:00:{n:02}.000Z"
        tail = events[-1] if events else None
        events.append(chained(draft, WHO, id=f"{replica}-{n}", at=at, replica=replica, report=report, tail=tail))
    return events


@given(st.lists(BODIES, max_size=6))
def test_every_chain_that_was_made_holds(bodies: list[dict[str, Any]]) -> None:
    """A chain is whole as recorded, counts from 1 and begins with 64 zeros."""
    events = chain(bodies)
    assert verify_chain(events) is None
    assert [event.n for event in events] == list(range(1, len(events) + 1))
    assert all(event.previous == (events[i - 1].hash if i else FIRST) for i, event in enumerate(events))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "x"),
        ("at", "2024-01-01T00:00:00.000Z"),
        ("author", Reviewer("li", 1001, "inst-1")),
        ("author", Reviewer("wang", 1001, "inst-1", acting_as="li")),
        ("kind", Kind.ASK),
        ("body", {"text": "other"}),
        ("finding_set", "other"),
    ],
)
def test_any_changed_field_breaks_the_hash(name: str, value: object) -> None:
    """No field of an event can be changed without its hash telling."""
    events = chain([{"text": "1"}, {"text": "2"}, {"text": "3"}])
    events[1] = replace(events[1], **{name: value})
    fault = verify_chain(events)
    assert fault is not None
    assert (fault.what, fault.event.n) == (Break.HASH, 2)


def test_an_event_rewritten_with_a_fresh_hash_breaks_the_next() -> None:
    """Rewriting one event and its hash shows at its successor."""
    events = chain([{"text": "1"}, {"text": "2"}, {"text": "3"}])
    forged = replace(events[1], body={"text": "forged"})
    events[1] = replace(forged, hash=sealed(forged))
    fault = verify_chain(events)
    assert fault is not None
    assert (fault.what, fault.event.n) == (Break.PREVIOUS, 3)


def test_missing_doubled_and_foreign_events_are_faults() -> None:
    """A gap, an event there twice, and one of another report or replica are each told apart."""
    events = chain([{"text": str(n)} for n in range(4)])
    cases = {
        Break.GAP: [[events[0], *events[2:]], [events[0], events[0], *events[1:]], events[1:]],
        Break.STRANGER: [
            [events[0], *chain([{}, {}], report="b")[1:]],
            [events[0], *chain([{}, {}], replica="r2")[1:]],
        ],
    }
    for what, broken in cases.items():
        for one in broken:
            fault = verify_chain(one)
            assert fault is not None
            assert fault.what is what


def test_all_chains_are_verified_whatever_their_order() -> None:
    """Events of several replicas and reports, mixed, are held chain by chain."""
    one, two, three = chain([{}] * 3), chain([{}] * 2, replica="r2"), chain([{}] * 2, report="b")
    mixed = [three[1], one[2], two[0], one[0], three[0], two[1], one[1]]
    assert verify_chains(mixed) is None
    fault = verify_chains([event for event in mixed if event is not two[0]])
    assert fault is not None
    assert (fault.what, fault.event.replica) == (Break.GAP, "r2")


def test_the_bytes_of_an_event_are_fixed() -> None:
    """The canonical form, and with it every hash ever written, does not change."""
    event = chain([{"text": "合计应为 16"}])[0]
    assert canonical(event).decode() == (
        '{"at":"2025-01-01T00:00:01.000Z","author":["wang",1001,"inst-1",null],"body":{"text":"合计应为 16"},'
        '"finding_set":"set","id":"r1-1","kind":"note","n":1,"previous":"' + FIRST + '","replica":"r1","report":"a"}'
    )
    assert event.hash == "dd5d13f8255328a06361580e82b1aa00f4fcd71d031668b6829a614dcd409a71"


def test_a_head_depends_on_the_tails_and_not_on_their_order() -> None:
    """The same tails give the same head; one event more gives another."""
    tails = [("r1", "a", 3, "f" * 64), ("r1", "b", 1, "e" * 64), ("r2", "a", 2, "d" * 64)]
    assert head(tails) == head(reversed(tails))
    assert head(tails) != head([*tails[:2], ("r2", "a", 3, "c" * 64)])


def test_acting_as_is_shown_but_is_no_other_person() -> None:
    """`--as` changes the name shown, never the person."""
    acting = WHO._replace(acting_as="li")
    assert acting.name == "li"
    assert acting.person == WHO.person
    assert Reviewer("wang", 1001, "inst-2").person != WHO.person


def test_every_fault_and_every_act_has_its_words() -> None:
    """Faults of a chain and names of acts can be said in both languages."""
    fault = verify_chain(chain([{}, {}])[1:])
    assert fault is not None
    assert "r1" in say(fault.phrase, "zh")
    assert "r1" in say(fault.phrase, "en")
    assert {f"ledger.{what}" for what in Break} | {f"act.{kind}" for kind in Kind} <= set(templates())
