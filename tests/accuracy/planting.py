"""What a planted fault is, and the kinds of them.

A kind is a function of a sound draft and a source of chance; it gives the spoilt draft with what should be noticed, or None
where the draft has no place for such a fault.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from accuracy.drafts import Draft, Mark, Piece, reworded

from core.model import Body, Report

Chance = random.Random
ALL, NEARLY_ALL, TOLD = 1.0, 0.95, 0.0
"""Goals: faults that break an identity are all found; of most others nineteen in twenty; what only lists of words can find is
told without a goal."""


@dataclass(frozen=True)
class Planted:
    """A draft with one fault."""

    draft: Draft
    aims: tuple[str, ...]
    """Rules that should speak of it; each is counted by itself."""
    rules: tuple[str, ...] = ()
    """Ids, or beginnings of ids, of rules of which one is enough; the aims where empty."""
    follows: tuple[str, ...] = ()
    """Ids, or beginnings, of rules that rightly speak too, wherever they point to."""
    cells: tuple[str, ...] = ()
    """Addresses that were changed; a finding must name one of them."""
    words: str = ""
    """The paragraph that was changed; a finding must stand in it, where given."""
    hint: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """What the first hint should say."""
    prior: Draft | None = None
    ground: Draft | None = None
    """Last year's report while the draft was sound; `prior` where None."""
    peer: Draft | None = None
    children: tuple[Draft, ...] = ()
    parts: tuple[Draft, ...] = ()
    """The children while all was sound."""
    roster: tuple[Body, ...] = ()
    before: Draft | None = None
    """The draft without the fault, where that is not the original itself."""
    severe: bool = False
    """Must be noticed with severity 1."""
    misread: Callable[[Report], Report] | None = None
    """Spoils the reading instead of the report."""


Make = Callable[[Draft, Chance], Planted | None]


@dataclass(frozen=True)
class Kind:
    """A kind of fault."""

    name: str
    make: Make
    goal: float
    """Share that must be found."""
    weight: int
    """Planted so many times as often as others."""


KINDS: dict[str, Kind] = {}


def kind(name: str, goal: float = NEARLY_ALL, weight: int = 1) -> Callable[[Make], Make]:
    """Register a kind."""

    def register(function: Make) -> Make:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, function, goal, weight)
        return function

    return register


def other_number(printed: str, chance: Chance, lawful: frozenset[int] = frozenset()) -> str:
    """Another whole number as people mistype it: one off, a digit wrong, added, lost or swapped; none of the lawful ones."""
    value = int(printed)
    options = {
        value + 1,
        max(0, value - 1),
        value + chance.randint(2, 9),
        value * 10 + chance.randint(0, 9),
        value + 10,
    }
    if value > 9:
        digits = list(printed)
        digits[0], digits[-1] = digits[-1], digits[0]
        options |= {int("".join(digits)), value // 10}
    return str(chance.choice(sorted(options - {value} - lawful)))


def places_of(draft: Draft, wanted: Callable[[str], bool]) -> list[tuple[int, Mark]]:
    """Pieces with the numbers in them whose names are wanted."""
    return [(i, mark) for i, piece in enumerate(draft.pieces) for mark in piece.marks if wanted(mark[2])]


def with_number(draft: Draft, index: int, mark: Mark, printed: str) -> tuple[Draft, str]:
    """The draft with another number at a mark, and the paragraph's new words."""
    text = draft.pieces[index].text
    spoilt = text[: mark[0]] + printed + text[mark[1] :]
    return reworded(draft, index, spoilt), spoilt


def inserted(draft: Draft, chance: Chance, words: str, *sections: int) -> tuple[Draft, str] | None:
    """A sentence put behind some paragraph of the sections, and the paragraph's new words."""
    indices = draft.indices("paragraph", *(sections or (1, 5)))
    if not indices:
        return None
    index = chance.choice(indices)
    text = draft.pieces[index].text + words
    return reworded(draft, index, text), text


def added(draft: Draft, section: int, words: str) -> Draft:
    """A paragraph of its own at the section's end."""
    last = [index for index, piece in enumerate(draft.pieces) if piece.section == section][-1]
    return draft.with_piece(last, draft.pieces[last], Piece("paragraph", words, (), section))
