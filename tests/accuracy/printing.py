"""Drafts as files: a site's page, a text, a word processor's document."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from accuracy.drafts import Draft
from docx import Document
from sampling import as_docx, as_html
from sampling.facts import Slot, laid_out

from core.form import form

OLD = "t2/2019"
"""Table 2 of the trial form, all zeros."""


@dataclass(frozen=True)
class Grid:
    """A table as ruled cells."""

    slots: tuple[Slot, ...]
    rows: int
    columns: int


def grid(draft: Draft, table: str) -> Grid:
    """The table as the draft has it printed: rows left out, labels otherwise."""
    if table == OLD:
        return _trial_table()
    facts: Any = draft
    slots, rows, columns = laid_out(facts, table)
    whole = Grid(tuple(slots), rows, columns)
    if draft.left_out and table == "t3":
        whole = without_row(whole, [row.key for row in form().table("t3").rows].index(draft.left_out) + 3)
    for label, printed in draft.labels:
        slots_ = tuple(replace(s, text=printed) if s.label and s.text == label else s for s in whole.slots)
        whole = replace(whole, slots=slots_)
    return whole


def without_row(whole: Grid, row: int) -> Grid:
    """The grid with a row cut out; cells that reach over it shrink."""
    kept = []
    for slot in whole.slots:
        if slot.row < row < slot.row + slot.row_span:
            kept.append(replace(slot, row_span=slot.row_span - 1))
        elif slot.row != row:
            kept.append(replace(slot, row=slot.row - (slot.row > row)))
    return Grid(tuple(kept), whole.rows - 1, whole.columns)


def _trial_table() -> Grid:
    table = form("2019").table("t2")
    slots, row, article = [], 0, ""
    for label in table.rows:
        if label.article != article:
            article = label.article
            slots += [Slot(row, 0, article, 1, 4), Slot(row + 1, 0, "信息内容")]
            slots += [Slot(row + 1, 1 + i, table.column(key).label) for i, key in enumerate(label.columns)]
            row += 2
        slots.append(Slot(row, 0, label.label))
        slots += [Slot(row, 1 + i, "0", label=False) for i in range(len(label.columns))]
        row += 1
    return Grid(tuple(slots), row, 4)


def rendered(draft: Draft) -> bytes:
    """The draft as a file of its format."""
    return RENDERERS[draft.format](draft)


def _html(draft: Draft) -> bytes:
    parts = [
        _html_table(grid(draft, piece.text)) if piece.kind == "table" else as_html.piece(None, piece.kind, piece.text)  # type: ignore[arg-type]
        for piece in draft.pieces
    ]
    page = as_html.PAGE.format(
        title=escape(draft.title), published=draft.published, body=escape(draft.body), content="\n".join(parts)
    )
    return page.encode()


def _html_table(whole: Grid) -> str:
    lines = ['<table border="1" cellspacing="0">']
    for row in range(whole.rows):
        lines.append(f"<tr>{''.join(as_html.cell(slot) for slot in whole.slots if slot.row == row)}</tr>")
    return "\n".join([*lines, "</table>"])


def _text(draft: Draft) -> bytes:
    lines: list[str] = []
    for piece in draft.pieces:
        lines += [*_text_rows(grid(draft, piece.text)), ""] if piece.kind == "table" else [piece.text, ""]
    return "\n".join(lines).encode()


def _text_rows(whole: Grid) -> list[str]:
    cells = [[""] * whole.columns for _ in range(whole.rows)]
    for slot in whole.slots:
        cells[slot.row][slot.column] = slot.text
    return ["\t".join(row) for row in cells]


def _docx(draft: Draft) -> bytes:
    document = Document()
    for piece in draft.pieces:
        if piece.kind == "table":
            _docx_table(document, grid(draft, piece.text))
        else:
            as_docx.paragraph(document, piece.kind, piece.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document: Any, whole: Grid) -> None:
    table = document.add_table(whole.rows, whole.columns)
    table.style = "Table Grid"
    for slot in whole.slots:
        cell = table.cell(slot.row, slot.column)
        if slot.row_span > 1 or slot.column_span > 1:
            cell = cell.merge(table.cell(slot.row + slot.row_span - 1, slot.column + slot.column_span - 1))
        as_docx.write(cell.paragraphs[0], slot.text, 9)


RENDERERS: Mapping[str, Callable[[Draft], bytes]] = {"html": _html, "text": _text, "docx": _docx}
