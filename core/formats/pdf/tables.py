"""Ruled tables: found as pdfplumber's table finder finds them, from the rules pdfium read.

The finder is pdfplumber's in what it finds (`core.formats.pdf.edges`, `core.formats.pdf.crossings`; a contract test holds them together) and
a fifth of it in what it costs; the plain way is pdfplumber's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Final

from core.formats.pdf.cells import Layout
from core.formats.pdf.crossings import cells_between, crossings_of, tables_of
from core.formats.pdf.edges import SNAP, Edges, edges_of, merged
from core.formats.pdf.rules import Rules, TooMany
from core.formats.pdf.sides import closed

MAX_CROSSINGS: Final = 5_000
"""Distinct levels x distinct uprights; the time of pdfplumber's finder grows with the square of the crossings."""
_place: Final = itemgetter(0)


def fed_layouts(rules: Rules) -> list[Layout]:
    """The tables that the rules of a page part, from top to bottom, open sides closed. Raises TooMany."""
    edges = bounded_edges(rules)
    whole = closed(rules, edges)
    if whole is not rules:
        edges = bounded_edges(whole)
    return [Layout.of(cells) for cells in tables_of(cells_between(crossings_of(merged(edges))))]


def bounded_edges(rules: Rules) -> Edges:
    """The edges of the rules, if the finders can deal with them. Raises TooMany."""
    edges = edges_of(rules)
    _bounded(map(_place, edges.levels), map(_place, edges.uprights))
    return edges


def ruled_layouts(page: Any) -> list[Layout]:
    """The tables of pdfplumber's own page from top to bottom, all by its own finder. Raises TooMany."""
    _bounded(
        (edge["top"] for edge in page.edges if edge["orientation"] == "h"),
        (edge["x0"] for edge in page.edges if edge["orientation"] == "v"),
    )
    from core.formats.pdf.plumbing import cells_of

    return [Layout.of(cells) for cells in cells_of(page)]


def _bounded(levels: Iterable[float], uprights: Iterable[float]) -> None:
    """Whether a finder can deal with edges at these places: how many crossings it may have to look at, from above. Raises TooMany."""
    rows, columns = ({round(place / SNAP) for place in set(places)} for places in (levels, uprights))
    if len(rows) * len(columns) > MAX_CROSSINGS:
        raise TooMany(MAX_CROSSINGS)
