"""The line in which a screen says something: it takes a second row for what one row cannot hold."""

from __future__ import annotations

from collections.abc import Sequence

from tui.shown import Clean
from tui.widgets.canvas import Bar, Piece
from tui.wrapping import fit, wrap

MOST = 2
"""Rows; what is longer than these is cut, and shows it."""


class Notice(Bar):
    """One row while there is nothing to say or little."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[Clean] = []

    def show(self, *pieces: Piece) -> None:
        self.pieces = pieces
        self.unfit()
        self.redraw()

    def refit(self) -> None:
        words = Clean("".join(text for text, _style in self.pieces))
        rows = wrap(words, self.breadth) if words else []
        if len(rows) > MOST:
            rows = [*rows[: MOST - 1], fit(Clean(rows[MOST - 1] + rows[MOST]), self.breadth)]
        if len(rows) > 1 or len(self.rows) > 1:
            self.styles.height = max(1, len(rows))
        self.rows = rows

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> Sequence[Piece]:
        return [(self.rows[index], self.pieces[0][1])]
