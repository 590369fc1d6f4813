"""Tables open at the sides: level rules that end together beyond the last upright, as many offices draw them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from core.formats.pdf.edges import SNAP as _NEAR
from core.formats.pdf.edges import Edge, Edges
from core.formats.pdf.rules import Rules

_LEAST: Final = 3
"""Level rules that must end together."""
_WIDE: Final = 12.0
"""Points beyond the last upright: less is an overshoot, not a column."""
_LEFT, _RIGHT = 1, 2
"""Which end of a level edge."""


def closed(rules: Rules, edges: Edges) -> Rules:
    """The rules with an upright added where a table is open at its left or right side; the same ones where there is none.

    Only where level rules end together with no upright at their end while some upright crosses them further in: a row of
    underlines, which nothing crosses, is no table.
    """
    levels = [level for level in edges.levels if level[_RIGHT] - level[_LEFT] > _WIDE]
    uprights = set(edges.uprights)
    added = [(x, top, x, bottom) for end in (_LEFT, _RIGHT) for x, top, bottom in _missing(levels, uprights, end)]
    return Rules(rules.rects, [*rules.lines, *added], rules.curves) if added else rules


def _missing(levels: list[Edge], uprights: set[Edge], end: int) -> Iterator[Edge]:
    for group in _ending_together(levels, end):
        place = sum(level[end] for level in group) / len(group)
        heights = [level[0] for level in group]
        top, bottom = min(heights), max(heights)
        first, last = top + _NEAR, bottom - _NEAR
        if any(abs(x - place) < _WIDE and high < last and low > first for x, high, low in uprights):
            continue
        if any(_crosses(upright, group) for upright in uprights):
            yield place, top, bottom


def _ending_together(levels: list[Edge], end: int) -> Iterator[list[Edge]]:
    """Level rules with the same end, at three different heights or more."""
    group: list[Edge] = []
    for level in sorted(levels, key=itemgetter(end, 0)):
        if group and level[end] - group[0][end] > _NEAR:
            yield from _enough(group)
            group = []
        group.append(level)
    yield from _enough(group)


def _enough(group: list[Edge]) -> Iterator[list[Edge]]:
    if len({round(height / _NEAR) for height, _, _ in group}) >= _LEAST:
        yield group


def _crosses(upright: Edge, group: list[Edge]) -> bool:
    """Whether the upright touches at least two of the level rules, away from their ends."""
    x, top, bottom = upright
    touched = {
        round(height / _NEAR)
        for height, left, right in group
        if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= height <= bottom + _NEAR
    }
    return len(touched) >= 2
