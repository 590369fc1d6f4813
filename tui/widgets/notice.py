"""The line in which a screen says something: what one row cannot hold goes on over the key line, so that nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence

from tui.shown import Clean
from tui.widgets.canvas import Bar, Piece
from tui.wrapping import fit, wrap

MOST = 2
"""Rows; what is longer than these is cut, and shows it."""


class KeyLine(Bar):
    """The keys that are needed most, below the message line; a message's second row stands over them until it goes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.over: tuple[Piece, ...] = ()

    def cover(self, *pieces: Piece) -> None:
        """Stand these pieces over the keys; none uncovers them."""
        if pieces != self.over:
            self.over = pieces
            self.redraw()

    def row(self, index: int) -> Sequence[Piece]:
        return self.over or super().row(index)


class Notice(Bar):
    """The message line."""

    def __init__(self, below: KeyLine, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.below = below
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
        self.rows = rows
        self.below.cover(*((row, self.pieces[0][1]) for row in rows[1:]))

    def row(self, index: int) -> Sequence[Piece]:
        return [(self.rows[0], self.pieces[0][1])] if self.rows else ()
