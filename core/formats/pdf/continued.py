"""A table that a page break cuts in two: both parts are given the same columns.

Above the break a head may stand whose columns only the rows below it rule, so that the upper part shows fewer columns than the
table has. Where the uprights of one part are all found again in the other, the coarser part is laid out on the finer one's columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.formats.document import Grid
from core.formats.turning import across, turn_of

_NEAR: Final = 3.0
"""Points within which two uprights are one."""

Uprights = list[float]


def aligned_columns(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The grids, where the last of a page and the first of the next are parts of one table on the columns of the finer."""
    result = list(grids)
    order = range(1, len(result))
    for number in (*order, *reversed(order)):
        upper, lower = result[number - 1], result[number]
        if upper.page is None or lower.page != upper.page + 1:
            continue
        above, below = _uprights(upper), _uprights(lower)
        if len(above) < len(below):
            result[number - 1] = _relaid(upper, above, below)
        elif len(below) < len(above):
            result[number] = _relaid(lower, below, above)
    return tuple(result)


def _uprights(grid: Grid) -> Uprights:
    """Where columns begin and end, one for each; empty if the cells' boxes do not tell all of them."""
    found: list[float | None] = [None] * (grid.columns + 1)
    turn = turn_of(grid)
    for cell in grid.cells:
        if cell.box is not None:
            found[cell.column], found[cell.column + cell.column_span] = across(cell.box, turn)
    known = [place for place in found if place is not None]
    return known if len(known) == len(found) and known == sorted(known) else []


def _relaid(grid: Grid, coarse: Uprights, fine: Uprights) -> Grid:
    """The grid on the finer uprights; unchanged if some of its own are not among them, or the outer ones differ."""
    places = [min(range(len(fine)), key=lambda i: abs(fine[i] - place)) for place in coarse]
    met = all(abs(fine[i] - place) <= _NEAR for i, place in zip(places, coarse, strict=True))
    if not places or not met or places[0] != 0 or places[-1] != len(fine) - 1 or len(set(places)) < len(places):
        return grid
    cells = tuple(
        replace(
            cell,
            column=places[cell.column],
            column_span=places[cell.column + cell.column_span] - places[cell.column],
        )
        for cell in grid.cells
    )
    return replace(grid, cells=cells, columns=len(fine) - 1)
