"""A page's text as pdfium gives it, every code point with its box and the piece of content that drew it."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare, room_for
from core.formats.pdf.frame import Frame
from core.model import Box

MAX_GLYPHS: Final = 100_000
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph whose character the file does not tell: it must never read as a blank."""

_HYPHENS: Final = (0x2, 0xFFFE)
"""What pdfium makes of a hyphen at a line's end, where it also leaves the line break out."""
_SURROGATES: Final = frozenset(range(0xD800, 0xE000))
_ODD: Final = _SURROGATES | {0, *_HYPHENS}
"""Codes that are no character of the page, or not always."""
_MOST_NAME: Final = 512
_MOST_EMS: Final = 2.2
"""No sound line box of one glyph is wider or higher, in font sizes."""


_GLYPH: Final = (ctypes.c_void_p, ctypes.c_int)
"""A text page and the index of a glyph in it."""
_address_of_text_object: Final = bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, *_GLYPH)
_code_of: Final = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, *_GLYPH)
_is_unmapped: Final = bare(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, *_GLYPH)
_loose_box: Final = bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, *_GLYPH, ctypes.c_void_p)
_matrix_of: Final = bare(pdfium.FPDFText_GetMatrix, ctypes.c_int, *_GLYPH, ctypes.c_void_p)
_size_of: Final = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, *_GLYPH)
_font_of: Final = bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_marks_of: Final = bare(pdfium.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_mode_of: Final = bare(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_RECT: Final = struct.Struct("4f")
"""Left, top, right and bottom of an FS_RECTF."""
_MATRIX: Final = struct.Struct("6f")
"""An FS_MATRIX."""


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


@dataclass(slots=True)
class PageText:
    """`chars`, `boxes` and `runs` go together, one entry a code point."""

    chars: list[str] = field(default_factory=list)
    boxes: list[Box | None] = field(default_factory=list)
    """As displayed; None for what pdfium adds (line ends, blanks between pieces)."""
    runs: list[Run | None] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)
    """Where `UNKNOWN` stands."""
    replaced: list[int] = field(default_factory=list)
    """What an `/ActualText` says in place of glyphs, in pieces of content that hold digits."""

    def append(self, char: str, box: Box | None, run: Run | None) -> None:
        """One more code point."""
        self.chars.append(char)
        self.boxes.append(box)
        self.runs.append(run)

    @property
    def text(self) -> str:
        """The page's text."""
        return "".join(self.chars)


def page_text(page: Any, frame: Frame) -> PageText | None:
    """The page's text; None where the page holds more than `MAX_GLYPHS`."""
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        return None if count > MAX_GLYPHS else _Collector(textpage.raw, frame).collect(count)
    finally:
        textpage.close()


def some_runs(page: Any, frame: Frame, every: int = 16) -> list[Run | None]:
    """The runs of a sample of the page's glyphs, to tell which way up the page is read without reading all of it."""
    textpage = page.get_textpage()
    try:
        count = min(pdfium.FPDFText_CountChars(textpage.raw), MAX_GLYPHS)
        collector = _Collector(textpage.raw, frame)
        return collector.runs_of(range(0, count, every))
    finally:
        textpage.close()


class _Collector:
    """Reads one text page. What pdfium knows of each glyph is asked for all glyphs in turn, which is quicker than glyph by glyph."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self.raw = raw
        self.frame = frame
        self.found = PageText()
        self.page = address(raw)
        self.runs: dict[int, Run] = {}
        self.firsts: dict[int, int] = {}
        """Where the first glyph of a run stands, by the same key."""
        self.fonts: dict[int | None, tuple[str, bool]] = {None: ("", False)}
        self.turned: dict[tuple[float, ...], tuple[int, float]] = {}
        """Angle and scale by the matrix without its shift."""

    def collect(self, count: int) -> PageText:
        """The whole page."""
        places = range(count)
        runs = self.runs_of(places)
        boxes = self._boxes(runs, count)
        unmapped = list(map(_is_unmapped, repeat(self.page), places))
        codes = list(map(_code_of, repeat(self.page), places))
        found = self.found
        chars, add_box, add_run = found.chars, found.boxes.append, found.runs.append
        each = zip(places, _whole(codes), runs, boxes, strict=True)
        for index, code, run, box in each:
            if code is None:
                continue
            if run is None:
                self._generated(code)
            elif code in _ODD or unmapped[index] or (chars and chars[-1] == "-"):
                self._printed(index, code, run, box, unmapped[index] == 1)
            else:
                chars.append(chr(code))
                add_box(box)
                add_run(run)
        self._find_replaced()
        return found

    def runs_of(self, places: range) -> list[Run | None]:
        """What drew each of these glyphs, None for what pdfium added."""
        pieces = [piece or 0 for piece in map(_address_of_text_object, repeat(self.page), places)]
        self.firsts = dict(zip(reversed(pieces), reversed(places), strict=True))  # of each piece the first glyph stays
        self.firsts.pop(0, None)
        self._describe(self.firsts)
        return list(map(self.runs.get, pieces))

    def _describe(self, firsts: dict[int, int]) -> None:
        """The run of each piece of content, told by its first glyph."""
        pieces, glyphs, page = list(firsts), list(firsts.values()), repeat(self.page)
        matrices, places = room_for(len(pieces), _MATRIX)
        turned = list(map(_matrix_of, page, glyphs, places))
        details = zip(map(_size_of, page, glyphs), map(_font_of, pieces), map(_mode_of, pieces), strict=True)
        for piece, glyph, known, place, (size, font, mode) in zip(
            pieces, glyphs, turned, _MATRIX.iter_unpack(matrices), details, strict=True
        ):
            name, embedded = self.fonts.get(font) or self._font(font, glyph)
            matrix = place[:4] if known else (1.0, 0.0, 0.0, 1.0)
            angle, scale = self.turned.get(matrix) or self._turn(*matrix)
            shown = abs(size) * scale
            drawn = mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            self.runs[piece] = Run(name, embedded, angle, shown if math.isfinite(shown) else 0.0, drawn)

    def _boxes(self, runs: list[Run | None], count: int) -> list[Box | None]:
        """Each glyph's line box as displayed; None for those pdfium added, and where it has none."""
        rects, places = room_for(count, _RECT)
        there = list(map(_loose_box, repeat(self.page), range(count), places))
        x, y, unturned = self.frame.left, self.frame.top, self.frame.turns == 0
        boxes: list[Box | None] = []
        for index, (run, known, rect) in enumerate(zip(runs, there, _RECT.iter_unpack(rects), strict=True)):
            if run is None or not known:
                boxes.append(None)
                continue
            left, top, right, bottom = rect
            most = _MOST_EMS * run.size
            if unturned and 0.0 <= right - left <= most and 0.0 <= top - bottom <= most:  # nearly always
                boxes.append(Box(left - x, y - top, right - x, y - bottom))
            else:
                boxes.append(self._odd_box(index, most, rect))
        return boxes

    def _find_replaced(self) -> None:
        """Digits are what is looked at: for letters an /ActualText is common and harmless (ligatures, hyphens)."""
        runs = self.found.runs
        digits = {id(run) for char, run in zip(self.found.chars, runs, strict=True) if char.isdigit()}
        replacing = {
            id(run)
            for key, run in self.runs.items()
            if id(run) in digits
            and _marks_of(key) > 0
            and _replaces(pdfium.FPDFText_GetTextObject(self.raw, self.firsts[key]))
        }
        if replacing:
            self.found.replaced = [index for index, run in enumerate(runs) if id(run) in replacing]

    def _generated(self, code: int) -> None:
        """CR LF becomes LF; other characters pdfium adds are blanks."""
        if code == 0xD:
            return
        self.found.append("\n" if code == 0xA else " " if code == 0x20 else UNKNOWN, None, None)

    def _printed(self, index: int, code: int, run: Run, box: Box | None, unmapped: bool) -> None:
        found = self.found
        if code in _HYPHENS and pdfium.FPDFText_IsHyphen(self.raw, index) == 1:
            found.append("-", box, run)
            return
        if found.chars and found.chars[-1] == "-" and _below(found, box):
            found.append("\n", None, None)
        if code == 0 or unmapped or 0xD800 <= code < 0xE000:
            found.unmapped.append(len(found.chars))
            found.append(UNKNOWN, box, run)
        else:
            found.append(chr(code), box, run)

    def _odd_box(self, index: int, most: float, rect: tuple[float, ...]) -> Box | None:
        left, top, right, bottom = rect
        if right - left > most or top - bottom > most:
            left, bottom, right, top = self._inked(index) or (left, bottom, right, top)
        return self.frame.box(left, bottom, right, top) if math.isfinite(left + bottom + right + top) else None

    def _inked(self, index: int) -> tuple[float, float, float, float] | None:
        """The glyph's own outline: in vertical fonts pdfium's line boxes are as large as the unscaled font."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(self.raw, index, *map(ctypes.byref, (left, right, bottom, top))):
            return None
        return (left.value, bottom.value, right.value, top.value) if right.value > left.value else None

    def _turn(self, a: float, b: float, c: float, d: float) -> tuple[int, float]:
        """Degrees clockwise as displayed, and the factor of the font size; the same for nearly all pieces of a page."""
        counterclockwise = math.degrees(math.atan2(b, a))
        angle = round(90 * self.frame.turns - counterclockwise) % 360 if math.isfinite(counterclockwise) else 0
        found = self.turned[a, b, c, d] = angle, math.hypot(c, d)
        return found

    def _font(self, key: int, index: int) -> tuple[str, bool]:
        """Name of the font at that address, and whether the file holds it."""
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self.raw, index))
        found = self.fonts[key] = _font_name(font), pdfium.FPDFFont_GetIsEmbedded(font) == 1
        return found


def _whole(codes: Sequence[int]) -> Sequence[int | None]:
    """The codes with each surrogate pair as the one code point it stands for, in the place of its second half, None in that of its
    first. The half of a pair that stands alone stays what it is, and one at the very end is left out."""
    if _SURROGATES.isdisjoint(codes):
        return codes
    whole: list[int | None] = list(codes)
    for index, (code, following) in enumerate(zip(codes, [*codes[1:], 0xDC00], strict=True)):
        if 0xD800 <= code < 0xDC00 and 0xDC00 <= following < 0xE000:
            whole[index] = None
            if index + 1 < len(codes):
                whole[index + 1] = 0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)
    return whole


def _below(found: PageText, box: Box | None) -> bool:
    """After a hyphen that ended a line pdfium goes on without a line break; the place tells."""
    last = found.boxes[-1]
    return last is not None and box is not None and (box.top >= last.bottom or box.bottom <= last.top)


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
