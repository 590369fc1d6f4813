"""The notes of a report, thread by thread: where, who, when, what was said, what was answered, whether it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.address import Address
from tui.locale import _, said
from tui.shown import Clean
from tui.widgets.canvas import Piece
from tui.widgets.tall_rows import TallRows
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
    also: tuple[Address, ...] = ()
    """Further figures it is on."""


class NotesList(TallRows[NoteEntry]):
    """Its cursor is a thread, drawn while the pane has the focus."""

    def known_by(self, entry: NoteEntry) -> str:
        return entry.event

    def pointed(self) -> bool:
        return self.has_focus

    def point(self, address: Address) -> None:
        """Put the cursor on the thread at that figure, one to answer first; it stays where there is none."""
        here = [i for i, entry in enumerate(self.entries) if address in (entry.address, *entry.also)]
        if here and self.cursor not in here:
            self.put(next((i for i in here if self.entries[i].open), here[0]))

    def rows_of(self, entry: NoteEntry) -> list[Sequence[Piece]]:
        breadth = max(8, self.breadth - 4)
        style = "plain" if entry.open else "settled"
        first, *rest = wrap(entry.where, breadth)
        rows: list[Sequence[Piece]] = [[(Clean(f"{entry.mark} "), "likely" if entry.open else style), (first, "faint")]]
        rows.extend([(Clean("  "), "plain"), (row, "faint")] for row in rest)
        rows.extend([(Clean("  "), "plain"), (row, style)] for words in entry.said for row in wrap(words, breadth))
        return rows

    def caption(self) -> Clean:
        if not self.entries:
            return _("Notes  none")
        left = sum(entry.open for entry in self.entries)
        return said("Notes  {n} of {total}, {open} to answer", n=self.cursor + 1, total=len(self.entries), open=left)
