"""One figure from the cells that claim its place, unless the page shows that they do not hold it whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.formats.document import Cell, Document, Grid, Page
from core.formats.turning import across, turn_of
from core.model import Box, Locator
from core.printed import DASHES, SLASHES
from core.reading.folding import squeeze
from core.reading.sighting import NOWHERE, Sighting
from core.reading.witness import sums_hold
from core.wording import Phrase

_SPACED = re.compile("[0-9](?: [0-9])+")
_IN_A_FIGURE = re.compile(r"\d\d|\d[,，.．]|[,，.．]\d")
"""Two neighbouring characters of one figure."""
_SIGNS = DASHES | SLASHES
_OUTSIDE = 0.3
"""Of a glyph's width that may lie beyond the border of its cell; type set tight touches it."""
_FEW = 3
"""Figures of a row that tell its habit."""
_MARGINS = 12.0
"""Points that a cell keeps free left and right of its words, together; word processors take 10.8."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The grid of a cell, which way it stands (`core.formats.turning`) and its page: asked for every figure, told once a grid."""

    grid: Grid
    turn: int
    page: Page | None = None


def owners(grids: Sequence[Grid], pages: Iterable[Page] = ()) -> dict[int, Owner]:
    """The owner of each cell, by the cell's identity."""
    by_number = {page.number: page for page in pages}
    found = [Owner(grid, turn_of(grid), by_number.get(grid.page or 0)) for grid in grids]
    return {id(cell): owner for owner in found for cell in owner.grid.cells}


def sighted(
    document: Document, owned: Mapping[int, Owner], parts: Sequence[Sequence[Cell]], odd: Phrase | None
) -> Sighting:
    """One figure from all the cells that claim its place: halves of a row cut by a page break, columns split in two."""
    cells = [cell for group in parts for cell in group]
    several = len(cells) > 1
    if not several and cells and cells[0].text.isalnum():  # a number, as nearly all cells are, on one line
        place = _place(document, cells[0], owned[id(cells[0])].page)
        return _cut(document, cells[0], place, owned[id(cells[0])].turn) or Sighting(cells[0].text, place)
    if several:
        cells = list({id(cell): cell for cell in cells}.values())
    if not cells:
        return Sighting(None, why=odd or Phrase("reading.unread.column"))
    filled = [cell for cell in cells if squeeze(cell.text)]
    if not filled:
        return Sighting("", _place_of_blank(document, cells, owned[id(cells[0])].grid))
    place = document.locate(*filled[0].spans)
    prints = list(dict.fromkeys([squeeze(cell.text) for cell in filled]))
    if len(prints) > 1 or (several and _beside_one_another(parts)):
        joined = ("".join(prints),) if len(prints) == 2 and all(p.isdecimal() for p in prints) else ()
        return Sighting(None, place, Phrase("reading.unread.several", {"found": tuple(prints)}), (*joined, *prints))
    cell = filled[0]
    turn = owned[id(cell)].turn
    cut = _cut(document, cell, place, turn)
    if cut is not None:
        return cut
    if _SPACED.fullmatch(cell.text.strip()) and owned[id(cell)].grid.ruled and _is_spaced(document, cell, turn):
        run = cell.text.strip()
        return Sighting(squeeze(run), place, Phrase("reading.doubt.spaced", {"run": run}), (squeeze(run), *run.split()))
    lines = [line for line in map(squeeze, cell.text.splitlines()) if line]
    if len(lines) > 1 and all(line.isdecimal() for line in lines) and not _wraps(document, cell, lines, turn):
        return Sighting(
            None, place, Phrase("reading.unread.several", {"found": tuple(lines)}), ("".join(lines), *lines)
        )
    return Sighting(cell.text.strip(), place)


def _place(document: Document, cell: Cell, page: Page | None) -> Locator:
    """Where a cell's text stands (`Document.locate`): nearly always on one line, and on the grid's page."""
    if page is None or len(cell.spans) != 1:
        return document.locate(*cell.spans)
    start, end = cell.spans[0]
    if not page.span[0] <= start <= end <= page.span[1]:
        return document.locate(*cell.spans)
    boxes = [box for box in document.glyphs[start:end] if box is not None]
    if len(boxes) < 2:
        return Locator(cell.spans, page.number, boxes[0] if boxes else None)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Locator(cell.spans, page.number, Box(min(lefts), min(tops), max(rights), max(bottoms)))


def _cut(document: Document, cell: Cell, place: Locator, turn: int) -> Sighting | None:
    """The sighting of a cell whose border runs through its text, None where it does not; `place` is where that stands."""
    if cell.box and (_overhangs(document, cell, cell.box, place.box, turn) or _runs_on(document, cell)):
        return Sighting(None, place, Phrase("reading.unread.cut"), (cell.text.strip(),))
    return None


def _beside_one_another(parts: Sequence[Sequence[Cell]]) -> bool:
    """Whether several cells with text claim the place in one row."""
    return any(len([cell for cell in group if squeeze(cell.text)]) > 1 for group in parts if len(group) > 1)


def _place_of_blank(document: Document, cells: Sequence[Cell], grid: Grid) -> Locator:
    """The box of an empty cell, and where in it something hidden or deleted was left out."""
    left_out = tuple(span for cell in cells for span in cell.spans if span[0] == span[1])
    if document.pages:
        return Locator(left_out, grid.page, cells[0].box)
    return Locator(left_out) if left_out else NOWHERE


def _runs_on(document: Document, cell: Cell) -> bool:
    """Whether the text goes on with a figure where the cell's ends with one: a border cuts the number."""
    text = document.text
    beyond = []
    for start, end in cell.spans:
        if start > 0 and _IN_A_FIGURE.fullmatch(text, start - 1, start + 1):
            beyond.append(start - 1)
        if end < len(text) and _IN_A_FIGURE.fullmatch(text, end - 1, end + 1):
            beyond.append(end)
    return bool(beyond) and any(not any(start <= place < end for start, end in cell.spans) for place in beyond)


def _overhangs(document: Document, cell: Cell, box: Box, inked: Box | None, turn: int) -> bool:
    """Whether a border of the cell runs through one of its figures; `inked` is the box of all that its first page prints of it."""
    left, right = across(box, turn)
    if inked is not None and len(cell.spans) == 1:
        start, end = across(inked, turn)
        if left <= start and end <= right:  # as in nearly every cell
            return False
    for place, glyph in _digits(document, cell):
        x0, x1 = across(glyph, turn)
        room = _OUTSIDE * (x1 - x0)
        if (left - x0 > room or x1 - right > room) and _counts(document.text[place]):
            return True
    return False


def _counts(char: str) -> bool:
    """Whether a glyph is a figure's: a digit, or the stroke that stands for none."""
    return char.isdigit() or char in _SIGNS


def _is_spaced(document: Document, cell: Cell, turn: int) -> bool:
    """Whether the digits are one number whose letters the page sets apart: no blank is typed between them, all stand equally far
    from one another, and nearer than half a digit is wide."""
    places = _digits(document, cell)
    if [document.text[place] for place, _ in places] != cell.text.split():
        return False
    extents = [across(glyph, turn) for _, glyph in places]
    gaps = [after[0] - before[1] for before, after in pairwise(extents)]
    wide = max(x1 - x0 for x0, x1 in extents)
    return min(gaps) > 0 and max(gaps) < wide / 2 and max(gaps) - min(gaps) < wide / 5


def _digits(document: Document, cell: Cell) -> list[tuple[int, Box]]:
    glyphs = document.glyphs
    return [
        (place, box)
        for start, end in cell.spans
        for place, box in enumerate(glyphs[start:end], start)
        if box is not None
    ]


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


def two_rows(table: str, cells: Sequence[Sighting], paged: bool) -> bool:
    """Every figure of a row stands on two lines, and not because its cell is full: two rows with no rule between them. On pages,
    where each was seen to fill its cell, the sum of the row may bear witness that it is one."""
    printed = [cell.printed for cell in cells if cell.printed]
    if len(printed) < _FEW or any(map(str.isalnum, printed)):  # a number on one line, as nearly all are
        return False
    lines = [each.splitlines() for each in printed]
    if min(map(len, lines)) < 2 or (paged and _joined_by_sum(table, cells)):
        return False
    return len({len(squeeze(line[0])) for line in lines}) > 1


def wraps_vouched(table: str, cells: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """The cells of a row in a file without widths: digits on two lines are one figure there only if the sum of the row bears witness,
    else perhaps a figure and the number of a note."""
    wrapped = [
        cell.printed is not None and "\n" in cell.printed and squeeze(cell.printed).isdecimal() for cell in cells
    ]
    if not any(wrapped) or _joined_by_sum(table, cells):
        return cells
    return tuple(_several(cell) if wraps else cell for cell, wraps in zip(cells, wrapped, strict=True))


def _joined_by_sum(table: str, cells: Sequence[Sighting]) -> bool:
    """Whether the sums of the row hold with the lines of each cell joined, and do not hold with the first lines alone: those of two
    rows, each of which adds up, may be joined as well."""
    joined = [cell.printed and squeeze(cell.printed) for cell in cells]
    first = [cell.printed and squeeze(cell.printed.splitlines()[0]) for cell in cells]
    return bool(sums_hold(table, joined)) and not sums_hold(table, first)


def _several(cell: Sighting) -> Sighting:
    lines = tuple(map(squeeze, (cell.printed or "").split()))
    return Sighting(None, cell.locator, Phrase("reading.unread.several", {"found": lines}), ("".join(lines), *lines))
