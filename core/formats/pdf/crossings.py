"""Where edges cross, and the cells between the crossings: the second half of finding tables.

The cells are those of pdfplumber's table finder with its default settings, in its order. It compares every upright with every level
edge and every crossing with all that come after it; here they are looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from core.formats.pdf.edges import SNAP, Edge, Edges
from core.formats.pdf.rules import Rectangle

Point = tuple[float, float]
"""Across, down."""
Crossings = Mapping[Point, tuple[set[Edge], set[Edge]]]
"""The upright and the level edges through each point."""


def crossings_of(edges: Edges) -> Crossings:
    """Where the merged edges cross, or would if they were a little longer."""
    above = [place + SNAP for place, _, _ in edges.levels]
    below = [place - SNAP for place, _, _ in edges.levels]
    found: dict[Point, tuple[set[Edge], set[Edge]]] = {}
    for upright in edges.uprights:
        x, top, bottom = upright
        for level in edges.levels[bisect_left(above, top) : bisect_right(below, bottom)]:
            y, left, right = level
            if left - SNAP <= x <= right + SNAP:
                uprights, levels = found.setdefault((x, y), (set(), set()))
                uprights.add(upright)
                levels.add(level)
    return found


def cells_between(crossings: Crossings) -> list[Rectangle]:
    """The smallest cell at each crossing that is the upper left corner of one, as pdfplumber's `intersections_to_cells` gives them."""
    in_column: dict[float, list[Point]] = {}
    in_row: dict[float, list[Point]] = {}
    cells = []
    for corner in sorted(crossings, reverse=True):  # from the last on: what lies below and to the right is then known
        below = in_column.setdefault(corner[0], [])
        right = in_row.setdefault(corner[1], [])
        cell = _smallest(corner, below, right, crossings)
        if cell is not None:
            cells.append(cell)
        below.append(corner)
        right.append(corner)
    return cells[::-1]


def _smallest(corner: Point, below: list[Point], right: list[Point], crossings: Crossings) -> Rectangle | None:
    """The cell with this upper left corner; `below` and `right` hold the points in line with it, the nearest last."""
    uprights, levels = crossings[corner]
    beside = [point for point in reversed(right) if not levels.isdisjoint(crossings[point][1])]
    if not beside:
        return None
    for low in reversed(below):
        if uprights.isdisjoint(crossings[low][0]):
            continue
        for far in beside:
            opposite = (far[0], low[1])
            through = crossings.get(opposite)
            if (
                through is not None
                and not through[0].isdisjoint(crossings[far][0])
                and not through[1].isdisjoint(crossings[low][1])
            ):
                return (*corner, *opposite)
    return None


def tables_of(cells: Iterable[Rectangle]) -> list[list[Rectangle]]:
    """Cells that touch at a corner, together, from top to bottom; a cell alone is no table."""
    at_corner: dict[Point, list[Rectangle]] = {}
    for cell in cells:
        for corner in _corners(cell):
            at_corner.setdefault(corner, []).append(cell)
    tables = []
    while at_corner:
        table: dict[Rectangle, None] = {}
        waiting = [next(iter(at_corner))]
        while waiting:
            for cell in at_corner.pop(waiting.pop(), ()):
                if cell not in table:
                    table[cell] = None
                    waiting += _corners(cell)
        if len(table) > 1:
            tables.append(list(table))
    return sorted(tables, key=lambda table: min((top, x0) for x0, top, _, _ in table))


def _corners(cell: Rectangle) -> tuple[Point, Point, Point, Point]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
