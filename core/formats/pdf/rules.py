"""The painted paths of a page, as the lines, rectangles and curves that tables are found by."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, islice, pairwise, repeat, starmap
from operator import itemgetter
from typing import Any, Final

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare, handed, room_for
from core.formats.pdf.frame import Frame

MAX_PATHS: Final = 5_000
"""Painted paths a page may hold for its tables to be looked for; a page of the form holds 40–300 (PERFORMANCE.md §1)."""
MIN_EDGES: Final = 5
"""Fewer edges do not part two cells."""
MAX_OBJECTS: Final = 100_000
MAX_DEPTH: Final = 20
"""Form objects within form objects."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PATH: Final = pdfium.FPDF_PAGEOBJ_PATH
_FORM: Final = pdfium.FPDF_PAGEOBJ_FORM
_MOVE: Final = pdfium.FPDF_SEGMENT_MOVETO
_CURVE: Final = pdfium.FPDF_SEGMENT_BEZIERTO


_objects_of_page: Final = bare(pdfium.FPDFPage_CountObjects, ctypes.c_int)
_object_of_page: Final = bare(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_objects_of_form: Final = bare(pdfium.FPDFFormObj_CountObjects, ctypes.c_int)
_object_of_form: Final = bare(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_kind_of: Final = bare(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_matrix_of: Final = bare(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int)
_draw_mode: Final = bare(pdfium.FPDFPath_GetDrawMode, ctypes.c_int)
_segments: Final = bare(pdfium.FPDFPath_CountSegments, ctypes.c_int)
_segment: Final = bare(pdfium.FPDFPath_GetPathSegment, ctypes.c_void_p)
_segment_kind: Final = bare(pdfium.FPDFPathSegment_GetType, ctypes.c_int)
_segment_point: Final = bare(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int)
_segment_closes: Final = bare(pdfium.FPDFPathSegment_GetClose, ctypes.c_int)


_MATRIX: Final = struct.Struct("6f")
_PLACE: Final = struct.Struct("2f")
_BATCH: Final = 256
"""Paths that are asked for what they are in turn, which is quicker than path by path."""
_MOST_KEPT: Final = 20_000


class TooMany(Exception):
    """The page holds more than a cap allows; its argument is the cap."""


@dataclass(slots=True)
class Rules:
    """What of a page may rule a table, by kind."""

    rects: list[Rectangle] = field(default_factory=list)
    lines: list[Rectangle] = field(default_factory=list)
    """What a line reaches over, be it level, upright or slanting."""
    curves: list[list[Point]] = field(default_factory=list)
    """Corners and ends of curves; the first again at the end of one that is closed."""

    def __len__(self) -> int:
        return len(self.rects) + len(self.lines) + len(self.curves)

    def may_part_cells(self) -> bool:
        """Whether there are edges enough for a table; pages are chosen by what rules them, never by words."""
        edges = 4 * len(self.rects) + len(self.lines) + sum(len(curve) - 1 for curve in self.curves)
        return edges >= MIN_EDGES


def page_rules(page: Any, frame: Frame) -> Rules:
    """Lines, rectangles and curves painted on the page, as displayed. Raises TooMany."""
    rules = Rules()
    for before, (points, parts, straight) in enumerate(_subpaths(_painted(_paths(page)), frame)):
        _sort_in(rules, points, parts, straight)
        if before >= MAX_PATHS and len(rules) > MAX_PATHS:
            raise TooMany(MAX_PATHS)
    return rules


def is_ruled(page: Any, frame: Frame, least: int = 200) -> bool:
    """Whether the page's paths begin with many lines and rectangles; the outlines of letters, which are curves, are none. Raises
    TooMany where the page holds more objects than any page may."""
    straight = curved = 0
    for points, _, is_straight in _subpaths(_paths(page), frame):
        straight += is_straight and len(points) <= 5
        curved += not is_straight
        if straight > least or curved > least:
            break
    return straight > least


def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Each path of the page, as it is handed to pdfium, with the matrix of the forms around it."""
    seen = 0
    stack = [(_objects_of_page, _object_of_page, handed(address(page.raw)), _IDENTITY, 0)]
    while stack:
        count_of, get, owner, outer, depth = stack.pop()
        count = count_of(owner)
        items = list(map(handed, map(get, repeat(owner), range(min(count, MAX_OBJECTS - seen)))))
        for item, kind in zip(items, map(_kind_of, items), strict=True):
            if kind == _PATH:
                yield item, outer
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = _product(_matrices([item])[0], outer)
                stack.append((_objects_of_form, _object_of_form, item, inner, depth + 1))
        seen += count
        if seen > MAX_OBJECTS:
            raise TooMany(MAX_OBJECTS)


def _painted(paths: Iterator[tuple[Any, Matrix]]) -> Iterator[tuple[Any, Matrix]]:
    """Those of the paths that are filled or drawn along."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    modes = handed(ctypes.addressof(fill)), handed(ctypes.addressof(stroke))
    for path, outer in paths:
        if not _draw_mode(path, *modes) or fill.value or stroke.value:
            yield path, outer


def _subpaths(paths: Iterator[tuple[Any, Matrix]], frame: Frame) -> Iterator[tuple[list[Point], list[Any], bool]]:
    """Points of each subpath as displayed, its parts as they are handed to pdfium, whether all of them are straight."""
    rounded = _Rounded()
    while batch := list(islice(paths, _BATCH)):
        owners = [path for path, _ in batch]
        counts = list(map(_segments, owners))
        each_part = chain.from_iterable(map(repeat, owners, counts)), chain.from_iterable(map(range, counts))
        parts = list(map(handed, map(_segment, *each_part)))
        products = map(_product, _matrices(owners), [outer for _, outer in batch])
        points = _displayed(_places(parts), zip(products, counts, strict=True), frame, rounded)
        start = 0
        for count in counts:
            end = start + count
            yield from _parted(points[start:end], parts[start:end])
            start = end


def _parted(points: list[Point], parts: list[Any]) -> Iterable[tuple[list[Point], list[Any], bool]]:
    """The subpaths of one path."""
    if len(parts) == 2:
        return ((points, parts, True),)  # a curve has three parts
    kinds = list(map(_segment_kind, parts))
    if _MOVE not in kinds[1:]:  # nearly always
        return ((points, parts, _CURVE not in kinds),) if parts else ()
    moves = [index for index, kind in enumerate(kinds) if kind == _MOVE and index]
    ends = pairwise((0, *moves, len(parts)))
    return [(points[first:last], parts[first:last], _CURVE not in kinds[first:last]) for first, last in ends]


class _Rounded(dict[float, float]):
    """Places to a thousandth of a point: pdfium counts in single precision, where a level line must stay level. Most places of a
    page come many times, and rounding takes longer than looking up."""

    def __missing__(self, place: float) -> float:
        if len(self) >= _MOST_KEPT:
            self.clear()
        found = self[place] = round(place, 3)
        return found


def _places(parts: list[Any]) -> Iterator[Point]:
    """Where each part of a path ends, in the path's own space."""
    found, across = room_for(len(parts), _PLACE)
    up = range(across.start + _PLACE.size // 2, across.stop + _PLACE.size // 2, across.step)
    list(map(_segment_point, parts, map(handed, across), map(handed, up)))
    return iter(_PLACE.iter_unpack(found))


def _displayed(
    places: Iterator[Point], by_path: Iterable[tuple[Matrix, int]], frame: Frame, rounded: _Rounded
) -> list[Point]:
    """The points of paths as displayed, given the matrix of each path and how many points it has. Most have their neighbour's."""
    shown: list[Point] = []
    left, top = frame.left, frame.top
    for (a, b, c, d, e, f), alike in groupby(by_path, itemgetter(0)):
        own = islice(places, sum([count for _, count in alike]))
        if frame.turns == 0:  # nearly always
            shown += [(rounded[a * x + c * y + e - left], rounded[top - (b * x + d * y + f)]) for x, y in own]
        else:
            turned = starmap(frame.point, [(a * x + c * y + e, b * x + d * y + f) for x, y in own])
            shown += [(rounded[x], rounded[y]) for x, y in turned]
    return shown


def _sort_in(rules: Rules, points: list[Point], parts: list[Any], straight: bool) -> None:
    """One subpath to the kind pdfplumber would give it: a line, a rectangle along the axes, or a curve."""
    corners = points[:-1] if len(points) > 1 and points[0] == points[-1] else points
    if len(corners) < 2:
        return
    if len(corners) == 2 and straight:
        rules.lines.append(_around(corners[0], corners[1]))
    elif straight and len(corners) == 4 and _is_rectangle(corners):
        rules.rects.append(_around(corners[0], corners[2]))
    else:
        closed = corners is not points or any(map(_segment_closes, parts))
        rules.curves.append([*corners, corners[0]] if closed else corners)


def _is_rectangle(corners: list[Point]) -> bool:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return (ax == bx and by == cy and cx == dx and dy == ay) or (ay == by and bx == cx and cy == dy and dx == ax)


def _around(one: Point, other: Point) -> Rectangle:
    """The rectangle with these opposite corners."""
    (ax, ay), (bx, by) = one, other
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _matrices(items: list[Any]) -> list[Matrix]:
    """From the own space of each of these objects to that around it."""
    found, there = room_for(len(items), _MATRIX)
    known = list(map(_matrix_of, items, map(handed, there)))
    return [matrix if had else _IDENTITY for matrix, had in zip(_MATRIX.iter_unpack(found), known, strict=True)]


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
