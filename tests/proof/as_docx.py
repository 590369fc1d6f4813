"""Reports as word processors save them: really merged cells, figures in several runs, tables cut in two, tracked changes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from random import Random
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from proof.figures import Report
from proof.sheets import SECTIONS, Sheet, Slot, cut, dragged, prose, sheets, variant, with_odd_column


def _document(tables: Sequence[Sequence[Sheet]], random: Random, tracked: float = 0.0, nested: bool = False) -> bytes:
    told = prose(random)
    document = Document()
    document.add_heading(told["title"][0], 0)
    end = document.element.body[-1]
    inside = dict(zip(SECTIONS[1:4], tables, strict=True))
    for title in SECTIONS:
        document.add_paragraph(title)
        for text in told.get(title, []):
            document.add_paragraph(text)
        for sheet in inside.get(title, ()):
            table = _table(sheet, random, tracked)
            if nested:
                table = f"<w:tbl {nsdecls('w')}><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
            end.addprevious(parse_xml(table))
    for text in told["signed"]:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(sheet: Sheet, random: Random, tracked: float) -> str:
    """Each row has the cells it has, also where they are too many or too few; one that spans rows is there in each of them,
    merged with the one above."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(sheet.rows)]
    for slot in sheet.slots:
        words = _words(slot, random, tracked)
        for row in range(slot.row, min(slot.row + slot.rows, sheet.rows)):
            rows[row].append((slot.column, _cell(slot, words if row == slot.row else "", row)))
    lines = []
    for row, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if row < sheet.heads else ""
        inside = "".join(cell for _, cell in sorted(cells, key=lambda cell: cell[0]))
        lines.append(f"<w:tr>{head}{inside}</w:tr>")
    widths = '<w:gridCol w:w="600"/>' * sheet.columns
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _cell(slot: Slot, words: str, row: int) -> str:
    broad = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    kind = ' w:val="restart"' if row == slot.row else ""
    tall = f"<w:vMerge{kind}/>" if slot.rows > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{600 * slot.columns}" w:type="dxa"/>{broad}{tall}</w:tcPr><w:p>{words}</w:p></w:tc>'
    )


def _words(slot: Slot, random: Random, tracked: float) -> str:
    text = slot.text
    if slot.figure and text and random.random() < tracked:
        return _changed(text, random)
    if len(text) > 1 and random.random() < 0.3:
        at = random.randrange(1, len(text))
        return _run(text[:at]) + _run(text[at:])
    return _run(text) if text else ""


def _run(text: str, tag: str = "w:t") -> str:
    lines = (f'<{tag} xml:space="preserve">{escape(line)}</{tag}>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def _changed(text: str, random: Random) -> str:
    """The figure as inserted text behind another that is deleted."""
    gone = _run(str(random.randint(1, 999)), "w:delText")
    marks = [f'w:id="{random.randint(1, 10**6)}" w:author="office"' for _ in range(2)]
    return f"<w:del {marks[0]}>{gone}</w:del><w:ins {marks[1]}>{_run(text)}</w:ins>"


def merged(page: Report, random: Random) -> tuple[str, bytes]:
    """As the notice prints it."""
    return "report.docx", _document([(sheet,) for sheet in sheets(page, variant(random))], random)


def cut_in_two(page: Report, random: Random) -> tuple[str, bytes]:
    """Table 3 as two tables, table 4 perhaps cut before its figures."""
    second, third, fourth = sheets(page, variant(random))
    parts = cut(third, random.randrange(4, third.rows - 1), random.random() < 0.5)
    last = cut(fourth, 3) if random.random() < 0.5 else (fourth,)
    return "report.docx", _document([(second,), parts, last], random)


def tracked(page: Report, random: Random) -> tuple[str, bytes]:
    """Some figures changed with the changes tracked: the inserted one counts; all tables within a layout table."""
    tables = [(sheet,) for sheet in sheets(page, variant(random))]
    return "report.docx", _document(tables, random, 0.1, nested=random.random() < 0.5)


def odd_column(page: Report, random: Random) -> tuple[str, bytes]:
    """Table 3 with an empty column or a subtotal."""
    shape = with_odd_column(variant(random), random)
    return "report.docx", _document([(sheet,) for sheet in sheets(page, shape)], random)


def dragged_borders(page: Report, random: Random) -> tuple[str, bytes]:
    """Somebody has dragged borders."""
    return "report.docx", _document([(dragged(sheet, random),) for sheet in sheets(page, variant(random))], random)


LAYOUTS = {
    f"docx {way.__name__.replace('_', ' ')}": way for way in (merged, cut_in_two, tracked, odd_column, dragged_borders)
}
