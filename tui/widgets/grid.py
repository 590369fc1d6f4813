"""The three tables as one grid: cursor by cell, frozen label column, column heads that stay, figures right-aligned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from core.address import Address
from core.form import label
from core.wording import Language
from tui.locale import said
from tui.shown import Clean, line
from tui.widgets.canvas import Canvas, Piece
from tui.widgets.sheet import FIGURE, HEADS, TITLE, Cell, Sheet, SheetRow
from tui.wrapping import cells_of, fit

LABEL_LEAST, LABEL_MOST = 16, 36
COLUMN_LEAST, COLUMN_MOST = 6, 14
HEAD_LEAST = 7
TITLE_FRAME = 4
"""Cells of a title row beside its words: a rule of two and a blank, and a blank."""
FRAME = 3
"""Cells of a column beside its figure: `[`, `]` at the cursor, and the mark."""


class TableGrid(Canvas):
    """Shows a `Sheet`; its cursor is an address."""

    def __init__(self, language: Language, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.language: Language = language
        self.sheet = Sheet()
        self.address: Address | None = None
        self.selected: frozenset[Address] = frozenset()
        """Figures the current finding rests on: drawn underlined."""
        self.marked: frozenset[Address] = frozenset()
        """Figures somebody selected, or the parts of a sum: drawn reversed, with a `+`."""
        self.chosen = 0
        """How many of them somebody selected."""
        self.left = 0
        """First visible column; the label column never scrolls away."""
        self._measured: dict[tuple[str, int], tuple[int, list[int]]] = {}

    def show(self, sheet: Sheet) -> None:
        """Draw that sheet, the cursor staying on its figure."""
        self.sheet = sheet
        self._measured.clear()
        if self.address not in sheet.places:
            self.address = next(iter(sheet.places), None)
        self.unfit()
        self.redraw()

    def point(self, address: Address, selected: Sequence[Address] = ()) -> None:
        """Put the cursor on a figure; unknown ones are left alone."""
        self.selected = frozenset(selected)
        if address in self.sheet.places:
            self.address = address
            self._follow()
        self.redraw()

    def mark(self, addresses: Sequence[Address], chosen: bool = True) -> None:
        """Mark these figures and no others; `chosen` where somebody selected them."""
        self.marked = frozenset(addresses)
        self.chosen = len(self.marked) if chosen else 0
        self.redraw()

    # Moving -------------------------------------------------------------------------------------------------------

    def do_move_down(self) -> None:
        self._step(1)

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_left(self) -> None:
        self._sideways(-1)

    def do_move_right(self) -> None:
        self._sideways(1)

    def do_page_down(self) -> None:
        self._step(max(1, self.room // 2))

    def do_page_up(self) -> None:
        self._step(-max(1, self.room // 2))

    def do_go_top(self) -> None:
        self._land(next(iter(self.sheet.places), None))

    def do_go_bottom(self) -> None:
        self._land(next(reversed(tuple(self.sheet.places)), None))

    def land(self, y: int) -> None:
        if self.address is not None and self.top + y < self.count():
            column = self.sheet.places[self.address][1]
            cells = [cell for cell in self.sheet.rows[self.top + y].cells if cell]
            self._land(cells[min(column, len(cells) - 1)].address if cells else None)

    def _step(self, rows: int) -> None:
        """That many figure rows on; in the nearest column the row has."""
        if self.address is None:
            return
        y, x = self.sheet.places[self.address]
        lines = [i for i, row in enumerate(self.sheet.rows) if row.kind == FIGURE]
        target = lines[max(0, min(len(lines) - 1, lines.index(y) + rows))]
        own = [i for i, cell in enumerate(self.sheet.rows[target].cells) if cell]
        nearest = self.sheet.cell(target, min(own, key=lambda i: abs(i - x)))
        self._land(nearest.address if nearest else None)

    def _sideways(self, step: Literal[-1, 1]) -> None:
        if self.address is None:
            return
        y, x = self.sheet.places[self.address]
        columns = range(x + step, len(self.sheet.rows[y].cells) if step > 0 else -1, step)
        found = next((cell for i in columns if (cell := self.sheet.cell(y, i))), None)
        if found:
            self._land(found.address)

    def _land(self, address: Address | None) -> None:
        if address is None or address == self.address:
            return
        self.address = address
        self._follow()
        self.redraw()
        self.tell_moved()

    def _follow(self) -> None:
        if self.address is None:
            return
        y, x = self.sheet.places[self.address]
        first = y == next((i for i, row in enumerate(self.sheet.rows) if row.kind == FIGURE), y)
        above = 2 if first else 1  # the heads take a row; the first line comes with its title
        self.keep_visible(max(0, y - above), above + 1)
        self._follow_sideways(y, x)

    def _follow_sideways(self, y: int, x: int) -> None:
        width, columns = self._widths(self.sheet.rows[y].table)
        self.left = min(self.left, x)
        while self.left < x and width + sum(columns[self.left : x + 1]) > self.breadth:
            self.left += 1
        if width + sum(columns) <= self.breadth:
            self.left = 0

    def refit(self) -> None:
        self._follow()

    # Drawing ------------------------------------------------------------------------------------------------------

    def caption(self) -> Clean:
        if self.address is None:
            return Clean("")
        where = label(self.address, self.language)
        if self.chosen:
            return said("{where}  selected: {n}, Esc lets go", where=where, n=self.chosen)
        words = said("{where}  {address}", where=where, address=self.address)
        return words if cells_of(words) <= self.breadth - TITLE_FRAME else line(where)

    def count(self) -> int:
        return len(self.sheet.rows)

    def visible_row(self, y: int) -> Sequence[Piece]:
        if y == 0 and self.top < self.count() and self.sheet.rows[self.top].kind == FIGURE:
            heads = self.sheet.heads_above(self.top)
            return self._heads(heads) if heads else ()
        return super().visible_row(y)

    def row(self, index: int) -> Sequence[Piece]:
        row = self.sheet.rows[index]
        if row.kind == TITLE:
            return [(row.label, "strong")]
        if row.kind == HEADS:
            return self._heads(row)
        width, columns = self._widths(row.table)
        words = row.label if cells_of(row.label) < width else row.short
        pieces: list[Piece] = [(fit(words, width), "plain")]
        for cell, column in list(zip(row.cells, columns, strict=True))[self.left :]:
            pieces.extend(self._cell(cell, column))
        return pieces

    def _heads(self, row: SheetRow) -> Sequence[Piece]:
        width, columns = self._widths(row.table)
        pieces: list[Piece] = [(Clean(" " * width), "plain")]
        for head, column in list(zip(row.heads, columns, strict=True))[self.left :]:
            words = fit(head, min(column - 1, cells_of(head)))
            right = 1 if cells_of(words) > column - 2 else 2  # over the figures' last digit where there is room
            pieces.append((Clean(fit(words, column - right, right=True) + " " * right), "faint"))
        return pieces

    def _cell(self, cell: Cell | None, width: int) -> Sequence[Piece]:
        if cell is None:
            return [(Clean(" " * width), "plain")]
        here = cell.address == self.address
        text = cell.text if cells_of(cell.text) <= width - FRAME else fit(cell.text, width - FRAME)
        part = "+" if cell.address in self.marked else ""
        drawn = fit(line(f"[{text}]" if here else f"{part}{text} "), width - 1, right=True)
        style = ("cursor" if self.has_focus else "cursor-away") if here else cell.style
        if not here and cell.address in self.selected:
            style = "place"
        if not here and cell.address in self.marked:
            style = "hit"
        blanks = len(drawn) - len(drawn.lstrip(" "))
        return [
            (Clean(drawn[:blanks]), "plain"),
            (Clean(drawn[blanks:]), style),
            (Clean(cell.mark), cell.style),
        ]

    def _widths(self, table: str) -> tuple[int, list[int]]:
        """Cells of the label column and of each column of figures, for this breadth."""
        key = (table, self.breadth)
        if key not in self._measured:
            self._measured[key] = self._measure(table)
        return self._measured[key]

    def _measure(self, table: str) -> tuple[int, list[int]]:
        rows = [row for row in self.sheet.rows if row.table == table]
        figures = [row for row in rows if row.kind == FIGURE]
        heads = next(row.heads for row in rows if row.kind == HEADS)
        least = [_least([row.cells[i] for row in figures]) for i in range(len(heads))]
        label_wish = min(LABEL_MOST, max(cells_of(row.label) for row in figures) + 1)
        headed = [max(HEAD_LEAST, least_, cells_of(head) + 1) for least_, head in zip(least, heads, strict=True)]
        spare = self.breadth - sum(headed)
        short = max(cells_of(row.short) for row in figures) + 1
        width = max(LABEL_LEAST, min(short, self.breadth - sum(least)), min(label_wish, spare))
        wishes = [
            max(width, min(COLUMN_MOST + 4, cells_of(head) + 2)) for width, head in zip(least, heads, strict=True)
        ]
        return width, _shares(least, wishes, self.breadth - width)


def _least(cells: Sequence[Cell | None]) -> int:
    """The narrowest column that shows every figure whole, long remarks excepted."""
    return min(COLUMN_MOST, max([COLUMN_LEAST, *(cells_of(cell.text) + FRAME for cell in cells if cell)]))


def _shares(least: list[int], wishes: list[int], room: int) -> list[int]:
    """Widths between the least and the wished for, a cell at a time to the one that lacks most."""
    widths = list(least)
    while sum(widths) < room:
        lacks = [wish - width for wish, width in zip(wishes, widths, strict=True)]
        if max(lacks) <= 0:
            break
        widths[lacks.index(max(lacks))] += 1
    return widths
