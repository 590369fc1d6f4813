"""Tables without rules, second half: a grid from a block of figures, the labels left of it and the heads above it.

Nothing is drawn here that would say where a cell ends, so only what its place makes plain goes into the grid: each figure in its
column, each line of a label with the row it is centred on, each head over the columns it is centred on. Labels of groups of
rows stand in columns of their own, at the row half-way down. The reading step has the order of the text as a second witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from core.formats.document import Cell, Grid
from core.formats.pdf.aligned_heads import heads_of
from core.formats.pdf.aligned_labels import deal
from core.formats.pdf.aligned_words import Block, Row, Word, blocks_of, may_hold_columns, words_by_line
from core.formats.pdf.cells import PageGlyphs, cell_text
from core.formats.pdf.frame import around
from core.model import Box

MAX_WORDS: Final = 5_000
"""Words of a page beyond which no alignment is looked for."""
_ROW_ALONE: Final = 4
"""So many figures in line are a row of a table although its heads and labels stand on the page before."""


def aligned_grids(page: PageGlyphs, apart_from: Sequence[Box], drawn: bool = True) -> list[Grid]:
    """Grids of the tables without rules, from top to bottom; `apart_from` are the boxes of the ruled ones.

    `drawn` is whether the page gives the places of its glyphs; they may be counted from the characters of a text instead."""
    if not may_hold_columns(page, apart_from):
        return []
    lines = words_by_line(page, apart_from)
    words = [word for line in lines for word in line]
    if not words or len(words) > MAX_WORDS:
        return []
    blocks = blocks_of(lines, drawn)
    grids = []
    for number, block in enumerate(blocks):
        above = blocks[number - 1].rows[-1].middle if number else 0.0
        below = blocks[number + 1].rows[0].middle if number + 1 < len(blocks) else float("inf")
        between = [word for word in words if above < word.middle < below]
        grids.append(_Assembly(page, block, between).grid())
    return [grid for grid in grids if grid is not None]


class _Assembly:
    """One block on its way to a grid."""

    def __init__(self, page: PageGlyphs, block: Block, words: Sequence[Word]) -> None:
        self.page = page
        self.block = block
        figures = {word for row in block.rows for word in row.figures}
        self.words = [word for word in words if word not in figures]
        self.borders = _borders(block, self._labels_end())

    def grid(self) -> Grid | None:
        """The grid; None for a few figures with neither labels nor heads: nothing says what they are."""
        block, own, groups = self.block, *self._labels()
        heads = heads_of(block, self.borders, self.words)
        if not (heads or len(block.columns) >= _ROW_ALONE or (own and len(block.columns) > 1)):
            return None
        depth = max((head.level + 1 for head in heads), default=0)
        aside = sorted({column for column, _, _ in groups})
        before = len(aside) + 1
        cells = []
        for head in heads:
            cell = self._cell(depth - 1 - head.level, before + head.first, head.words, head.last - head.first + 1)
            cells.append(self._across(cell, before) if head.level == 0 else cell)
        cells += [self._cell(depth + row, aside.index(column), words) for column, row, words in groups]
        cells += [self._cell(depth + row, before - 1, words) for row, words in own.items()]
        for number, row in enumerate(block.rows):
            for column in range(len(block.columns)):
                held = [word for word in row.figures if block.column_of(word) == column]
                if block.torn(row, column) or len(held) > 1:
                    continue  # a hole: nobody can tell what stands there
                cell = self._cell(depth + number, before + column, held)
                cells.append(self._across(cell, before, row))
        return self._whole(cells, depth + len(block.rows), before + len(block.columns))

    def _labels_end(self) -> float | None:
        """Right edge of the words left of the figures, in their rows."""
        block = self.block
        first, top, bottom = block.columns[0][0], block.rows[0].middle, block.rows[-1].middle
        reach = block.height
        ends = [
            word.box.x1 for word in self.words if word.box.x1 <= first and top - reach <= word.middle <= bottom + reach
        ]
        return max(ends, default=None)

    def _labels(self) -> tuple[dict[int, list[Word]], list[tuple[int, int, list[Word]]]]:
        """Row -> words of its own label; and (column, row, words) of the labels of groups of rows."""
        rows = self.block.rows
        reach = 4 * self.block.height
        top = max(self._heads_top(), rows[0].middle - reach)
        words = [
            word
            for word in self.words
            if word.box.x1 <= self.borders[0] + 1 and top < word.middle < rows[-1].middle + reach
        ]
        own, others = _own(words, self.block)
        levels = sorted({round(word.middle, 1) for word in own})
        owners = deal(levels, [row.middle for row in rows], self.block.height)
        by_row: dict[int, list[Word]] = {}
        for word in own:
            owner = owners[levels.index(round(word.middle, 1))]
            if owner is not None:
                by_row.setdefault(owner, []).append(word)
        return by_row, _groups(others, self.block)

    def _heads_top(self) -> float:
        """Half-way between the first row and what stands above it in the columns of figures."""
        first = self.block.rows[0]
        above = [w.box.bottom for w in self.words if w.middle < first.middle and w.centre > self.borders[0]]
        return (max(above) + first.middle - first.height / 2) / 2 - first.height / 2 if above else 0.0

    def _cell(self, row: int, column: int, words: Sequence[Word], across: int = 1) -> Cell:
        text, spans = cell_text([index for word in words for index in word.indices], self.page)
        box = around(word.box for word in words) if words else None
        return Cell(row, column, text, spans, 1, across, box)

    def _across(self, cell: Cell, before: int, row: Row | None = None) -> Cell:
        """The cell with the whole width of its column of figures for a box; a blank one as high as its row's type."""
        left, right = self.borders[cell.column - before : cell.column - before + 2]
        low = row.height / 2 if row else 0.0
        top, bottom = (row.middle - low, row.middle + low) if row else (0.0, 0.0)
        if cell.box is not None:
            top, bottom = cell.box.top, cell.box.bottom
        return replace(cell, box=Box(left, top, right, bottom))

    def _whole(self, cells: list[Cell], rows: int, columns: int) -> Grid:
        spans = [span for cell in cells for span in cell.spans]
        span = (min(start for start, _ in spans), max(end for _, end in spans))
        box = around(cell.box for cell in cells)
        ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        return Grid(rows, columns, ordered, span, self.page.number, box, ruled=False)


def _borders(block: Block, labels_end: float | None) -> list[float]:
    """Where columns of figures part, half-way between them; the first is the end of the labels."""
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(block.columns)]
    pitch = min((b[0] + b[1] - a[0] - a[1] for a, b in pairwise(block.columns)), default=8 * block.height) / 2
    first, last = (sum(block.columns[end]) / 2 for end in (0, -1))
    left = first - pitch / 2
    if labels_end is not None:
        left = labels_end if len(block.columns) == 1 else max(left, labels_end)
    return [left, *between, last + max(pitch / 2, first - left if len(block.columns) == 1 else 0.0)]


def _own(words: Sequence[Word], block: Block) -> tuple[list[Word], list[Word]]:
    """Words of the column of labels nearest the figures, with those level with a row that has none; and all others."""
    column = _main_column(words)
    own = [word for word in words if _shares(word, column)]
    others = [word for word in words if not _shares(word, column)]
    rows = [row.middle for row in block.rows]
    served = {min(range(len(rows)), key=lambda i: abs(rows[i] - word.middle)) for word in own}
    for number, middle in enumerate(rows):
        if number in served:
            continue
        level = [word for word in others if abs(word.middle - middle) < 0.6 * block.height]
        own += level
        others = [word for word in others if word not in level]
    return own, others


def _main_column(words: Sequence[Word]) -> tuple[float, float]:
    """Left and right edge of the words that most share a left edge or a centre; of equals, the rightmost."""
    ways = [[w for w in words if abs(at(w) - at(word)) < 2] for at in (_left, _middle) for word in words]
    if not ways:
        return 0.0, 0.0
    best = max(ways, key=lambda held: (len(held), min(w.box.x0 for w in held)))
    return min(w.box.x0 for w in best), max(w.box.x1 for w in best)


def _left(word: Word) -> float:
    return word.box.x0


def _middle(word: Word) -> float:
    return word.centre


def _shares(word: Word, column: tuple[float, float]) -> bool:
    across = min(word.box.x1, column[1]) - max(word.box.x0, column[0])
    return across > 0.3 * min(word.box.x1 - word.box.x0, column[1] - column[0])


def _groups(words: Sequence[Word], block: Block) -> list[tuple[int, int, list[Word]]]:
    """Labels of groups of rows as (column, row, words): lines close under one another, at the row half-way down."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        for held in found:
            last = held[-1]
            beside = word.box.x0 < last.box.x1 and word.box.x1 > last.box.x0
            if beside and word.middle - last.middle < 1.8 * block.height:
                held.append(word)
                break
        else:
            found.append([word])
    rows = [row.middle for row in block.rows]
    placed: dict[tuple[int, int], list[Word]] = {}
    for held in found:
        middle = (held[0].middle + held[-1].middle) / 2
        row = min(range(len(rows)), key=lambda i: abs(rows[i] - middle))
        placed.setdefault((round(held[0].box.x0 / (2 * block.height)), row), []).extend(held)
    return [(column, row, held) for (column, row), held in placed.items()]
