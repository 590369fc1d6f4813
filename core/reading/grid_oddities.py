"""What makes a row of a grid odd although its label and its heads are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.formats.document import Cell, Grid
from core.reading.grid_columns import Heads
from core.reading.grid_places import over
from core.reading.grid_rows import GridRow

_TIME: Final = re.compile("[0-9]{4}年|上年|去年|同期|半年|季度|月")
_SET_APART: Final = re.compile(r"\S\s+[0-9０-９]+(?=\s*(?:$|\n))|\n[0-9０-９]+\n")
"""A number behind the words of a label, or on a line of its own amid them."""


def of_another_time(grid: Grid, row: GridRow, cell: Cell) -> bool:
    """Whether a word above the cell gives it a time of its own: another year, a half of one."""
    above = (c.text for c in grid.cells if c.row < row.row and c.column <= cell.column < c.column + c.column_span)
    return any(_TIME.search(text) for text in above)


def too_few(cells: Sequence[Cell], heads: Heads, columns: int) -> bool:
    """Whether cells that only their order assigns hold fewer figures than there are columns, those below a head that the form does
    not have left out: nobody can tell which is missing."""
    own = [cell for cell in cells if cell.text.strip() and not _below_foreign(cell, heads)]
    return not any(cell.box for cell in cells) and len(own) < columns


def figure_in_label(label: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a number stands in the label's cell that one of the blank cells beside it may lack."""
    return _SET_APART.search(label.text) is not None and not all(cell.text.strip() for cell in cells)


def beside(rows: Sequence[GridRow], row: GridRow) -> Iterator[tuple[str, str]]:
    """Rows, by table and key, directly above or below one without a label: its figures may be the rest of theirs, broken into lines."""
    at = rows.index(row)
    for other in rows[max(0, at - 1) : at + 2]:
        if other.key and other.table in ("t2", "t3") and abs(other.grid - row.grid) <= 1:
            yield other.table, other.key


def cut_by_page(grids: Sequence[Grid], rows: Sequence[GridRow], row: GridRow) -> Iterator[tuple[str, str]]:
    """The last row of the page before, by table and key, of which a row with an unknown label at the head of a page may be the rest."""
    above = next((other for other in reversed(rows[: rows.index(row)]) if not other.head), None)
    if above is None or not above.key or above.table not in ("t2", "t3"):
        return
    if above.grid + 1 == row.grid and grids[above.grid].page != grids[row.grid].page:
        yield above.table, above.key


def _below_foreign(cell: Cell, heads: Heads) -> bool:
    above = over(cell, heads.columns)
    return bool(above) and all(column.headed and not column.key for column in above)
