"""What stands above a cell is remembered for the cells below it, and is the same as asked anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.document import Cell
from core.model import Box
from core.reading.grid_columns import Column
from core.reading.grid_places import Places, in_turn, nobodys, over

EDGES = st.sampled_from([0.0, 10.0, 12.0, 20.0, 30.0])
PLACED = st.builds(
    lambda row, column, span, box: Cell(row, column, "1", (), 1, span, box),
    st.integers(0, 9), st.integers(0, 3), st.integers(1, 2), st.none() | st.builds(Box, EDGES, EDGES, EDGES, EDGES),
)  # fmt: skip


@given(st.lists(PLACED, max_size=12), st.integers(0, 3), st.booleans(), st.booleans())
def test_remembered_is_as_asked(cells: list[Cell], turn: int, boxed: bool, headed: bool) -> None:
    """A column under a head of no form counts as one beside the form's own."""
    left, right = (10.0, 20.0) if turn < 2 else (-20.0, -10.0)
    columns = [
        Column("natural", 0, 1, left - 10 if boxed else None, left if boxed else None, turn),
        Column("", 1, 2, left if boxed else None, right if boxed else None, turn, headed=headed),
        Column("total", 2, 3, right if boxed else None, right + 10 if boxed else None, turn, beyond=True),
    ]
    places = Places(columns)
    for cell in cells:
        above, columns_over = places.above(cell), over(cell, columns)
        assert above.keys == tuple(column.key for column in columns_over)
        assert above.several == (len([column for column in columns_over if column.key or column.headed]) > 1)
        assert above.headed == any(column.key or column.headed for column in columns_over)
        assert above.beyond == any(column.beyond for column in columns_over)


def _row(*edges: float, boxed: bool) -> list[Cell]:
    """Cells from edge to edge."""
    pairs = list(pairwise(edges))
    boxes = [Box(10 * left, 0, 10 * right, 9) if boxed else None for left, right in pairs]
    return [
        Cell(1, int(left), "1", (), 1, int(right - left), box) for (left, right), box in zip(pairs, boxes, strict=True)
    ]


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize(
    ("edges", "named"),
    [
        ((0, 4, 8, 12), True),
        ((0, 6, 9, 12), True),
        ((0, 3, 10, 12), True),
        ((4, 8, 10, 12), False),
        ((0, 8, 10, 12), False),
        ((0, 2, 4, 12), False),
        ((0, 6, 12), False),
    ],
    ids=["straight", "first broad", "second broad", "one further right", "over two", "two below one", "one too few"],
)
def test_dragged_borders_leave_each_cell_below_its_own_column(edges: tuple[int, ...], named: bool, boxed: bool) -> None:
    """One cell for each column, none of them rather below another's; else places alone tell."""
    keys = ("natural", "commercial", "total")
    columns = [Column(key, i * 4, i * 4 + 4, i * 40.0, i * 40.0 + 40) for i, key in enumerate(keys)]
    cells = _row(*edges, boxed=boxed)
    found = in_turn(cells, columns, "t3")
    assert [above.keys for above in found.values()] == ([(key,) for key in keys] if named else [])


APPLICANTS = ("natural", "commercial", "research", "public_interest", "legal_service", "other", "total")


@pytest.mark.parametrize(
    ("prints", "named"),
    [
        (("", "56", "0", "0", "5932", "6749", "4807"), False),
        (("", "0", "0", "0", "0", "0", "0"), False),
        (("", "56", "0", "5932", "6749", "4807", "17488"), False),
        (("", "1", "2", "3", "4", "5", "15"), True),
        (("", "", "", "", "", "", ""), True),
        (("9", "1", "2", "3", "4", "5", "24"), True),
    ],
    ids=["the total is missing", "all nought", "no sum", "the sum vouches", "all blank", "no blank"],
)
def test_where_no_widths_are_known_a_blank_sliver_may_be_a_cell_too_many(prints: tuple[str, ...], named: bool) -> None:
    """The cells behind it, all of them begun in the column before, may be that column's, and the last one's be missing."""
    columns = [Column(key, i * 4, i * 4 + 4) for i, key in enumerate(APPLICANTS)]
    edges = (0, 1, 5, 9, 13, 17, 21, 28)
    cells = [replace(cell, text=text) for cell, text in zip(_row(*edges, boxed=False), prints, strict=True)]
    assert bool(in_turn(cells, columns, "t3")) is named


def test_two_cells_below_one_head_and_none_below_another_are_nobodys() -> None:
    """One of the two may be the other head's; where every head has a cell, two may be the halves of one row."""
    first, second, third = _row(0, 4, 8, 12, boxed=False)
    under = {"issued": [first, second], "in_force": [third]}
    assert nobodys(under, ["issued", "in_force"], None) == set()
    assert nobodys(under, ["issued", "repealed", "in_force"], None) == {"issued"}


def test_in_a_row_with_a_cell_for_each_column_but_not_in_turn_a_cell_below_two_heads_is_nobodys() -> None:
    """A blank one too: it would stand for both."""
    first, second, third = _row(0, 4, 8, 12, boxed=False)
    under = {"issued": [first], "repealed": [second], "in_force": [second, third]}
    assert nobodys(under, under, lambda cell: cell is second) == {"repealed", "in_force"}
    assert nobodys({"issued": [first]}, ["issued"], lambda cell: cell is first) == {"issued"}
