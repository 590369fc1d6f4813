"""A list whose entries take several rows each: one cursor over entries, a view over rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece

Tall = TypeVar("Tall")
SHARE = 4
"""Half a page in entries: they take two rows or more each."""


class TallRows(Canvas, Generic[Tall]):
    """Subclasses say what an entry is called, its rows, and what it is known by."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[Tall, ...] = ()
        self.cursor = 0
        """Index of an entry."""
        self._rows: list[tuple[int, Sequence[Piece]]] = []

    def known_by(self, entry: Tall) -> Hashable:
        """What an entry keeps when it is shown anew."""
        raise NotImplementedError

    def rows_of(self, entry: Tall) -> list[Sequence[Piece]]:
        """An entry laid out for this breadth."""
        raise NotImplementedError

    def pointed(self) -> bool:
        """Whether the cursor is drawn now."""
        return True

    def show(self, entries: Sequence[Tall]) -> None:
        """Draw these entries, the cursor staying on its own."""
        held = self.known_by(self.current) if self.current is not None else None
        self.entries = tuple(entries)
        same = next((i for i, entry in enumerate(self.entries) if self.known_by(entry) == held), None)
        self.cursor = same if same is not None else min(self.cursor, max(0, len(self.entries) - 1))
        self.unfit()
        self.redraw()

    @property
    def current(self) -> Tall | None:
        """The entry the cursor is on."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    # Moving -------------------------------------------------------------------------------------------------------

    def put(self, index: int) -> None:
        """The cursor on that entry, without a word to the screen."""
        self.cursor = index
        self._follow()
        self.redraw()

    def do_move_down(self) -> None:
        self._go(self.cursor + 1)

    def do_move_up(self) -> None:
        self._go(self.cursor - 1)

    def do_page_down(self) -> None:
        self._go(self.cursor + max(1, self.room // SHARE))

    def do_page_up(self) -> None:
        self._go(self.cursor - max(1, self.room // SHARE))

    def do_go_top(self) -> None:
        self._go(0)

    def do_go_bottom(self) -> None:
        self._go(len(self.entries) - 1)

    def land(self, y: int) -> None:
        if self.top + y < len(self._rows):
            self._go(self._rows[self.top + y][0])

    def _go(self, index: int) -> None:
        if self.entries:
            self.put(max(0, min(len(self.entries) - 1, index)))
            self.tell_moved()

    def _follow(self) -> None:
        rows = [y for y, (entry, _pieces) in enumerate(self._rows) if entry == self.cursor]
        if rows:
            self.keep_visible(rows[0], min(len(rows), self.room))

    # Drawing ------------------------------------------------------------------------------------------------------

    def refit(self) -> None:
        self._rows = [(i, row) for i, entry in enumerate(self.entries) for row in self.rows_of(entry)]
        self._follow()

    def height_of(self, index: int) -> int:
        """How many rows that entry takes."""
        return sum(entry == index for entry, _pieces in self._rows)

    def starts(self, index: int) -> bool:
        """Whether an entry begins on that row."""
        return index == 0 or self._rows[index - 1][0] != self._rows[index][0]

    def count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Sequence[Piece]:
        entry, pieces = self._rows[index]
        edge = ">" if entry == self.cursor and self.starts(index) and self.pointed() else " "
        return [(Clean(edge), "strong"), *pieces]
