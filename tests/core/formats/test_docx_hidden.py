"""DOCX that hides, fades, strikes out or raises figures: read as Word prints it, and told of at its place."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.formats import read
from core.formats.document import Document

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str) -> Document:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:m="{M}"><w:body>{body}</w:body></w:document>'
        )
    return read(buffer.getvalue(), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def para(*runs: str) -> str:
    return "<w:p>" + "".join(runs) + "</w:p>"


LABEL = para(run("甲"))


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def figure(*runs: str, cell: str = "") -> str:
    """A table of a label and a figure of these runs."""
    return table(row(LABEL, f"<w:tcPr>{cell}</w:tcPr>" + para(*runs)))


def told(document: Document) -> list[tuple[str, str]]:
    """Kind and passage of each warning."""
    return [(w.kind, "".join(document.text[start:end] for start, end in w.spans)) for w in document.warnings]


RED = '<w:shd w:val="clear" w:fill="FF0000"/>'
CASES = {
    "struck out": ([run("100", "<w:strike/>"), run("125")], "", [("struck", "100")]),
    "struck out twice": ([run("100", "<w:dstrike/>"), run("125")], "", [("struck", "100")]),
    "not struck out": ([run("100", '<w:strike w:val="0"/>'), run("125")], "", []),
    "a raised digit": ([run("125"), run("1", '<w:vertAlign w:val="superscript"/>')], "", [("raised", "1")]),
    "a digit set higher": ([run("125"), run("1", '<w:position w:val="10"/>')], "", [("raised", "1")]),
    "a digit after a raised one": ([run("1", '<w:vertAlign w:val="subscript"/>'), run("125")], "", [("raised", "125")]),
    "a formula's power": (
        [
            "<m:oMath><m:sSup><m:e><m:r><m:t>12</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ],
        "",
        [("raised", "2")],
    ),
    "a picture": (["<w:r><w:drawing/></w:r>"], "", [("unseen", "")]),
    "an object": (["<w:r><w:object/></w:r>"], "", [("embedded", ""), ("unseen", "")]),
    "a raised sign": ([run("125"), run("①", '<w:vertAlign w:val="superscript"/>')], "", []),
    "nearly white": ([run("9", '<w:color w:val="FEFEFE"/>')], "", [("hidden", "9")]),
    "grey": ([run("9", '<w:color w:val="7F7F7F"/>')], "", []),
    "red on red": ([run("9", '<w:color w:val="FF0000"/>')], RED, [("hidden", "9")]),
    "red on its own red": ([run("9", '<w:color w:val="FF0000"/>' + RED)], "", [("hidden", "9")]),
    "white on red": ([run("9", '<w:color w:val="FFFFFF"/>')], RED, []),
    "without width": ([run("9", '<w:w w:val="1"/>')], "", [("hidden", "9")]),
}


@pytest.mark.parametrize(("runs", "cell", "warnings"), CASES.values(), ids=CASES.keys())
def test_what_the_eye_may_take_for_something_else_is_read_and_told_of(
    runs: list[str], cell: str, warnings: list[tuple[str, str]]
) -> None:
    """Everything printed is in the text; where the print does not show it so, a warning stands at its place."""
    document = word(figure(*runs, cell=cell))
    assert told(document) == warnings


@pytest.mark.parametrize("hidden", ["<w:hidden/>", '<w:trHeight w:val="1" w:hRule="exact"/>'])
def test_a_row_that_is_not_shown_is_left_out_and_quoted(hidden: str) -> None:
    """A hidden row, or one without height, is no row of the table."""
    document = word(table(row(para(run("乙")), para(run("9")), properties=hidden), row(LABEL, "<w:p/>")))
    assert [cell.text for cell in document.grids[0].cells] == ["甲", ""]
    assert [(w.kind, w.phrase.arguments["quote"]) for w in document.warnings] == [("hidden", "乙9")]


def test_a_low_row_that_grows_is_shown() -> None:
    """A least height hides nothing."""
    document = word(table(row(para(run("9")), properties='<w:trHeight w:val="1"/>')))
    assert document.text == "9\n" and document.warnings == ()


@pytest.mark.parametrize(
    "properties",
    ['<w:framePr w:x="-20000" w:y="1"/>', '<w:ind w:left="-20000"/>', '<w:ind w:firstLine="-9000"/>'],
)
def test_a_paragraph_far_off_the_page_is_read_and_told_of(properties: str) -> None:
    """It stays in the text, as nobody has deleted it, with a warning."""
    document = word(f"<w:p><w:pPr>{properties}</w:pPr>{run('9')}</w:p>")
    assert (document.text, told(document)) == ("9\n", [("hidden", "9")])


@pytest.mark.parametrize(
    "content",
    [
        "<w:tcPr/><w:p><w:del><w:r><w:delText>100</w:delText></w:r></w:del></w:p>",
        f"<w:tcPr><w:cellDel/></w:tcPr><w:p>{run('100')}</w:p>",
        f"<w:tcPr/><w:p>{run('100', '<w:vanish/>')}</w:p>",
    ],
    ids=["deleted text", "deleted cell", "hidden text"],
)
def test_a_cell_emptied_by_what_is_not_printed_keeps_its_place(content: str) -> None:
    """Its blank has the warning's place, so that the figure read from it can carry the doubt."""
    document = word(table(row(LABEL, content, para(run("2")))))
    [grid] = document.grids
    assert [(cell.text, cell.spans) for cell in grid.cells] == [("甲", ((0, 1),)), ("", ((2, 2),)), ("2", ((3, 4),))]
    [warning] = document.warnings
    assert (warning.spans, warning.phrase.arguments["quote"]) == (((2, 2),), "100")
