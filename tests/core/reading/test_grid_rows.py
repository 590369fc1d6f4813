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
