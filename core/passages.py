"""The prose of a report as running text: line breaks of the layout undone, every character with its place in the document.

A text rule works on `Joined.text` (no blanks inside Chinese text, no page numbers, one LF between paragraphs) and reports by
`Joined.span`, which leads back to the exact text. Readers and rules share it; it knows nothing of either.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from core.model import Report, Span

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–－―~·•]+\s*[0-9０-９]{1,4}\s*[-—–－―~·•]+|第\s*[0-9０-９]{1,4}\s*页.{0,12}|[0-9]{1,4}\s*/\s*[0-9]{1,4}\s*页?)\s*\Z"
)
_BARE_NUMBER: Final = re.compile(r"\s*[0-9０-９]{1,4}\s*\Z")
_ORDINAL: Final = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[0-9０-９]{1,2}(?:[.．](?![0-9])|、)|[（(][0-9０-９]{1,2}[）)]"
    r"|[①-⑳]|第[一二三四五六七八九十]部分|附件?[0-9：:])"
)
_DATE_LINE: Final = re.compile(r"[0-9０-９一二三四五六七八九〇○零OΟ]{4}年.{1,3}月.{1,3}日\Z")
_NUMBER_ON: Final = re.compile(r"[0-9０-９][0-9０-９,.．]*(?:[件条宗份起篇次个项人万元余%％]|\Z)|[件条宗份起篇次项]")
_ENDS: Final = "。！？!?：:"
_GOES_ON: Final = "，、；,;（(《〈“‘〔—"
_CLOSERS: Final = "”’』」）)》〉】"
_SENTENCE: Final = re.compile(rf"[^。！？!?\n]*(?:[。！？!?]+[{_CLOSERS}]*|\n|\Z)")
_CLAUSE_END: Final = re.compile(r"[，；;：。！？!?\n]|(?<![0-9]),|,(?![0-9]{3})|(?<![0-9]):|:(?![0-9])")
_SOLID: Final = re.compile(r"\S+")
_BREAKS: Final = re.compile(r"[\n\f]+")
_NARROWEST: Final = 18
_WIDEST: Final = 44
"""Characters in a full line of a laid-out page; lines beyond are paragraphs of their own."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Running text and, for each of its characters, the place in the document's text."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the document, line breaks between included; start < end ≤ len(text)."""
        return self.places[start], self.places[end - 1] + 1

    def range_of(self, span: Span) -> tuple[int, int]:
        """The part of the running text that lies in a span of the document; empty where nothing of it was taken in."""
        return bisect_left(self.places, span[0]), bisect_left(self.places, span[1])

    def at(self, place: int) -> int:
        """The index of the character at a place of the document, or of the nearest one before it; 0 at least."""
        return max(bisect_right(self.places, place) - 1, 0)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    region: int
    stripped: str


@cache
def is_blank(ch: str) -> bool:
    """Whether a character prints nothing: white space, zero width, control."""
    return ch.isspace() or unicodedata.category(ch) in ("Cf", "Cc")


class _Printing(dict[int, int | None]):
    """For `str.translate`: takes out what prints nothing; each character is looked at once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if is_blank(chr(code)) else code
        return self[code]


_PRINTING: Final = _Printing()


def is_wide(ch: str) -> bool:
    """Whether a character belongs to Chinese text (ideographs, full-width forms, Chinese punctuation)."""
    return ch >= "\u2e80" or ch in "“”‘’…—〇·"


def normal(text: str) -> str:
    """Text for comparing: no blanks, full-width letters and digits narrowed, punctuation of one width."""
    return printing(unicodedata.normalize("NFKC", text))


def join(text: str, spans: Iterable[Span] | None = None, breaks: Iterable[Span] = ()) -> Joined:
    """The running text of the spans (of all, if None). Whatever lies in one of `breaks` (headings) is a paragraph of its own."""
    regions = sorted([(0, len(text))] if spans is None else list(spans))
    own = sorted(breaks)
    lines = [line for number, span in enumerate(regions) for line in _lines(text, span, number, own)]
    lines = [line for line in _without_page_numbers(lines, text) if line.stripped]
    width = _line_width(lines)
    words: list[str] = []
    places: list[int] = []
    edges = {edge for span in own for edge in span}
    for index, line in enumerate(lines):
        if index:
            above = lines[index - 1]
            parted = line.start in edges or above.start + len(above.text) in edges
            if parted or above.region != line.region or not wraps(above.stripped, line.stripped, width):
                words.append("\n")
                places.append(above.start + len(above.text))
        _take(line, words, places)
    return Joined("".join(words), places)


def squeeze(text: str, span: Span | None = None) -> Joined:
    """The text of a span (of all, if None) without any blank or line break: for finding fixed words however they are set."""
    start, end = span or (0, len(text))
    kept = printing(text[start:end])
    places: list[int] = []
    for first, last in _unbroken(text, start, end, len(kept)):
        places += range(first, last)
    return Joined(kept, places)


def printing(text: str) -> str:
    """A text without its blanks (`is_blank`)."""
    solid = "".join(text.split())  # white space is nearly always all that is blank
    return solid if solid.isprintable() else solid.translate(_PRINTING)


def _unbroken(text: str, start: int, end: int, size: int) -> Iterable[Span]:
    """Stretches of a range without any blank, of which it has so many characters."""
    spans = [match.span() for match in _SOLID.finditer(text, start, end)]
    if sum([last - first for first, last in spans]) == size:
        return spans
    return _without_blanks(text, spans)


def _without_blanks(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The same of stretches in which something that is no white space prints nothing."""
    for first, last in spans:
        if len(printing(text[first:last])) == last - first:
            yield first, last
            continue
        for blank, group in groupby(range(first, last), key=lambda place: is_blank(text[place])):
            if not blank:
                places = list(group)
                yield places[0], places[-1] + 1


def wraps(above: str, below: str, width: int) -> bool:
    """Whether a line goes on in the next one: the layout broke it, not the writer."""
    last = above[-1]
    if last in _GOES_ON:
        return not (last in "；;" and _ORDINAL.match(below))
    if last in _ENDS or (last in _CLOSERS and len(above) > 1 and above[-2] in _ENDS):
        return False
    if _ORDINAL.match(below) or _DATE_LINE.match(below) or _DATE_LINE.match(above):
        return False
    return len(above) >= 0.7 * width or bool(_NUMBER_ON.match(below) and (last.isdigit() or below[0].isdigit()))


def _lines(text: str, span: Span, region: int, own: list[Span]) -> Iterator[_Line]:
    """The lines of a region, cut at the edges of `own` spans that lie within a line; a broken heading stays one line."""
    start, end = span
    cuts = sorted({edge for part in own for edge in part if start < edge < end})
    inner = [part for part in own if part[0] < end and part[1] > start]
    position = start
    for at in sorted({*cuts, *_newlines(text, start, end, inner), end}):
        if at > position:
            line = text[position:at].rstrip("\n\f")
            yield _Line(position, line, region, printing(line))
        position = at


def _newlines(text: str, start: int, end: int, inner: list[Span]) -> Iterator[int]:
    for match in _BREAKS.finditer(text, start, end):
        if not any(a < match.start() and match.end() < b for a, b in inner):
            yield match.end()


def _without_page_numbers(lines: list[_Line], text: str) -> Iterator[_Line]:
    for line in lines:
        bare = _BARE_NUMBER.match(line.text) and _beside_page_break(line, text)
        if not (bare or _PAGE_NUMBER.match(line.text)):
            yield line


def _beside_page_break(line: _Line, text: str) -> bool:
    end = line.start + len(line.text)
    before, after = text[max(0, line.start - 6) : line.start], text[end : end + 6]
    return "\f" in before[len(before.rstrip()) :] or "\f" in after[: len(after) - len(after.lstrip())]


def _line_width(lines: list[_Line]) -> int:
    """What a full line holds: the ninth decile of the lines' lengths, within bounds."""
    lengths = sorted(len(line.stripped) for line in lines)
    if not lengths:
        return _NARROWEST
    return min(max(lengths[len(lengths) * 9 // 10 - (len(lengths) == 1)], _NARROWEST), _WIDEST)


def _take(line: _Line, words: list[str], places: list[int]) -> None:
    """Appends a line; a blank stays (as one) only where no Chinese character stands on either side."""
    gap = bool(words) and words[-1] != "\n"
    pending: int | None = line.start if gap and _latin(words[-1][-1], line.text) else None
    after = 0
    for first, last in _unbroken(line.text, 0, len(line.text), len(line.stripped)):
        if first > after and pending is None and words and words[-1] != "\n":
            blank = next((at for at in range(after, first) if line.text[at].isspace()), None)
            pending = None if blank is None else line.start + blank
        if pending is not None and words and not is_wide(line.text[first]) and not is_wide(words[-1][-1]):
            words.append(" ")
            places.append(pending)
        pending, after = None, last
        words.append(line.text[first:last])
        places += range(line.start + first, line.start + last)


def _latin(last: str, following: str) -> bool:
    """Whether a line break stands for a blank: between Latin words, never inside a number."""
    return last.isascii() and last.isalpha() and following.lstrip()[:1].isalpha()


def sentences(joined: Joined, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences as ranges of the running text, each with its end mark; paragraphs end sentences too."""
    for match in _SENTENCE.finditer(joined.text, start, len(joined.text) if end is None else end):
        first, last = match.span()
        if joined.text[first:last].strip():
            yield first, last - (joined.text[last - 1] == "\n")


def clauses(joined: Joined, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a range, without the comma or stop that ends each; commas inside numbers part nothing."""
    position = start
    for match in _CLAUSE_END.finditer(joined.text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if end > position:
        yield position, end


def paragraphs(joined: Joined, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The paragraphs as ranges of the running text."""
    position = start
    stop = len(joined.text) if end is None else end
    while position < stop:
        at = joined.text.find("\n", position, stop)
        at = stop if at < 0 else at
        if at > position:
            yield position, at
        position = at + 1


def outside(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span without the holes."""
    left: list[Span] = []
    position, end = span
    for start, stop in sorted(holes):
        if start > position:
            left.append((position, min(start, end)))
        position = max(position, stop)
        if position >= end:
            break
    if position < end:
        left.append((position, end))
    return tuple(part for part in left if part[1] > part[0])


def prose_of(report: Report, section: int | None = None) -> Joined:
    """A report's prose: from its title to its sign-off, or of one section with its heading; tables left out."""
    headings = [part.heading for part in report.sections]
    if section is not None:
        own = [part.span for part in report.sections if part.number == section]
    else:
        own = [_extent(report)]
    spans = [part for span in own for part in outside(span, report.table_spans)]
    title = report.masthead.title
    return join(report.text, spans, [*headings, *([title.span] if title and title.span else [])])


def _extent(report: Report) -> Span:
    title, signed = report.masthead.title, report.masthead.signed_span
    starts = [part.span[0] for part in report.sections] + ([title.span[0]] if title and title.span else [])
    ends = [part.span[1] for part in report.sections] + ([signed[1]] if signed else [])
    return min(starts, default=0), max(ends, default=len(report.text))
