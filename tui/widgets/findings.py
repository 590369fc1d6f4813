"""The findings of a report: severity, sentence, proof line, and what was decided on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.locale import said
from tui.shown import Clean
from tui.widgets.canvas import Piece
from tui.widgets.tall_rows import TallRows
from tui.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as drawn. `sentence` and `proof` hold what the gate let through, still to be wrapped."""

    id: str
    severity: int
    mark: str
    """`!` to answer, `x` confirmed, `-` dismissed, `i` to be asked, `=` in dispute, `*` changed since."""
    style: str
    sentence: Clean
    proof: Clean
    answer: Clean
    """Who decided what; empty while open."""
    open: bool


class FindingsList(TallRows[Entry]):
    """Its cursor is a finding."""

    def known_by(self, entry: Entry) -> str:
        return entry.id

    def point(self, id: str) -> None:
        """Put the cursor on that finding."""
        found = next((i for i, entry in enumerate(self.entries) if entry.id == id), None)
        if found is not None:
            self.put(found)

    def keep_visible(self, index: int, height: int = 1) -> None:
        """A finding is read from its first row: where it is out of view, it comes to the top; no tail of one stands there."""
        if not self.top <= index <= self.top + self.room - height:
            self.top = index
        self.top = next((y for y in range(self.top, index) if self.starts(y)), index)
        whole = [y for y in range(self.count()) if self.starts(y) and y >= self.count() - self.room]
        self.top = min([self.top, *whole[:1]])  # what room is left at the end is filled with whole findings only

    def rows_of(self, entry: Entry) -> list[Sequence[Piece]]:
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

    def caption(self) -> Clean:
        if not self.entries:
            return said("Findings  none")
        left = sum(entry.open for entry in self.entries)
        words = said(
            "Findings  {n} of {total}, {open} to answer", n=self.cursor + 1, total=len(self.entries), open=left
        )
        return (
            said("{words}  (longer: 3 z shows all)", words=words) if self.height_of(self.cursor) > self.room else words
        )
