"""Draws a report on PDF pages: paragraphs, and sheets broken over pages wherever asked. Knows nothing of the readers.

CJK letters come in a font that every viewer has and no file embeds; digits may come in another, embedded one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from proof.sheets import Sheet, Slot
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SONG, VERA = "STSong-Light", "ProofVera"
DIGIT_FONTS = (SONG, "Helvetica", "Times-Roman", VERA)
LINE = 11.0
SIZE = 8.5
SPLIT = 6.0
"""Points a row that is broken within itself gains on both pages."""

pdfmetrics.registerFont(UnicodeCIDFont(SONG))
pdfmetrics.registerFont(TTFont(VERA, "Vera.ttf"))

Edge = tuple[float, float, float, float]
"""x0, top, x1, bottom of a rule, on the page."""


@dataclass
class Look:
    """How the pages are drawn."""

    width: float = 595.0
    height: float = 842.0
    margin: float = 60.0
    rules: str = "box"
    """`box`, `lines`, `thin` (filled), `dashed`, `open` (no outer uprights), `none`."""
    digits: str = "Helvetica"
    single: bool = False
    """Each glyph placed by itself."""
    turn: int = 0
    """Degrees the page is turned."""
    told: bool = True
    """Whether the page's /Rotate says so."""
    crop: float = 0.0
    """Points cut off around by the crop box."""
    numbers: str = "- {} -"
    within: bool = False
    """Pages may end within a row."""
    again: bool = False
    """Heads are printed again on each page."""
    centred: bool = False
    """The words of a cell that crosses a page break are centred on the whole cell, lines on both pages."""
    ends: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Table -> rows before which its page ends in any case."""
    keep: Callable[[Sheet, Slot, str], bool] = lambda sheet, slot, side: True
    """Which rules are drawn: of a cell, `top`, `bottom`, `left`, `right`."""
    shift: Callable[[Sheet, Slot], float] = lambda sheet, slot: 0.0
    """By what share of its width a cell's words are moved to the right; beyond 1 as far as they touch the cell's border."""
    extra: Callable[[Sheet, Slot], float | None] = lambda sheet, slot: None
    """Where a rule too many runs through a cell, as a share of its width."""


class Paper:
    """A growing file."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(look.width, look.height), invariant=1, pageCompression=1)
        self.page = 0
        self._begin()

    def _begin(self) -> None:
        look = self.look
        sideways = look.turn % 180 != 0
        width, height = (look.height, look.width) if sideways else (look.width, look.height)
        grown = 2 * look.crop
        self.canvas.setPageSize((width + grown, height + grown))
        if look.crop:
            self.canvas.setCropBox((look.crop, look.crop, width + look.crop, height + look.crop))
            self.canvas.translate(look.crop, look.crop)
        if look.told:
            self.canvas.setPageRotation(look.turn)
        if look.turn == 90:
            self.canvas.transform(0, 1, -1, 0, width, 0)
        elif look.turn == 270:
            self.canvas.transform(0, -1, 1, 0, 0, height)
        elif look.turn == 180:
            self.canvas.transform(-1, 0, 0, -1, width, height)
        self.page += 1
        self.top = look.margin

    @property
    def room(self) -> float:
        return self.look.height - self.look.margin - self.top

    def next(self) -> None:
        if self.look.numbers:
            self.write(self.look.width / 2 - 8, self.look.height - 36, self.look.numbers.format(self.page), 9)
        self.canvas.showPage()
        self._begin()

    def close(self) -> bytes:
        self.next()
        self.canvas.save()
        return self.stream.getvalue()

    def write(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        """One line with its upper edge at `top`."""
        baseline = self.look.height - top - size * 0.86
        for piece, font in runs(text, self.look.digits):
            if self.look.single:
                for char in piece:
                    self._put(x, baseline, char, font, size)
                    x += pdfmetrics.stringWidth(char, font, size)
            else:
                self._put(x, baseline, piece, font, size)
                x += pdfmetrics.stringWidth(piece, font, size)

    def _put(self, x: float, baseline: float, text: str, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, baseline, text)

    def paragraph(self, text: str, size: float = 11.5) -> None:
        """Words across the page."""
        for line in wrapped("　　" + text, self.look.width - 2 * self.look.margin, size, self.look.digits):
            if self.room < 2 * size:
                self.next()
            self.write(self.look.margin, self.top, line, size)
            self.top += size * 1.7

    def rule(self, edge: Edge) -> None:
        """One straight line."""
        x0, top, x1, bottom = edge
        y0, y1 = self.look.height - bottom, self.look.height - top
        if self.look.rules == "thin":
            self.canvas.rect(x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)
        else:
            self.canvas.setLineWidth(0.6)
            self.canvas.setDash([2, 1] if self.look.rules == "dashed" else [])
            self.canvas.line(x0, y0, x1, y1)


def runs(text: str, digits: str) -> Iterator[tuple[str, str]]:
    """Pieces of a line with their fonts."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at].isascii() != text[start].isascii():
            yield text[start:at], digits if text[start].isascii() else SONG
            start = at


def width_of(text: str, size: float, digits: str) -> float:
    return float(sum(pdfmetrics.stringWidth(piece, font, size) for piece, font in runs(text, digits)))


def wrapped(text: str, width: float, size: float, digits: str) -> list[str]:
    """The text in lines no wider than `width`; given line ends stay."""
    lines = []
    for given in text.split("\n"):
        lines.append("")
        for char in given:
            if lines[-1] and width_of(lines[-1] + char, size, digits) > width:
                lines.append("")
            lines[-1] += char
    return lines


class Drawing:
    """A sheet on its way to the paper: rows one under the other on one long scroll, cut into pages afterwards."""

    def __init__(self, paper: Paper, sheet: Sheet, widths: Sequence[float]) -> None:
        self.paper, self.sheet, self.look = paper, sheet, paper.look
        self.edges = [paper.look.margin + sum(widths[:i]) for i in range(len(widths) + 1)]
        heights = [19.0] * sheet.rows
        for slot in sheet.slots:
            if slot.rows == 1:
                heights[slot.row] = max(heights[slot.row], LINE * len(self.lines(slot)) + 6)
        for slot in sheet.slots:
            last = slot.row + slot.rows
            lacking = LINE * len(self.lines(slot)) + 4 - sum(heights[slot.row : last])
            heights[last - 1] += max(0.0, lacking) if slot.rows > 1 else 0.0
        self.tops = [sum(heights[:i]) for i in range(sheet.rows + 1)]
        self.carried: dict[Slot, list[str]] = {}
        """Lines of cells over several rows that the page before had no room for."""

    def lines(self, slot: Slot) -> list[str]:
        width = self.edges[slot.column + slot.columns] - self.edges[slot.column] - 4
        return wrapped(slot.text, width, SIZE, self.look.digits)

    def draw(self) -> None:
        """On this page and the next ones."""
        start, end = 0.0, self.tops[-1]
        forced = [self.tops[row] for row in self.look.ends.get(self.sheet.name, ())]
        head = self.tops[self.sheet.heads] if self.look.again and self.sheet.heads else 0.0
        while start < end:
            if head and start >= head:
                self._piece(0.0, head)
                room = self.paper.room
            else:
                room = self.paper.room
            stop = self._stop(start, room, [f for f in forced if f > start])
            if stop <= start:
                self.paper.next()
                continue
            self._piece(start, stop)
            start = stop
            if start < end:
                self.paper.next()
        self.paper.top += 10

    def _stop(self, start: float, room: float, forced: Sequence[float]) -> float:
        """How far this page reaches."""
        limit = min([start + room, *forced])
        rows = [top for top in self.tops if start < top <= limit]
        best = rows[-1] if rows else start
        if best == self.tops[-1] or limit in forced or not self.look.within:
            return best
        row_end = min(top for top in self.tops if top > best)
        within = limit - SPLIT
        return within if within - best > 12 and row_end - within > 12 else best

    def _piece(self, start: float, stop: float) -> None:
        """What lies between two heights of the scroll, at the paper's top."""
        above = SPLIT if start not in self.tops else 0.0
        below = SPLIT if stop not in self.tops else 0.0
        shift = self.paper.top - start + above
        for slot in self.sheet.slots:
            top, bottom = self.tops[slot.row], self.tops[slot.row + slot.rows]
            if bottom <= start or top >= stop:
                continue
            first, last = max(top, start - above), min(bottom, stop + below)
            self._frame(slot, (first + shift, last + shift), (top < start, bottom > stop))
            self._words(slot, start, stop, shift)
        self.paper.top += stop - start + above + below

    def _frame(self, slot: Slot, tall: tuple[float, float], cut: tuple[bool, bool]) -> None:
        """The rules around a cell, or the part of it that is on this page."""
        x0, x1 = self.edges[slot.column], self.edges[slot.column + slot.columns]
        top, bottom = tall
        if self.look.rules == "none":
            return
        sides: dict[str, Edge] = {
            "top": (x0, top, x1, top),
            "bottom": (x0, bottom, x1, bottom),
            "left": (x0, top, x0, bottom),
            "right": (x1, top, x1, bottom),
        }
        if self.look.rules == "open":
            sides = {
                side: edge
                for side, edge in sides.items()
                if edge[0] != edge[2] or self.edges[0] < edge[0] < self.edges[-1]
            }
        extra = self.look.extra(self.sheet, slot)
        if extra is not None:
            middle = x0 + extra * (x1 - x0)
            sides["extra"] = (middle, top, middle, bottom)
        kept = [edge for side, edge in sides.items() if self.look.keep(self.sheet, slot, side)]
        if self.look.rules == "box" and len(kept) == 4:
            self.paper.canvas.setLineWidth(0.6)
            self.paper.canvas.rect(x0, self.look.height - bottom, x1 - x0, bottom - top)
            return
        for edge in kept:
            self.paper.rule(edge)

    def _words(self, slot: Slot, start: float, stop: float, shift: float) -> None:
        """The lines of a cell that fall on this page."""
        lines = self.lines(slot)
        top, bottom = self.tops[slot.row], self.tops[slot.row + slot.rows]
        if slot.rows > 1 and not self.look.centred and bottom > stop and top >= start:
            fitting = int((stop - top) // LINE)  # what does not fit stands on the next page, as in word processors
            self.carried[slot] = lines[fitting:]
            self._lines(slot, lines[:fitting], (top + stop - LINE * min(fitting, len(lines))) / 2 + shift)
        elif slot in self.carried and top < start:
            self._lines(slot, self.carried.pop(slot), start + shift + 1)
        elif slot.rows == 1 or self.look.centred or top >= start:
            y = (top + bottom - LINE * len(lines)) / 2
            here = [start <= y + LINE * (i + 0.5) < stop for i in range(len(lines))]
            first = here.index(True) if True in here else 0
            self._lines(slot, [line for line, on in zip(lines, here, strict=True) if on], y + LINE * first + shift)

    def _lines(self, slot: Slot, lines: Sequence[str], y: float) -> None:
        x0, x1 = self.edges[slot.column], self.edges[slot.column + slot.columns]
        for line in lines:
            x = self._start(slot, line, x0, x1)
            self.paper.write(x, y + 1, line)
            y += LINE

    def _start(self, slot: Slot, line: str, x0: float, x1: float) -> float:
        """Where a line begins: centred, or as far off as asked."""
        width = width_of(line, SIZE, self.look.digits)
        shift = self.look.shift(self.sheet, slot)
        if abs(shift) > 1:
            return x1 - width - 0.1 if shift > 0 else x0 + 0.1
        return (x0 + x1 - width) / 2 + shift * (x1 - x0)
