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


@pytest.mark.parametrize(
    ("prints", "paged", "two"),
    [
        (("80947\n38", "178595\n44", "1304\n9782", "0", "0", "0"), True, False),
        (("80947\n38", "178595\n44", "1304\n97", "0\n0", "0\n0", "1\n0", "9999999\n9"), True, True),
        (("377\n5", "21\n5", "1204\n5", "33\n5", "12\n5", "54\n5", "1701\n5"), True, True),
        (("10\n1", "200\n2", "30\n3", "40\n4", "50\n5", "60\n6", "390\n21"), True, True),
        (("109\n1", "20\n2", "3\n3", "1\n4", "1\n5", "1\n6", "137\n1"), True, False),
        (("109\n1", "20\n2", "3\n3", "1\n4", "1\n5", "1\n6", "137\n1"), False, True),
    ],
    ids=["some on one line", "no sum", "numbers of notes", "both rows add up", "the sum vouches", "without pages"],
)
def test_a_row_all_on_two_lines_is_one_on_pages_where_its_sum_says_so(
    prints: tuple[str, ...], paged: bool, two: bool
) -> None:
    """Each cell was seen to be full there; but so may be those of two rows, or of figures with the number of a note."""
    assert two_rows("t3", [Sighting(printed) for printed in prints], paged) is two
