"""A small part of `make accuracy`: one fault of every kind, through the whole chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy.faults import GOALS, KINDS
from accuracy.measure import Measured, add_pages, measure, shortfalls


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(3, 11)


def test_every_kind_was_planted(measured: Measured) -> None:
    """Each kind finds a place in the first three originals."""
    assert [name for name in KINDS if not measured.kinds[name].planted] == []


def test_nothing_grave_is_said_of_sound_reports(measured: Measured) -> None:
    """No finding of severity 1 or 2 before a fault was planted."""
    assert measured.alarms == []


def test_broken_identities_are_all_found(measured: Measured) -> None:
    """Kinds whose goal is everything; each finding names the spoilt cell."""
    missed = [line for name, tally in measured.kinds.items() if GOALS[name] == 1.0 for line in tally.missed]
    assert missed == []


def test_the_first_hint_is_right(measured: Measured) -> None:
    """A single spoilt cell of table 3 would be put right by the first hint."""
    assert measured.hints == measured.hinted > 0


def test_nearly_all_are_found(measured: Measured) -> None:
    """Of all kinds together nineteen in twenty."""
    found = sum(tally.found for tally in measured.kinds.values())
    missed = [line for tally in measured.kinds.values() for line in tally.missed]
    assert found >= 0.95 * measured.planted, missed


def test_published_pages_are_spoilt_in_their_source(corpus: Path) -> None:
    """A cell changed in the page's own HTML is found at its address, with the right hint."""
    counted = Measured({name: type(tally)() for name, tally in measure(0, 0).kinds.items()})
    add_pages(counted, corpus, 3, seed=1)
    assert counted.planted == 6
    assert shortfalls(counted) == []
