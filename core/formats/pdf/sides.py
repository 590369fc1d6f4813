"""Tables open at the sides: level rules that end together beyond the last upright, as many offices draw them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from core.formats.pdf.rules import Rules, Shape, shape

_NEAR: Final = 3.0
"""Points within which two rules meet or end together; the table finder's own tolerance."""
_LEAST: Final = 3
"""Level rules that must end together."""
_WIDE: Final = 12.0
"""Points beyond the last upright: less is an overshoot, not a column."""

Side = Literal["x0", "x1"]
Upright = tuple[float, float, float]
"""Place across, top, bottom."""


def closed(rules: Rules, edges: Iterable[Shape]) -> Rules:
    """The rules with an upright added where a table is open at its left or right side.

    Only where level rules end together with no upright at their end while some upright crosses them further in: a row of
    underlines, which nothing crosses, is no table.
    """
    levels: list[Shape] = []
    uprights: set[Upright] = set()
    for edge in edges:
        if edge["orientation"] == "h":
            levels.append(edge)
        elif edge["orientation"] == "v":
            uprights.add((edge["x0"], edge["top"], edge["bottom"]))
    sides: tuple[Side, Side] = ("x0", "x1")
    added = [line for side in sides for line in _missing(levels, uprights, side)]
    return Rules(rules.rects, [*rules.lines, *added], rules.curves) if added else rules


def _missing(levels: list[Shape], uprights: set[Upright], side: Side) -> Iterator[Shape]:
    for group in _ending_together(levels, side):
        end = sum(edge[side] for edge in group) / len(group)
        heights = [edge["top"] for edge in group]
        top, bottom = min(heights), max(heights)
        first, last = top + _NEAR, bottom - _NEAR
        if any(abs(x - end) < _WIDE and high < last and low > first for x, high, low in uprights):
            continue
        if any(_crosses(upright, group) for upright in uprights):
            yield shape("line", [(end, top), (end, bottom)])


def _ending_together(levels: list[Shape], side: Side) -> Iterator[list[Shape]]:
    """Long enough level rules with the same end, at three different heights or more."""
    group: list[Shape] = []
    for edge in sorted((e for e in levels if e["width"] > _WIDE), key=lambda e: (e[side], e["top"])):
        if group and edge[side] - group[0][side] > _NEAR:
            yield from _enough(group)
            group = []
        group.append(edge)
    yield from _enough(group)


def _enough(group: list[Shape]) -> Iterator[list[Shape]]:
    if len({round(edge["top"] / _NEAR) for edge in group}) >= _LEAST:
        yield group


def _crosses(upright: Upright, group: list[Shape]) -> bool:
    """Whether the upright touches at least two of the level rules, away from their ends."""
    x, top, bottom = upright
    touched = {
        round(edge["top"] / _NEAR)
        for edge in group
        if edge["x0"] - _NEAR <= x <= edge["x1"] + _NEAR and top - _NEAR <= edge["top"] <= bottom + _NEAR
    }
    return len(touched) >= 2
