"""Rows to read or to choose from: help, pages, inbox, log, settings."""

from __future__ import annotations

from collections.abc import Sequence

from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import cells_of, fit


def cut(pieces: Sequence[Piece], width: int) -> Sequence[Piece]:
    """The pieces in that many cells; where they take more, a `>` in the last cell says so."""
    shown: list[Piece] = []
    for place, (words, style) in enumerate(pieces):
        cells = cells_of(words)
        if cells > width or (cells == width and any(more for more, _style in pieces[place + 1 :])):
            return [*shown, (fit(Clean(words + ">"), width) if cells == width else fit(words, width), style)]
        shown.append((words, style))
        width -= cells
    return shown


class Lines(Canvas):
    """Rows to read, or to choose from."""

    def __init__(self, title: Clean, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title_words = title
        self.rows: Sequence[Sequence[Piece]] = ()
        self.cursor: int | None = None
        """The chosen row; None where there is nothing to choose."""

    def show(self, rows: Sequence[Sequence[Piece]], choose: bool = False, at: int = 0) -> None:
        """Draw these rows; where one is chosen from them, the cursor on row `at`."""
        self.rows, self.top = rows, 0
        self.cursor = max(0, min(at, len(rows) - 1)) if choose else None
        if self.cursor is not None:
            self.keep_visible(self.cursor)
        self.redraw()

    def caption(self) -> Clean:
        return self.title_words

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> Sequence[Piece]:
        edge = ">" if index == self.cursor else " "
        return [(Clean(edge), "strong"), *cut(self.rows[index], self.breadth - 1)]

    def do_move_down(self) -> None:
        self._go(1)

    def do_move_up(self) -> None:
        self._go(-1)

    def do_page_down(self) -> None:
        self._go(max(1, self.room // 2))

    def do_page_up(self) -> None:
        self._go(-max(1, self.room // 2))

    def do_go_top(self) -> None:
        self._go(-len(self.rows))

    def do_go_bottom(self) -> None:
        self._go(len(self.rows))

    def land(self, y: int) -> None:
        if self.cursor is not None:
            self._go(self.top + y - self.cursor)

    def _go(self, step: int) -> None:
        if self.cursor is None:
            self.top = max(0, min(self.count() - self.room, self.top + step))
        else:
            self.cursor = max(0, min(self.count() - 1, self.cursor + step))
            self.keep_visible(self.cursor)
        self.redraw()
