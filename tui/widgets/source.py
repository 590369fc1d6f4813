"""The source text: wrapped by cells, numbered by lines, the place of the figure or finding marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from core.model import Span
from tui.locale import said
from tui.shown import Clean, clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import Wrapped, cells_of, fit


class SourceView(Canvas):
    """Shows one text; its cursor is a line, `places` are marked, `hits` are what was searched."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self.page_spans: tuple[Span, ...] = ()
        self.cursor = 0
        """Index of the row the cursor is on."""
        self.places: tuple[Span, ...] = ()
        self.hits: tuple[Span, ...] = ()
        self.chosen: Span | None = None
        """What somebody selected."""
        self._wrapped = Wrapped("", 2)
        self._kept = 0
        """The place in the text that the cursor keeps when the text is wrapped anew."""

    def show(self, text: str, page_spans: tuple[Span, ...] = ()) -> None:
        """Draw that text from its beginning."""
        self.text, self.page_spans = text, page_spans
        self.places, self.hits, self.cursor, self.top, self._kept = (), (), 0, 0, 0
        self.chosen = None
        self.unfit()
        self.redraw()

    def point(self, places: Sequence[Span], follow: bool = True, nearby: Span | None = None) -> None:
        """Mark these places; with `follow` bring the first (or what is nearby, where nothing is printed) into view."""
        self.places = tuple(places)
        target = self.places[0] if self.places else nearby
        if follow and target is not None:
            self._kept = target[0]
            self.cursor = self._wrapped.row_at(target[0])
            last = self._wrapped.row_at(max(target[0], target[1] - 1))
            self.keep_visible(self.cursor, min(self.room, last - self.cursor + 1))
        self.redraw()

    def choose(self, span: Span | None) -> None:
        """Show this span as selected, or none."""
        self.chosen = span
        self.redraw()

    def go_to(self, offset: int) -> None:
        """Put the cursor on the row that shows that place."""
        self._kept = offset
        self.cursor = self._wrapped.row_at(offset)
        self.keep_visible(self.cursor)
        self.redraw()

    @property
    def at(self) -> int:
        """Where the cursor's row begins in the text."""
        return self._wrapped.rows[self.cursor].start

    @property
    def row_span(self) -> Span:
        """The cursor's row as a span."""
        row = self._wrapped.rows[self.cursor]
        return (row.start, row.end)

    # Searching ----------------------------------------------------------------------------------------------------

    def find(self, words: str) -> int:
        """Mark every occurrence, go to the first at or below the cursor; how many there are."""
        needle, found, at = words.casefold(), [], 0
        haystack = self.text.casefold() if len(self.text.casefold()) == len(self.text) else self.text
        while needle and (at := haystack.find(needle, at)) >= 0:
            found.append((at, at + len(needle)))
            at += len(needle)
        self.hits = tuple(found)
        if found:
            self._go_hit(next((hit for hit in found if hit[0] >= self.at), found[0]))
        else:
            self.redraw()
        return len(found)

    def next_hit(self, step: Literal[-1, 1]) -> int:
        """To the next or previous occurrence, round the ends; its number from 1, 0 where there is none."""
        if not self.hits:
            return 0
        start, end = self.row_span
        if step > 0:
            hit = next((hit for hit in self.hits if hit[0] >= max(end, start + 1)), self.hits[0])
        else:
            hit = next((hit for hit in reversed(self.hits) if hit[0] < start), self.hits[-1])
        self._go_hit(hit)
        return self.hits.index(hit) + 1

    def _go_hit(self, hit: Span) -> None:
        self._go(self._wrapped.row_at(hit[0]))

    # Moving -------------------------------------------------------------------------------------------------------

    def do_move_down(self) -> None:
        self._go(self.cursor + 1)

    def do_move_up(self) -> None:
        self._go(self.cursor - 1)

    def do_page_down(self) -> None:
        self._go(self.cursor + max(1, self.room // 2))

    def do_page_up(self) -> None:
        self._go(self.cursor - max(1, self.room // 2))

    def do_go_top(self) -> None:
        self._go(0)

    def do_go_bottom(self) -> None:
        self._go(self.count() - 1)

    def land(self, y: int) -> None:
        self._go(self.top + y)

    def _go(self, row: int) -> None:
        self.cursor = max(0, min(self.count() - 1, row))
        self._kept = self.at
        self.keep_visible(self.cursor)
        self.redraw()
        self.tell_moved()

    # Drawing ------------------------------------------------------------------------------------------------------

    def refit(self) -> None:
        """Wrap for this breadth, the cursor and the marked place staying where they were in the text."""
        width = max(2, self.breadth - self._gutter)
        if self._wrapped.text is not self.text or self._wrapped.width != width:
            self._wrapped = Wrapped(self.text, width)
        self.cursor = self._wrapped.row_at(self._kept)
        self.keep_visible(self.cursor)

    @property
    def _gutter(self) -> int:
        """Cells left of the text: the cursor's mark, the line number, a blank."""
        return len(str(self.text.count("\n") + 1)) + 2

    def page_of(self, offset: int) -> int | None:
        """The 1-based page of that place, None for a text without pages."""
        return next((n for n, (start, end) in enumerate(self.page_spans, 1) if start <= offset <= end), None)

    def caption(self) -> Clean:
        line, lines = self._wrapped.number_of(self.cursor), self.text.count("\n") + 1
        page = self.page_of(self.at)
        if page is None:
            return said("Source  line {line} of {lines}", line=line, lines=lines)
        pages = len(self.page_spans)
        return said(
            "Source  line {line} of {lines}  page {page} of {pages}", line=line, lines=lines, page=page, pages=pages
        )

    def count(self) -> int:
        return len(self._wrapped.rows)

    def row(self, index: int) -> Sequence[Piece]:
        here = index == self.cursor
        number = str(self._wrapped.rows[index].number or "")
        mark = ">" if here else " "
        edge = Clean(mark + fit(Clean(number), self._gutter - 2, right=True) + " ")
        return [(edge, "strong" if here else "faint"), *self._text(index)]

    def _text(self, index: int) -> Sequence[Piece]:
        """The row's text, cut where a marked place or a hit begins or ends."""
        chosen = (self.chosen,) if self.chosen else ()
        spans = [(span, "hit") for span in (*chosen, *self.hits)] + [(span, "place") for span in self.places]
        marked = [(self._wrapped.cells(index, *span), style) for span, style in spans if self._in_row(index, span)]
        text = self._wrapped.drawn(index)
        if not marked:
            return [(text, "plain")]
        pieces: list[Piece] = []
        edges = sorted({0, cells_of(text), *(edge for cells, _style in marked for edge in cells)})
        for start, end in pairwise(edges):
            style = next((s for (first, last), s in reversed(marked) if first <= start and end <= last), "plain")
            pieces.append((_slice(text, start, end), style))
        return pieces

    def _in_row(self, index: int, span: Span) -> bool:
        row = self._wrapped.rows[index]
        return span[0] < row.end and row.start < span[1]


def _slice(text: Clean, start: int, end: int) -> Clean:
    """The characters that begin in the cells [start, end)."""
    kept, cell = [], 0
    for character in text:
        if start <= cell < end or (start < cell == end and cells_of(Clean(character)) == 0):
            kept.append(character)
        cell += cells_of(Clean(character))
    return clean("".join(kept))
