"""What makes a row of a grid odd although its label and its heads are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from core.formats.document import Cell, Grid
from core.reading.grid_columns import Heads
from core.reading.grid_places import over
from core.reading.grid_rows import GridRow
from core.reading.printed_signs import SIGNS

_TIME: Final = re.compile("[0-9]{4}年|上年|去年|同期|半年|季度|月")
_LONGEST: Final = 400
"""Characters of a label; what is longer is none."""
_FIGURE: Final = rf"[-−－]?[0-9０-９][0-9０-９,，.．]*[件条个项万元次]{{0,2}}|[{SIGNS}]{{1,3}}"
_SET_APART: Final = re.compile(rf"\S\s+(?:{_FIGURE})(?=\s*(?:$|\n))|\n(?:{_FIGURE})\n")
"""A figure behind the words of a label, or on a line of its own amid them."""


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
    return not all(cell.text.strip() for cell in cells) and _set_apart(label.text[-_LONGEST:])


@lru_cache(maxsize=256)
def _set_apart(label: str) -> bool:
    return _SET_APART.search(label) is not None


def beside(rows: Sequence[GridRow], at: int) -> Iterator[tuple[str, str]]:
    """Rows, by table and key, directly above or below one without a label: its figures may be the rest of theirs, broken into lines."""
    row = rows[at]
    for other in rows[max(0, at - 1) : at + 2]:
        if other.key and other.table in ("t2", "t3") and abs(other.grid - row.grid) <= 1:
            yield other.table, other.key


def cut_by_page(grids: Sequence[Grid], rows: Sequence[GridRow], at: int) -> Iterator[tuple[str, str]]:
    """The last row of the page before, by table and key, of which a row with an unknown label at the head of a page may be the rest."""
    row, before = rows[at], at - 1
    while before >= 0 and rows[before].head and rows[before].grid == row.grid:
        before -= 1
    above = rows[before] if before >= 0 else row
    follows = above.grid + 1 == row.grid and grids[above.grid].page != grids[row.grid].page
    if follows and above.key and above.table in ("t2", "t3"):
        yield above.table, above.key


def _below_foreign(cell: Cell, heads: Heads) -> bool:
    above = over(cell, heads.columns)
    return bool(above) and all(column.headed and not column.key for column in above)
