"""Heads that name only some of the applicants: when they hold for a row, and when they are another table's or a torn head's."""

from __future__ import annotations

import pytest

from core.formats.document import Cell, Grid
from core.reading.grid_columns import Column, Heads
from core.reading.grid_parts import all_headed, enough

ALL = ["natural", "commercial", "research", "public_interest", "legal_service", "other", "total"]


def heads(keys: list[str]) -> Heads:
    return Heads("t3", tuple(Column(key, at, at + 1) for at, key in enumerate(keys, 1)), len(keys) + 1)


@pytest.mark.parametrize(
    ("named", "above", "holds"),
    [
        (ALL[:4], None, True),
        (ALL[4:], ALL[:4], True),
        (ALL[:3], None, True),
        (ALL[4:], ALL, False),
        (ALL[5:], ALL[:5], False),
    ],
    ids=["more than half", "the rest", "the first of a part", "three that stood there before", "two"],
)
def test_a_part_of_the_heads_is_enough_where_it_is_the_rest_of_the_table(
    named: list[str], above: list[str] | None, holds: bool
) -> None:
    """Two heads stand over any small table; three that the table above has too are a torn head."""
    assert enough(heads(named), heads(above) if above else None) is holds


@pytest.mark.parametrize(
    ("figures", "ruled", "holds"),
    [(5, True, True), (4, True, True), (7, True, False), (5, False, False)],
    ids=["as many", "fewer", "more", "nothing ruled"],
)
def test_no_row_has_cells_beside_the_heads_that_hold_for_it(figures: int, ruled: bool, holds: bool) -> None:
    """The middle line of a head that a page break tears names five of seven columns: a row of seven is not under it."""
    cells = tuple(Cell(0, at, "1") for at in range(1, figures + 1))
    grid = Grid(1, figures + 1, cells, (0, 0), ruled=ruled)
    assert all_headed(grid, heads(ALL[1:6]), cells) is holds
