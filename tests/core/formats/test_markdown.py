"""Markdown as converters write it."""

from __future__ import annotations

from core.formats import read


def test_headings_emphasis_and_tables_are_read_and_typed_numbers_stay() -> None:
    data = "# 某局年报\n\n## 一、总体情况\n1. 主动**公开** 3 件\n\n| 项目 | 件数 | 备注 |\n|---|---|\n| 1.规章 | **0** | / |\n| a\\|b |\n".encode()
    document = read(data)
    assert document.format == "markdown"
    assert document.text == "某局年报\n一、总体情况\n1. 主动公开 3 件\n项目\t件数\t备注\n1.规章\t0\t/\na|b\n"
    [grid] = document.grids
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells][3:] == [
        (1, 0, "1.规章"),
        (1, 1, "0"),
        (1, 2, "/"),
        (2, 0, "a|b"),
    ]


def test_html_tables_between_the_lines_are_tables() -> None:
    data = "## 二、主动公开\n## 三、依申请\n<table><tr><td rowspan=2>a</td>\n\n<td>1</td></tr>\n<tr><td>2</td></tr></table>\n五、完\n".encode()
    document = read(data)
    assert document.text == "二、主动公开\n三、依申请\na\t1\n2\n五、完\n"
    assert document.grids[0].cells[0].row_span == 2


def test_what_is_no_tag_stays() -> None:
    data = "# 依据\n# 编制\n《印发<格式>的通知》 a < b & c".encode()
    assert read(data).text.endswith("《印发<格式>的通知》 a < b & c\n")
