"""The findings of a report: severity, sentence, proof line, and what was decided on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.locale import said
from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as drawn. `sentence` and `proof` hold what the gate let through, still to be wrapped."""

    id: str
    severity: int
    mark: str
    """`!` to answer, `x` confirmed, `-` dismissed, `?` to be asked, `=` in dispute, `*` changed since."""
    style: str
    sentence: Clean
    proof: Clean
    answer: Clean
    """Who decided what; empty while open."""
    open: bool


class FindingsList(Canvas):
    """Its cursor is a finding; a finding may take several rows."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[Entry, ...] = ()
        self.cursor = 0
        self._rows: list[tuple[int, Sequence[Piece]]] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Draw these findings, the cursor staying on its finding."""
        held = self.current.id if self.current else None
        self.entries = tuple(entries)
        same = next((i for i, entry in enumerate(self.entries) if entry.id == held), None)
        self.cursor = same if same is not None else min(self.cursor, max(0, len(self.entries) - 1))
        self.unfit()
        self.redraw()

    @property
    def current(self) -> Entry | None:
        """The finding the cursor is on."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def point(self, id: str) -> None:
        """Put the cursor on that finding."""
        found = next((i for i, entry in enumerate(self.entries) if entry.id == id), None)
        if found is not None:
            self.cursor = found
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
            height = min(len(rows), self.room)
            self.keep_visible(rows[0], height)

    def keep_visible(self, index: int, height: int = 1) -> None:
        """A finding is read from its first row: where it is out of view, it comes to the top; no tail of one stands there."""
        if not self.top <= index <= self.top + self.room - height:
            self.top = index
        starts = [y for y, (entry, _pieces) in enumerate(self._rows) if y == 0 or self._rows[y - 1][0] != entry]
        whole = [y for y in starts if y >= self.count() - self.room]
        self.top = min([self.top, *whole[:1]])  # what room is left at the end is filled with whole findings only

    def refit(self) -> None:
        self._rows = [(i, row) for i, entry in enumerate(self.entries) for row in self._entry_rows(entry)]
        self._follow()

    def _entry_rows(self, entry: Entry) -> list[Sequence[Piece]]:
        breadth = max(8, self.breadth - 6)
        first, *rest = wrap(entry.sentence, breadth)
        style = "plain" if entry.open else "settled"
        rows: list[Sequence[Piece]] = [
            [(Clean(f"{entry.mark} {entry.severity} "), entry.style), (first, style)],
            *([(Clean("    "), "plain"), (row, style)] for row in rest),
        ]
        for words, pen in ((entry.proof, "faint"), (entry.answer, "notice")):
            if words:
                rows.extend([(Clean("    "), "plain"), (row, pen)] for row in wrap(words, breadth))
        return rows

    # Drawing ------------------------------------------------------------------------------------------------------

    def caption(self) -> Clean:
        if not self.entries:
            return said("Findings  none")
        left = sum(entry.open for entry in self.entries)
        return said("Findings  {n} of {total}, {open} to answer", n=self.cursor + 1, total=len(self.entries), open=left)

    def count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Sequence[Piece]:
        entry, pieces = self._rows[index]
        first = index == 0 or self._rows[index - 1][0] != entry
        edge = ">" if entry == self.cursor and first else " "
        return [(Clean(edge), "strong"), *pieces]
