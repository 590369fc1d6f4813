"""Ruled tables: pdfplumber's own table finder, fed with the rules pdfium read.

pdfplumber spends nearly all its time in reading content and making objects, hardly any in finding tables (PERFORMANCE.md §1),
so the finder gets its objects from elsewhere (and looks the corners of cells up, `core.formats.pdf.crossings`). It asks a page for
`bbox`, `edges` and nothing more; the page here is a `pdfplumber.container.Container`, which derives the edges from the objects as
pdfplumber's own pages do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pdfplumber.container import Container
from pdfplumber.table import TableFinder

from core.formats.pdf.cells import Layout
from core.formats.pdf.crossings import Finder
from core.formats.pdf.rules import Rules, Shape, TooMany
from core.formats.pdf.sides import closed

MAX_CROSSINGS: Final = 5_000
"""Distinct levels x distinct uprights; the finder's time grows with the square of the crossings."""

_SNAP: Final = 3.0
"""Points within which the finder takes two rules for one."""


class RuledPage(Container):
    """What the table finder needs of a page."""

    def __init__(self, width: float, height: float, rules: Rules) -> None:
        self.bbox = (0.0, 0.0, width, height)
        self.width, self.height = width, height
        self._held = {"rect": rules.rects, "line": rules.lines, "curve": rules.curves}

    @property
    def objects(self) -> dict[str, list[Shape]]:
        """Rules by kind, as pdfplumber's pages hold them."""
        return self._held


def fed_layouts(width: float, height: float, rules: Rules) -> list[Layout]:
    """The tables that rules part on a page of this size, open sides closed. Raises TooMany."""
    page = bounded(RuledPage(width, height, rules))
    whole = closed(rules, page.edges)
    whole_page = page if whole is rules else bounded(RuledPage(width, height, whole))
    return [Layout.of(table.cells) for table in Finder(whole_page).tables]


def ruled_layouts(page: Any, settings: dict[str, Any] | None = None) -> list[Layout]:
    """The tables of pdfplumber's own page from top to bottom, all by its own finder. Raises TooMany."""
    return [Layout.of(table.cells) for table in TableFinder(bounded(page), settings).tables]


def bounded(page: Any) -> Any:
    """The page, if the finder can deal with its rules. Raises TooMany."""
    if crossings(page.edges) > MAX_CROSSINGS:
        raise TooMany(MAX_CROSSINGS)
    return page


def crossings(edges: Iterable[Shape]) -> int:
    """How many crossings the finder may have to look at, from above."""
    levels, uprights = set(), set()
    for edge in edges:
        if edge["orientation"] == "h":
            levels.add(round(edge["top"] / _SNAP))
        elif edge["orientation"] == "v":
            uprights.add(round(edge["x0"] / _SNAP))
    return len(levels) * len(uprights)
