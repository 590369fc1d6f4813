"""Merged cells that a converter wrote out once for each column they span: put together again, so that one figure is read once.

Only heads tell: where neighbouring cells of a head repeat its words, and all cells below them repeat their neighbours', each
row's are one cell. Where a single row's differ, the columns are columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from core.formats.document import Cell, Grid
from core.reading.folding import plain

_LEAST = 4
"""Letters of a head worth trusting."""


def merged_again(grid: Grid) -> Grid:
    """The grid with such cells as one; itself where it has spans of its own, or no such head."""
    if any(cell.row_span > 1 or cell.column_span > 1 or cell.box for cell in grid.cells):
        return grid
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    kept: list[Cell] = []
    runs: list[tuple[int, int]] = []
    for number, cells in enumerate(rows):
        repeated = _repeated(cells)
        if any(plain(cell.text) for cell in cells[1:]):  # a row of heads: its runs hold for the rows below it
            below = {cell.column: cell.text for cell in rows[number + 1]} if number + 1 < len(rows) else {}
            runs = [run for run in repeated if _goes_on(run, below)]
        kept += _joined(cells, runs)
    return replace(grid, cells=tuple(kept)) if len(kept) < len(grid.cells) else grid


def _repeated(cells: list[Cell]) -> list[tuple[int, int]]:
    """First and last column of each run of cells that say the same words."""
    found = []
    for words, run in groupby(cells, key=lambda cell: plain(cell.text)):
        columns = [cell.column for cell in run]
        if len(words) >= _LEAST and len(columns) > 1:
            found.append((columns[0], columns[-1]))
    return found


def _goes_on(run: tuple[int, int], below: Mapping[int, str]) -> bool:
    return len({below.get(column, "").strip() for column in range(run[0], run[1] + 1)}) == 1


def _joined(cells: list[Cell], runs: list[tuple[int, int]]) -> list[Cell]:
    """The cells of a row, those in a run as one if they say the same."""
    found = list(cells)
    for first, last in runs:
        inside = [cell for cell in found if first <= cell.column <= last]
        if len(inside) == last - first + 1 and len({cell.text.strip() for cell in inside}) == 1:
            found = [cell for cell in found if cell not in inside[1:]]
            found[found.index(inside[0])] = replace(inside[0], column_span=len(inside))
    return found
