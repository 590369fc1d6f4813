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
    if not below or not right:
        return None
    if _is_opposite((right[-1][0], below[-1][1]), right[-1], below[-1], corner, crossings):  # nearly always
        return (*corner, right[-1][0], below[-1][1])
    uprights, levels = crossings[corner]
    beside = [point for point in reversed(right) if not levels.isdisjoint(crossings[point][1])]
    for low in reversed(below):
        if uprights.isdisjoint(crossings[low][0]):
            continue
        for far in beside:
            opposite = (far[0], low[1])
            if _is_opposite(opposite, far, low, corner, crossings):
                return (*corner, *opposite)
    return None


def _is_opposite(opposite: Point, far: Point, low: Point, corner: Point, crossings: Crossings) -> bool:
    """Whether edges go all the way around between these four corners."""
    through = crossings.get(opposite)
    return (
        through is not None
        and not crossings[corner][1].isdisjoint(crossings[far][1])
        and not crossings[corner][0].isdisjoint(crossings[low][0])
        and not through[0].isdisjoint(crossings[far][0])
        and not through[1].isdisjoint(crossings[low][1])
    )


def tables_of(cells: Iterable[Rectangle]) -> list[list[Rectangle]]:
    """Cells that touch at a corner, together, from top to bottom; a cell alone is no table."""
    known = list(cells)
    corners = list(map(_corners, known))
    at_corner: dict[Point, list[int]] = {}
    for number, own in enumerate(corners):
        for corner in own:
            at_corner.setdefault(corner, []).append(number)
    tables = []
    while at_corner:
        table: set[int] = set()
        waiting = [next(iter(at_corner))]
        while waiting:
            for number in at_corner.pop(waiting.pop(), ()):
                if number not in table:
                    table.add(number)
                    waiting += corners[number]
        if len(table) > 1:
            tables.append([known[number] for number in sorted(table)])
    return sorted(tables, key=lambda table: min((top, x0) for x0, top, _, _ in table))


def _corners(cell: Rectangle) -> tuple[Point, Point, Point, Point]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
