"""Where the columns of a grid begin and end on the page, by the boxes of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.formats.document import Grid
from core.formats.turning import across


@dataclass(frozen=True, slots=True)
class Edges:
    """Points along the direction in which the columns follow one another (`core.formats.turning`)."""

    turn: int
    lefts: Mapping[int, float]
    """By column: where the cells that begin in it begin."""
    rights: Mapping[int, float]
    """By the column behind: where the cells that end before it end."""

    def extent(self, start: int, end: int) -> tuple[float | None, float | None]:
        """Left and right edge of some columns; None where no boxes tell."""
        return (self.lefts[start], self.rights[end]) if start in self.lefts and end in self.rights else (None, None)


def edges_of(grid: Grid, turn: int) -> Edges:
    """The edges of all columns, in one walk over the cells."""
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for cell in grid.cells:
        if cell.box:
            left, right = across(cell.box, turn)
            start, end = cell.column, cell.column + cell.column_span
            lefts[start] = min(left, lefts.get(start, left))
            rights[end] = max(right, rights.get(end, right))
    return Edges(turn, lefts, rights)
