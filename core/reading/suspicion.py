"""Figures that the reader of the format warns of: hidden, false, turned or overprinted digits, tracked changes. They carry a doubt.

Where only some of a figure's digits are struck out, raised or lowered, nobody can tell from the text which number is meant; a
blank cell that holds a picture is not blank, and what the edge of the page cuts off is not there to see: these are not read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from core.address import Address
from core.formats.document import Page
from core.model import Box, Doubt, Figure, Span, State, Warning
from core.wording import Phrase

KINDS: Final = frozenset(
    ("hidden", "unpainted", "tounicode", "turned", "overprinted", "unmapped", "tracked", "struck", "raised", "unseen")
)
"""Warnings after which what is seen on the page may be something else than what was read."""
_PARTING: Final = frozenset(("struck", "raised", "turned"))
"""Warnings that part the digits of one figure."""

_EDGE: Final = 1.0
"""Points from the edge of the page within which a cell has no border of its own."""


def suspected(figures: Mapping[Address, Figure], warnings: Iterable[Warning]) -> dict[Address, Figure]:
    """The figures, those whose place a warning touches with its words as their doubt; a doubt that they have already stays."""
    marked = sorted(
        ((*span, warning) for warning in warnings if warning.kind in KINDS for span in warning.spans), key=_place
    )
    if not marked:
        return dict(figures)
    longest = max(end - start for start, end, _ in marked)
    starts = [start for start, _, _ in marked]

    def touching(span: Span) -> Warning | None:
        first = bisect_left(starts, span[0] - longest)
        for start, end, warning in marked[first:]:
            if start > span[1]:
                return None
            here = span[0] <= start <= span[1] if start == end else start < span[1] and span[0] < end
            if here:  # a deletion has a place but no length
                return warning
        return None

    parting = [place for place in marked if place[2].kind in _PARTING]
    return {
        address: _parted(_doubted(figure, map(touching, figure.locator.spans)), parting)
        for address, figure in figures.items()
    }


def not_blank(figures: Mapping[Address, Figure], drawn: Iterable[tuple[int, Box]]) -> dict[Address, Figure]:
    """The figures, unread those whose cell has no text but something drawn in it."""
    by_page: dict[int, list[Box]] = {}
    for page, box in drawn:
        by_page.setdefault(page, []).append(box)
    if not by_page:
        return dict(figures)
    return {
        address: _unseen(figure, Phrase("reading.unread.drawn"))
        if figure.state is State.BLANK and any(map(partial(_holds, figure), by_page.get(figure.locator.page or 0, ())))
        else figure
        for address, figure in figures.items()
    }


def whole(figures: Mapping[Address, Figure], pages: Iterable[Page]) -> dict[Address, Figure]:
    """The figures, unread the blanks whose cell the edge of the page cuts; digits beyond the edge the ink test tells of."""
    sizes = {page.number: page for page in pages if page.width}
    why = Phrase("reading.unread.off_page")
    blank = [each for each in figures.items() if each[1].state is State.BLANK]
    return {**figures, **{a: _unseen(f, why) for a, f in blank if _cut_off(f, sizes.get(f.locator.page or 0))}}


def _cut_off(blank: Figure, page: Page | None) -> bool:
    box = blank.locator.box
    if page is None or box is None:
        return False
    return min(box.x0, box.top, page.width - box.x1, page.height - box.bottom) < _EDGE


def _holds(figure: Figure, box: Box) -> bool:
    place = figure.locator.box
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return place is not None and place.x0 < x < place.x1 and place.top < y < place.bottom


def _unseen(figure: Figure, why: Phrase) -> Figure:
    return replace(figure, printed="", state=State.UNREAD, value=None, doubt=Doubt(why))


def _place(marked: tuple[int, int, Warning]) -> Span:
    return marked[:2]


def _doubted(figure: Figure, warnings: Iterable[Warning | None]) -> Figure:
    if figure.doubt is not None or figure.state in (State.UNREAD, State.MISSING):
        return figure
    warning = next((warning for warning in warnings if warning), None)
    if warning and warning.kind == "unseen" and figure.state is State.BLANK:
        return _unseen(figure, warning.phrase)
    return replace(figure, doubt=Doubt(warning.phrase, (figure.printed,))) if warning else figure


def _parted(figure: Figure, marked: Sequence[tuple[int, int, Warning]]) -> Figure:
    """Unread where some of its digits, not all, are marked; both numbers are its candidates."""
    if not marked or figure.state in (State.UNREAD, State.MISSING, State.BLANK):
        return figure
    spans = figure.locator.spans
    touching = [each for each in marked if any(each[0] < end and start < each[1] for start, end in spans)]
    places = [place for start, end in spans for place in range(start, end)]
    printed = figure.printed if len(spans) == 1 else figure.printed.replace("\n", "")  # one span a line
    if not touching or len(printed) != len(places):
        return figure
    covered = {place for first, last, _ in touching for place in range(first, last)}
    kept = "".join(ch for place, ch in zip(places, printed, strict=True) if place not in covered)
    if not _loses_digits(printed, kept) and not _is_mingled(printed, kept, touching):
        return figure
    doubt = Doubt(touching[0][2].phrase, (figure.printed, kept.strip()))
    return replace(figure, printed="", state=State.UNREAD, value=None, remark=None, doubt=doubt)


def _loses_digits(printed: str, kept: str) -> bool:
    return 0 < sum(map(str.isdecimal, kept)) < sum(map(str.isdecimal, printed))


def _is_mingled(printed: str, kept: str, marked: Sequence[tuple[int, int, Warning]]) -> bool:
    """Whether words that run another way than the digits lie over them: they belong to something else, not to the figure."""
    return any(warning.kind == "turned" for _, _, warning in marked) and kept.strip() not in ("", printed.strip())
