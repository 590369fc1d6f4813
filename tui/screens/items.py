"""A screen one chooses from: rows under views that Tab turns, Enter opens what a row stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.widget import Widget

from tui import copying
from tui.locale import _
from tui.screens.asking import Asking
from tui.screens.frame import Frame
from tui.shown import Clean, line
from tui.widgets.canvas import Piece
from tui.widgets.lines import Lines
from tui.widgets.question import Answer, Asked, Question


@dataclass(frozen=True)
class Item:
    """One row, what Enter does with it, and what the row is of."""

    pieces: Sequence[Piece]
    opens: Callable[[], None] | None = None
    of: object = None
    rule: str = ""
    """The rule it speaks of, where it speaks of one."""


@dataclass(frozen=True)
class View:
    """One way to look: its name and its rows, made when it is shown."""

    name: Clean
    items: Callable[[], Sequence[Item]]
    caption: Clean | None = None
    """Stands over the rows instead of the name."""
    empty: Clean | None = None
    """Said where there are no rows: why, and what to do."""


class ItemsScreen(Asking):
    """Subclasses say which views there are."""

    context: ClassVar[str] = "items"
    offered: ClassVar[tuple[str, ...]] = ("open", "pane-next", "undo", "help", "back")
    AUTO_FOCUS = "#lines"
    heading: Clean = Clean("")

    def __init__(self) -> None:
        super().__init__()
        self.shown_view = 0
        self.items: Sequence[Item] = ()
        self._stamp, self._width = 0, 0
        self.sought = ""
        """What was searched for last."""

    def views(self) -> Sequence[View]:
        """The ways to look, the first shown at once."""
        return ()

    def body(self) -> Iterable[Widget]:
        yield Lines(Clean(""), id="lines")
        yield Question(id="question")

    @property
    def lines(self) -> Lines:
        """The rows."""
        return self.query_one("#lines", Lines)

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        cursor = self.lines.cursor
        return self.items[cursor] if cursor is not None and cursor < len(self.items) else None

    def on_mount(self) -> None:
        super().on_mount()
        self._stamp = self.gouji.desk.stamp()
        self.attempt(self.fill)

    def on_resize(self) -> None:
        super().on_resize()
        if self._width not in (0, self.size.width):
            self.call_after_refresh(self.attempt, self.news)  # rows are laid out for the width

    def fill(self, at: int = 0) -> None:
        """Make the rows of the view anew."""
        self._width = self.size.width
        views = self.views()
        view = views[self.shown_view % len(views)]
        self.items = view.items()
        tabs: list[Piece] = [(Clean(f" {self.heading}  "), "strong")]
        for one in views if len(views) > 1 else ():
            chosen = one is view
            tabs.append((line(f"[{one.name}]" if chosen else f" {one.name} "), "strong" if chosen else "faint"))
        self.head(*tabs)
        self.lines.title_words = view.caption or view.name
        none = line(f" {view.empty}") if view.empty else _(" nothing here")
        empty = [Item(((none, "faint"),))]
        self.lines.show([item.pieces for item in (self.items or empty)], choose=bool(self.items), at=at)

    def news(self) -> None:
        self.fill(self.lines.cursor or 0)

    def do_pane_next(self) -> None:
        self._turn(1)

    def do_pane_previous(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.shown_view = (self.shown_view + step) % max(1, len(self.views()))
        self.attempt(self.fill)

    def do_open(self) -> None:
        if self.current is not None and self.current.opens is not None:
            self.current.opens()

    def do_rule(self) -> None:
        """The card of the rule the row speaks of."""
        if self.current is not None and self.current.rule:
            self.gouji.show_rule(self.current.rule)
        else:
            self.tell(_("there is no finding here"))

    def _copied(self) -> str:
        """The row under the cursor."""
        return "".join(piece[0] for piece in self.current.pieces).strip() if self.current else ""

    def do_yank(self) -> None:
        copying.send(self, self._copied())

    def do_yank_file(self) -> None:
        copying.keep(self, self._copied())

    def do_find(self) -> None:
        """To the next row that holds these words, round the end."""

        def answered(answer: Answer) -> None:
            self.forget_draft()
            self.sought = answer.text.strip().casefold()
            self.do_find_next()

        asked = Asked(_("Search these rows"), answered, entry="line", entry_first=True, draft=self.draft("find"))
        self.ask(asked, writes=False)

    def do_find_next(self) -> None:
        self._seek(1)

    def do_find_previous(self) -> None:
        self._seek(-1)

    def _seek(self, step: int) -> None:
        here = self.lines.cursor or 0
        rows = ["".join(piece[0] for piece in item.pieces).casefold() for item in self.items]
        order = [*range(here + 1, len(rows)), *range(min(here + 1, len(rows)))]
        if step < 0:
            order = [*range(here - 1, -1, -1), *range(len(rows) - 1, here - 1, -1)]
        found = next((place for place in order if self.sought in rows[place]), None)
        if found is None:
            self.tell(_("not found"))
        else:
            self.lines.land(found - self.lines.top)

    def do_back(self) -> None:
        if self.asking:
            self.give_up()
        else:
            self.app.pop_screen()
            under = self.app.screen
            if isinstance(under, Frame) and self._stamp != self.gouji.desk.stamp():
                under.attempt(under.news)  # what was recorded meanwhile is not seen there yet
