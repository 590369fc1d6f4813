"""Tables set out sideways, the form's columns as rows and its rows as columns: turned back, so that they read as the form stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache

from core.formats.document import Cell, Grid
from core.reading.folding import plain
from core.reading.wants import BLOCK_NAMES, columns, rows

_HEADS = 4
"""Heads of the form, one below the other in one column, that make its columns rows."""
_LABELS = {"t3": 6, "t4": 2}
"""Row labels of the form side by side in one row."""


def upright(grid: Grid, version: str) -> Grid:
    """The grid, with rows and columns exchanged where its rows are named like the form's columns and its columns like rows."""
    lettered = [cell for cell in grid.cells if not cell.text.isascii()]  # few are, among figures
    if not any(_is_sideways(lettered, version, table) for table in _LABELS):
        return grid
    turned = sorted((_turned(cell) for cell in grid.cells), key=lambda cell: (cell.row, cell.column))
    return replace(grid, rows=grid.columns, columns=grid.rows, cells=tuple(turned))


def _turned(cell: Cell) -> Cell:
    return replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)


def _is_sideways(cells: Sequence[Cell], version: str, table: str) -> bool:
    heads = _heads(version, table)
    below = _most((cell.column, name) for cell in cells if (name := plain(cell.text)) in heads)
    if below < _HEADS:
        return False
    labels = _labels(version, table)
    return _most((cell.row, name) for cell in cells if (name := _bare(cell)) in labels) >= _LABELS[table]


@cache
def _heads(version: str, table: str) -> Collection[str]:
    return frozenset(name for want in columns(version, table) for name in want.names if len(name) > 2)


@cache
def _labels(version: str, table: str) -> Collection[str]:
    if table == "t4":
        return frozenset(name for names in BLOCK_NAMES.values() for name in names)
    return frozenset(name for want in rows(version, table) for name in want.names if len(name) > 2)


def _bare(cell: Cell) -> str:
    return plain(cell.text).lstrip("一二三四五六七").removeprefix("行政诉讼")


def _most(named: Iterable[tuple[int, str]]) -> int:
    """The greatest number of different names in one line."""
    lines: dict[int, set[str]] = {}
    for line, name in named:
        lines.setdefault(line, set()).add(name)
    return max(map(len, lines.values()), default=0)
