"""The rows of a page's tables: those of a `table`, through whatever wraps them, and those set out with `div`s (flex, grid,
`display: table`), several, all of short words and figures, whose cells are parted by tabs so that a blank one keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

Element = etree._Element

CELLS: Final = ("td", "th")
_LEAST: Final = 4
"""Cells of a row, and rows that make a table."""
_LONGEST: Final = 60
"""Letters in a cell."""
_NUMBERS: Final = 3
"""Cells with a number, or blank, that make it a row of figures."""


def is_row(element: Element) -> bool:
    """Whether the element is a row of figures among others of its kind."""
    if element.tag != "div" or not _is_row(element):
        return False
    parent = element.getparent()
    if parent is None:
        return False
    siblings = (child for child in parent.iterchildren("div") if _is_row(child))
    return len(list(islice(siblings, _LEAST))) == _LEAST


def _is_row(element: Element) -> bool:
    cells = list(element)
    if len(cells) < _LEAST or any(cell.tag != "div" for cell in cells):
        return False
    if (element.text or "").strip() or any((cell.tail or "").strip() for cell in cells):
        return False
    words = ["".join(str(part) for part in cell.itertext()).strip() for cell in cells]
    if max(map(len, words)) > _LONGEST or any(
        next(cell.iterdescendants("div", "p", "table"), None) is not None for cell in cells
    ):
        return False
    return sum(not word or word[0].isdecimal() for word in words) >= _NUMBERS and any(words)


def own(table: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """Rows or cells of this table, through any wrapper (`form`, `tbody`), not those of tables nested in it."""
    for child in table:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in tags:
            yield child
        elif tag not in ("table", "caption", *CELLS):
            yield from own(child, tags)


def between(table: Element, element: Element) -> list[Element]:
    """What lies between a table and an element in it, from the outside in, the element included."""
    around = [element]
    for ancestor in element.iterancestors():
        if ancestor is table:
            break
        around.append(ancestor)
    return around[::-1]


def loose_text(table: Element) -> Iterator[str]:
    """Words that stand in the table or a row but in no cell."""
    for element in (table, *table.iterchildren("tbody", "thead", "tfoot"), *own(table, ("tr",))):
        if element.text and element.text.strip():
            yield element.text
        for child in element:
            if child.tail and child.tail.strip():
                yield child.tail
