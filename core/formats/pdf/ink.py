"""The ink test: is what the text layer says there to be seen? (RELIABILITY.md §3.3, R16)

The page is drawn in grey; where the darkest and the lightest pixel of a piece of text differ by less than `MIN_CONTRAST` of 255,
nothing can be read there: white, transparent, covered, clipped, off-page, tiny text and text of a layer that is off. Nearly all
text is so plainly seen that a drawing at a pixel a point shows it (`core.formats.pdf.draft`); what is not plain there is looked for at `SCALE`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple

from core.formats.pdf.draft import Draft, Paper, bitmap_of, scaled
from core.formats.pdf.frame import Frame, around
from core.formats.pdf.glyphs import PageText, Run
from core.model import Box, Span

MIN_CONTRAST: Final = 40
SCALE: Final = 2.0
"""Pixels a point."""
MIN_SIZE: Final = 1.0
"""Points; smaller type cannot be read."""

_DIGIT: Final = re.compile(r"\d")
_MARGIN: Final = 0.12
"""Of a box's height, cut at top and bottom: rules of a table touch it there."""


class Word(NamedTuple):
    """Neighbouring glyphs of one piece of content."""

    span: Span
    """In the page's text."""
    box: Box
    run: Run


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the ink test came to, spans in the page's text."""

    hidden: tuple[Span, ...] = ()
    """Text that cannot be seen."""
    unpainted: tuple[Span, ...] = ()
    """Text that is never painted although there is ink in its place: as a rule a scan with a recognised text behind it."""
    untestable: tuple[Span, ...] = ()
    """Text in fonts neither embedded nor to be had here: the drawing lacks it, an office computer may show it."""


def unseen(page: Any, frame: Frame, found: PageText, paper: Paper, draft: Draft | None) -> Unseen:
    """The text of a page that no eye would see; without a draft all of it is looked for in the drawing."""
    if draft is not None and all_plain(draft, found):
        return Unseen()
    words = list(words_of(found))
    doubtful = words if draft is None else [word for word in words if not is_plain(word, draft, found)]
    if not doubtful:
        return Unseen(unpainted=joined((word.span for word in words if not word.run.drawn), found))
    with _drawn(page, frame, paper) as drawing:
        if drawing is None:
            return Unseen(untestable=joined((word.span for word in words), found))
        blank = [word for word in doubtful if not _seen(word, drawing, found)]
        blank_spans = {word.span for word in blank}
        hidden = [
            span for word in doubtful if word.span not in blank_spans for span in _blank_digits(word, drawing, found)
        ]
    drawable = {word.run.font for word in words if word.span not in blank_spans and _needs_fallback(word, found)}
    untestable: list[Span] = []
    for word in blank:
        known = not _needs_fallback(word, found) or word.run.font in drawable or not word.run.drawn
        (hidden if known or _cannot_show(word, frame) else untestable).append(word.span)
    unpainted = [word.span for word in words if not word.run.drawn and word.span not in blank_spans]
    return Unseen(joined(hidden, found), joined(unpainted, found), joined(untestable, found))


def all_plain(draft: Draft, found: PageText) -> bool:
    """Whether every word is painted and is what `is_plain` calls plain, asked for the whole page at once: nearly always so."""
    chars, boxes, text = found.chars, found.boxes, found.text
    inner: list[Box] = []
    whole: list[Box] = []
    for start, end in _spans_of(found):
        run, box = found.runs[start], boxes[start]
        if run is None or box is None or not run.drawn or run.size < MIN_SIZE:
            return False
        if end - start == 1:
            (inner if chars[start].isalnum() else whole).append(box)
        elif _DIGIT.search(text, start, end):
            places = [match.start() for match in _DIGIT.finditer(text, start, end)]
            inner += [digit for place in places if (digit := boxes[place]) is not None]
        else:
            (inner if any(map(str.isalnum, chars[start:end])) else whole).append(around(boxes[start:end]))
    if min([bottom - top for _, top, _, bottom in chain(inner, whole)], default=MIN_SIZE) < MIN_SIZE:
        return False
    return draft.all_plain(inner, _MARGIN) and draft.all_plain(whole, 0.0)


def words_of(found: PageText) -> Iterator[Word]:
    """Glyphs of one piece of content that follow one another on a line without a blank."""
    for start, end in _spans_of(found):
        run, box = found.runs[start], found.boxes[start]
        if run is not None and box is not None:
            yield Word((start, end), box if end - start == 1 else around(found.boxes[start:end]), run)


def _spans_of(found: PageText) -> Iterator[Span]:
    """Where the words stand."""
    start, run, top, bottom = 0, None, 0.0, 0.0
    for index, (box, of, blank) in enumerate(zip(found.boxes, found.runs, map(str.isspace, found.chars), strict=True)):
        if blank or box is None or of is None:
            if run is not None:
                yield start, index
                run = None
            continue
        _, high, _, low = box
        if of is not run or high >= bottom or low <= top:
            if run is not None:
                yield start, index
            start, run = index, of
        top, bottom = high, low
    if run is not None:
        yield start, len(found.boxes)


def joined(spans: Iterable[Span], found: PageText) -> tuple[Span, ...]:
    """Spans in order, those that only blanks part made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and all(found.chars[i] == " " for i in range(result[-1][1], start)):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def is_plain(word: Word, draft: Draft, found: PageText) -> bool:
    """Whether the draft shows the word, and each of its digits where it has any."""
    if word.run.size < MIN_SIZE or word.box.bottom - word.box.top < MIN_SIZE:
        return False
    start, end = word.span
    if end - start == 1:
        return draft.plain(word.box, _MARGIN if found.chars[start].isalnum() else 0.0)
    chars = found.chars[start:end]
    if any(map(str.isdecimal, chars)):
        boxes = [found.boxes[place] for place, char in enumerate(chars, start) if char.isdecimal()]
        return all(box is not None and draft.plain(box, _MARGIN) for box in boxes)
    return draft.plain(word.box, _MARGIN if any(map(str.isalnum, chars)) else 0.0)


class _Drawing:
    """The page in grey."""

    def __init__(self, bitmap: Any, scale: float) -> None:
        self.image = bitmap.to_pil()
        self.rows = memoryview(bitmap.buffer).cast("B")
        self.stride = bitmap.stride
        self.scale = scale

    def seen(self, box: Box) -> bool:
        """Whether darkest and lightest pixel of the box differ enough; what is off the page is not seen."""
        left, top = max(0, int(box.x0 * self.scale)), max(0, int(box.top * self.scale))
        right = min(self.image.width, int(box.x1 * self.scale) + 1)
        bottom = min(self.image.height, int(box.bottom * self.scale) + 1)
        if right <= left or bottom <= top:
            return False
        middle = (top + bottom) // 2 * self.stride  # most glyphs have ink at half height: one row settles it
        row = self.rows[middle + left : middle + right]
        if max(row) - min(row) >= MIN_CONTRAST:
            return True
        darkest, lightest = self.image.crop((left, top, right, bottom)).getextrema()
        return bool(lightest - darkest >= MIN_CONTRAST)


@contextmanager
def _drawn(page: Any, frame: Frame, paper: Paper) -> Iterator[_Drawing | None]:
    """The page drawn, None where pdfium cannot."""
    with bitmap_of(page, frame, paper, SCALE) as bitmap:
        yield None if bitmap is None else _Drawing(bitmap, scaled(frame, SCALE))


def _seen(word: Word, drawing: _Drawing, found: PageText) -> bool:
    if word.run.size < MIN_SIZE or word.box.bottom - word.box.top < MIN_SIZE:
        return False
    box = word.box
    if any(found.chars[i].isalnum() for i in range(*word.span)):
        cut = _MARGIN * (box.bottom - box.top)
        box = Box(box.x0, box.top + cut, box.x1, box.bottom - cut)
    return drawing.seen(box)


def _blank_digits(word: Word, drawing: _Drawing, found: PageText) -> Iterator[Span]:
    """Digits of a word that is seen as a whole, but which are covered or clipped themselves."""
    start, end = word.span
    if end - start < 2:
        return
    for index in range(start, end):
        box = found.boxes[index]
        if box is None or unicodedata.category(found.chars[index]) != "Nd":
            continue
        if not drawing.seen(box):
            yield index, index + 1


def _needs_fallback(word: Word, found: PageText) -> bool:
    """Whether drawing the word needs a font of this machine; pdfium brings its own for Latin text."""
    return not word.run.embedded and any(ord(char) > 0x24F for char in found.chars[word.span[0] : word.span[1]])


def _cannot_show(word: Word, frame: Frame) -> bool:
    """Off the page or too small, whatever the font."""
    box = word.box
    off = box.x1 <= 0 or box.bottom <= 0 or box.x0 >= frame.width or box.top >= frame.height
    return off or word.run.size < MIN_SIZE
