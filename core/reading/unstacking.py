"""Rows of the form that one row of cells holds, a line of each cell for each of them: parted, where every cell says the same number.

Converters write them so (`本年新收…<br>上年结转… | 377<br>5`), and authors who give each group of reasons one row. Only the labels tell:
all lines of the label's cell have to name rows of the form, and each cell behind it needs a figure for each; a cell with fewer has a
blank nobody can place, and the row is left as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.formats.document import Cell, Grid
from core.reading.folding import plain, squeeze
from core.reading.grid_rows import is_number
from core.reading.row_names import exact

_LINES = 40
"""The most lines of a label's cell: more than the form has rows."""


def unstacked(grid: Grid, version: str) -> Grid:
    """The grid with each such row as several; itself where it has none, or where lines are not told apart by their places."""
    if grid.page is not None:
        return grid  # on a page rules part the rows, and a cell's lines may be one figure's
    found: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row].append(cell)
    parts = [_parts(cells, version) for cells in found]
    if max(parts, default=1) == 1:
        return grid
    starts = [sum(parts[:row]) for row in range(grid.rows + 1)]
    cells = [part for cell in grid.cells for part in _parted(cell, parts[cell.row], starts, version)]
    return replace(grid, rows=starts[-1], cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _parts(cells: Sequence[Cell], version: str) -> int:
    """How many rows of the form these cells of one row hold."""
    for place, label in enumerate(cells):
        count = len(_labels(label, version))
        if count > 1:
            behind = cells[place + 1 :]
            return count if behind and all(_figures(cell) == count for cell in behind) else 1
    return 1


def _parted(cell: Cell, parts: int, starts: Sequence[int], version: str) -> list[Cell]:
    """The cell in the new rows: a line in each, or over all of them if it has not as many."""
    first = starts[cell.row]
    over = replace(cell, row=first, row_span=starts[cell.row + cell.row_span] - first)
    if parts == 1:
        return [over]
    groups = [(n, n + 1) for n in range(parts)] if _figures(cell) == parts else _labels(cell, version)
    if len(groups) != parts:
        return [over]
    lines = cell.text.split("\n")
    return [
        replace(cell, row=first + n, text="\n".join(lines[start:end]), spans=cell.spans[start:end])
        for n, (start, end) in enumerate(groups)
    ]


def _figures(cell: Cell) -> int:
    """Lines of a cell that holds nothing but figures, a line each; 0 for any other."""
    lines = cell.text.split("\n")
    alone = cell.row_span == 1 and len(cell.spans) == len(lines)
    return len(lines) if alone and all(is_number(squeeze(line)) for line in lines) else 0


def _labels(cell: Cell, version: str) -> list[tuple[int, int]]:
    """The lines, from and to, of each row's name in a cell that holds nothing but these; none where a line belongs to none."""
    lines = cell.text.split("\n")
    if cell.row_span != 1 or len(cell.spans) != len(lines) or not 1 < len(lines) <= _LINES:
        return []
    found: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(lines) + 1):
        letters = plain("".join(lines[start:end]))
        following = plain(lines[end]) if end < len(lines) else ""
        goes_on = following and not _names(following, version) and _names(letters + following, version)
        if _names(letters, version) and not goes_on:
            found.append((start, end))
            start = end
    return found if start == len(lines) and len(found) > 1 else []


def _names(letters: str, version: str) -> bool:
    hit = exact(letters, version, False)
    return hit is not None and hit[0] != "t4"
