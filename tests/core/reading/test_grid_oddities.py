"""Rows of a drawn table in which a cell is left out, merged with a column of no form, or has lost its figure to the label."""

from __future__ import annotations

import pytest

from core.address import Address
from core.formats import read
from core.formats.document import Cell, Grid
from core.model import Figure
from core.reading.grid_oddities import cut_by_page
from core.reading.grid_rows import GridRow
from core.reading.tables import read_tables

APPLICANTS = ("natural", "commercial", "research", "public_interest", "legal_service", "other", "total")
HEADS = "<tr><td>项目<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>小计<td>总计"
WHOLE = "<tr><td>二、上年结转政府信息公开申请数量<td>10<td>20<td>30<td>40<td>50<td>60<td>200<td>210"


def _row(label: str, cells: str) -> list[Figure]:
    """The figures of the first row, printed so, with a whole row below it."""
    page = f"<html><body><table>{HEADS}<tr><td>{label}{cells}{WHOLE}</table></body></html>"
    figures = read_tables(read(page.encode(), "report.html"), "2021").figures
    assert figures[Address("t3", "carried_in", "total")].printed == "210"
    return [figures[Address("t3", "new", column)] for column in APPLICANTS]


def test_a_row_with_a_cell_too_few_is_not_shifted_into_the_columns_it_has() -> None:
    """Seven figures for seven columns, but one of them is a subtotal's: which cell was left out nobody can tell."""
    found = _row("一、本年新收政府信息公开申请数量", "<td>496<td>436<td>563<td>715<td>190<td>7<td>2407")
    assert {str(figure.state) for figure in found} == {"UNREAD"}


def test_a_cell_over_a_column_of_the_form_and_a_subtotal_is_nobodys() -> None:
    """Digits of two columns may have run together in it."""
    found = _row("一、本年新收政府信息公开申请数量", "<td>1<td>2<td>3<td>4<td>5<td colspan=2>317<td>25")
    assert "UNREAD" in {str(figure.state) for figure in found}
    assert "317" not in [figure.printed for figure in found]


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("一、本年新收政府信息公开申请数量", "BLANK"),
        ("一、本年新收政府信息公开申请数量 8", "UNREAD"),
        ("一、本年新收政府<br>8<br>信息公开申请数量", "UNREAD"),
        ("一、本年新收政府信息公开申请数量 1,234", "UNREAD"),
        ("一、本年新收政府信息公开申请数量 ８件", "UNREAD"),
        ("一、本年新收政府信息公开申请数量 -", "UNREAD"),
        ("1 一、本年新收政府信息公开申请数量", "BLANK"),
    ],
)
def test_a_blank_beside_a_label_with_a_number_in_it_may_have_lost_its_figure(label: str, state: str) -> None:
    """A number behind a label's words may be the first column's; one before them is an ordinal."""
    found = _row(label, "<td><td>2<td>3<td>4<td>5<td>6<td>20<td>28")
    assert str(found[0].state) == state


@pytest.mark.parametrize(
    ("page", "key", "cut"),
    [(2, "new", [("t3", "new")]), (1, "new", []), (2, "", [])],
    ids=["a page further", "on the same page", "behind a row of no form"],
)
def test_a_row_with_an_unknown_label_at_the_head_of_a_page_may_be_the_rest_of_the_row_before_it(
    page: int, key: str, cut: list[tuple[str, str]]
) -> None:
    """Its label's end may be misprinted, and its figures are the lower lines of those above; repeated heads lie between."""
    cell = Cell(0, 0, "具已获取取信息", ((0, 7),))
    grids = [Grid(1, 1, (cell,), (0, 7), 1), Grid(1, 1, (cell,), (0, 7), page)]
    above = GridRow(0, 0, (cell,), label=cell, table="t3" if key else "", key=key)
    rest = GridRow(1, 1, (cell,), label=cell)
    rows = [above, GridRow(1, 0, (cell,), head="t3"), rest]
    assert list(cut_by_page(grids, rows, 2)) == cut
