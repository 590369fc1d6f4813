"""DOCX: what Word prints, and what it does not print reported. The files are written by hand and by python-docx."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SourceError
from core.formats import docx_package, read
from core.formats.document import Document, Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def relations(*entries: tuple[str, str, bool]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if far else ""}/>'
        for n, (kind, target, far) in enumerate(entries)
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def packed(body: str, space: str = W, far: tuple[str, str] | None = None, **parts: str) -> bytes:
    """A DOCX of a body; `parts` are further parts of word/ (styles, numbering …)."""
    entries = [(name, f"{name}.xml", False) for name in parts]
    if far:
        entries.append((*far, True))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml", False)))
        archive.writestr("word/_rels/document.xml.rels", relations(*entries))
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}" {NAMES}><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return buffer.getvalue()


def word(body: str, **parts: str) -> Document:
    return read(packed(body, **parts))


def p(text: str = "", properties: str = "", run: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "<w:p/>", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def noticed(document: Document) -> list[tuple[str, object]]:
    return [(w.kind, *w.phrase.arguments.values()) for w in document.warnings]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("一、") + p("二、"), "一、\n二、\n"),
        (f"<w:p>{r('1')}{r('2')}</w:p>", "12\n"),
        ("<w:p><w:r><w:t> 1 </w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t></w:r></w:p>", "1\t2\n3\n"),
        (f"<w:p>{r('共 ')}<w:hyperlink>{r('3')}</w:hyperlink><w:smartTag>{r(' 件')}</w:smartTag></w:p>", "共 3 件\n"),
        (
            f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>{r('7')}</w:sdtContent></w:sdt></w:p>",
            "甲\n7\n",
        ),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + r("5") + "</w:p>",
            "5\n",
        ),
        ("<w:p><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r></w:p>", "1\u20112\n"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="2460"/></w:r></w:p>', "�①\n"),
        (
            "<w:p><w:r><w:ruby><w:rt>"
            + r("guī")
            + "</w:rt><w:rubyBase>"
            + r("规")
            + "</w:rubyBase></w:ruby></w:r></w:p>",
            "规\n",
        ),
        ("<w:p><m:oMath><m:r><m:t>3</m:t></m:r></m:oMath></w:p>", "3\n"),
    ],
)
def test_runs_and_paragraphs_become_lines(body: str, text: str) -> None:
    assert word(body).text == text


def test_the_strict_form_of_the_format_is_read_too() -> None:
    assert read(packed(p("年报"), STRICT)).text == "年报\n"


def test_tracked_changes_are_read_as_accepted_and_both_sides_reported() -> None:
    document = word(
        f"<w:p>{r('总计 ')}<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins>{r('125')}</w:ins></w:p>"
        f"<w:p><w:moveFrom>{r('甲')}</w:moveFrom><w:moveTo>{r('乙')}</w:moveTo></w:p>"
    )
    assert document.text == "总计 125\n乙\n"
    assert [(w.kind, w.phrase.template, w.phrase.arguments["quote"], w.spans) for w in document.warnings] == [
        ("tracked", "source.warning.deleted", "100", ((3, 3),)),
        ("tracked", "source.warning.inserted", "125", ((3, 6),)),
        ("tracked", "source.warning.deleted", "甲", ((7, 7),)),
        ("tracked", "source.warning.inserted", "乙", ((7, 8),)),
    ]


def test_a_paragraph_whose_end_is_deleted_joins_the_next() -> None:
    assert word(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('新收')}</w:p>" + p("3 件")).text == "新收3 件\n"


def test_deleted_rows_are_left_out_and_inserted_ones_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('旧'))}{tc(p('1'))}</w:tr>"
    new = f"<w:tr><w:trPr><w:ins/></w:trPr>{tc(p('新'))}{tc(p('2'))}</w:tr>"
    document = word(tbl(tr(tc(p("a")), tc(p("b"))), gone, new))
    assert texts(document.grids[0]) == [["a", "b"], ["新", "2"]]
    assert noticed(document) == [("tracked", "旧1")]


STYLES = (
    '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:styleId="Shown"><w:basedOn w:val="Base"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run", "shown"),
    [
        ("", "<w:vanish/>", False),
        ("", '<w:vanish w:val="false"/>', True),
        ("", '<w:rStyle w:val="Child"/>', False),
        ('<w:pStyle w:val="Child"/>', "", False),
        ('<w:pStyle w:val="Child"/>', '<w:vanish w:val="0"/>', True),
        ('<w:pStyle w:val="Shown"/>', "", True),
        ('<w:pStyle w:val="Loop"/>', "", True),
    ],
)
def test_hidden_text_is_left_out_and_quoted_wherever_its_property_stands(paragraph: str, run: str, shown: bool) -> None:
    document = word(p("x") + p("9", paragraph, run), styles=STYLES)
    assert document.text == ("x\n9\n" if shown else "x\n")
    assert noticed(document) == ([] if shown else [("hidden", "9")])


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        (p("8", run=WHITE), True),
        (p("8", run='<w:color w:val="auto" w:themeColor="background1"/>'), True),
        (p("8", run='<w:sz w:val="2"/>'), True),
        (p("8", run='<w:color w:val="FFFFFE"/><w:sz w:val="18"/>'), True),
        (p("8", run='<w:color w:val="767676"/><w:sz w:val="18"/>'), False),
        (p("8", run=WHITE + '<w:shd w:val="clear" w:fill="0000FF"/>'), False),
        (p("8", run=WHITE + '<w:highlight w:val="blue"/>'), False),
        (p("8", '<w:shd w:val="clear" w:fill="0000FF"/>', WHITE), False),
        (tbl(tr(tc(p("8", run=WHITE), '<w:shd w:val="clear" w:fill="4472C4"/>'))), False),
        (tbl(tr(tc(p("8", run=WHITE), '<w:shd w:val="clear" w:fill="auto"/>'))), True),
    ],
)
def test_white_text_is_read_and_flagged_unless_it_stands_on_a_shade(body: str, flagged: bool) -> None:
    document = word(body)
    assert document.text == "8\n"
    assert [(w.kind, w.spans) for w in document.warnings] == [("hidden", ((0, 1),))] * flagged


def test_merged_cells_are_one_cell_over_rows_and_columns() -> None:
    [grid] = word(
        tbl(
            tr(tc(p("a"), '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), tc(p("b"))),
            tr(tc(properties='<w:gridSpan w:val="2"/><w:vMerge/>'), tc(p("c"))),
            tr(tc(p("d")), tc(p("e")), tc(p("f"))),
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc(p("g")) + "</w:tr>",
            tr(tc(p("h"), '<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), tc(p("i"))),
        )
    ).grids
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [
        ("a", 0, 0, 2, 2),
        ("b", 0, 2, 1, 1),
        ("c", 1, 2, 1, 1),
        ("d", 2, 0, 1, 1),
        ("e", 2, 1, 1, 1),
        ("f", 2, 2, 1, 1),
        ("g", 3, 1, 1, 1),
        ("h", 4, 0, 1, 2),
        ("i", 4, 2, 1, 1),
    ]


def test_rows_and_cells_in_content_controls_are_in_their_place() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{tr(tc(p('1')), '<w:sdt><w:sdtContent>' + tc(p('2')) + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    [grid] = word(tbl(tr(tc(p("a")), tc(p("b"))), wrapped)).grids
    assert texts(grid) == [["a", "b"], ["1", "2"]]


def test_lines_of_a_cell_stay_apart_and_blank_cells_stay() -> None:
    document = word(
        p("前")
        + tbl(tr(tc(p("社会") + p("组织")), tc(), tc(p("\u3000 3"))), tr(tc(p("甲")), tc(p("1")), tc(p("/"))))
        + p("后")
    )
    assert document.text == "前\n社会 组织\t\t\u3000 3\n甲\t1\t/\n后\n"
    assert texts(document.grids[0]) == [["社会\n组织", "", "\u3000 3"], ["甲", "1", "/"]]


def test_a_table_that_only_holds_tables_is_no_grid() -> None:
    inner = tbl(tr(tc(p("1")), tc(p("2"))))
    document = word(tbl(tr(tc(p("题") + inner))))
    assert [texts(grid) for grid in document.grids] == [[["1", "2"]]]
    assert document.text == "题\n1\t2\n"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('标题')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + r("正文")
        + "</w:p>"
    )
    assert word(body + p("完")).text == "正文\n标题\n完\n"


def level(n: int, format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Heading"/>')
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + level(0, "decimalEnclosedCircle", "%1") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "hebrew1", "%2")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)
HEADING = '<w:style w:styleId="Heading"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'


def numbered(text: str, list_id: int, at: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_printed_as_word_counts_them() -> None:
    body = (
        p("总体", '<w:pStyle w:val="Heading"/>')
        + numbered("甲", 1, 1)
        + numbered("乙", 1, 1)
        + p("主动", '<w:pStyle w:val="Heading"/>')
        + numbered("丙", 1, 1)
        + p("无号", '<w:pStyle w:val="Heading"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + numbered("五", 2)
        + numbered("六", 2)
        + numbered("圈", 3)
        + numbered("点", 4)
    )
    document = word(body, numbering=NUMBERING, styles=HEADING)
    assert document.text.split("\n")[:-1] == [
        "一、总体", "1.1 甲", "1.2 乙", "二、主动", "2.1 丙", "无号", "五、五", "六、六", "① 圈", "点",
    ]  # fmt: skip
    assert document.warnings == ()


def test_a_number_format_that_is_not_known_is_reported() -> None:
    document = word(numbered("x", 4, 1), numbering=NUMBERING)
    assert document.text == "x\n"
    assert noticed(document) == [("numbering", "hebrew1")]


def test_footnotes_follow_the_text_and_separators_do_not() -> None:
    notes = f'<w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("注：含转办")}</w:footnote>'
    assert word(p("正文"), footnotes=notes).text == "正文\n注：含转办\n"


def test_what_lies_outside_is_named_and_not_fetched() -> None:
    document = read(packed(p("x"), far=("attachedTemplate", "http://127.0.0.1:9/evil.dotm")))
    assert noticed(document) == [("external", "http://127.0.0.1:9/evil.dotm")]
    assert read(packed(p("x"), far=("hyperlink", "http://127.0.0.1:9/"))).warnings == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed(p("x"))[:-40], "damaged"),
        (packed(p("x")).replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (packed("<w:p>"), "damaged"),
        (
            packed('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
            "too-large",
        ),
        (packed("<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300), "depth"),
        (packed(tbl(*(tr(*(tc() for _ in range(100))) for _ in range(101)))), "too-large"),
        (packed(""), "empty"),
        (packed(p(" " * 5_000_000)), "too-large"),
    ],
)
def test_broken_and_oversized_files_are_refused_by_kind(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.kind == kind


@pytest.mark.parametrize("dtd", ['<!DOCTYPE x [<!ENTITY e "1">]>', '<!DOCTYPE x SYSTEM "file:///etc/hostname">'])
def test_a_part_with_a_document_type_is_refused(dtd: str) -> None:
    content = f'<?xml version="1.0"?>{dtd}<w:document xmlns:w="{W}"><w:body>{p("1")}</w:body></w:document>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(SourceError) as caught:
            docx_package._parse(content.encode(encoding), "word/document.xml")
        assert caught.value.kind == "damaged"


VALUES = st.sampled_from(["0", "12", "", "/", "-", "３", "1\n2", "甲"])


@settings(max_examples=15)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=2, max_size=5), st.integers(0, 1), st.integers(0, 1))
def test_tables_written_by_another_library_come_back(rows: list[list[str]], top: int, left: int) -> None:
    """python-docx writes and merges; every unmerged cell must read as written, at its row and column."""
    made = WordDocument()
    table = made.add_table(len(rows), 3)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(top, left).merge(table.cell(top, left + 1)).text = "合并"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read(buffer.getvalue())
    found = {(cell.row, cell.column): cell for cell in document.grids[0].cells}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if (row, column) == (top, left):
                assert (found[row, column].text, found[row, column].column_span) == ("合并", 2)
            elif (row, column) != (top, left + 1):
                assert found[row, column].text == value
    for cell in found.values():
        assert cell.text == "\n".join(document.text[start:end] for start, end in cell.spans)
