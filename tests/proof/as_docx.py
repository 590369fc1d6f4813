"""Reports as word processors save them: really merged cells, figures in several runs, tables cut in two, tracked changes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from random import Random
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from proof.figures import Report
from proof.sheets import SECTIONS, Sheet, Slot, cut, prose, sheets, variant, with_odd_column


def _document(tables: Sequence[Sequence[Sheet]], random: Random, tracked: float = 0.0, nested: bool = False) -> bytes:
    told = prose(random)
    document = Document()
    document.add_heading(told["title"][0], 0)
    inside = dict(zip(SECTIONS[1:4], tables, strict=True))
    for title in SECTIONS:
        document.add_paragraph(title)
        for text in told.get(title, []):
            document.add_paragraph(text)
        for sheet in inside.get(title, ()):
            host = document.add_table(1, 1).cell(0, 0) if nested else document
            _table(host, sheet, random, tracked)
    for text in told["signed"]:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(host: Any, sheet: Sheet, random: Random, tracked: float) -> None:
    grid = host.add_table(sheet.rows, sheet.columns)
    cells = grid._cells  # one look-up for all: each call of cell() walks the whole table
    at = [[cells[r * sheet.columns + c] for c in range(sheet.columns)] for r in range(sheet.rows)]
    for slot in sheet.slots:
        cell = at[slot.row][slot.column]
        if slot.rows > 1 or slot.columns > 1:
            cell = cell.merge(at[slot.row + slot.rows - 1][slot.column + slot.columns - 1])
        _write(cell.paragraphs[0], slot, random, tracked)
    for row in range(sheet.heads):
        properties = grid.rows[row]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))


def _write(paragraph: Any, slot: Slot, random: Random, tracked: float) -> None:
    text = slot.text
    if slot.figure and text and random.random() < tracked:
        _change(paragraph, text, random)
    elif len(text) > 1 and random.random() < 0.3:
        at = random.randrange(1, len(text))
        paragraph.add_run(text[:at])
        paragraph.add_run(text[at:])
    elif text:
        paragraph.add_run(text)


def _change(paragraph: Any, text: str, random: Random) -> None:
    """The figure as inserted text behind another that is deleted."""
    run = paragraph.add_run(text)._r
    gone = deepcopy(run)
    for item in gone.findall(qn("w:t")):
        item.tag, item.text = qn("w:delText"), str(random.randint(1, 999))
    for tag, inner in (("w:del", gone), ("w:ins", run)):
        change = OxmlElement(tag)
        change.set(qn("w:id"), str(random.randint(1, 10**6)))
        change.set(qn("w:author"), "office")
        paragraph._p.append(change)
        change.append(inner)


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


LAYOUTS = {f"docx {way.__name__.replace('_', ' ')}": way for way in (merged, cut_in_two, tracked, odd_column)}
