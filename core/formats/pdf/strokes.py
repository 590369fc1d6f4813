"""Digits of tables that a stroke crosses out, or that stand above or below their line: printed, but perhaps not as a figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from core.formats.document import Cell, Grid
from core.formats.pdf.cells import PageGlyphs, lines_of
from core.formats.pdf.rules import Rules
from core.model import Box, Span

_THIN: Final = 1.6
"""Points; a stroke is no thicker."""
_BAND: Final = (0.25, 0.75)
"""Of a glyph's height from the top, in which a stroke crosses it out; underlines and the rules of tables lie outside."""
_DIGIT: Final = re.compile(r"\d")
_SMALLER: Final = 0.8
"""Of the height of its neighbour: what is so much smaller or less stands not on the line with it."""
_SHIFTED: Final = 0.22
"""Of the neighbour's height, by which middles lie apart."""

Stroke = tuple[float, float, float]
"""Height from the top, left, right."""


Digits = Sequence[dict[int, Box]]
"""Of each cell that holds any, the places and boxes of its digits."""


def digits_of(grids: Sequence[Grid], page: PageGlyphs) -> Digits:
    """The digits of the cells of a page, boxes in its upright frame."""
    return [dict(_digits(cell, page)) for grid in grids for cell in grid.cells if _DIGIT.search(cell.text)]


def crossed_out(cells: Digits, rules: Rules) -> list[Span]:
    """Digits of cells through whose middle a level stroke goes, boxes and rules in the page's upright frame."""
    strokes = sorted(
        ((top + bottom) / 2, x0, x1)
        for x0, top, x1, bottom in (*rules.lines, *rules.rects)
        if bottom - top <= _THIN and x1 > x0
    )
    levels = [level for level, _, _ in strokes]
    return [
        (place, place + 1) for digits in cells for place, box in digits.items() if _is_crossed(box, strokes, levels)
    ]


def raised(cells: Digits, page: PageGlyphs) -> list[Span]:
    """Digits of cells that directly follow or precede digits of another size or height on the same line."""
    found = []
    for digits in cells:
        if len(digits) < 2:
            continue
        for line in lines_of([place - page.offset for place in digits], page.boxes):
            places = [index + page.offset for index in line]
            found += [(place, place + 1) for place in _uneven(places, digits)]
    return found


def _digits(cell: Cell, page: PageGlyphs) -> Iterator[tuple[int, Box]]:
    for start, end in cell.spans:
        for place in range(start, end):
            box = page.boxes[place - page.offset]
            if box is not None and page.text[place - page.offset].isdecimal():
                yield place, box


def _is_crossed(box: Box, strokes: Sequence[Stroke], levels: Sequence[float]) -> bool:
    height = box.bottom - box.top
    first = bisect_left(levels, box.top + _BAND[0] * height)
    last = bisect_left(levels, box.top + _BAND[1] * height)
    if first == last:  # nearly always
        return False
    middle = (box.x0 + box.x1) / 2
    return any(left <= middle <= right for _, left, right in strokes[first:last])


def _uneven(places: Sequence[int], boxes: dict[int, Box]) -> Iterator[int]:
    """The lesser of two neighbours that differ in height or level."""
    for one, other in pairwise(places):
        a, b = boxes[one], boxes[other]
        low, high = sorted((a.bottom - a.top, b.bottom - b.top))
        if b.x0 - a.x1 > high:
            continue
        apart = abs((a.top + a.bottom) - (b.top + b.bottom)) / 2
        if (low < _SMALLER * high and apart > _SHIFTED / 2 * high) or apart > _SHIFTED * high:
            yield one if a.bottom - a.top == low else other
