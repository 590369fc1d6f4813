"""A head that a page break cuts: its rows stand in two grids of equal columns and are read as if they stood in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.formats.document import Cell, Grid
from core.formats.turning import across, turn_of
from core.reading.grid_rows import GridRow

_NEAR = 3.0
"""Points within which two column edges are one."""


def equal_columns(above: Grid, below: Grid) -> bool:
    """Whether the second grid goes on with the first one's columns: on the next page, as many, at the same places."""
    if above.page is None or below.page != above.page + 1 or above.columns != below.columns:
        return False
    first, second = _edges(above), _edges(below)
    shared = first.keys() & second.keys()
    return len(shared) > 2 and all(abs(first[column] - second[column]) <= _NEAR for column in shared)


def stacked(grids: Sequence[Grid], head_rows: Sequence[GridRow]) -> tuple[Grid, list[GridRow]]:
    """The grid of these head rows and the rows in it; rows of several grids are put below one another."""
    parts = sorted({row.grid for row in head_rows})
    offsets: dict[int, int] = {}
    height = 0
    for part in parts:
        offsets[part] = height
        height += grids[part].rows
    if len(parts) == 1:
        return grids[parts[0]], list(head_rows)
    cells = tuple([_lower(cell, offsets[part]) for part in parts for cell in grids[part].cells])
    return replace(grids[parts[-1]], rows=height, cells=cells), [
        replace(row, row=row.row + offsets[row.grid]) for row in head_rows
    ]


def _lower(cell: Cell, rows: int) -> Cell:
    return Cell(
        cell.row + rows, cell.column, cell.text, cell.spans, cell.row_span, cell.column_span, cell.box
    )  # at a third of what `replace` costs


def _edges(grid: Grid) -> dict[int, float]:
    """Where each column that a cell begins in begins, in points along the columns' direction."""
    turn = turn_of(grid)
    return {cell.column: across(cell.box, turn)[0] for cell in grid.cells if cell.box is not None}
