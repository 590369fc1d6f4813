"""Figures that the reader of the format warns of: hidden, false, turned or overprinted digits, tracked changes. They carry a doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from core.address import Address
from core.model import Doubt, Figure, Span, State, Warning

KINDS: Final = frozenset(
    ("hidden", "unpainted", "tounicode", "turned", "overprinted", "unmapped", "tracked", "struck", "raised")
)
"""Warnings after which what is seen on the page may be something else than what was read."""


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

    return {address: _doubted(figure, map(touching, figure.locator.spans)) for address, figure in figures.items()}


def _place(marked: tuple[int, int, Warning]) -> Span:
    return marked[:2]


def _doubted(figure: Figure, warnings: Iterable[Warning | None]) -> Figure:
    if figure.doubt is not None or figure.state in (State.UNREAD, State.MISSING):
        return figure
    warning = next((warning for warning in warnings if warning), None)
    return replace(figure, doubt=Doubt(warning.phrase, (figure.printed,))) if warning else figure
