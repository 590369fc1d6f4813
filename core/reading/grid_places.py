"""Which columns of a grid a cell stands in: by their places on the page where boxes tell, else by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.formats.document import Cell
from core.formats.turning import across
from core.reading.grid_columns import Column


class Above(NamedTuple):
    """What stands above a cell."""

    keys: tuple[str, ...]
    """Of the columns it stands in, empty for a nameless one."""
    several: bool
    """More than one of them has a name, or at least a head."""
    headed: bool
    """One of them has a name, or at least a head."""
    beyond: bool
    """One of them is behind the table's own."""


class Places:
    """Which columns the cells of a table stand in: its rows have theirs below one another, so that most are asked for once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._known: dict[tuple[int, int, tuple[float, float] | None], Above] = {}

    def above(self, cell: Cell) -> Above:
        """What stands above a cell."""
        extent = across(cell.box, self.columns[0].turn) if cell.box else None  # all columns of a grid have its turn
        key = cell.column, cell.column_span, extent
        if key not in self._known:
            self._known[key] = _above(over(cell, self.columns))
        return self._known[key]


def _above(columns: Sequence[Column]) -> Above:
    keys = tuple([column.key for column in columns])
    headed = [column for column in columns if column.key or column.headed]
    return Above(
        keys,
        len(headed) > 1,
        bool(headed),
        any(column.beyond for column in columns),
    )


def over(cell: Cell, columns: Sequence[Column]) -> list[Column]:
    """The columns that share half of the narrower with the cell; most lie beside it, which is told first."""
    if cell.box is None:
        return [column for column in columns if _shares(cell, column) >= 0.5]
    left, right = cell.box.x0, cell.box.x1
    return [
        column
        for column in columns
        if (column.turn or column.left is None or column.right is None or (column.left < right and left < column.right))
        and _shares(cell, column) >= 0.5
    ]


def _shares(cell: Cell, column: Column) -> float:
    """How much of the narrower of the two the cell and the column share."""
    if cell.box and column.left is not None and column.right is not None:
        left, right = across(cell.box, column.turn)
        shared = min(right, column.right) - max(left, column.left)
        narrow = min(right - left, column.right - column.left)
        return max(0.0, shared) / narrow if narrow > 0 else 0.0
    end = cell.column + cell.column_span
    return max(0, min(end, column.end) - max(cell.column, column.start)) / min(
        cell.column_span, column.end - column.start
    )
