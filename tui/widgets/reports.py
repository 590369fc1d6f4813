"""The report list: a line a report, of a million as of a hundred (`tui.keyset`).

A `ReportRow` becomes columns by `core`'s plain data only; every name passes the gate.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.lines import ListPage, ReportRow
from core.unreadable import short
from core.wording import say
from tui.keyset import Pages
from tui.locale import _, language_in_use, said
from tui.shown import Clean, line
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import cells_of, fit


class ReportList(Canvas):
    """Its cursor is a row number."""

    def __init__(self, *, id: str | None = None, narrow: bool = False) -> None:
        super().__init__(id=id)
        self.narrow = narrow
        """As a rail beside the workbench: body, the year's last two digits, findings and state only."""
        self.pages = Pages(lambda _after, _limit: ListPage((), None), 0)
        self.cursor = 0
        self.marked: dict[str, None] = {}
        """Uids marked for an act on several, in the order they were marked."""
        self.to_end = False
        """Whether the last row is waited for: it is known when all are counted."""
        self.visited: frozenset[str] = frozenset()
        """Uids of reports that somebody else has open: `@` behind their state."""

        self.empty = Clean("")
        """Why no report is listed, and what to do."""

    def turn_mark(self, uid: str) -> None:
        """Mark the report, or take its mark off."""
        if uid in self.marked:
            del self.marked[uid]
        else:
            self.marked[uid] = None
        self.redraw()

    def visit(self, uids: frozenset[str]) -> None:
        """Others have these reports open."""
        if uids != self.visited:
            self.visited = uids
            self.redraw()

    def show(self, pages: Pages, uid: str | None = None) -> None:
        """Draw these pages, the cursor on that report (or where it was)."""
        if pages.total and uid is not None:
            pages[min(self.cursor, pages.total - 1)]  # fetches the page where the report most likely is
            found = pages.index(uid)
            self.cursor = self.cursor if found is None else found
        self.pages = pages
        self.to_end = False
        self.cursor = max(0, min(self.cursor, pages.total - 1))
        self.keep_visible(self.cursor)
        self.redraw()

    @property
    def current(self) -> ReportRow | None:
        """The row under the cursor."""
        return self.pages[self.cursor] if self.pages.total else None

    def point(self, uid: str) -> None:
        """Put the cursor on that report, where it is among the pages held."""
        found = self.pages.index(uid)
        if found is not None:
            self.cursor = found
            self.keep_visible(found)
        self.redraw()

    def do_move_down(self) -> None:
        self.go(self.cursor + 1)

    def do_move_up(self) -> None:
        self.go(self.cursor - 1)

    def do_page_down(self) -> None:
        self.go(self.cursor + max(1, self.room - 2))

    def do_page_up(self) -> None:
        self.go(self.cursor - max(1, self.room - 2))

    def do_go_top(self) -> None:
        self.go(0)

    def do_go_bottom(self) -> None:
        self.go(self.pages.total - 1)
        self.to_end = not self.pages.counted

    def count_rows(self, total: int) -> None:
        """All have been counted now: only what tells their number is drawn anew."""
        row, others = self.current, self.pages.counted and total != self.pages.total
        self.pages.count(total)
        if row is not None and others:
            self.show(self.pages, row.uid)
        elif self.to_end or self.cursor >= total:
            self.go(total - 1)
        self.redraw()

    def go(self, index: int) -> None:
        """Put the cursor on that row, or the nearest there is."""
        self.to_end = False
        self.cursor = max(0, min(self.pages.total - 1, index))
        self.keep_visible(self.cursor)
        self.redraw()
        self.tell_moved()

    def land(self, y: int) -> None:
        self.go(self.top + y - (not self.narrow))

    def refit(self) -> None:
        self.keep_visible(self.cursor)

    # Drawing ------------------------------------------------------------------------------------------------------

    def caption(self) -> Clean:
        if not self.pages.total:
            return said("Reports  none: {why}", why=self.empty) if self.empty else said("Reports  none")
        total = self.pages.total if self.pages.counted else "..."
        place = said("Reports  {n} of {total}", n=self.cursor + 1, total=total)
        return said("{place}  marked {n}", place=place, n=len(self.marked)) if self.marked else place

    def count(self) -> int:
        return self.pages.total

    def visible_row(self, y: int) -> Sequence[Piece]:
        if self.narrow:
            return super().visible_row(y)
        return [(self._columns(*_heads()), "faint")] if y == 0 else super().visible_row(y - 1)

    @property
    def room(self) -> int:
        return max(1, super().room - (not self.narrow))

    def row(self, index: int) -> Sequence[Piece]:
        row = self.pages[index]
        if row is None:
            return ()
        here = index == self.cursor
        edge = Clean((">" if here else " ") + ("+" if row.uid in self.marked else " "))
        style = ("cursor" if self.has_focus else "cursor-away") if here else "plain"
        return [(edge, "strong" if here else "plain"), *self._row(row, style)]

    def _row(self, row: ReportRow, style: str) -> Sequence[Piece]:
        name = line(row.body or row.name)
        marks = severities(row)
        if self.narrow:
            grave = sum(row.open_by_severity[:2])
            edge = Clean(f" !{grave}" if grave else "  ")
            cells = max(map(cells_of, state_words().values()))
            words = fit(name, self.breadth - cells - 9)
            year = Clean(f" {row.year % 100:02}" if row.year else "   ")
            return [(words, style), (year, style), (fit(edge, 4), "severe"), (fit(stage(row), cells), "plain")]
        notes = str(row.annotations or "")
        state = Clean(stage(row) + row.flags.replace("=", "D") + ("@" if row.uid in self.visited else ""))
        columns = (state, name, str(row.year or "-"), marks, notes, line(row.reviewer or ""))
        return [(Clean(self._columns(*columns)[2:]), style)]

    def _columns(self, *cells: str) -> Clean:
        """State, body, year, findings, annotations, reviewer: the body takes what is left."""
        state, body, year, marks, notes, reviewer = map(Clean, cells)
        wide = self.breadth - (2 + 12 + 7 + 19 + 6 + 12)
        parts = (
            fit(state, 12), fit(body, max(8, wide)), "  " + fit(year, 5), fit(marks, 19), fit(notes, 6), fit(reviewer, 12)
        )  # fmt: skip
        return Clean("  " + "".join(parts))


def _heads() -> tuple[Clean, ...]:
    return (_("State"), _("Body"), _("Year"), _("Severity 1 2 3 4"), _("Notes"), _("Reviewer"))


def state_words() -> dict[str, Clean]:
    """What each state of a report is called."""
    return {
        "open": _("to review"),
        "reviewing": _("in review"),
        "returned": _("returned"),
        "reviewed": _("reviewed"),
        "signed": _("signed"),
        "withdrawn": _("withdrawn"),
        "unreadable": _("unreadable"),
    }


def stage(row: ReportRow) -> Clean:
    """The report's state in a word."""
    return state_words().get(row.stage, line(row.stage))


def severities(row: ReportRow) -> Clean:
    """Open findings of severity 1 to 4, `.` for none; `!` before what must be answered."""
    if row.stage == "unreadable":
        return line(say(short(row.error or ""), language_in_use()))
    counts = [str(n) if n else "." for n in row.open_by_severity]
    return Clean(("!" if any(row.open_by_severity[:2]) else " ") + " ".join(f"{n:>2}" for n in counts))
