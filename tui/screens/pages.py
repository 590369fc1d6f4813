"""Screens of lines: help and the palette (both made from the action table; Enter runs), a page to read, the recap at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui import actions, keymap
from tui.actions import Action
from tui.locale import _, said
from tui.screens.frame import Frame
from tui.shown import Clean
from tui.widgets.canvas import Piece
from tui.widgets.lines import Lines
from tui.wrapping import fit, wrap

NONE = Clean("")


class PageScreen(Frame):
    """A page to read."""

    context: ClassVar[str] = "page"
    offered = ("move-down", "page-down", "back")
    AUTO_FOCUS = "#lines"

    def __init__(self, title: Clean, text: Clean, closed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.heading, self.text, self.closed = title, text, closed

    def body(self) -> Iterable[Widget]:
        yield Lines(self.heading, id="lines")

    def on_mount(self) -> None:
        super().on_mount()
        self.head((Clean(f" {_('Gouji')} "), "strong"))
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        lines = self.query_one(Lines)
        lines.show([[(row, "plain")] for row in wrap(self.text, max(8, lines.breadth - 2))])

    def do_open(self) -> None:
        self.do_back()

    def do_back(self) -> None:
        self.app.pop_screen()
        if self.closed:
            self.closed()


class ActionsScreen(Frame):
    """Help and palette: the live keys of the place it was called from, narrowed by typing, run by Enter."""

    context: ClassVar[str] = "page"
    offered = ("open", "back")
    passing = Frame.passing | {"up", "down", "pageup", "pagedown"}

    def __init__(self, under: Frame, typing: bool) -> None:
        super().__init__()
        self.under = under
        self.search = typing
        """The palette types at once; help is read first, `/` types."""
        self.found: tuple[Action, ...] = ()

    def body(self) -> Iterable[Widget]:
        entry = Input(id="words", select_on_focus=False, compact=True, classes="typed")
        entry.cursor_blink = False
        yield entry
        yield Lines(_("Commands") if self.search else _("Keys here"), id="lines")

    def on_mount(self) -> None:
        super().on_mount()
        self.head((Clean(f" {_('Gouji')} "), "strong"), (_("/ narrows the list, Enter runs"), "plain"))
        (self.query_one("#words") if self.search else self.query_one(Lines)).focus()
        self.call_after_refresh(self.narrow)
        legend = _("_ blank  ? unread  ! finding  ' in its sum  x exception  = read  ~ doubt  v ticked")
        self.tell(legend if not self.search else _("type to narrow, Enter runs, Esc leaves"), "faint")

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the actions whose words hold what was typed."""
        words = self.query_one("#words", Input).value.casefold()
        own = (action for action in actions.of(self.under.context) if self.under.can(action))
        self.found = tuple(a for a in own if all(part in self._haystack(a) for part in words.split()))
        lines = self.query_one(Lines)
        lines.show([self._row(action) for action in self.found], choose=True)

    def _haystack(self, action: Action) -> str:
        return f"{_(action.words)} {action.id} {keymap.shown(action)}".casefold()

    def _row(self, action: Action) -> Sequence[Piece]:
        return [(fit(keymap.shown(action), 18), "key"), (_(action.words), "plain")]

    @on(Input.Submitted)
    def do_open(self) -> None:
        """Run the chosen action where it was called from."""
        cursor = self.query_one(Lines).cursor
        chosen = self.found[cursor] if cursor is not None and cursor < len(self.found) else None
        self.app.pop_screen()
        if chosen is not None:
            self.under.call_after_refresh(self.under.perform, chosen)

    def do_find(self) -> None:
        self.query_one("#words").focus()

    def do_move_down(self) -> None:
        self.query_one(Lines).do_move_down()

    def do_move_up(self) -> None:
        self.query_one(Lines).do_move_up()

    def do_page_down(self) -> None:
        self.query_one(Lines).do_page_down()

    def do_page_up(self) -> None:
        self.query_one(Lines).do_page_up()

    def do_back(self) -> None:
        self.app.pop_screen()


def recap(
    counts: Sequence[tuple[Clean, int]], waiting: int, minutes: int = 0, reports: int = 0, running: Clean = NONE
) -> Clean:
    """What was done since the start, in what time, and what waits; `reports` were marked or signed."""
    rows = [said("{what}: {n}", what=what, n=n) for what, n in counts if n] or [_("nothing was recorded")]
    if minutes:
        rows.append(said("minutes at work: {n}", n=minutes))
    if minutes and reports:
        rows.append(said("minutes a report: {n}", n=round(minutes / reports, 1)))
    rows += [Clean(""), said("reports to review: {n}", n=waiting), Clean(""), *((running,) if running else ())]
    return Clean("\n".join([*rows, _("Everything is saved. Enter leaves.")]))
