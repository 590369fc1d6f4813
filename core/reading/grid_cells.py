"""One figure from the cells that claim its place, unless the page shows that they do not hold it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.formats.document import Cell, Document, Grid
from core.formats.turning import across, turn_of
from core.model import Box, Locator
from core.reading.folding import squeeze
from core.reading.sighting import NOWHERE, Sighting
from core.wording import Phrase

_OUTSIDE = 0.3
"""Of a glyph's width that may lie beyond the border of its cell; type set tight touches it."""
_MARGINS = 12.0
"""Points that a cell keeps free left and right of its words, together; word processors take 10.8."""


def owners(grids: Sequence[Grid]) -> dict[int, Grid]:
    """The grid of each cell, by the cell's identity."""
    return {id(cell): grid for grid in grids for cell in grid.cells}


def sighted(
    document: Document, grids: Mapping[int, Grid], parts: Sequence[Sequence[Cell]], odd: Phrase | None
) -> Sighting:
    """One figure from all the cells that claim its place: halves of a row cut by a page break, columns split in two."""
    cells = list({id(cell): cell for group in parts for cell in group}.values())
    filled = [cell for cell in cells if squeeze(cell.text)]
    if not cells:
        return Sighting(None, why=odd or Phrase("reading.unread.column"))
    if not filled:
        return Sighting("", _place_of_blank(document, cells, grids[id(cells[0])]))
    prints = list(dict.fromkeys(squeeze(cell.text) for cell in filled))
    twice = any(sum(bool(squeeze(c.text)) for c in group) > 1 for group in parts)
    place = document.locate(*filled[0].spans)
    if len(prints) > 1 or twice:
        joined = ("".join(prints),) if len(prints) == 2 and all(p.isdecimal() for p in prints) else ()
        return Sighting(None, place, Phrase("reading.unread.several", {"found": tuple(prints)}), (*joined, *prints))
    cell = filled[0]
    turn = turn_of(grids[id(cell)]) if cell.box else 0
    if cell.box and (_overhangs(document, cell, cell.box, turn) or _runs_on(document, cell)):
        return Sighting(None, place, Phrase("reading.unread.cut"), (cell.text.strip(),))
    lines = [squeeze(line) for line in cell.text.splitlines() if squeeze(line)]
    if len(lines) > 1 and all(line.isdecimal() for line in lines) and not _wraps(document, cell, lines, turn):
        return Sighting(
            None, place, Phrase("reading.unread.several", {"found": tuple(lines)}), ("".join(lines), *lines)
        )
    return Sighting(cell.text.strip(), place, candidates=())


def _place_of_blank(document: Document, cells: Sequence[Cell], grid: Grid) -> Locator:
    """The box of an empty cell, and where in it something hidden or deleted was left out."""
    left_out = tuple(span for cell in cells for span in cell.spans if span[0] == span[1])
    if document.pages:
        return Locator(left_out, grid.page, cells[0].box)
    return Locator(left_out) if left_out else NOWHERE


def _runs_on(document: Document, cell: Cell) -> bool:
    """Whether the text goes on with digits where the cell's end with one: a border cuts the number."""
    own = {place for start, end in cell.spans for place in range(start, end)}
    text = document.text
    return any(
        text[place].isdigit() and 0 <= beside < len(text) and beside not in own and text[beside].isdigit()
        for start, end in cell.spans
        for place, beside in ((start, start - 1), (end - 1, end))
    )


def _overhangs(document: Document, cell: Cell, box: Box, turn: int) -> bool:
    """Whether a border of the cell runs through one of its digits."""
    left, right = across(box, turn)
    for place, glyph in _digits(document, cell):
        x0, x1 = across(glyph, turn)
        if max(left - x0, x1 - right) > _OUTSIDE * (x1 - x0) and document.text[place].isdigit():
            return True
    return False


def _digits(document: Document, cell: Cell) -> list[tuple[int, Box]]:
    places = (place for start, end in cell.spans for place in range(start, end))
    return [(p, box) for p in places if p < len(document.glyphs) and (box := document.glyphs[p]) is not None]


def _wraps(document: Document, cell: Cell, lines: Sequence[str], turn: int) -> bool:
    """Whether lines of digits are one number broken where the cell was full: all lines but the last are as long, and no digit more
    would have found room."""
    longest = len(lines[0])
    if any(len(line) != longest for line in lines[:-1]) or not 0 < len(lines[-1]) <= longest:
        return False
    if cell.box is None:
        return longest > 1
    extents = [across(glyph, turn) for _, glyph in _digits(document, cell)]
    if not extents:
        return False
    width = max(x1 for _, x1 in extents) - min(x0 for x0, _ in extents)
    left, right = across(cell.box, turn)
    return right - left - width < _MARGINS + max(width / longest, max(x1 - x0 for x0, x1 in extents))
