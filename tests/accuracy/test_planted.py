"""A small part of `make accuracy`: one fault of every kind, through the whole chain, and the pages made of what was counted."""

from __future__ import annotations

import sys
from functools import reduce
from pathlib import Path
from random import Random

import pytest
from accuracy.catalogue import KINDS
from accuracy.chain import judged, read_draft
from accuracy.counting import Measured, empty, shortfalls
from accuracy.drawing import drawn, originals, samples
from accuracy.measure import Sound, count_one, measure_chunk
from accuracy.planting import ALL, NEARLY_ALL, Planted
from accuracy.published import MAKERS, measure_page, sound
from conftest import ROOT

from core.rules import all_rules

ORIGINALS = 6
PLANTED = [name for name, kind in KINDS.items() if kind.goal == ALL]
PLANTED += [name for name in KINDS if name not in PLANTED][::3]
"""Kinds that break an identity, and every third of the others."""
UNPLANTED = {"T3.PETITION", "T3.SHIFT", "C.COMMA", "C.FULLWIDTH", "C.SPACES", "E.LOSS", "E.PAGES"}
"""Rules that are off by default, never speak, or judge the reading of files that cannot be drawn."""


@pytest.fixture(scope="module")
def measured() -> Measured:
    """One fault of each of these kinds, in the first original that has a place for it."""
    counted, chance = empty(), Random(1)
    left = list(PLANTED)
    for number, draft in enumerate(originals(0, ORIGINALS)):
        report = read_draft(draft)
        known = Sound(draft, report, judged(report))
        counted.heard(draft.name, known.checked.findings)
        turn = [name for place, name in enumerate(left) if place % (ORIGINALS - number) == 0]
        for name in turn:
            planted = KINDS[name].make(draft, chance)
            if planted is not None:
                count_one(counted, name, known, planted)
                left.remove(name)
    return counted


def test_nothing_grave_is_said_of_sound_reports(measured: Measured) -> None:
    """No finding of severity 1 or 2 before a fault was planted."""
    assert measured.alarms == []


def test_broken_identities_are_all_found(measured: Measured) -> None:
    """Kinds whose goal is everything; each finding names the spoilt cell."""
    missed = [line for name, tally in measured.kinds.items() if KINDS[name].goal == ALL for line in tally.missed]
    assert missed == []


def test_the_first_hint_is_right(measured: Measured) -> None:
    """A single spoilt cell of table 3 would be put right by the first hint."""
    assert measured.hints == measured.hinted > 0


def test_nearly_all_are_found(measured: Measured) -> None:
    """Of the kinds that have a goal nineteen in twenty."""
    tallies = [tally for name, tally in measured.kinds.items() if KINDS[name].goal >= NEARLY_ALL]
    missed = [line for tally in tallies for line in tally.missed]
    assert sum(tally.found for tally in tallies) >= NEARLY_ALL * sum(tally.planted for tally in tallies), missed


def test_every_rule_has_faults_planted_for_it() -> None:
    """Some kind aims at each rule that can speak."""
    aimed: set[str] = set()
    chance = Random(1)
    for draft in (*samples(), *(drawn(number) for number in range(40))):
        made = (kind.make(draft, chance) for kind in KINDS.values())
        aimed.update(aim for planted in made if isinstance(planted, Planted) for aim in planted.aims)
    assert {rule.id for rule in all_rules()} - aimed == UNPLANTED


def test_the_same_seed_plants_the_same_faults() -> None:
    """What is counted depends on the numbers alone."""
    one, other = (measure_chunk((2, 1), 4, 7) for _ in range(2))
    assert one == other


def test_published_reports_are_spoilt_in_their_source(corpus: Path) -> None:
    """One fault of each kind in a published page: found at its place, the first hint right."""
    page = next(item for item in sound(corpus) if item[0].suffix == ".html")
    counted = reduce(Measured.joined, [measure_page(page, len(MAKERS), 1)], empty())
    assert counted.planted >= len(MAKERS) - 2
    assert shortfalls(counted) == []


def test_the_pages_are_those_of_the_counts() -> None:
    """docs/accuracy.md, accuracy.zh.md and the table in both manuals are made of accuracy.json."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import accuracy_pages
    finally:
        sys.path.remove(str(ROOT / "docs"))
    for path, text in accuracy_pages.pages(ROOT / "docs").items():
        assert path.read_text("utf-8") == text
    assert "<!-- accuracy -->" in (ROOT / "docs" / "manual.md").read_text("utf-8")
