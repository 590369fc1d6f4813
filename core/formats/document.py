"""A file's content before it is understood: one text, pages, grids, each piece with its place.

Newlines are LF, pages are joined by LF FF LF, everything counts in code points of `Document.text`. The text is exact: control
and format characters stay in it; whoever shows it replaces each by exactly one visible character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.model import Box, Locator, Span, Warning

PAGE_BREAK = "\n\f\n"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid as laid out; merged cells are one cell with spans over rows and columns."""

    row: int
    column: int
    text: str
    """As printed, lines joined by LF, outer white space kept."""
    spans: tuple[Span, ...] = ()
    """Places of `text` in the document's text, in reading order; none for a cell without any text, or one without length where
    hidden or deleted text was left out of it."""
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the format gives it: HTML or DOCX rows, cells ruled on a page, tab-separated lines."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """By row, then column. Where the format leaves a hole there is no cell."""
    span: Span
    """From the first to the last character of the grid in the document's text."""
    page: int | None = None
    box: Box | None = None
    ruled: bool = True
    """False where nothing marks the cells and only the places of the words tell the columns."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged document."""

    number: int
    span: Span
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of `core.formats` gives."""

    format: str
    text: str
    grids: tuple[Grid, ...] = ()
    """In document order; a table broken over pages is several grids."""
    pages: tuple[Page, ...] = ()
    glyphs: Sequence[Box | None] = ()
    """PDF only: the box of each code point of `text`, None for those that print nothing."""
    warnings: tuple[Warning, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """`title`, `published` (ISO date) and what else the format says of itself, exact."""
    drawn: tuple[tuple[int, Box], ...] = ()
    """PDF only: page and box of the cells without text in which something is drawn."""

    def page_at(self, offset: int) -> Page | None:
        """The page that holds the code point, None for formats without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.span[0]) - 1
        return self.pages[index] if index >= 0 else None

    def locate(self, *spans: Span) -> Locator:
        """The locator of these places; page and box are those of the first span's page."""
        if not spans:
            return Locator()
        page = self.page_at(spans[0][0])
        inside = [s for s in spans if page is None or s[0] < page.span[1]]
        boxes = [g for start, end in inside for g in self.glyphs[start:end] if g is not None]
        if len(boxes) < 2:  # most figures are a single digit, and lists are quicker here than generators
            box = boxes[0] if boxes else None
        else:
            box = Box(
                min([b.x0 for b in boxes]),
                min([b.top for b in boxes]),
                max([b.x1 for b in boxes]),
                max([b.bottom for b in boxes]),
            )
        return Locator(tuple(spans), page.number if page else None, box)
