"""A page's text as pdfium gives it, every code point with its box and the piece of content that drew it."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, repeat
from operator import not_
from typing import Any, Final

import pypdfium2.raw as pdfium

from core.formats.pdf.bare import address, bare, handed, room_for
from core.formats.pdf.frame import Frame
from core.formats.pdf.runs import Pieces
from core.formats.pdf.runs import Run as Run  # noqa: PLC0414 - given on with the text
from core.model import Box

MAX_GLYPHS: Final = 100_000
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph whose character the file does not tell: it must never read as a blank."""

_CR: Final = 0xD
_HYPHEN: Final = 0x2D
_HYPHENS: Final = (0x2, 0xFFFE)
"""What pdfium makes of a hyphen at a line's end, where it also leaves the line break out."""
_SURROGATES: Final = frozenset(range(0xD800, 0xE000))
_ODD: Final = _SURROGATES | {0, *_HYPHENS}
"""Codes that are no character of the page, or not always."""
_ADDED: Final = frozenset({_CR, 0xA, 0x20})
"""What pdfium adds: CR LF where a line ends, of which LF is kept, and blanks."""
_MOST_EMS: Final = 2.2
"""No sound line box of one glyph is wider or higher, in font sizes."""

_code_of: Final = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_is_unmapped: Final = bare(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int)
_loose_box: Final = bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
_RECT: Final = struct.Struct("4f")
"""Left, top, right and bottom of an FS_RECTF."""
_box: Final[Callable[[tuple[float, float, float, float]], Box]] = partial(tuple.__new__, Box)
"""A box of its four sides: made for every glyph, where the constructor of a named tuple is slow."""


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
        return Pieces(textpage.raw, frame).runs_of(range(0, count, every))
    finally:
        textpage.close()


class _Collector:
    """Reads one text page. What pdfium knows of each glyph is asked for all glyphs in turn, which is quicker than glyph by glyph."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self.raw = raw
        self.frame = frame
        self.found = PageText()
        self.page = handed(address(raw))

    def collect(self, count: int) -> PageText:
        """The whole page."""
        pieces = Pieces(self.raw, self.frame)
        places, runs = range(count), pieces.runs_of(range(count))
        boxes = self._boxes(runs, count, pieces.least_size)
        unmapped = list(map(_is_unmapped, repeat(self.page), places))
        codes = list(map(_code_of, repeat(self.page), places))
        if any(unmapped) or not _is_plain(codes, boxes, runs):
            self._one_by_one(codes, boxes, runs, unmapped)
        else:
            kept = list(map(_CR.__ne__, codes))
            chars = list(map(chr, compress(codes, kept)))
            self.found = PageText(chars, list(compress(boxes, kept)), list(compress(runs, kept)))
        self._find_replaced(pieces)
        return self.found

    def _one_by_one(
        self, codes: Sequence[int], boxes: Sequence[Box | None], runs: Sequence[Run | None], unmapped: Sequence[int]
    ) -> None:
        """The way for any page; one that holds nothing but characters comes to the same without it."""
        each = zip(_whole(codes), boxes, runs, unmapped, strict=True)
        for index, (code, box, run, is_unmapped) in enumerate(each):
            if code is None:
                continue
            if run is None:
                self._generated(code)
            else:
                self._printed(index, code, run, box, is_unmapped == 1)

    def _boxes(self, runs: Sequence[Run | None], count: int, least_size: float) -> list[Box | None]:
        """Each glyph's line box as displayed; None for those pdfium added, and where it has none."""
        rects, places = room_for(count, _RECT)
        there = list(map(_loose_box, repeat(self.page), range(count), map(handed, places)))
        x, y = self.frame.left, self.frame.top
        sound = _MOST_EMS * least_size if self.frame.turns == 0 else -1.0
        return [
            None
            if run is None or not known
            else _box((left - x, y - top, right - x, y - bottom))
            if 0.0 <= right - left <= sound and 0.0 <= top - bottom <= sound  # nearly always
            else self._odd_box(index, run, (left, top, right, bottom))
            for index, (run, known, (left, top, right, bottom)) in enumerate(
                zip(runs, there, _RECT.iter_unpack(rects), strict=True)
            )
        ]

    def _find_replaced(self, pieces: Pieces) -> None:
        found = self.found
        replacing = pieces.replacing(found.chars, found.runs)
        if replacing:
            found.replaced = [index for index, run in enumerate(found.runs) if id(run) in replacing]

    def _generated(self, code: int) -> None:
        """CR LF becomes LF; other characters pdfium adds are blanks."""
        if code == _CR:
            return
        self.found.append("\n" if code == 0xA else " " if code == 0x20 else UNKNOWN, None, None)

    def _printed(self, index: int, code: int, run: Run, box: Box | None, unmapped: bool) -> None:
        found = self.found
        if code in _HYPHENS and pdfium.FPDFText_IsHyphen(self.raw, index) == 1:
            found.append("-", box, run)
            return
        if found.chars and found.chars[-1] == "-" and _is_below(found.boxes[-1], box):
            found.append("\n", None, None)
        if code == 0 or unmapped or 0xD800 <= code < 0xE000:
            found.unmapped.append(len(found.chars))
            found.append(UNKNOWN, box, run)
        else:
            found.append(chr(code), box, run)

    def _odd_box(self, index: int, run: Run, rect: tuple[float, float, float, float]) -> Box | None:
        left, top, right, bottom = rect
        most = _MOST_EMS * run.size
        if right - left > most or top - bottom > most:
            left, bottom, right, top = self._inked(index) or (left, bottom, right, top)
        return self.frame.box(left, bottom, right, top) if math.isfinite(left + bottom + right + top) else None

    def _inked(self, index: int) -> tuple[float, float, float, float] | None:
        """The glyph's own outline: in vertical fonts pdfium's line boxes are as large as the unscaled font."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(self.raw, index, *map(ctypes.byref, (left, right, bottom, top))):
            return None
        return (left.value, bottom.value, right.value, top.value) if right.value > left.value else None


def _is_plain(codes: Sequence[int], boxes: Sequence[Box | None], runs: Sequence[Run | None]) -> bool:
    """Whether each code is a character as it stands, no line is broken behind a hyphen, and no CR is printed."""
    if not _ODD.isdisjoint(codes) or not _ADDED.issuperset(compress(codes, map(not_, runs))):
        return False
    if _CR in compress(codes, runs):
        return False
    hyphens = compress(range(len(codes) - 1), map(_HYPHEN.__eq__, codes))
    return not any(runs[index + 1] is not None and _is_below(boxes[index], boxes[index + 1]) for index in hyphens)


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


def _is_below(last: Box | None, box: Box | None) -> bool:
    """After a hyphen that ended a line pdfium goes on without a line break; the place tells."""
    return last is not None and box is not None and (box.top >= last.bottom or box.bottom <= last.top)
