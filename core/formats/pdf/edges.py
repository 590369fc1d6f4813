"""The edges of what is painted, and how they are made to meet: the first half of finding tables.

This is what pdfplumber's table finder does with its default settings, to the same edges but for borders dragged by hand (`_parted`),
on bare tuples: with its objects, each copied at every step, it took half the time of finding tables. The plain way keeps
pdfplumber's own steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from core.formats.pdf.rules import Rules

SNAP: Final = 3.0
"""Points within which edges in line are taken for one, and edges that end near one another for edges that meet."""
_LEAST_PIECE: Final = 1.0
"""Points; shorter pieces, as the ends of thin rectangles, are no edges."""
_LEAST: Final = 3.0
"""Points; no shorter edge is left when pieces have been joined."""
_MOST: Final = 400
"""Edges of a chain that are looked at one by one."""

Edge = tuple[float, float, float]
"""Place across its direction (from the top for a level edge, from the left for an upright one), start, end."""


class Edges(NamedTuple):
    """Edges by direction; slanting ones of curves are none, a slanting line counts as upright."""

    levels: list[Edge]
    uprights: list[Edge]


def edges_of(rules: Rules) -> Edges:
    """All edges of lines, then of rectangles, then of curves."""
    levels: list[Edge] = []
    uprights: list[Edge] = []
    for x0, top, x1, bottom in rules.lines:
        if top == bottom:
            levels.append((top, x0, x1))
        else:
            uprights.append((x0, top, bottom))
    for x0, top, x1, bottom in rules.rects:
        levels += ((top, x0, x1), (top + (bottom - top), x0, x1))
        uprights += ((x0, top, bottom), (x1, top, bottom))
    for points in rules.curves:
        for (ax, ay), (bx, by) in pairwise(points):
            if ax == bx:
                uprights.append((ax, min(ay, by), max(ay, by)))
            elif ay == by:
                levels.append((ay, min(ax, bx), max(ax, bx)))
    return Edges(levels, uprights)


def merged(edges: Edges) -> Edges:
    """The edges, those nearly in line put in line and joined where they touch, from top to bottom and from left to right."""
    return Edges(_joined(_snapped(edges.levels)), _joined(_snapped(edges.uprights)))


def _snapped(edges: Iterable[Edge]) -> list[Edge]:
    """Edges at places near one another, moved to the average of their places."""
    pieces = [edge for edge in edges if edge[2] - edge[1] >= _LEAST_PIECE]
    number, last = 0, float("-inf")
    group_of: dict[float, int] = {}
    for place in sorted({edge[0] for edge in pieces}):
        if place > last + SNAP:
            number += 1
        group_of[place], last = number, place
    groups: dict[int, list[Edge]] = {}
    for edge in pieces:
        groups.setdefault(group_of[edge[0]], []).append(edge)
    snapped = []
    for group in (part for chain in groups.values() for part in _parted(chain)):
        average = sum([place for place, _, _ in group]) / len(group)
        snapped += [(place + (average - place), start, end) for place, start, end in group]
    return snapped


def _parted(chain: list[Edge]) -> list[list[Edge]]:
    """A chain of edges each near the next, in parts no broader than edges in line may lie apart, except that edges side by side stay
    together. pdfplumber takes it for one edge, however broad: where borders were dragged row by row, as far as into the words."""
    if max(chain)[0] - min(chain)[0] <= SNAP or len(chain) > _MOST:
        return [chain]
    parts: list[list[Edge]] = []
    for unit in _units(sorted(chain)):
        if parts and max(unit)[0] - parts[-1][0][0] <= SNAP:
            parts[-1] += unit
        else:
            parts.append(unit)
    return parts


def _units(chain: list[Edge]) -> list[list[Edge]]:
    """Edges near one another that run side by side, together: the two sides of a thin rectangle, the borders of two neighbours."""
    units: list[list[Edge]] = []
    for edge in chain:
        place, start, end = edge
        beside = [
            unit
            for unit in units
            if any(place - at <= SNAP and min(end, e) - max(start, s) > SNAP for at, s, e in reversed(unit))
        ]
        if beside:
            for other in beside[1:]:
                beside[0] += other
                units.remove(other)
            beside[0].append(edge)
        else:
            units.append([edge])
    return sorted(map(sorted, units))


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Edges of exactly one place made one where they touch or nearly do; what stays too short is left out."""
    joined: list[Edge] = []
    for edge in sorted(edges):
        place, start, end = edge
        if joined and joined[-1][0] == place and start <= joined[-1][2] + SNAP:
            if end > joined[-1][2]:
                joined[-1] = (place, joined[-1][1], end)
        else:
            joined.append(edge)
    return [edge for edge in joined if edge[2] - edge[1] >= _LEAST]
