"""The painted paths of a page, as the lines, rectangles and curves that tables are found by."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, repeat, starmap
from typing import Any, Final

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare, room_for
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


_COUNT: Final = (ctypes.c_int, ctypes.c_void_p)
_PART: Final = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_objects_of_page: Final = bare(pdfium.FPDFPage_CountObjects, *_COUNT)
_object_of_page: Final = bare(pdfium.FPDFPage_GetObject, *_PART)
_objects_of_form: Final = bare(pdfium.FPDFFormObj_CountObjects, *_COUNT)
_object_of_form: Final = bare(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_kind_of: Final = bare(pdfium.FPDFPageObj_GetType, *_COUNT)
_matrix_of: Final = bare(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_draw_mode: Final = bare(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, *[ctypes.c_void_p] * 3)
_segments: Final = bare(pdfium.FPDFPath_CountSegments, *_COUNT)
_segment: Final = bare(pdfium.FPDFPath_GetPathSegment, *_PART)
_segment_kind: Final = bare(pdfium.FPDFPathSegment_GetType, *_COUNT)
_segment_point: Final = bare(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, *[ctypes.c_void_p] * 3)
_segment_closes: Final = bare(pdfium.FPDFPathSegment_GetClose, *_COUNT)


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
    for points, parts, straight in _subpaths(_painted(_paths(page)), frame):
        _sort_in(rules, points, parts, straight)
        if len(rules) > MAX_PATHS:
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


def _paths(page: Any) -> Iterator[tuple[int, Matrix]]:
    """The address of each path of the page with the matrix of the forms around it."""
    seen = 0
    stack = [(_objects_of_page, _object_of_page, address(page.raw), _IDENTITY, 0)]
    while stack:
        count_of, get, owner, outer, depth = stack.pop()
        count = count_of(owner)
        items = list(map(get, repeat(owner), range(min(count, MAX_OBJECTS - seen))))
        for item, kind in zip(items, map(_kind_of, items), strict=True):
            if kind == _PATH:
                yield item, outer
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = _product(_matrices([item])[0], outer)
                stack.append((_objects_of_form, _object_of_form, item, inner, depth + 1))
        seen += count
        if seen > MAX_OBJECTS:
            raise TooMany(MAX_OBJECTS)


def _painted(paths: Iterator[tuple[int, Matrix]]) -> Iterator[tuple[int, Matrix]]:
    """Those of the paths that are filled or drawn along."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    modes = ctypes.addressof(fill), ctypes.addressof(stroke)
    for path, outer in paths:
        if not _draw_mode(path, *modes) or fill.value or stroke.value:
            yield path, outer


def _subpaths(paths: Iterator[tuple[int, Matrix]], frame: Frame) -> Iterator[tuple[list[Point], list[int], bool]]:
    """Points of each subpath as displayed, the addresses of its parts, whether all of them are straight."""
    rounded = _Rounded()
    while batch := list(islice(paths, _BATCH)):
        owners = [path for path, _ in batch]
        counts = list(map(_segments, owners))
        each_part = chain.from_iterable(map(repeat, owners, counts)), chain.from_iterable(map(range, counts))
        parts = list(map(_segment, *each_part))
        kinds = list(map(_segment_kind, parts))
        places = _places(parts)
        start = 0
        for count, (_, outer), own in zip(counts, batch, _matrices(owners), strict=True):
            end = start + count
            points = _displayed(places[start:end], _product(own, outer), frame, rounded)
            moves = [index for index in range(start + 1, end) if kinds[index] == _MOVE] if count > 2 else []
            for first, last in pairwise((start, *moves, end)) if count else ():
                yield points[first - start : last - start], parts[first:last], _CURVE not in kinds[first:last]
            start = end


class _Rounded(dict[float, float]):
    """Places to a thousandth of a point: pdfium counts in single precision, where a level line must stay level. Most places of a
    page come many times, and rounding takes longer than looking up."""

    def __missing__(self, place: float) -> float:
        if len(self) >= _MOST_KEPT:
            self.clear()
        found = self[place] = round(place, 3)
        return found


def _places(parts: list[int]) -> list[Point]:
    """Where each part of a path ends, in the path's own space."""
    found, across = room_for(len(parts), _PLACE)
    up = range(across.start + _PLACE.size // 2, across.stop + _PLACE.size // 2, across.step)
    list(map(_segment_point, parts, across, up))
    return list(_PLACE.iter_unpack(found))


def _displayed(places: list[Point], matrix: Matrix, frame: Frame, rounded: _Rounded) -> list[Point]:
    """The points of a path as displayed."""
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in places]
    if frame.turns == 0:  # nearly always
        left, top = frame.left, frame.top
        return [(rounded[x - left], rounded[top - y]) for x, y in points]
    return [(rounded[x], rounded[y]) for x, y in starmap(frame.point, points)]


def _sort_in(rules: Rules, points: list[Point], parts: list[int], straight: bool) -> None:
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
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _matrices(items: list[int]) -> list[Matrix]:
    """From the own space of each of these objects to that around it."""
    found, there = room_for(len(items), _MATRIX)
    known = list(map(_matrix_of, items, there))
    return [matrix if had else _IDENTITY for matrix, had in zip(_MATRIX.iter_unpack(found), known, strict=True)]


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
