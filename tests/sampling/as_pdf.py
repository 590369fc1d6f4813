"""A sample as a ruled PDF; tables break over pages, also in the middle of a group; the font is embedded as a subset."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from sampling.facts import Facts, Slot, laid_out, parts

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 62.0
FONT = "SampleSans"
COLUMNS = {
    "t2": [150.0, 107, 107, 107],
    "t3": [44.0, 58, 117, 36, 36, 36, 36, 36, 36, 36],
    "t4": [31.4] * 15,
}


class Sheet:
    """A growing document: where the next line goes."""

    def __init__(self, title: str) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.top = MARGIN
        self.page = 1

    def room(self, height: float) -> None:
        """Begin a new page unless `height` points are left."""
        if self.top + height > HEIGHT - MARGIN:
            self.turn()

    def turn(self) -> None:
        self.text(WIDTH / 2 - 8, HEIGHT - 36, f"- {self.page} -", 9)
        self.canvas.showPage()
        self.top, self.page = MARGIN, self.page + 1

    def text(self, x: float, top: float, text: str, size: float) -> None:
        """One line; `top` is its upper edge from the top of the page."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - top - size * 0.86, text)

    def close(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.stream.getvalue()


def render(facts: Facts, font: Path) -> bytes:
    """A PDF file; `font` is a TrueType file whose licence allows embedding."""
    pdfmetrics.registerFont(TTFont(FONT, str(font)))
    sheet = Sheet(facts.title)
    for kind, content in parts(facts):
        if kind == "table":
            draw_table(sheet, *laid_out(facts, content), COLUMNS[content])
        else:
            draw_paragraph(sheet, kind, content)
    return sheet.close()


def draw_paragraph(sheet: Sheet, kind: str, content: str) -> None:
    size = {"title": 17.0, "heading": 13.0}.get(kind, 11.5)
    indent = "" if kind in ("title", "signature") else "　　"
    sheet.top += 8 if kind in ("heading", "title") else 0
    for line in wrapped(indent + content, WIDTH - 2 * MARGIN, size):
        sheet.room(size * 1.7)
        width = pdfmetrics.stringWidth(line, FONT, size)
        x = {"title": (WIDTH - width) / 2, "signature": WIDTH - MARGIN - width}.get(kind, MARGIN)
        sheet.text(x, sheet.top, line, size)
        sheet.top += size * 1.7


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than `width` points."""
    lines = [""]
    for character in text:
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + character, FONT, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


def draw_table(sheet: Sheet, slots: list[Slot], height: int, width: int, columns: list[float]) -> None:
    """Rows in order; a merged cell that crosses a page is drawn on both, its text on the first."""
    edges = [MARGIN + sum(columns[:i]) for i in range(width + 1)]
    heights = row_heights(slots, height, edges)
    row = 0
    while row < height:
        sheet.room(heights[row])
        last = row
        while last + 1 < height and sheet.top + sum(heights[row : last + 2]) <= HEIGHT - MARGIN:
            last += 1
        tops = [sheet.top + sum(heights[row:r]) for r in range(row, last + 2)]
        for slot in slots:
            first, end = max(slot.row, row), min(slot.row + slot.row_span - 1, last)
            if first <= end:
                box = (
                    edges[slot.column],
                    tops[first - row],
                    edges[slot.column + slot.column_span],
                    tops[end - row + 1],
                )
                draw_cell(sheet, slot, box, slot.row >= row)
        sheet.top = tops[-1] + 8
        row = last + 1
        if row < height:
            sheet.turn()


def draw_cell(sheet: Sheet, slot: Slot, box: tuple[float, float, float, float], with_text: bool) -> None:
    x0, top, x1, bottom = box
    sheet.canvas.setLineWidth(0.6)
    sheet.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top)
    if not with_text:
        return
    lines = cell_lines(slot, x1 - x0)
    y = top + max((bottom - top - 11 * len(lines)) / 2, 1)
    for line in lines:
        width = pdfmetrics.stringWidth(line, FONT, 8.5)
        sheet.text((x0 + x1 - width) / 2, y, line, 8.5)
        y += 11


def cell_lines(slot: Slot, width: float) -> list[str]:
    return wrapped(slot.text, width - 4, 8.5)


def row_heights(slots: list[Slot], height: int, edges: list[float]) -> list[float]:
    heights = [19.0] * height
    for slot in slots:
        if slot.row_span == 1:
            lines = cell_lines(slot, edges[slot.column + slot.column_span] - edges[slot.column])
            heights[slot.row] = max(heights[slot.row], 11.0 * len(lines) + 6)
    return heights
