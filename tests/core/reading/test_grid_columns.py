"""Which columns of a drawn table are the form's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from core.formats.document import Cell, Grid
from core.formats.turning import turn_of
from core.model import Box
from core.reading.grid_columns import Column, Heads, carried_over, heads_of
from core.reading.grid_edges import edges_of
from core.reading.grid_rows import GridRow

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
KEYS = ("natural", "commercial", "research", "public_interest", "legal_service", "other", "total")


def _cell(row: int, column: int, text: str, span: int = 1) -> Cell:
    """A cell of a grid whose columns are forty points wide."""
    box = Box(40.0 * column, 20.0 * row, 40.0 * (column + span), 20.0 * row + 20)
    return Cell(row, column, text, ((0, len(text)),), 1, span, box)


def _grid(*cells: Cell, columns: int = 9) -> Grid:
    last = max(cell.row for cell in cells) + 1
    return Grid(last, columns, cells, (0, 1), 1, Box(0, 0, 40.0 * columns, 20.0 * last))


def _heads(grid: Grid) -> Heads:
    """Of a grid whose first two rows are heads."""
    rows = [
        GridRow(0, at, tuple(cell for cell in grid.cells if cell.row <= at < cell.row + cell.row_span), head="t3")
        for at in (0, 1)
    ]
    found = heads_of(grid, rows, "t3", "2021", edges_of(grid, turn_of(grid)))
    assert found is not None
    return found


def _with_blank(over: int) -> Grid:
    """Heads of the form with a column among them that has none of its own, below a common head so wide."""
    names = [*NAMES[:6], "", NAMES[6]]
    return _grid(_cell(0, 1, "申请人情况", over), *(_cell(1, at, name) for at, name in enumerate(names, 1)))


@pytest.mark.parametrize("over", [8, 1])
def test_a_column_is_headed_by_what_stands_over_it_alone(over: int) -> None:
    """A head over all columns heads none: a figure in the one without a head may be its neighbour's."""
    columns = {column.start: column for column in _heads(_with_blank(over)).columns}
    assert [columns[at].key for at in (1, 2, 3, 4, 5, 6, 8)] == list(KEYS)
    assert not columns[7].key
    assert not columns[7].headed


@pytest.mark.parametrize(("cells", "found"), [(8, True), (7, False)])
def test_columns_are_not_counted_where_the_grid_ends_before_the_last_of_them(cells: int, found: bool) -> None:
    """The total's cell has lost a rule, and the subtotal's would be counted for it."""
    names = [*NAMES[:6], "小计", NAMES[6]]
    heads = _heads(_grid(_cell(0, 1, "申请人情况", 8), *(_cell(1, at, name) for at, name in enumerate(names, 1))))
    label = _cell(0, 0, "四、结转下年度继续办理")
    below = _grid(label, *(_cell(0, at, "7") for at in range(1, cells + 1)), columns=cells + 1)
    row = GridRow(0, 0, below.cells, label=label, table="t3", key="carried_out")
    assert (carried_over(heads, below, [row]) is not None) is found


@pytest.mark.parametrize(("longer", "beyond"), [(1, True), (2, True), (3, False)])
def test_a_column_that_no_head_reaches_and_at_most_half_of_the_rows_have_is_not_the_tables(
    longer: int, beyond: bool
) -> None:
    """Those rows have a cell too many; where most have it, the head of a column of the table is lost."""
    heads = [_cell(0, 1, "申请人情况", 7), *(_cell(1, at, name) for at, name in enumerate(NAMES, 1))]
    rows = [_cell(row, at, "5") for row in range(2, 6) for at in range(1, 9 if row < 2 + longer else 8)]
    assert _heads(_grid(*heads, *rows)).columns[-1].beyond is beyond


@pytest.mark.parametrize(("edges", "found"), [((40, 95, 130), True), ((40, 150, 160), False)])
def test_a_column_is_carried_over_to_cells_dragged_broader_but_not_to_merged_ones(
    edges: tuple[float, ...], found: bool
) -> None:
    """Its cells on the next page may be broader than its head by half and more, as long as they reach below no other's middle."""
    heads = Heads("t3", tuple(Column(key, i, i + 1, x0, x1) for i, (key, x0, x1) in enumerate(
        [("natural", 60.0, 85.0), ("commercial", 85.0, 130.0)]
    )), 3)  # fmt: skip
    cells = tuple(
        Cell(0, i, "7", ((0, 1),), 1, 1, Box(x0, 0.0, x1, 20.0)) for i, (x0, x1) in enumerate(pairwise(edges))
    )
    grid = Grid(1, 2, cells, (0, 1), 1, Box(0, 0, 160, 20))
    placed = carried_over(heads, grid, [])
    assert (placed is not None and placed.columns[0].left is not None) is found  # else counted
