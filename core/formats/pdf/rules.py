"""The painted paths of a page, as the lines, rectangles and curves pdfplumber's table finder works on."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare
from core.formats.pdf.frame import Frame

MAX_PATHS: Final = 5_000
"""Painted paths a page may hold for its tables to be looked for; a page of the form holds 40–300 (PERFORMANCE.md §1)."""
MIN_EDGES: Final = 5
"""Fewer edges do not part two cells."""
MAX_OBJECTS: Final = 100_000
MAX_DEPTH: Final = 20
"""Form objects within form objects."""

Shape = dict[str, Any]
"""An object as pdfplumber's `page.objects` holds it."""
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
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


class TooMany(Exception):
    """The page holds more than a cap allows; its argument is the cap."""


@dataclass(slots=True)
class Rules:
    """What of a page may rule a table, by kind."""

    rects: list[Shape] = field(default_factory=list)
    lines: list[Shape] = field(default_factory=list)
    curves: list[Shape] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rects) + len(self.lines) + len(self.curves)

    def may_part_cells(self) -> bool:
        """Whether there are edges enough for a table; pages are chosen by what rules them, never by words."""
        edges = 4 * len(self.rects) + len(self.lines) + sum(len(curve["pts"]) - 1 for curve in self.curves)
        return edges >= MIN_EDGES


def page_rules(page: Any, frame: Frame) -> Rules:
    """Lines, rectangles and curves painted on the page, as displayed. Raises TooMany."""
    rules = Rules()
    for path, matrix in _paths(page):
        if not _painted(path):
            continue
        for points, parts, straight in _subpaths(path, matrix):
            _sort_in(rules, [_rounded(frame.point(x, y)) for x, y in points], parts, straight)
        if len(rules) > MAX_PATHS:
            raise TooMany(MAX_PATHS)
    return rules


def is_ruled(page: Any, least: int = 200) -> bool:
    """Whether the page's paths begin with many lines and rectangles; the outlines of letters, which are curves, are none. Raises
    TooMany where the page holds more objects than any page may."""
    straight = curved = 0
    for path, matrix in _paths(page):
        for points, _, is_straight in _subpaths(path, matrix):
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
        for index in range(count_of(owner)):
            seen += 1
            if seen > MAX_OBJECTS:
                raise TooMany(MAX_OBJECTS)
            item = get(owner, index)
            kind = _kind_of(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield item, outer
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                inner = _product(_matrix(item), outer)
                stack.append((_objects_of_form, _object_of_form, item, inner, depth + 1))


def _painted(path: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not _draw_mode(path, ctypes.addressof(fill), ctypes.addressof(stroke)):
        return True
    return bool(fill.value or stroke.value)


def _subpaths(path: int, outer: Matrix) -> Iterator[tuple[list[Point], list[int], bool]]:
    """Points of each subpath in the page's own space, the addresses of its parts, whether all of them are straight."""
    a, b, c, d, e, f = _product(_matrix(path), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    at = (ctypes.addressof(x), ctypes.addressof(y))
    points: list[Point] = []
    parts: list[int] = []
    straight = True
    for index in range(_segments(path)):
        segment = _segment(path, index)
        kind = _segment_kind(segment)
        if kind == _MOVE and points:
            yield points, parts, straight
            points, parts, straight = [], [], True
        _segment_point(segment, *at)
        across, up = x.value, y.value
        points.append((a * across + c * up + e, b * across + d * up + f))
        straight = straight and kind != _CURVE
        parts.append(segment)
    if points:
        yield points, parts, straight


def _sort_in(rules: Rules, points: list[Point], parts: list[int], straight: bool) -> None:
    """One subpath to the kind pdfplumber would give it: a line, a rectangle along the axes, or a curve."""
    corners = points[:-1] if len(points) > 1 and points[0] == points[-1] else points
    if len(corners) < 2:
        return
    if len(corners) == 2 and straight:
        rules.lines.append(shape("line", corners))
    elif straight and len(corners) == 4 and _is_rectangle(corners):
        rules.rects.append(shape("rect", corners))
    else:
        closed = corners is not points or any(map(_segment_closes, parts))
        rules.curves.append(shape("curve", [*corners, corners[0]] if closed else corners))


def _is_rectangle(corners: list[Point]) -> bool:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return (ax == bx and by == cy and cx == dx and dy == ay) or (ay == by and bx == cx and cy == dy and dx == ax)


def shape(kind: str, points: list[Point]) -> Shape:
    """A line, rectangle or curve through the points, as pdfplumber describes objects."""
    across, down = zip(*points, strict=True)
    x0, x1, top, bottom = min(across), max(across), min(down), max(down)
    return {
        "object_type": kind,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "y0": -bottom,
        "y1": -top,
        "width": x1 - x0,
        "height": bottom - top,
        "pts": points,
    }


def _rounded(point: Point) -> Point:
    """To a thousandth of a point: pdfium counts in single precision, where a level line must stay level."""
    return round(point[0], 3), round(point[1], 3)


def _matrix(item: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not _matrix_of(item, ctypes.addressof(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
