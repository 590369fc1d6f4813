"""What drew the glyphs of a page: font, size and direction of each piece of content that shows text."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import compress, repeat
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare, handed, room_for
from core.formats.pdf.frame import Frame

_MOST_NAME: Final = 512
_object_of: Final = bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_matrix_of: Final = bare(pdfium.FPDFText_GetMatrix, ctypes.c_int)
_size_of: Final = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font_of: Final = bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_marks_of: Final = bare(pdfium.FPDFPageObj_CountMarks, ctypes.c_int)
_mode_of: Final = bare(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_MATRIX: Final = struct.Struct("4f8x")
"""An FS_MATRIX, without its shift."""

_Look = tuple[int | None, float, int, int, tuple[float, ...]]
"""Address of the font, size, render mode, whether there is a matrix, and that matrix: the same for nearly all pieces of a page."""


class Run(NamedTuple):
    """A piece of content that shows glyphs in one font, size and direction."""

    font: str
    embedded: bool
    angle: int
    """Degrees by which the glyphs are turned clockwise on the displayed page, to the whole degree."""
    size: float
    """Font size in points as displayed."""
    drawn: bool
    """False for text that is never painted (render mode 3)."""


_another: Final[Callable[[Run], Run]] = partial(tuple.__new__, Run)
"""A run of its own that looks the same: made for every piece, where the constructor of a named tuple is slow."""


class Pieces:
    """The pieces of content of one text page. What pdfium knows of each is asked for all in turn, which is quicker than one by one."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self.raw = raw
        self.frame = frame
        self.page = handed(address(raw))
        self.runs: dict[int, Run] = {}
        self.firsts: dict[int, int] = {}
        """Where the first glyph of a run stands, by the same key."""
        self.least_size = 0.0
        """The smallest font size of the runs, as displayed."""
        self.fonts: dict[int | None, tuple[str, bool]] = {None: ("", False)}

    def runs_of(self, places: range) -> list[Run | None]:
        """What drew each of these glyphs, None for what pdfium added. The glyphs of one piece have the very same run."""
        pieces = list(map(_object_of, repeat(self.page), places))
        firsts = dict(zip(reversed(pieces), reversed(places), strict=True))  # of each piece the first glyph stays
        firsts.pop(None, None)
        self.firsts = firsts
        self._describe()
        return list(map(self.runs.get, pieces))

    def replacing(self, chars: Iterable[str], runs: Sequence[Run | None]) -> set[int]:
        """Ids of the runs with digits in place of which an /ActualText is read. Digits are what is looked at: for letters one is
        common and harmless (ligatures, hyphens)."""
        digits = set(map(id, compress(runs, map(str.isdigit, chars))))
        pieces = [piece for piece, run in self.runs.items() if id(run) in digits]
        marked = compress(pieces, map(_marks_of, map(handed, pieces)))
        return {
            id(self.runs[piece])
            for piece in marked
            if _replaces(pdfium.FPDFText_GetTextObject(self.raw, self.firsts[piece]))
        }

    def _describe(self) -> None:
        """The run of each piece of content, told by its first glyph."""
        pieces, glyphs, page = list(map(handed, self.firsts)), list(self.firsts.values()), repeat(self.page)
        matrices, places = room_for(len(pieces), _MATRIX)
        known = list(map(_matrix_of, page, glyphs, map(handed, places)))
        details = map(_font_of, pieces), map(_size_of, page, glyphs), map(_mode_of, pieces)
        looks: list[_Look] = list(zip(*details, known, _MATRIX.iter_unpack(matrices), strict=True))
        distinct = dict(zip(looks, glyphs, strict=True))
        runs = {look: self._run(look, glyph) for look, glyph in distinct.items()}
        self.least_size = min([run.size for run in runs.values()], default=0.0)
        self.runs = dict(zip(self.firsts, map(_another, map(runs.__getitem__, looks)), strict=True))

    def _run(self, look: _Look, glyph: int) -> Run:
        font, size, mode, known, matrix = look
        name, embedded = self.fonts.get(font) or self._font(font, glyph)
        angle, scale = self._turn(*(matrix if known else (1.0, 0.0, 0.0, 1.0)))
        shown = abs(size) * scale
        drawn = mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        return Run(name, embedded, angle, shown if math.isfinite(shown) else 0.0, drawn)

    def _turn(self, a: float, b: float, c: float, d: float) -> tuple[int, float]:
        """Degrees clockwise as displayed, and the factor of the font size."""
        counterclockwise = math.degrees(math.atan2(b, a))
        angle = round(90 * self.frame.turns - counterclockwise) % 360 if math.isfinite(counterclockwise) else 0
        return angle, math.hypot(c, d)

    def _font(self, key: int | None, index: int) -> tuple[str, bool]:
        """Name of the font at that address, and whether the file holds it."""
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self.raw, index))
        found = self.fonts[key] = _font_name(font), pdfium.FPDFFont_GetIsEmbedded(font) == 1
        return found


def _replaces(piece: Any) -> bool:
    """Whether a mark of the piece of content says what to read in its place."""
    for number in range(pdfium.FPDFPageObj_CountMarks(piece)):
        mark = pdfium.FPDFPageObj_GetMark(piece, number)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == pdfium.FPDF_OBJECT_STRING:
            return True
    return False


def _font_name(font: Any) -> str:
    """The font's name as the file has it, subset prefix included."""
    size = min(pdfium.FPDFFont_GetBaseFontName(font, None, 0), _MOST_NAME)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")
