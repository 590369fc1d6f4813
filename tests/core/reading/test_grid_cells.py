"""What one cell of a grid holds: one figure, or nothing anybody can tell."""

from __future__ import annotations

import pytest

from core.formats.document import Cell, Document, Grid
from core.model import Box
from core.printed import DASHES, SLASHES
from core.reading.grid_cells import owners, sighted, two_rows
from core.reading.sighting import Sighting


@pytest.mark.parametrize(
    ("places", "typed", "printed"),
    [
        ((0.0, 6.5, 13.0), False, "414"),
        ((0.0, 8.0, 16.0), False, "4 1 4"),
        ((0.0, 6.5, 15.0), False, "4 1 4"),
        ((0.0, 6.5, 13.0), True, "4 1 4"),
    ],
    ids=["evenly set apart", "as far as words", "unevenly", "blanks typed"],
)
def test_digits_set_apart_are_one_number_only_where_the_page_spaces_its_letters(
    places: tuple[float, ...], typed: bool, printed: str
) -> None:
    """Five points wide each: a third of a digit between them is type set wide, and says so; more may part two figures."""
    digits = [Box(left + 10, 0, left + 15, 10) for left in places]
    blank = Box(15, 0, 16, 10) if typed else None
    text = "4 1 4"
    cell = Cell(0, 0, text, ((0, 5),), box=Box(0, 0, 60, 12))
    grid = Grid(1, 1, (cell,), (0, 5), 1, cell.box)
    document = Document("pdf", text, (grid,), glyphs=(digits[0], blank, digits[1], blank, digits[2]))
    seen = sighted(document, owners((grid,)), [[cell]], None)
    assert seen.printed == printed
    assert (seen.why is not None) is (printed == "414")


@pytest.mark.parametrize("sign", ["6", *sorted(DASHES | SLASHES)])
@pytest.mark.parametrize(("left", "whole"), [(1.0, True), (-2.0, False), (58.0, False)])
def test_a_figure_or_stroke_across_the_border_of_its_cell_is_nobodys(sign: str, left: float, whole: bool) -> None:
    """It may be the neighbour's, whose cell then only looks blank; five points wide, in a cell of sixty."""
    cell = Cell(0, 0, sign, ((0, 1),), box=Box(0, 0, 60, 12))
    grid = Grid(1, 1, (cell,), (0, 1), 1, cell.box)
    document = Document("pdf", sign, (grid,), glyphs=(Box(left, 0, left + 5, 10),))
    seen = sighted(document, owners((grid,)), [[cell]], None)
    assert seen.printed == (sign if whole else None)


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("366879,050", (0, 6), False),
        ("366 ,050", (4, 8), True),
        ("879,050", (3, 7), False),
        ("1.5", (0, 1), False),
        ("366 ，", (0, 3), True),
    ],
)
def test_a_figure_whose_thousands_stand_in_the_next_cell_is_cut(text: str, span: tuple[int, int], whole: bool) -> None:
    """A comma or a point between two digits is the figure's own."""
    start, end = span
    cell = Cell(0, 0, text[start:end], (span,), box=Box(5.0 * start, 0, 5.0 * end, 12))
    grid = Grid(1, 1, (cell,), span, 1, cell.box)
    glyphs = tuple(Box(5.0 * at, 0, 5.0 * at + 5, 10) for at in range(len(text)))
    seen = sighted(Document("pdf", text, (grid,), glyphs=glyphs), owners((grid,)), [[cell]], None)
    assert (seen.printed is not None) is whole


@pytest.mark.parametrize(("paged", "two"), [(True, False), (False, True)])
def test_digits_that_fill_their_cells_are_one_row_however_broad_each_cell_is(paged: bool, two: bool) -> None:
    """On pages each was seen to be full; where no width is known lines of unequal length may be two rows."""
    cells = [Sighting(printed) for printed in ("80947\n38", "178595\n44", "1304\n9782")]
    assert two_rows(cells, paged) is two
    assert two_rows([Sighting("1,234\n5"), Sighting("12\n6"), Sighting("7\n89")], paged)
