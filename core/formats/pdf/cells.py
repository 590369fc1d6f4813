"""Glyphs to cells: each glyph goes by its centre to the one cell that holds it, each cell gets its lines and their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.formats.document import Cell, Grid
from core.model import Box, Span

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


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

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell that holds the point."""
        return self.owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def grid_of(layout: Layout, page: PageGlyphs) -> Grid | None:
    """The table as a grid, boxes still in the page's upright frame; None if no glyph stands in it."""
    held: list[list[int]] = [[] for _ in layout.cells]
    left, right, top, bottom = layout.xs[0], layout.xs[-1], layout.ys[0], layout.ys[-1]
    for index, box in enumerate(page.boxes):
        if box is None:
            continue
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        if left <= x < right and top <= y < bottom:
            number = layout.cell_at(x, y)
            if number is not None:
                held[number].append(index)
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


def cell_text(indices: Sequence[int], page: PageGlyphs) -> tuple[str, tuple[Span, ...]]:
    """Text of a cell, lines joined by LF, and the places its characters stand at, in reading order."""
    texts: list[str] = []
    spans: list[Span] = []
    for line in lines_of(indices, page.boxes):
        pieces = _pieces(line, page)
        texts.append("".join(page.text[start:end] for start, end in pieces))
        spans += [(start + page.offset, end + page.offset) for start, end in pieces]
    return "\n".join(texts), tuple(spans)


def lines_of(indices: Sequence[int], boxes: Sequence[Box | None]) -> list[list[int]]:
    """Glyphs by lines from top to bottom, each from left to right."""
    placed = [(index, box) for index in indices if (box := boxes[index]) is not None]
    placed.sort(key=lambda item: item[1].top + item[1].bottom)
    lines: list[list[tuple[int, Box]]] = []
    for index, box in placed:
        if lines and _same_line(lines[-1][-1][1], box):
            lines[-1].append((index, box))
        else:
            lines.append([(index, box)])
    return [[index for index, _ in sorted(line, key=lambda item: (item[1].x0, item[0]))] for line in lines]


def _same_line(last: Box, box: Box) -> bool:
    """Middles nearer than half the lower height: a full-width blank beside small digits is still their line."""
    apart = (box.top + box.bottom - last.top - last.bottom) / 2
    return apart < max(1.0, 0.5 * min(last.bottom - last.top, box.bottom - box.top))


def _pieces(line: Sequence[int], page: PageGlyphs) -> list[Span]:
    """Runs of neighbouring code points; blanks that pdfium added between them belong to the run."""
    pieces: list[Span] = []
    for index in line:
        if pieces and pieces[-1][1] <= index and _only_added_blanks(page, pieces[-1][1], index):
            pieces[-1] = (pieces[-1][0], index + 1)
        else:
            pieces.append((index, index + 1))
    return pieces


def _only_added_blanks(page: PageGlyphs, start: int, end: int) -> bool:
    return end - start <= 2 and all(page.boxes[i] is None and page.text[i] == " " for i in range(start, end))
