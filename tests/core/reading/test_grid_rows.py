"""Which row of the form each row of the grids is."""

from __future__ import annotations

import pytest

from core.formats.document import Cell, Grid
from core.model import Box
from core.reading.grid_rows import list_rows

APPLICANTS = ("自然人", "商业企业", "科研机构")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")


def _grid(*rows: tuple[str, ...]) -> Grid:
    """A ruled grid of equal cells on a page."""
    cells = tuple(
        Cell(number, column, text, ((0, len(text)),), 1, 1, Box(40.0 * column, 20.0 * number, 40.0 * column + 40, 20.0))
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Grid(len(rows), 4, cells, (0, 1), 1, Box(0, 0, 160, 20.0 * len(rows)))


@pytest.mark.parametrize(
    ("heads", "key"),
    [((), "carried_out"), ((("", *APPLICANTS),), "carried_out"), ((OUTCOMES,), "")],
    ids=["no heads between", "the same heads again", "another table's heads"],
)
def test_figures_at_the_head_of_the_next_page_are_the_rest_of_a_row_unless_another_table_begins(
    heads: tuple[tuple[str, ...], ...], key: str
) -> None:
    """As many columns do not make one table of two."""
    upper = _grid(("项目", *APPLICANTS), ("四、结转下年度继续办理", "1", "2", "3"))
    lower = _grid(*heads, ("", "5", "6", "7"))
    assert [row.key for row in list_rows([upper, lower], "2021")][1] == "carried_out"
    assert list_rows([upper, lower], "2021")[-1].key == key


@pytest.mark.parametrize(
    ("below", "key"),
    [("（一）予以公开", ""), ("四、结转下年度继续办理", "total")],
    ids=["before the results", "behind them"],
)
def test_a_total_of_what_came_in_is_not_the_total_of_what_came_of_it(below: str, key: str) -> None:
    """It adds up the two rows above, and the form's own may be blank or not there."""
    rows = [("二、上年结转政府信息公开申请数量", "2", "0", "2"), ("合计", "7", "1", "8"), (below, "5", "1", "6")]
    listed = list_rows([_grid(("项目", *APPLICANTS), *rows)], "2021")
    assert [row.key for row in listed][2] == key
