"""pdfplumber's table finder with one step told by look-up: which crossings of rules are the corners of a cell.

pdfplumber compares every crossing with all that come after it, and makes the sets of edges through both anew each time: two thirds
of what finding tables costs here. The cells and their order are the same; the plain way (`plain_layouts`) keeps pdfplumber's step.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, Final

from pdfplumber.table import Table, TableFinder, TableSettings, cells_to_tables, edges_to_intersections

Point = tuple[float, float]
"""Across, down."""
Cell = tuple[float, float, float, float]

_place: Final = itemgetter("x0", "top", "x1", "bottom")


class Finder(TableFinder):
    """Finds what pdfplumber's own finds with its default settings."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.settings = TableSettings.resolve(None)
        self.edges = self.get_edges()
        across, down = self.settings.intersection_x_tolerance, self.settings.intersection_y_tolerance
        self.intersections = edges_to_intersections(self.edges, across, down)
        self.cells = cells_between(self.intersections)
        self.tables = [Table(page, group) for group in cells_to_tables(self.cells)]


def cells_between(crossings: Mapping[Point, Mapping[str, list[dict[str, Any]]]]) -> list[Cell]:
    """The smallest cell at each crossing that is the upper left corner of one, as pdfplumber's `intersections_to_cells` gives them.

    `crossings` hold the upright (`v`) and level (`h`) edges through each point.
    """
    uprights = {point: frozenset(map(_place, edges["v"])) for point, edges in crossings.items()}
    levels = {point: frozenset(map(_place, edges["h"])) for point, edges in crossings.items()}
    in_column: dict[float, list[Point]] = {}
    in_row: dict[float, list[Point]] = {}
    cells = []
    for corner in sorted(crossings, reverse=True):  # from the last on: what lies below and to the right is then known
        below = in_column.setdefault(corner[0], [])
        right = in_row.setdefault(corner[1], [])
        cell = _smallest(corner, below, right, uprights, levels)
        if cell is not None:
            cells.append(cell)
        below.append(corner)
        right.append(corner)
    return cells[::-1]


def _smallest(
    corner: Point,
    below: list[Point],
    right: list[Point],
    uprights: Mapping[Point, frozenset[Cell]],
    levels: Mapping[Point, frozenset[Cell]],
) -> Cell | None:
    """The cell with this upper left corner; `below` and `right` hold the points in line with it, the nearest last."""
    beside = [point for point in reversed(right) if not levels[corner].isdisjoint(levels[point])]
    if not beside:
        return None
    for low in reversed(below):
        if uprights[corner].isdisjoint(uprights[low]):
            continue
        for far in beside:
            opposite = (far[0], low[1])
            if (
                opposite in uprights
                and not uprights[opposite].isdisjoint(uprights[far])
                and not levels[opposite].isdisjoint(levels[low])
            ):
                return (*corner, *opposite)
    return None
