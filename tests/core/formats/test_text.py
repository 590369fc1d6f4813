"""Plain text: one text, pages at form feeds, grids only where the file itself marks its cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError
from core.formats import read
from core.formats.document import Grid
from core.formats.text import of_text


def table(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


STACKED = "二、主动公开\n\t信息内容\n\t制发件数\n\t废止件数\n\n\t规章\n\t0\n\t\n\n\t社会\n公益组织\n\t\u3000 3\n\t/\n\n\n三、收到\n"


def test_one_cell_a_line_after_a_tab_is_a_grid_with_continued_and_blank_cells() -> None:
    document = of_text(STACKED)
    [grid] = document.grids
    assert table(grid) == [["信息内容", "制发件数", "废止件数"], ["规章", "0", ""], ["社会\n公益组织", "\u3000 3", "/"]]
    assert document.text[slice(*grid.span)].startswith("信息内容")


def test_lines_with_tabs_between_are_a_grid() -> None:
    [grid] = of_text("情况\n\n项目\t件数\t\n许可\t12\t\n强制\t\t7\n\n完").grids
    assert table(grid) == [["项目", "件数", ""], ["许可", "12", ""], ["强制", "", "7"]]


def test_bars_make_cells_and_a_rule_under_the_head_is_no_row() -> None:
    [grid] = of_text("x\n| 项目 | 件数 |\n|---|:-:|\n| 许可 | 12 |\ny").grids
    assert table(grid) == [[" 项目 ", " 件数 "], [" 许可 ", " 12 "]]


def test_between_drawn_rules_several_lines_are_one_row() -> None:
    [grid] = of_text("┌──┬──┐\n│社会│ 1│\n│组织│  │\n├──┼──┤\n│其他│ 2│\n└──┴──┘\n").grids
    assert table(grid) == [["社会\n组织", " 1"], ["其他", " 2"]]


@pytest.mark.parametrize(
    "text",
    [
        "新收 0 0 0 0 0 0 0\n结转 1 0 0 0 0 0 1\n",
        "\t本报告依据条例编制。\n\t共六部分。\n\n\t一、总体情况\n",
        "地址：\t某路 1 号\n",
        "",
        "a | b\n",
    ],
)
def test_blanks_indents_and_a_single_tab_are_no_grid(text: str) -> None:
    assert of_text(text).grids == ()


def test_prose_after_the_last_cell_is_not_swallowed_by_it() -> None:
    [grid] = of_text("\ta\n\tb\n\tc\n\n\t1\n\t2\n\t3\n四、行政复议情况\n正文\n").grids
    assert table(grid)[-1] == ["1", "2", "3"]


def test_line_ends_of_every_system_become_one_and_other_separators_stay() -> None:
    assert of_text("a\r\nb\rc\nd\u2028e\x85f\x0bg").text == "a\nb\nc\nd\u2028e\x85f\x0bg"


def test_form_feeds_part_pages() -> None:
    document = of_text("第一页\n\f第二页\n\f")
    assert document.text == "第一页\n\f\n第二页"
    assert [document.text[slice(*page.span)] for page in document.pages] == ["第一页", "第二页"]
    assert document.locate((6, 7)).page == 2


def test_more_cells_than_the_cap_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read(b"1\t2\n" * 6000)
    assert caught.value.kind == "too-large"


PIECES = st.lists(
    st.sampled_from(["\t", "\n", "|", "-", "0", "规章", " ", "\u3000", "\f", "──", "│", "x"]), max_size=60
)


@given(PIECES.map("".join))
def test_every_cell_stands_where_its_spans_say(text: str) -> None:
    document = of_text(text)
    for grid in document.grids:
        for cell in grid.cells:
            assert cell.text == "\n".join(document.text[start:end] for start, end in cell.spans)
            assert all(grid.span[0] <= start <= end <= grid.span[1] for start, end in cell.spans)
            assert cell.row < grid.rows
            assert cell.column < grid.columns
