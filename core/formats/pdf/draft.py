"""A page drawn in grey: the memory it is drawn on, and the draft at about a pixel a point.

The draft shows what is plainly seen, and whether a cell without text is blank: a picture, a stamp or a figure in outlines may stand
there, which no text layer tells.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2

from core.formats.document import Grid
from core.formats.pdf.frame import Frame
from core.formats.pdf.glyphs import PageText
from core.model import Box

MAX_PIXELS: Final = 4_000
"""Longest side of a drawing; larger pages are drawn at a lower scale."""
PLAIN_CONTRAST: Final = 80
"""Of 255: twice what the ink test asks for, so that what a draft shows is seen in its drawing too."""
EDGE: Final = 1.5
"""Points left out along the rules of a cell, or an eighth of its lower side where that is more."""
LEAST: Final = 3.0
"""Points: in what is smaller nothing can be drawn that one could read."""

_DARK, _LIGHT = b"dl"
_SHADES: Final = b"d" * 100 + b" " * (PLAIN_CONTRAST - 1) + b"l" * (256 - 99 - PLAIN_CONTRAST)
"""What each grey is: any dark pixel and any light one differ by `PLAIN_CONTRAST` at least."""


class Paper:
    """The memory pages are drawn on, one after the other: getting it anew for each page costs a tenth of the drawing."""

    def __init__(self) -> None:
        self.pixels = bytearray()
        self.buffer: Any = None
        """The same memory as pdfium wants it."""

    def bitmap(self, width: int, height: int, format: int, rev_byteorder: bool = False) -> Any:
        """A grey bitmap of this size, as `PdfPage.render` asks for one."""
        size = width * height
        if len(self.pixels) < size:
            self.pixels = bytearray(size)
            self.buffer = (ctypes.c_ubyte * size).from_buffer(self.pixels)
        return pypdfium2.PdfBitmap.new_native(width, height, format, rev_byteorder, buffer=self.buffer)


class Draft:
    """The page in grey at about a pixel a point: shows what is plainly seen, and nothing of what lies beside it."""

    def __init__(self, bitmap: Any, pixels: bytearray, frame: Frame) -> None:
        self.rows = pixels
        self.stride = bitmap.stride
        self.width, self.height = bitmap.width, bitmap.height
        self.across, self.down = bitmap.width / frame.width, bitmap.height / frame.height

    def plain(self, box: Box, cut: float) -> bool:
        """Whether there is ink on the pixels that lie wholly within the box, without a part of its height at top and bottom."""
        edge = cut * (box.bottom - box.top)
        left, right = max(0, int(box.x0 * self.across) + 1), int(box.x1 * self.across)
        top, bottom = max(0, int((box.top + edge) * self.down) + 1), int((box.bottom - edge) * self.down)
        if left >= right or top >= bottom or right > self.width or bottom > self.height:
            return False
        starts = range(top * self.stride + left, bottom * self.stride + left, self.stride)
        within = b"".join([self.rows[start : start + right - left] for start in starts])
        return within != within[:1] * len(within) and _contrasts(within)  # a blank cell is of one grey

    def all_plain(self, boxes: Iterable[Box], cut: float) -> bool:
        """Whether each of the boxes is `plain`: most glyphs have ink at half height, where one line of pixels settles it."""
        rows, stride, across, down = self.rows, self.stride, self.across, self.down
        for box in boxes:
            x0, high, x1, low = box
            edge = cut * (low - high)
            left, right = int(x0 * across) + 1, int(x1 * across)
            top, bottom = int((high + edge) * down) + 1, int((low - edge) * down)
            if 0 < left < right <= self.width and 0 < top < bottom <= self.height:
                line = (top + bottom) // 2 * stride
                if _contrasts(rows[line + left : line + right]):
                    continue
            if not self.plain(box, cut):
                return False
        return True


def _contrasts(pixels: bytes | bytearray) -> bool:
    """Whether the darkest and the lightest pixel differ plainly; at least one is there."""
    shades = pixels.translate(_SHADES)
    return (_DARK in shades and _LIGHT in shades) or max(pixels) - min(pixels) >= PLAIN_CONTRAST


@contextmanager
def draft_of(page: Any, frame: Frame, paper: Paper) -> Iterator[Draft | None]:
    """The page's draft, None where pdfium cannot draw it. It holds until the next drawing on the same paper."""
    with bitmap_of(page, frame, paper, 1.0) as bitmap:
        yield None if bitmap is None else Draft(bitmap, paper.pixels, frame)


def drawn_in(grids: Iterable[Grid], draft: Draft, found: PageText) -> list[Box]:
    """The cells without text in which there is ink that is no text of their neighbours."""
    empty = (cell.box for grid in grids for cell in grid.cells if cell.box and not cell.text.strip())
    inner = ((box, _inside(box)) for box in empty)
    inked = [(box, within) for box, within in inner if within is not None and draft.plain(within, 0.0)]
    return [box for box, within in inked if not any(glyph and _overlap(glyph, within) for glyph in found.boxes)]


def _inside(box: Box) -> Box | None:
    edge = max(EDGE, min(box.x1 - box.x0, box.bottom - box.top) / 8)
    within = Box(box.x0 + edge, box.top + edge, box.x1 - edge, box.bottom - edge)
    return within if min(within.x1 - within.x0, within.bottom - within.top) >= LEAST else None


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


@contextmanager
def bitmap_of(page: Any, frame: Frame, paper: Paper, scale: float) -> Iterator[Any]:
    """The page drawn in grey, None where pdfium cannot."""
    try:
        bitmap = page.render(scale=scaled(frame, scale), grayscale=True, bitmap_maker=paper.bitmap)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield bitmap
    finally:
        bitmap.close()


def scaled(frame: Frame, scale: float) -> float:
    """So many pixels a point, fewer for a large page."""
    return min(scale, MAX_PIXELS / max(frame.width, frame.height))
