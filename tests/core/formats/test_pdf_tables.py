"""PDF tables with rules: cells, merged cells, several on a page, over pages, turned, open at the sides; and the contract with pdfplumber."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import A4, SONG, one_page, pdf, published, raw, ruled, stream, write
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from core.formats.document import Document, Grid
from core.formats.pdf import read, read_plain

HEAD = ["", "自然人", "商业企业", "总计"]
ROWS = [HEAD, ["一、新收", "1", "0", "1"], ["二、结转", "", "/", "-"], ["三、总计", "12", "３", "15（含转办）"]]


def texts(grid: Grid) -> list[list[str]]:
    """The cells' texts by rows, merged ones where they begin."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def consistent(document: Document) -> None:
    """Each cell's text is what stands at its spans, and each of its glyphs lies in its box."""
    for grid in document.grids:
        assert grid.cells == tuple(sorted(grid.cells, key=lambda cell: (cell.row, cell.column)))
        for cell in grid.cells:
            assert "".join(document.text[start:end] for start, end in cell.spans) == cell.text.replace("\n", "")
            box = document.locate(*cell.spans).box
            if box is not None and cell.box is not None:
                middle = ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
                assert cell.box.x0 < middle[0] < cell.box.x1 and cell.box.top < middle[1] < cell.box.bottom


def test_a_ruled_table_is_a_grid_of_what_is_printed() -> None:
    """Blank, 0, slash, dash, full-width digits and remarks stay what they are, each in its cell."""
    document = read(pdf(lambda canvas: ruled(canvas, ROWS)))
    assert [texts(grid) for grid in document.grids] == [ROWS]
    assert document.warnings == ()
    consistent(document)


@given(
    st.lists(
        st.lists(st.sampled_from(["", "0", "7", "12", "365", "1234567", "/", "-", "0.5"]), min_size=3, max_size=3),
        min_size=2,
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_figures_come_back_cell_by_cell(figures: list[list[str]]) -> None:
    """Whatever figures a ruled table holds, each comes back from its own cell."""
    rows = [[f"L{number}", *row] for number, row in enumerate(figures)]
    document = read(pdf(lambda canvas: ruled(canvas, rows, widths=[60, 50, 50, 50])))
    assert [texts(grid) for grid in document.grids] == [rows]
    consistent(document)


def test_merged_cells_are_one_cell() -> None:
    """A cell merged over rows or columns is one cell with its spans."""
    rows = [["甲", "申请人", ""], ["", "自然人", "总计"], ["新收", "1", "2"]]
    document = read(pdf(lambda canvas: ruled(canvas, rows, spans=[((0, 0), (0, 1)), ((1, 0), (2, 0))])))
    (grid,) = document.grids
    cells = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert cells["甲"] == (0, 0, 2, 1)
    assert cells["申请人"] == (0, 1, 1, 2)
    assert cells["2"] == (2, 2, 1, 1)


def test_lines_of_a_cell_are_joined_by_lf() -> None:
    """A head printed one character a line keeps its lines in order from top to bottom."""
    (grid,) = read(pdf(lambda canvas: ruled(canvas, [["结\n果\n维\n持", "总\n计"], ["1", "2"]]))).grids
    assert texts(grid)[0] == ["结\n果\n维\n持", "总\n计"]


def test_tables_of_a_page_and_over_pages_come_in_order() -> None:
    """Two tables on a page are two grids, a table over a page break too, in the order of the document."""

    def first(canvas: Canvas) -> None:
        ruled(canvas, [["A", "1"], ["B", "2"]], at=(60, 800))
        write(canvas, 60, 150, "between", SONG)
        ruled(canvas, [["C", "3"], ["D", "4"]], at=(60, 650))

    document = read(pdf(first, lambda canvas: ruled(canvas, [["E", "5"]], at=(60, 800))))
    assert [(grid.page, texts(grid)[0]) for grid in document.grids] == [(1, ["A", "1"]), (1, ["C", "3"]), (2, ["E", "5"])]  # fmt: skip
    assert sorted(grid.span for grid in document.grids) == [grid.span for grid in document.grids]


def test_both_parts_of_a_table_over_a_page_break_have_its_columns() -> None:
    """A head whose columns are only ruled on the next page is laid out on the columns found there."""

    def above(canvas: Canvas) -> None:
        ruled(canvas, [["", "申请人", ""], ["", "自然人", "总计"]], spans=[((0, 0), (0, 1)), ((1, 0), (2, 0))], widths=[60, 120, 60])  # fmt: skip

    def below(canvas: Canvas) -> None:
        ruled(canvas, [["", "男", "女", ""], ["新收", "1", "2", "3"]], widths=[60, 60, 60, 60])

    upper, lower = read(pdf(above, below)).grids
    assert upper.columns == lower.columns == 4
    spans = {cell.text: (cell.column, cell.column_span) for cell in upper.cells if cell.text}
    assert spans == {"申请人": (1, 3), "自然人": (1, 2), "总计": (3, 1)}


def test_different_tables_on_neighbouring_pages_keep_their_columns() -> None:
    """Tables whose uprights differ are not taken for parts of one."""
    pages = [[60, 60, 60], [40, 50, 40, 50]]
    grids = read(
        pdf(*(lambda canvas, w=widths: ruled(canvas, [["x"] * len(w)] * 2, widths=w) for widths in pages))
    ).grids
    assert [grid.columns for grid in grids] == [3, 4]


def sideways(canvas: Canvas, quarter: int) -> None:
    """The table drawn turned by quarter turns counter-clockwise on its page."""
    canvas.translate(*[(0, 0), (A4[0], 0), A4, (0, A4[1])][quarter])
    canvas.rotate(90 * quarter)
    ruled(canvas, ROWS, at=(60, 400))


@pytest.mark.parametrize("shown_upright", [True, False])
@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_turned_tables_are_read_upright(quarter: int, shown_upright: bool) -> None:
    """A table that lies on its side, set upright by the page's rotation or not, gives the same grid, boxes as displayed."""

    def draw(canvas: Canvas) -> None:
        if shown_upright:
            canvas.setPageRotation(90 * quarter)
        sideways(canvas, quarter)

    document = read(pdf(draw))
    assert [texts(grid) for grid in document.grids] == [ROWS]
    consistent(document)


def test_rules_within_forms_are_found() -> None:
    """A table drawn in a form object that is moved and scaled is found where it is displayed."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("table")
        ruled(canvas, [["A", "1"], ["B", "2"]], at=(0, 100))
        canvas.endForm()
        canvas.translate(200, 300)
        canvas.scale(1.5, 1.5)
        canvas.doForm("table")

    document = read(pdf(draw))
    assert [texts(grid) for grid in document.grids] == [[["A", "1"], ["B", "2"]]]
    assert document.grids[0].box is not None and document.grids[0].box.x0 == pytest.approx(200, abs=1)
    consistent(document)


OPEN = {
    "no left and right side": [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black), ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black)],
    "no right side": [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black), ("LINEBEFORE", (0, 0), (-1, -1), 0.5, colors.black)],
}  # fmt: skip


@pytest.mark.parametrize("rules", OPEN.values(), ids=OPEN.keys())
def test_tables_open_at_the_sides_keep_their_outer_columns(rules: Sequence[tuple[object, ...]]) -> None:
    """Where the outer uprights are left out, the ends of the level rules close the table."""
    document = read(pdf(lambda canvas: ruled(canvas, ROWS, rules=rules)))
    assert [texts(grid) for grid in document.grids] == [ROWS]


def test_underlines_are_no_table() -> None:
    """Lines that nothing crosses make no cells."""
    content = b"BT /F1 12 Tf 72 700 Td (name) Tj ET" + b"".join(
        b" 60 %d m 300 %d l S" % (y, y) for y in (695, 675, 655)
    )
    assert read(one_page(content)).grids == ()


def plain(data: bytes) -> list[list[list[str]]]:
    """The tables as plain pdfplumber extracts them, blanks cut out, tables without any text left out."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [
            [["".join(cell.split()) for cell in row if cell is not None] for row in table]
            for page in document.pages
            for table in page.extract_tables()
        ]
    return [table for table in tables if any(any(row) for row in table)]


def cut(grids: Sequence[Grid]) -> list[list[list[str]]]:
    """Our tables in the same form."""
    return [[["".join(cell.split()) for cell in row] for row in texts(grid)] for grid in grids]


def broken(canvas: Canvas) -> None:
    """Two tables with merged cells and lines in cells, boxes as rectangles."""
    ruled(canvas, [["甲", "申请人", ""], ["", "自然\n人", "总计"], ["新收", "1", "2"]], spans=[((0, 0), (0, 1)), ((1, 0), (2, 0))])  # fmt: skip
    ruled(canvas, ROWS, at=(60, 500), rules=[("BOX", (c, r), (c, r), 0.7, colors.black) for c in range(4) for r in range(4)])  # fmt: skip


@pytest.mark.parametrize("reader", [read, read_plain], ids=["fed", "plain"])
def test_the_fed_finder_gives_what_pdfplumber_gives(reader: Callable[[bytes], Document]) -> None:
    """pdfplumber's table finder, fed from pdfium or by pdfplumber itself, finds the tables plain pdfplumber extracts."""
    data = pdf(broken)
    assert cut(reader(data).grids) == plain(data) != []


RULED = (
    "2023-ganzhou-jkq-dangzhengban-pdf",
    "2023-hongze",
    "2024-ganxian-gongxin-pdf",
    "2024-ganzhou-suqu-pdf",
    "2024-ganzhou-suqu-vertical",
    "2024-ganzhou-xinnengyuan-pdf",
    "2024-ganzhou-zhengqian-pdf",
    "2024-pingtan-pdf",
)


@pytest.mark.parametrize("stem", ["2023-hongze", "2024-ganzhou-suqu-vertical"])
def test_the_contract_holds_on_published_reports(corpus: Path, stem: str) -> None:
    """On real reports the fed finder gives cell for cell what plain pdfplumber extracts."""
    file = corpus / "reports" / f"{stem}.pdf"
    document = published(file)
    assert cut(document.grids) == plain(file.read_bytes()) != []
    consistent(document)


@pytest.mark.parametrize("stem", [*RULED, "2023-ganzhou-jkq-dangzhengban-rotated", "2024-ganzhou-zhengqian-borderless"])
def test_table_three_of_published_reports_is_whole(corpus: Path, stem: str) -> None:
    """The seven figures of each row printed in table 3 stand in the last seven cells of a row of a grid, in the gold's order."""
    gold = json.loads((corpus / "gold" / f"{stem}.json").read_text("utf-8"))["cells"]
    wanted: dict[str, list[str]] = {}
    for address, printed in gold.items():
        if address.startswith("t3/"):
            wanted.setdefault(address.rpartition("/")[0], []).append(printed or "")
    document = published(corpus / "reports" / f"{stem}.pdf")
    found = []
    for grid in (grid for grid in document.grids if 8 <= grid.columns <= 12):
        for row in range(grid.rows):
            cells = [c for c in grid.cells if c.row == row and c.column >= grid.columns - 7 and c.column_span == 1]
            found.append([cell.text.strip() for cell in cells])
    figures = iter(row for row in found if len(row) == 7 and all(not cell or cell[0].isdigit() for cell in row))
    printed_rows = [row for row in wanted.values() if any(row)]
    assert len(printed_rows) >= 22
    assert all(row in figures for row in printed_rows), "a row is missing or out of order"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [b"", b"/CropBox [50 60 500 700]"], ids=["whole", "cropped"])
@pytest.mark.parametrize("media", [b"[0 0 595 842]", b"[-50 30 700 900]"], ids=["origin", "moved"])
def test_both_ways_find_the_cells_of_a_page_that_inherits_its_boxes(media: bytes, crop: bytes, rotation: int) -> None:
    """Page boxes and rotation stand in the page tree, as many producers write them: cells and their boxes are the same."""
    rules = b"".join(b"100 %d m 400 %d l S " % (y, y) for y in (410, 440, 470, 500))
    rules += b"".join(b"%d 410 m %d 500 l S " % (x, x) for x in (100, 200, 300, 400))
    figures = [
        b"BT /F1 10 Tf %d %d Td (%d) Tj ET " % (110 + 100 * (n % 3), 480 - 30 * (n // 3), n + 1) for n in range(9)
    ]
    tree = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox %s %s /Rotate %d >>" % (media, crop, rotation),
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(rules + b"".join(figures)),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    (fed,), (plain,) = (way(raw(tree)).grids for way in (read, read_plain))
    assert [cell.text for cell in fed.cells] == [cell.text for cell in plain.cells] == [str(n) for n in range(1, 10)]
    for one, other in zip(fed.cells, plain.cells, strict=True):
        assert one.box is not None and other.box is not None
        assert [one.box.x0, one.box.top, one.box.x1, one.box.bottom] == pytest.approx(
            [other.box.x0, other.box.top, other.box.x1, other.box.bottom], abs=1
        )
