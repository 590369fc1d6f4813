"""What the reviewer is told of a PDF's text: hidden, false, unreadable, odd; each with its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from core.formats.characters import MOST, odd_codes, odd_spans
from core.formats.document import Grid
from core.formats.pdf.frame import around
from core.formats.pdf.glyphs import PageText
from core.formats.pdf.ink import Unseen, joined
from core.formats.pdf.lying import Lies
from core.model import Box, Span, Warning
from core.wording import Argument, Phrase

MAX_EACH: Final = 20
"""Passages of a kind a page is warned of one by one; beyond, the page gets one warning for all of them."""
MAX_QUOTE: Final = 60

_OVERLAP: Final = 0.6
"""Of the narrower glyph's width; neighbours in tight type stay below."""


def of_unseen(unseen: Unseen, found: PageText, number: int, offset: int) -> Iterator[Warning]:
    """What the ink test came to."""
    yield from _passages("hidden", unseen.hidden, found, number, offset)
    if unseen.unpainted:
        yield _whole("unpainted", unseen.unpainted, found, number, offset)
    if unseen.untestable:
        runs = (found.runs[start] for start, _ in unseen.untestable)
        fonts = tuple(sorted({run.font for run in runs if run is not None}))
        yield _whole("untestable", unseen.untestable, found, number, offset, fonts=fonts)


def of_lies(lies: Lies, found: PageText, number: int, offset: int) -> Iterator[Warning]:
    """Text whose font draws other characters than its text layer says."""
    if not lies:
        return
    marked = [
        (index, index + 1)
        for index, (char, run) in enumerate(zip(found.chars, found.runs, strict=True))
        if run is not None and char in lies.get(run.font, ())
    ]
    text = found.text
    passages = joined(_merged(marked), found)
    each = [[passage] for passage in passages] if len(passages) <= MAX_EACH else [list(passages)]
    for spans in each:
        said = " … ".join(text[start:end] for start, end in spans[:MAX_EACH])
        drawn = " … ".join(
            "".join(_drawn(lies, found, index) for index in range(start, end)) for start, end in spans[:MAX_EACH]
        )
        yield _warning("tounicode", spans, number, offset, quote=_short(said), drawn=_short(drawn))


def replaced_places(found: PageText) -> list[tuple[Span, Box]]:
    """Each passage that an `/ActualText` gives, with the place of its glyphs."""
    places = []
    for start, end in joined(_merged((i, i + 1) for i in found.replaced), found):
        boxes = [box for box in found.boxes[start:end] if box is not None]
        if boxes:
            places.append(((start, end), around(boxes)))
    return places


def of_replaced(found: PageText, drawn: Iterable[str | None], number: int, offset: int) -> Iterator[Warning]:
    """Passages of `replaced_places` whose glyphs stand for something else, or could not be asked."""
    for ((start, end), _), glyphs in zip(replaced_places(found), drawn, strict=True):
        said = found.text[start:end]
        if glyphs is None or _bare(said) != _bare(glyphs):
            yield _warning("tounicode", [(start, end)], number, offset, quote=_short(said), drawn=_short(glyphs or "?"))


def of_characters(found: PageText, number: int, offset: int) -> Iterator[Warning]:
    """Glyphs without a character, and control or format characters in the text."""
    if found.unmapped:
        yield _whole("unmapped", _merged((i, i + 1) for i in found.unmapped), found, number, offset)
    odd = odd_spans(found.text)
    if odd:
        codes, count = odd_codes(found.text, odd)
        yield _warning("control", odd[:MOST], number, offset, codes=codes, count=count)


def of_cells(grids: Sequence[Grid], found: PageText, upright: int, offset: int) -> Iterator[Warning]:
    """Digits printed over one another, and what is turned against the page in cells with digits (R19); `upright` as in `Run.angle`."""
    for grid in grids:
        number = grid.page or 0
        cells = [[(a - offset, b - offset) for a, b in cell.spans] for cell in grid.cells if _has_digit(cell.text)]
        printed = (i for spans in cells for i in _indices(spans) if not found.chars[i].isspace())
        turned = [(i, i + 1) for i in printed if _turned(found, i, upright)]
        if turned:
            yield _whole("turned", _merged(turned), found, number, offset)
        over = [span for spans in cells for span in _overprinted(spans, found)]
        if over:
            yield _whole("overprinted", _merged(sorted(set(over))), found, number, offset)


def of_strokes(
    crossed: Sequence[Span], raised: Sequence[Span], found: PageText, number: int, offset: int
) -> Iterator[Warning]:
    """Digits of tables that are crossed out, or stand above or below their line; places in the document's text."""
    for kind, spans in (("struck", crossed), ("raised", raised)):
        if spans:
            inside = _merged(sorted({(start - offset, end - offset) for start, end in spans}))
            yield _whole(kind, inside, found, number, offset)


def skipped(what: str, limit: int, number: int) -> Warning:
    """A cap was reached (R21): `glyphs` or `tables` of the page were not read."""
    return Warning("skipped", Phrase(f"pdf.skipped_{what}", {"limit": limit, "page": number}), page=number)


def unloaded(number: int) -> Warning:
    """A page of a damaged file that could not be loaded."""
    return Warning("skipped", Phrase("pdf.unloaded", {"page": number}), page=number)


def scan(number: int | None = None) -> Warning:
    """No text layer, of a page or of the whole document."""
    if number is None:
        return Warning("scan", Phrase("pdf.scan"))
    return Warning("scan", Phrase("pdf.scan_page", {"page": number}), page=number)


def untested() -> Warning:
    """The fonts' tables could not be followed."""
    return Warning("untestable", Phrase("pdf.fonts_untested"))


def _passages(kind: str, spans: Sequence[Span], found: PageText, number: int, offset: int) -> Iterator[Warning]:
    if len(spans) > MAX_EACH:
        yield _whole(kind, spans, found, number, offset)
        return
    for start, end in spans:
        yield _whole(kind, [(start, end)], found, number, offset)


def _whole(kind: str, spans: Sequence[Span], found: PageText, number: int, offset: int, **more: Argument) -> Warning:
    quote = " … ".join("".join(found.chars[start:end]) for start, end in spans[:MAX_EACH])
    return _warning(kind, spans, number, offset, quote=_short(quote), **more)


def _warning(kind: str, spans: Iterable[Span], number: int, offset: int, **arguments: Argument) -> Warning:
    moved = tuple((start + offset, end + offset) for start, end in spans)
    return Warning(kind, Phrase(f"pdf.{kind}", {"page": number, **arguments}), moved, number)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _short(quote: str) -> str:
    return quote if len(quote) <= MAX_QUOTE else quote[: MAX_QUOTE - 1] + "…"


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, neighbours made one."""
    result: list[Span] = []
    for start, end in spans:
        if result and result[-1][1] >= start:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _drawn(lies: Lies, found: PageText, index: int) -> str:
    run = found.runs[index]
    char = found.chars[index]
    return lies.get(run.font, {}).get(char, char) if run is not None else char


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _indices(spans: Iterable[Span]) -> Iterator[int]:
    for start, end in spans:
        yield from range(start, end)


def _turned(found: PageText, index: int, upright: int) -> bool:
    run = found.runs[index]
    return run is not None and abs((run.angle - upright + 180) % 360 - 180) > 10


def _overprinted(spans: Sequence[Span], found: PageText) -> Iterator[Span]:
    """Neighbours within a cell that share most of their place."""
    chars, boxes = found.chars, found.boxes
    glyphs = [i for i in _indices(spans) if boxes[i] is not None and not chars[i].isspace()]
    for one, other in pairwise(glyphs):
        if (chars[one].isdigit() or chars[other].isdigit()) and _shared(boxes[one], boxes[other]):
            yield min(one, other), min(one, other) + 1
            yield max(one, other), max(one, other) + 1


def _shared(a: Box | None, b: Box | None) -> bool:
    if a is None or b is None or a.x1 <= b.x0 or b.x1 <= a.x0:
        return False
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    narrow, low = min(a.x1 - a.x0, b.x1 - b.x0), min(a.bottom - a.top, b.bottom - b.top)
    return across > _OVERLAP * narrow and down > _OVERLAP * low
