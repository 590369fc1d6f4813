"""Glyphs to cells: each glyph goes by its centre to the one cell that holds it, each cell gets its lines and their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import add, itemgetter
from typing import Final

from core.formats.document import Cell, Grid
from core.formats.pdf.rules import Rectangle
from core.model import Box, Span

_height: Final = itemgetter(0)
_LEVEL: Final = 1.9
"""Points, twice: glyphs whose middles differ by no more than half of it are of one line, whatever their size."""


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's text in the frame in which it is read upright."""

    number: int
    text: str
    boxes: Sequence[Box | None]
    offset: int
    """Of the page's first code point in the document's text."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of a table by rows and columns, and which cell owns each elementary field."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Rectangle, ...]
    owner: dict[tuple[int, int], int]

    @classmethod
    def of(cls, cells: Iterable[Rectangle]) -> Layout:
        """The layout of rectangles whose edges agree exactly, by row, then column."""
        ordered = tuple(sorted(cells, key=lambda cell: (cell[1], cell[0])))
        xs = tuple(sorted({x for cell in ordered for x in (cell[0], cell[2])}))
        ys = tuple(sorted({y for cell in ordered for y in (cell[1], cell[3])}))
        column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
        owner = {
            (i, j): number
            for number, (x0, top, x1, bottom) in enumerate(ordered)
            for i in range(row[top], row[bottom])
            for j in range(column[x0], column[x1])
        }
        return cls(xs, ys, ordered, owner)


def grid_of(layout: Layout, page: PageGlyphs) -> Grid | None:
    """The table as a grid, boxes still in the page's upright frame; None if no glyph stands in it."""
    left, right, top, bottom = layout.xs[0], layout.xs[-1], layout.ys[0], layout.ys[-1]
    held = _held(layout, page.boxes)
    if not any(held):
        return None
    column, row = {x: i for i, x in enumerate(layout.xs)}, {y: i for i, y in enumerate(layout.ys)}
    cells = []
    for (x0, y0, x1, y1), indices in zip(layout.cells, held, strict=True):
        text, spans = cell_text(indices, page)
        at = (row[y0], column[x0])
        size = (row[y1] - at[0], column[x1] - at[1])
        cells.append(Cell(*at, text, spans, *size, Box(x0, y0, x1, y1)))
    spans = tuple(span for cell in cells for span in cell.spans)
    whole = (min(start for start, _ in spans), max(end for _, end in spans))
    box = Box(left, top, right, bottom)
    return Grid(len(layout.ys) - 1, len(layout.xs) - 1, tuple(cells), whole, page.number, box)


def _held(layout: Layout, boxes: Sequence[Box | None]) -> list[list[int]]:
    """Of each cell the glyphs whose centres it holds. Most glyphs stand in the field of the one before: it is looked at first."""
    held: list[list[int]] = [[] for _ in layout.cells]
    sides = list(zip(*filter(None, boxes), strict=True))
    if not sides:
        return held
    lefts, tops, rights, bottoms = sides
    xs, ys, owner = [2 * x for x in layout.xs], [2 * y for y in layout.ys], layout.owner  # twice, as the centres are
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    x0 = x1 = y0 = y1 = left - 1.0
    number: int | None = None
    printed = compress(range(len(boxes)), boxes)
    for index, x, y in zip(printed, map(add, lefts, rights), map(add, tops, bottoms), strict=True):
        if not (x0 <= x < x1 and y0 <= y < y1):
            if not (left <= x < right and top <= y < bottom):
                continue
            row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
            x0, x1, y0, y1 = xs[column], xs[column + 1], ys[row], ys[row + 1]
            number = owner.get((row, column))
        if number is not None:
            held[number].append(index)
    return held


def cell_text(indices: Sequence[int], page: PageGlyphs) -> tuple[str, tuple[Span, ...]]:
    """Text of a cell, lines joined by LF, and the places its characters stand at, in reading order."""
    if not indices:
        return "", ()
    texts: list[str] = []
    spans: list[Span] = []
    for line in lines_of(indices, page.boxes):
        pieces = _pieces(line, page)
        texts.append("".join([page.text[start:end] for start, end in pieces]))
        spans += [(start + page.offset, end + page.offset) for start, end in pieces]
    return "\n".join(texts), tuple(spans)


def lines_of(indices: Sequence[int], boxes: Sequence[Box | None]) -> list[list[int]]:
    """Glyphs by lines from top to bottom, each from left to right."""
    placed = [(box.top + box.bottom, box.x0, index, box) for index in indices if (box := boxes[index]) is not None]
    if len(placed) < 2:  # most cells are empty or hold one digit
        return [[index for _, _, index, _ in placed]] if placed else []
    placed.sort(key=_height)
    if placed[-1][0] - placed[0][0] < _LEVEL:  # nearly always
        return [[index for _, index in sorted([glyph[1:3] for glyph in placed])]]
    lines = [[placed[0][1:3]]]
    for (_, _, _, last), (_, x0, index, box) in pairwise(placed):
        if _same_line(last, box):
            lines[-1].append((x0, index))
        else:
            lines.append([(x0, index)])
    return [[index for _, index in sorted(line)] for line in lines]


def _same_line(last: Box, box: Box) -> bool:
    """Middles nearer than half the lower height: a full-width blank beside small digits is still their line."""
    apart = (box.top + box.bottom - last.top - last.bottom) / 2
    return apart < 1.0 or apart < 0.5 * min(last.bottom - last.top, box.bottom - box.top)


def _pieces(line: Sequence[int], page: PageGlyphs) -> list[Span]:
    """Runs of neighbouring code points; blanks that pdfium added between them belong to the run."""
    start = end = line[0]
    if list(line) == list(range(start, start + len(line))):  # nearly always
        return [(start, start + len(line))]
    pieces: list[Span] = []
    for index in line:
        if index != end and not (index > end and _only_added_blanks(page, end, index)):
            pieces.append((start, end))
            start = index
        end = index + 1
    return [*pieces, (start, end)]


def _only_added_blanks(page: PageGlyphs, start: int, end: int) -> bool:
    return end - start <= 2 and all(page.boxes[i] is None and page.text[i] == " " for i in range(start, end))
