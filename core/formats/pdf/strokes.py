"""Digits of tables that a stroke crosses out, or that stand above or below their line: printed, but perhaps not as a figure."""

from __future__ import annotations

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
_SMALLER: Final = 0.8
"""Of the height of its neighbour: what is so much smaller or less stands not on the line with it."""
_SHIFTED: Final = 0.22
"""Of the neighbour's height, by which middles lie apart."""

Stroke = tuple[float, float, float]
"""Height from the top, left, right."""


def crossed_out(grids: Sequence[Grid], page: PageGlyphs, rules: Rules) -> list[Span]:
    """Digits of cells through whose middle a level stroke goes, boxes and rules in the page's upright frame."""
    strokes = sorted(
        ((rule["top"] + rule["bottom"]) / 2, rule["x0"], rule["x1"])
        for rule in (*rules.lines, *rules.rects)
        if rule["bottom"] - rule["top"] <= _THIN and rule["x1"] > rule["x0"]
    )
    levels = [level for level, _, _ in strokes]
    return [
        (place, place + 1)
        for grid in grids
        for cell in grid.cells
        for place, box in _digits(cell, page)
        if _is_crossed(box, strokes, levels)
    ]


def raised(grids: Sequence[Grid], page: PageGlyphs) -> list[Span]:
    """Digits of cells that directly follow or precede digits of another size or height on the same line."""
    found = []
    for grid in grids:
        for cell in grid.cells:
            digits = dict(_digits(cell, page))
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
    first, last = (bisect_left(levels, box.top + part * height) for part in _BAND)
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
