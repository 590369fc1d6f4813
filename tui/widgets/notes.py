"""The notes of a report, thread by thread: where, who, when, what was said, what was answered, whether it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.address import Address
from tui.locale import _, said
from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import wrap


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A thread as drawn, its words let through by the gate, still to be wrapped."""

    event: str
    """Id of its first note."""
    address: Address | None
    mark: str
    """`?` to answer, `v` resolved, `x` exception, `e` proposed value."""
    where: Clean
    said: tuple[Clean, ...]
    """What was said, one after another, each with its author."""
    open: bool


class NotesList(Canvas):
    """Its cursor is a thread, which may take several rows."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[NoteEntry, ...] = ()
        self.cursor = 0
        self._rows: list[tuple[int, Sequence[Piece]]] = []

    def show(self, entries: Sequence[NoteEntry]) -> None:
        """Draw these threads, the cursor staying on its thread."""
        held = self.current.event if self.current else None
        self.entries = tuple(entries)
        same = next((i for i, entry in enumerate(self.entries) if entry.event == held), None)
        self.cursor = same if same is not None else min(self.cursor, max(0, len(self.entries) - 1))
        self.unfit()
        self.redraw()

    @property
    def current(self) -> NoteEntry | None:
        """The thread the cursor is on."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def point(self, address: Address) -> None:
        """Put the cursor on the thread at that figure, one to answer first; it stays where there is none."""
        here = [i for i, entry in enumerate(self.entries) if entry.address == address]
        if here and self.cursor not in here:
            self.cursor = next((i for i in here if self.entries[i].open), here[0])
            self._follow()
            self.redraw()

    def do_move_down(self) -> None:
        self._go(self.cursor + 1)

    def do_move_up(self) -> None:
        self._go(self.cursor - 1)

    def do_page_down(self) -> None:
        self._go(self.cursor + max(1, self.room // 4))

    def do_page_up(self) -> None:
        self._go(self.cursor - max(1, self.room // 4))

    def do_go_top(self) -> None:
        self._go(0)

    def do_go_bottom(self) -> None:
        self._go(len(self.entries) - 1)

    def land(self, y: int) -> None:
        if self.top + y < len(self._rows):
            self._go(self._rows[self.top + y][0])

    def _go(self, index: int) -> None:
        if not self.entries:
            return
        self.cursor = max(0, min(len(self.entries) - 1, index))
        self._follow()
        self.redraw()
        self.post_message(self.Moved(self))

    def _follow(self) -> None:
        rows = [y for y, (entry, _pieces) in enumerate(self._rows) if entry == self.cursor]
        if rows:
            self.keep_visible(rows[0], min(len(rows), self.room))

    def refit(self) -> None:
        self._rows = [(i, row) for i, entry in enumerate(self.entries) for row in self._entry_rows(entry)]
        self._follow()

    def _entry_rows(self, entry: NoteEntry) -> list[Sequence[Piece]]:
        breadth = max(8, self.breadth - 4)
        style = "plain" if entry.open else "settled"
        first, *rest = wrap(entry.where, breadth)
        rows: list[Sequence[Piece]] = [[(Clean(f"{entry.mark} "), "likely" if entry.open else style), (first, "faint")]]
        rows.extend([(Clean("  "), "plain"), (row, "faint")] for row in rest)
        rows.extend([(Clean("  "), "plain"), (row, style)] for words in entry.said for row in wrap(words, breadth))
        return rows

    # Drawing ------------------------------------------------------------------------------------------------------

    def caption(self) -> Clean:
        if not self.entries:
            return _("Notes  none")
        left = sum(entry.open for entry in self.entries)
        return said("Notes  {n} of {total}, {open} to answer", n=self.cursor + 1, total=len(self.entries), open=left)

    def count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Sequence[Piece]:
        entry, pieces = self._rows[index]
        first = index == 0 or self._rows[index - 1][0] != entry
        edge = ">" if entry == self.cursor and first and self.has_focus else " "
        return [(Clean(edge), "strong"), *pieces]
