"""Where the cells of a Word table stand on its grid: spans, vertical merges, rows and cells inside content controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.formats.docx_styles import Element, attribute, child, is_on, name_of, number

_WRAPPERS: Final = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))

_LEAST_HEIGHT: Final = 40
"""Twentieths of a point; no letter can be read in a lower row."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell (`w:tc`) at its column."""

    element: Element
    column: int
    span: int
    continues: bool
    """Whether it only carries on the cell above (`w:vMerge`): Word prints nothing of it."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its cells by column."""

    cells: tuple[PlacedCell, ...]

    def continues(self, cell: PlacedCell) -> bool:
        """Whether this row carries on that cell of a row above."""
        return any(here.continues and here.column == cell.column for here in self.cells)


def is_data(table: Element) -> bool:
    """Whether a table holds data rather than layout: its own filled cells outnumber those of tables nested in it."""
    nested = [entry for entry in table.iterdescendants() if name_of(entry) == "tbl"]
    if not nested:
        return True
    inner = sum(1 for entry in nested for _ in _cells(entry))
    own = [cell for cell in _cells(table) if not any(name_of(entry) == "tbl" for entry in cell.iterdescendants())]
    return sum(1 for cell in own if _filled(cell)) > inner


def rows(table: Element) -> list[tuple[Element, bool]]:
    """The rows (`w:tr`), each with whether a tracked change deletes it."""
    found = [row for row in _within(table, "tr")]
    return [(row, child(row, "trPr", "del") is not None) for row in found]


def is_hidden(row: Element) -> bool:
    """Whether a row is not shown, or is no higher than a stroke."""
    properties = child(row, "trPr")
    height = child(properties, "trHeight")
    flat = attribute(height, "hRule") == "exact" and 0 <= number(height, 999) < _LEAST_HEIGHT
    return flat or is_on(child(properties, "hidden")) is True


def place(row: Element) -> PlacedRow:
    """The cells of a row; a cell merged sideways in the old way (`w:hMerge`) widens the one before it."""
    column = number(child(row, "trPr", "gridBefore"), 0)
    placed: list[PlacedCell] = []
    for cell in _within(row, "tc"):
        properties = child(cell, "tcPr")
        span = max(1, number(child(properties, "gridSpan"), 1))
        sideways = child(properties, "hMerge")
        if sideways is not None and attribute(sideways) != "restart" and placed:
            last = placed[-1]
            placed[-1] = PlacedCell(last.element, last.column, last.span + span, last.continues)
        else:
            downwards = child(properties, "vMerge")
            continues = downwards is not None and attribute(downwards) != "restart"
            placed.append(PlacedCell(cell, column, span, continues))
        column += span
    return PlacedRow(tuple(placed))


def height(cell: PlacedCell, below: list[PlacedRow]) -> int:
    """Rows that a cell covers."""
    rows_covered = 1
    for row in below:
        if not row.continues(cell):
            break
        rows_covered += 1
    return rows_covered


def _cells(table: Element) -> Iterator[Element]:
    return (cell for row in _within(table, "tr") for cell in _within(row, "tc"))


def _within(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        found = name_of(element)
        if found == name:
            yield element
        elif found in _WRAPPERS:
            yield from _within(element, name)


def _filled(cell: Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter() if name_of(text) == "t")
