"""A sample as a word processor's document: really merged cells, fixed file dates so that a rebuild gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from sampling.facts import Facts, laid_out, parts

FONT = "宋体"


def render(facts: Facts) -> bytes:
    """A .docx file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    for kind, content in parts(facts):
        if kind == "table":
            table(document, facts, content)
        else:
            paragraph(document, kind, content)
    properties = document.core_properties
    properties.title, properties.author = facts.title, facts.body
    properties.created = properties.modified = datetime(facts.year + 1, 1, 15)
    stream = io.BytesIO()
    document.save(stream)
    return same_dates(stream.getvalue())


def paragraph(document: Any, kind: str, content: str) -> None:
    item = document.add_paragraph()
    write(item, content, 18 if kind == "title" else 12)
    if kind == "title":
        item.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif kind == "signature":
        item.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        item.paragraph_format.first_line_indent = Pt(24)


def write(item: Any, text: str, size: float) -> None:
    run = item.add_run(text)
    run.font.size = Pt(size)
    run.font.name = FONT
    run._element.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def table(document: Any, facts: Facts, key: str) -> None:
    slots, height, width = laid_out(facts, key)
    grid = document.add_table(height, width)
    grid.style = "Table Grid"
    for slot in slots:
        cell = grid.cell(slot.row, slot.column)
        if slot.row_span > 1 or slot.column_span > 1:
            cell = cell.merge(grid.cell(slot.row + slot.row_span - 1, slot.column + slot.column_span - 1))
        write(cell.paragraphs[0], slot.text, 9)


def same_dates(data: bytes) -> bytes:
    """The archive with every entry dated alike."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return stream.getvalue()
