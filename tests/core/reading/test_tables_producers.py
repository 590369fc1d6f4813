"""Reports as other producers publish them: what their markup says is read whole, and nothing is read that is not printed."""

from __future__ import annotations

from random import Random

import pytest
from tables_at_random.judge import judge
from tables_at_random.layouts import Layout
from tables_at_random.producers import MARKED, UNMARKED
from tables_at_random.values import Printed, printed

from core.address import Address
from core.formats import read
from core.model import Figure
from core.reading.tables import read_tables, version_of


def _read(layout: Layout, page: Printed, random: Random) -> dict[str, Figure]:
    name, data = layout(page, random)
    document = read(data, name)
    return {str(address): figure for address, figure in read_tables(document, version_of(document)).figures.items()}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", MARKED, ids=lambda layout: layout.__name__)
def test_cells_that_are_marked_are_all_read(layout: Layout, seed: int) -> None:
    """Whatever the order, the script and the direction of a table, its heads and labels say where each figure belongs."""
    random = Random(seed)
    page = printed(random, odd=0.1)
    figures = _read(layout, page, random)
    assert judge(page, figures) == (200, [], [])
    assert not [address for address, figure in figures.items() if figure.doubt]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", UNMARKED, ids=lambda layout: layout.__name__)
def test_a_table_set_out_without_markup_is_read_like_plain_text(layout: Layout, seed: int) -> None:
    """A blank cell keeps its place, most figures are read and none is wrong."""
    random = Random(seed)
    page = printed(random)
    for row in page.t3[2::3]:
        row.figures[random.randrange(6)] = ""
    _, unread, wrong = judge(page, _read(layout, page, random))
    assert not wrong
    assert len(unread) <= 40, unread


def test_rows_in_one_cell_stay_unread_where_one_has_a_blank() -> None:
    """Two labels and one figure below them: whose it is nobody can tell."""
    heads = "<tr><td>项目<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
    label = "一、本年新收政府信息公开申请数量<br>二、上年结转政府信息公开申请数量"
    for first, state in (("377<br>5", {"NUM"}), ("377", {"UNREAD"}), ("377<br>", {"UNREAD"})):
        row = f"<tr><td>{label}<td>{first}" + "<td>1<br>2" * 6
        document = read(f"<html><body><table>{heads}{row}</table></body></html>".encode(), "report.html")
        figures = read_tables(document, "2021").figures
        found = {figures[Address("t3", key, "natural")].state for key in ("new", "carried_in")}
        assert {str(each) for each in found} == state, first
