"""The stretch of text that belongs to one row label, and the figures in it.

A label may be broken around its figures and a merged group label may stand anywhere between, so figures belong to the label
that began last. Letters that are neither the label's, nor a group's, nor a repeated head's end the row: what comes after them
belongs to a row we do not know.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model import Span
from core.reading.anchors import Anchor
from core.reading.figure_tokens import Token
from core.reading.folding import NUMERALS, Letters

_TAIL = "数量件"
"""Letters with which a label may go on though the form's does not."""
_FOREIGN = 2
"""Letters that are nobody's and make a stretch foreign."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One row as running text has it."""

    anchor: Anchor
    tokens: tuple[Token, ...]
    foreign: str
    """Letters between label and figures, or amid the figures, that belong to no known label."""
    lost: tuple[Token, ...]
    """Figures behind the foreign letters."""
    reach: Span = (0, 0)
    """The source text in which the row's figures could stand."""
    parted: bool = False
    """Letters that are not the label's stand before figures: what stands behind them may be the next row's, before its label."""
    amid: bool = False
    """A figure stands amid the letters of a label that is only like the form's: the first of them may be the row's above."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else may stand in a table's text."""

    letters: Letters
    tokens: Sequence[Token]
    heads: tuple[str, ...]
    """Column heads and notes, which a page break may repeat; longest first."""
    groups: str
    """Letters of all group labels."""
    columns: Mapping[str, int]
    """Figures that each row should have; rows that are only heads have none."""
    limit: int
    """Where the text of the table ends at the latest."""


def segments(anchors: Sequence[Anchor], around: Surroundings) -> list[Segment]:
    """One segment per anchor."""
    starts = [token.span[0] for token in around.tokens]
    found = []
    for i, anchor in enumerate(anchors):
        last = i + 1 == len(anchors)
        stop = around.limit if last else anchors[i + 1].source
        tokens = around.tokens[bisect_left(starts, anchor.source) : bisect_left(starts, stop)]
        found.append(_segment(anchor, tokens, stop, around))
    return found


def leading(anchor: Anchor, around: Surroundings) -> tuple[Token, ...]:
    """The figures directly before a label, with no letter between."""
    before = around.letters.at[anchor.start - 1] if anchor.start else -1
    return tuple(t for t in around.tokens if before < t.span[0] and t.span[1] <= anchor.source)


def behind(found: Sequence[Segment], around: Surroundings) -> list[str]:
    """Letters between the figures of a row and the label of the next that belong to nothing known: another row's label, perhaps."""
    strange = []
    for row, following in pairwise(found):
        last = row.tokens[-1].span[1] if row.tokens else 0
        first = max(row.anchor.end, bisect_left(around.letters.at, last))
        letters = around.letters.text[first : following.anchor.start]
        if letters:
            allowed = Counter(_rest_of_label(row.anchor) + around.groups + _TAIL)
            strange.append(_foreign(letters, allowed, around.heads))
    return [letters for letters in strange if letters]


def _segment(anchor: Anchor, tokens: Sequence[Token], stop: int, around: Surroundings) -> Segment:
    rest = _rest_of_label(anchor)
    known, allowed = rest + around.groups + _TAIL, None
    at, position = around.letters.at, anchor.end
    parted, amid = False, not anchor.exact and bool(tokens) and tokens[0].span[0] < at[anchor.end - 1]
    for i, token in enumerate(tokens):
        if i == around.columns.get(anchor.want.key, 0):  # complete: a group's own figures may follow
            known, allowed = rest + _TAIL, None
        if position >= len(at) or at[position] >= token.span[0]:  # no letters, as before most figures
            continue
        end = bisect_left(at, token.span[0])
        between = around.letters.text[position:end]
        allowed = Counter(known) if allowed is None else allowed
        foreign = _foreign(between, allowed, around.heads)
        parted |= len(between) >= _FOREIGN and (Counter(between) - Counter(rest + _TAIL)).total() >= _FOREIGN
        if foreign:
            reach = anchor.source, min(token.span[0], _source(around, position, stop))
            return Segment(anchor, tuple(tokens[:i]), foreign, tuple(tokens[i:]), reach, parted, amid)
        position = max(position, end)
    rest_of_row = around.letters.text[position : max(position, bisect_left(at, stop))]
    foreign = "" if tokens else _foreign(rest_of_row, Counter(known), around.heads)
    reach = anchor.source, _source(around, position, stop) if foreign else stop
    return Segment(anchor, tuple(tokens), foreign, (), reach, parted, amid)


def _source(around: Surroundings, position: int, stop: int) -> int:
    """Where a letter stands in the source, `stop` behind the last."""
    return around.letters.at[position] if position < len(around.letters.at) else stop


def _rest_of_label(anchor: Anchor) -> str:
    """What of the label is still to come after the found piece."""
    if not anchor.exact:
        return ""
    return max((name[anchor.end - anchor.start :] for name in anchor.want.names), key=len)


def _foreign(letters: str, allowed: Counter[str], heads: tuple[str, ...]) -> str:
    """The letters that belong to nothing known, if there are enough of them; uses up what is allowed."""
    repeated = False
    for head in heads:
        if head in letters:
            letters, repeated = letters.replace(head, ""), True
    if repeated:
        letters = letters.replace("其他", "").replace("总计", "").replace("合计", "")
    strange = []
    for letter in letters:
        if letter in NUMERALS:
            continue
        if allowed[letter] > 0:
            allowed[letter] -= 1
        else:
            strange.append(letter)
    return "".join(strange) if len(strange) >= _FOREIGN else ""
