"""PDF tables without any rule: figures in columns, labels of several lines, heads over columns; and no grid where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import SONG, pdf, ruled, write
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from core.formats.document import Document, Grid
from core.formats.pdf import read
from core.formats.pdf.aligned_labels import deal

HEADS = ["自然人", "商业\n企业", "科研\n机构", "社会公\n益组织", "法律服\n务机构", "其他", "总计"]
ROWS = [
    ("一、本年新收政府信息公开申请数量", ["217", "1", "0", "0", "0", "0", "218"]),
    ("（二）部分公开（区分处理的，\n只计这一情形，\n不计其他情形）", ["0", "0", "0", "0", "0", "0", "0"]),
    ("1.属于国家秘密", ["7", "", "0", "0", "/", "-", "7"]),
    ("2.其他法律行政\n法规禁止公开", ["0", "0", "12", "0", "0", "0", "12"]),
    ("（七）总计", ["1024", "0", "0", "0", "0", "0", "1024"]),
]


def centred(canvas: Canvas, x: float, top: float, lines: str, size: float = 9) -> None:
    """Lines centred on a point."""
    parts = lines.split("\n")
    for number, line in enumerate(parts):
        at = top + (number - (len(parts) - 1) / 2) * 1.3 * size
        write(canvas, x - stringWidth(line, SONG, size) / 2, at, line, SONG, size)


def unruled(canvas: Canvas, heads: bool = True, top: float = 200) -> None:
    """A table of the form's shape whose cells are only placed."""
    columns = [280 + 36 * number for number in range(7)]
    if heads:
        centred(canvas, 388, top - 66, "申请人情况")
        for x, head in zip(columns, HEADS, strict=True):
            centred(canvas, x, top - 34, head)
    for label, figures in ROWS:
        lines = label.count("\n") + 1
        top += 8 + 6 * lines
        for number, line in enumerate(label.split("\n")):
            write(canvas, 70, top + (number - (lines - 1) / 2) * 11.7, line, SONG, 9)
        for x, figure in zip(columns, figures, strict=True):
            centred(canvas, x, top, figure)
        top += 6 * lines


def rows_of(grid: Grid) -> dict[str, list[str]]:
    """Label -> figures of the last seven columns, lines joined."""
    found = {}
    for row in range(grid.rows):
        cells = {cell.column: cell.text.replace("\n", "") for cell in grid.cells if cell.row == row}
        label = "".join(text for column, text in sorted(cells.items()) if column < grid.columns - 7)
        found[label] = [cells.get(column, "") for column in range(grid.columns - 7, grid.columns)]
    return found


def places(document: Document) -> None:
    for grid in document.grids:
        for cell in grid.cells:
            assert "".join(document.text[a:b] for a, b in cell.spans) == cell.text.replace("\n", "")


@pytest.mark.parametrize("heads", [True, False], ids=["with heads", "continued without heads"])
def test_figures_in_columns_are_a_grid(heads: bool) -> None:
    """Each figure stands in its column, each label with its row however many lines it has, blanks stay blank."""
    document = read(pdf(lambda canvas: unruled(canvas, heads)))
    (grid,) = document.grids
    found = rows_of(grid)
    assert {label.replace("\n", ""): figures for label, figures in ROWS}.items() <= found.items()
    assert ([head.replace("\n", "") for head in HEADS] in found.values()) == heads
    places(document)


def test_rows_far_apart_and_columns_first_filled_further_down_are_one_grid() -> None:
    """Labels of many lines part the rows widely, and a column blank in the first rows is a column all the same."""
    figures = [["3", "", "7", "", "10"], ["4", "", "5", "2", "11"], ["1", "4", "6", "", "11"], ["8", "9", "", "", "17"]]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(figures):
            top = 100 + 110 * number
            for line in range(8):
                write(canvas, 70, top + 11.7 * (line - 3.5), "行政机关", SONG, 9)
            for column, figure in enumerate(row):
                centred(canvas, 200 + 60 * column, top, figure)

    (grid,) = read(pdf(draw)).grids
    assert (grid.rows, grid.columns) == (4, 6)
    assert [[cell.text for cell in grid.cells if cell.row == row and cell.column] for row in range(4)] == figures


def test_a_head_between_rows_parts_two_tables_however_their_columns_stand() -> None:
    """Figures below other heads are another table's, though they stand in line with those above."""

    def draw(canvas: Canvas) -> None:
        for top, word in ((100, "维持"), (190, "纠正")):
            for column in range(4):
                centred(canvas, 200 + 60 * column, top - 20, word)
                centred(canvas, 200 + 60 * column, top, str(column))

    assert [grid.columns for grid in read(pdf(draw)).grids] == [5, 5]


def test_ruled_tables_beside_it_are_left_alone() -> None:
    """A ruled table and one without rules on a page give one grid each, in their order."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas, [["规章", "1", "2", "3"], ["文件", "4", "5", "6"]], at=(60, 800))
        unruled(canvas)

    grids = read(pdf(draw)).grids
    assert [grid.columns for grid in grids] == [4, 8]


def test_a_single_row_of_figures_is_read_below_its_heads() -> None:
    """The fifteen figures of table 4 stand below vertical heads, groups of heads over what they are centred on."""

    def draw(canvas: Canvas) -> None:
        columns = [70 + 30 * number for number in range(15)]
        centred(canvas, 130, 100, "行政复议")
        centred(canvas, 355, 100, "行政诉讼")
        centred(canvas, 280, 113, "未经复议直接起诉")
        centred(canvas, 430, 113, "复议后起诉")
        for number, x in enumerate(columns):
            centred(canvas, x, 150, "\n".join(FIVE[number % 5]))
            centred(canvas, x, 190, str(number))

    (grid,) = read(pdf(draw)).grids
    first = grid.columns - 15
    assert [cell.text for cell in grid.cells if cell.row == grid.rows - 1 and cell.column >= first] == [str(n) for n in range(15)]  # fmt: skip
    spans = {cell.text: (cell.column - first, cell.column_span) for cell in grid.cells if cell.column_span > 1}
    assert spans == {"行政复议": (0, 5), "行政诉讼": (5, 10), "未经复议直接起诉": (5, 5), "复议后起诉": (10, 5)}


FIVE = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
PROSE = (
    "2024 年 1 月 1 日至 12 月 31 日，新收申请 12 件，办结 11 件。",
    "一、总体情况 1",
    "二、主动公开政府信息情况 2",
    "- 3 -",
    "电话：0797-8123456",
)


def test_prose_with_numbers_is_no_table() -> None:
    """Sentences, page numbers and a table of contents make no grid."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(PROSE):
            write(canvas, 72, 100 + 20 * number, line, SONG)

    assert read(pdf(draw)).grids == ()


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.sampled_from(["middle", "top", "bottom"]))
@settings(deadline=None)
def test_lines_are_never_dealt_to_another_row(sizes: list[int], anchor: str) -> None:
    """Labels of any number of lines, set to the middle, top or bottom of their figures, find their own row or none."""
    lines, rows, owners, top = [], [], [], 0.0
    for row, size in enumerate(sizes):
        own = [top + 12 * number for number in range(size)]
        lines += own
        owners += [row] * size
        rows.append({"middle": (own[0] + own[-1]) / 2, "top": own[0], "bottom": own[-1]}[anchor])
        top = own[-1] + 15
    dealt = deal(lines, rows, 9.0)
    assert all(found in (None, owner) for found, owner in zip(dealt, owners, strict=True))
    if 4 in sizes:
        assert dealt == owners


def test_a_line_left_over_from_the_page_before_belongs_to_no_row() -> None:
    """The tail of a label cut by a page break is not put into the first row."""
    assert deal([0.0, 12.0, 24.0, 47.0], [18.0, 47.0], 9.0) == [None, 0, 0, 1]
