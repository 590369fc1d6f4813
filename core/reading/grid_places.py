"""Which columns of a grid a cell stands in: by their places on the page where boxes tell, else by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from core.formats.document import Cell
from core.formats.turning import across
from core.model import Box
from core.reading.folding import squeeze
from core.reading.grid_columns import Column
from core.reading.witness import sums_hold, worth


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

    def off(self, cell: Cell) -> bool:
        """Whether a cell stands below several heads; where no widths are known, below a part of several."""
        if cell.box:
            return self.above(cell).several
        return sum(_touch(cell, column) for column in self.columns) > 1

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


def in_turn(cells: Sequence[Cell], columns: Sequence[Column], table: str) -> dict[int, Above]:
    """What stands above each cell, by its identity, where a row has one for every column and each stands below its own more than
    below its neighbours: borders dragged by hand are a little off from row to row. Nothing where that is not so."""
    if len(cells) != len(columns):
        return {}
    pairs = list(zip(sorted(cells, key=lambda cell: cell.column), columns, strict=True))
    for i, (cell, column) in enumerate(pairs):
        beside = (*columns[max(0, i - 1) : i], *columns[i + 1 : i + 2])
        if not _touch(cell, column) or any(_rather(cell, other, column) for other in beside):
            return {}
    straight = all(cell.column == column.start and _ends(cell) == column.end for cell, column in pairs)
    if not (cells[0].box or straight or _vouched(table, [squeeze(cell.text) for cell, _ in pairs])):
        return {}
    return {id(cell): _above([column]) for cell, column in pairs}


def _ends(cell: Cell) -> int:
    return cell.column + cell.column_span


def _vouched(table: str, prints: Sequence[str]) -> bool:
    """Whether a figure stands in every cell of a row, or in none, or its sums hold, and not only because all is nought: where no
    widths are known a blank sliver is not told from a cell, and with one too many another may be missing."""
    return all(prints) or not any(prints) or (bool(sums_hold(table, prints)) and any(map(worth, prints)))


def nobodys(under: Mapping[str, Sequence[Cell]], keys: Iterable[str], off: Callable[[Cell], bool] | None) -> set[str]:
    """The columns of a row whose cells may be another's: those with several cells, where another column has none, or (with `off`) in
    a row whose cells are not in turn; in such a row also those of a cell, even a blank one, that is `off`."""
    crowded = {key for key, cells in under.items() if len(cells) > 1}
    if off is None:
        return set() if all(key in under for key in keys) else crowded
    return crowded | {key for key, cells in under.items() if any(map(off, cells))}


def _touch(cell: Cell, column: Column) -> bool:
    return cell.column < column.end and column.start < _ends(cell)


def _rather(cell: Cell, other: Column, column: Column) -> bool:
    """Whether a cell may stand below a neighbour of its column rather: on a page it shares as much with it, in a file without widths
    one of the two lies within the other."""
    if cell.box:
        return _shared(cell.box, other) >= _shared(cell.box, column)
    return _within(cell, other)


def _within(cell: Cell, column: Column) -> bool:
    """Whether one of the two lies within the other."""
    end = _ends(cell)
    return (column.start <= cell.column and end <= column.end) or (cell.column <= column.start and column.end <= end)


def _shared(box: Box, column: Column) -> float:
    """How far the two lie below one another, in points; below 0 where they are apart, none where the column's place is unknown."""
    if column.left is None or column.right is None:
        return 0.0
    left, right = across(box, column.turn)
    return min(right, column.right) - max(left, column.left)


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
        shared = _shared(cell.box, column)
        narrow = min(right - left, column.right - column.left)
        return max(0.0, shared) / narrow if narrow > 0 else 0.0
    end = cell.column + cell.column_span
    return max(0, min(end, column.end) - max(cell.column, column.start)) / min(
        cell.column_span, column.end - column.start
    )
