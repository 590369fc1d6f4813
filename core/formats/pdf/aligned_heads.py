"""Tables without rules: the heads above the columns of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from core.formats.pdf.aligned_words import Block, Word

_FAR: Final = 5.0
"""Heights of the type between a head and what stands below it, at most."""
_LARGER: Final = 1.25
"""Type so much larger than the figures' is a heading of the text."""


@dataclass(slots=True)
class Head:
    """A head and the columns of figures it stands over, `first` to `last` inclusive."""

    first: int
    last: int
    level: int
    """0 for the heads of single columns, 1 and more for what stands above them."""
    words: list[Word] = field(default_factory=list)


def heads_of(block: Block, borders: Sequence[float], words: Sequence[Word]) -> list[Head]:
    """Heads of single columns, and of several columns by what they are centred on."""
    heads: dict[int, Head] = {}
    wide: list[Word] = []
    for word in _above(block, borders, words):
        parts = word.parts or (word,)
        columns = [_column(part, block, borders) for part in parts]
        if None in columns or len(set(columns)) < len(parts) or any(len(part.text) < 2 for part in word.parts):
            parts, columns = (word,), [_column(word, block, borders)]
        for part, column in zip(parts, columns, strict=True):
            if column is None:
                wide.append(part)
            else:
                heads.setdefault(column, Head(column, column, 0)).words.append(part)
    if 2 * len(heads) < len(block.columns):
        return []
    return [*heads.values(), *_wide_heads(wide, block)]


def _column(word: Word, block: Block, borders: Sequence[float]) -> int | None:
    """The column that holds the whole word."""
    slack = 0.2 * block.height
    for column, (left, right) in enumerate(pairwise(borders)):
        if word.box.x0 >= left - slack and word.box.x1 <= right + slack:
            return column
    return None


def _above(block: Block, borders: Sequence[float], words: Sequence[Word]) -> list[Word]:
    """Words over the figures, from the first row upwards to what is no head: a sentence, a heading, a wide blank."""
    found: list[Word] = []
    first = block.rows[0]
    reached = first.middle - first.height / 2
    rising = sorted((w for w in words if w.middle < first.middle - first.height / 2), key=lambda w: -w.middle)
    for word in rising:
        if word.is_figure or word.box.x1 <= borders[0] or word.box.x0 >= borders[-1]:
            continue
        crossing = word.box.x0 < borders[0] - block.height or word.box.x1 > borders[-1] + block.height
        if crossing or word.height > _LARGER * block.height or reached - word.box.bottom > _FAR * block.height:
            break
        found.append(word)
        reached = min(reached, word.box.top)
    return found


def _wide_heads(words: Sequence[Word], block: Block) -> list[Head]:
    """Heads over several columns, from the highest level down, each within the head above it and beside its neighbours."""
    centres = [(left + right) / 2 for left, right in block.columns]
    levels = _levels(words, block)
    found: list[Head] = []
    for number, level in enumerate(levels):
        taken = -1
        for place, word in enumerate(level):
            nearest = min(range(len(centres)), key=lambda c: abs(centres[c] - word.centre))
            over = [head for head in found if head.first <= nearest <= head.last] if number else []
            start, end = (over[-1].first, over[-1].last) if over else (0, len(centres) - 1)
            beyond = level[place + 1].centre if place + 1 < len(level) else float("inf")
            free = [c for c in range(max(start, taken + 1), end + 1) if centres[c] < beyond]
            first, last = _centred(word, centres, free or [nearest])
            taken = max(taken, last)
            found.append(Head(first, last, len(levels) - number, [word]))
    return found


def _levels(words: Sequence[Word], block: Block) -> list[list[Word]]:
    """Words by lines from top to bottom, each from left to right."""
    levels: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if levels and word.middle - levels[-1][-1].middle < 0.5 * block.height:
            levels[-1].append(word)
        else:
            levels.append([word])
    return [sorted(level, key=lambda word: word.centre) for level in levels]


def _centred(word: Word, centres: Sequence[float], free: Sequence[int]) -> tuple[int, int]:
    """The most of the free columns whose middle is the word's."""
    pitch = (centres[-1] - centres[0]) / max(1, len(centres) - 1)
    ways = [
        (first, last)
        for first in free
        for last in free
        if first <= last and abs((centres[first] + centres[last]) / 2 - word.centre) <= 0.35 * pitch
    ]
    nearest = min(free, key=lambda c: abs(centres[c] - word.centre))
    return max(ways, key=lambda way: way[1] - way[0], default=(nearest, nearest))
