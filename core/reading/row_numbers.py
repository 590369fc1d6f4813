"""Columns that count the rows of a table (序号, 行次) or hold the ordinals of labels beside them, and rows that count its columns
(栏次): no figures stand in them.

Left of the labels a column of counting numbers is told by its numbers alone; right of them only by its head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from core.formats.document import Cell, Grid
from core.reading.folding import plain, squeeze

_HEADS = frozenset(("序号", "行次", "编号", "行号", "项次", "序列"))
_FEW = 3
"""Numbers that make a count."""
_WIDE = 10
"""Numbers in a row that count columns and are no figures: five outcomes may be 1 to 5 by chance."""
_MOST = 40
"""The longest count: more than the rows of the longest table."""


def without_row_numbers(grid: Grid) -> Grid:
    """The grid without the cells of such columns, and of a row that counts the columns (栏次); itself where it has none."""
    grid = _without_column_numbers(grid)
    columns: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.column_span == 1 and _counts(cell.text):
            columns.setdefault(cell.column, []).append(cell)
    gone = {
        column
        for column, cells in columns.items()
        if len(cells) >= _FEW and _is_count(cells) and (_beside_labels(grid, cells) or _headed(grid, column))
    }
    if not gone:
        return grid
    dropped = {id(cell) for column in gone for cell in columns[column]}
    return replace(grid, cells=tuple(cell for cell in grid.cells if id(cell) not in dropped))


def _without_column_numbers(grid: Grid) -> Grid:
    """Without the cells of rows that have nothing but the numbers from 1 on, one in each column."""
    wide = [row for row, cells in Counter([cell.row for cell in grid.cells]).items() if cells >= _WIDE]
    rows = {row: [squeeze(cell.text) for cell in grid.cells if cell.row == row] for row in wide}
    gone = {row for row, prints in rows.items() if prints == [str(n) for n in range(1, len(prints) + 1)]}
    return replace(grid, cells=tuple(cell for cell in grid.cells if cell.row not in gone)) if gone else grid


@lru_cache(maxsize=4096)
def _counts(printed: str) -> bool:
    text = squeeze(printed)
    return len(text) < 3 and text.isascii() and text.isdecimal() and 0 < int(text) <= _MOST


def _is_count(cells: Iterable[Cell]) -> bool:
    """Whether the numbers go up one by one down the column, perhaps beginning again at 1."""
    numbers = [int(squeeze(cell.text)) for cell in sorted(cells, key=lambda cell: cell.row)]
    return numbers[0] == 1 and all(below in (above + 1, 1) for above, below in pairwise(numbers)) and max(numbers) > 1


def _beside_labels(grid: Grid, cells: Iterable[Cell]) -> bool:
    """Whether each of them has a cell of words directly to its right, and no other number stands left of that."""
    right = {(cell.row, cell.column): cell for cell in grid.cells}
    beside = (right.get((cell.row, cell.column + 1)) for cell in cells)
    return all(cell is not None and len(plain(cell.text)) > 1 for cell in beside)


def _headed(grid: Grid, column: int) -> bool:
    """Whether the column says that it counts, and holds nothing but its count."""
    above = [cell for cell in grid.cells if cell.column == column and cell.column_span == 1 and not _counts(cell.text)]
    words = [plain(cell.text) for cell in above if cell.text.strip()]
    return bool(words) and all(word in _HEADS for word in words)
