"""The findings of a report: severity, sentence, proof line, and what was decided on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.locale import _, mark, said
from tui.shown import Clean
from tui.widgets.canvas import Piece
from tui.widgets.tall_rows import TallRows
from tui.wrapping import elide, wrap


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as drawn. `sentence` and `proof` hold what the gate let through, still to be wrapped."""

    id: str
    severity: int
    mark: str
    """`!` to answer, `x` confirmed, `-` dismissed, `i` to be asked, `D` in dispute, as the key that settles it, `*` changed since."""
    style: str
    sentence: Clean
    proof: Clean
    answer: Clean
    """Who decided what; empty while open."""
    open: bool


SEVERITIES = {1: mark("certain"), 2: mark("likely"), 3: mark("to explain"), 4: mark("style")}
"""What the digit before a finding means."""
LEAST_PROOF = 2
"""Rows a proof keeps where its finding takes more than the pane has: its beginning and its result."""


class FindingsList(TallRows[Entry]):
    """Its cursor is a finding. A proof too long for the pane loses its middle: what it comes to stays in view."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.then = Clean("")
        """What to do where there is no finding."""
        self.meant = True
        """Whether the finding under the cursor is the one an answer is meant for; where it is not, its edge shows no `>`."""
        self._shortened: set[str] = set()
        """Findings whose proof is not shown whole."""

    def refit(self) -> None:
        self._shortened.clear()
        super().refit()

    def pointed(self) -> bool:
        return self.meant or self.has_focus

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
        answer = wrap(entry.answer, breadth) if entry.answer else []
        proof = wrap(entry.proof, breadth) if entry.proof else []
        if len(proof) > (left := max(LEAST_PROOF, self.room - len(rows) - len(answer))):
            proof = elide(entry.proof, breadth, left)
            self._shortened.add(entry.id)
        for part, pen in ((proof, "faint"), (answer, "notice")):
            rows.extend([(Clean("    "), "plain"), (row, pen)] for row in part)
        return rows

    def caption(self) -> Clean:
        if self.current is None:
            return said("Findings  none: {then}", then=self.then) if self.then else said("Findings  none")
        words = said(
            "Findings  {n} of {total}, {open} to answer, severity {level}: {meaning}",
            n=self.cursor + 1,
            total=len(self.entries),
            open=sum(entry.open for entry in self.entries),
            level=self.current.severity,
            meaning=_(SEVERITIES[self.current.severity]),
        )
        longer = self.current.id in self._shortened or self.height_of(self.cursor) > self.room
        return said("{words}  (3 z shows all)", words=words) if longer else words
