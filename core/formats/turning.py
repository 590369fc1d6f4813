"""Which way a table stands on its page: boxes are those of the page as displayed, and a page may show its table sideways."""

from __future__ import annotations

from core.formats.document import Grid
from core.model import Box


def turn_of(grid: Grid) -> int:
    """Quarter turns clockwise in which the columns follow one another: 0 to the right, 1 downwards, 2 to the left, 3 upwards."""
    rows: dict[int, list[tuple[int, Box]]] = {}
    for cell in grid.cells:
        if cell.box is not None:
            rows.setdefault(cell.row, []).append((cell.column, cell.box))
    fullest = max(rows.values(), key=len, default=[])
    if len(fullest) < 2:
        return 0
    (_, first), (_, last) = min(fullest, key=_column), max(fullest, key=_column)
    right = (last.x0 + last.x1) - (first.x0 + first.x1)
    down = (last.top + last.bottom) - (first.top + first.bottom)
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 2
    return 1 if down > 0 else 3


def across(box: Box, turn: int) -> tuple[float, float]:
    """Where a box begins and ends in the direction of the columns; points, negative where they run against the page."""
    if turn == 0:
        return box.x0, box.x1
    if turn == 1:
        return box.top, box.bottom
    return (-box.x1, -box.x0) if turn == 2 else (-box.bottom, -box.top)


def _column(item: tuple[int, Box]) -> int:
    return item[0]
