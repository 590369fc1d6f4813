"""Screens of lines: help and the palette (both made from the action table; Enter runs), a page to read, the recap at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui import actions, keymap
from tui.actions import Action
from tui.locale import _, mark, said
from tui.screens.frame import Frame
from tui.shown import Clean, line
from tui.widgets.canvas import Canvas, Piece
from tui.widgets.line_entry import line_entry
from tui.widgets.lines import Lines
from tui.wrapping import fit, packed, wrap

if TYPE_CHECKING:
    from tui.rule_cards import Card

NONE = Clean("")
MARKS = mark(
    "_ blank  ? unread  ! finding  ' in its sum  x exception  i asked  = read  ~ doubt  c note  e proposal  v ticked  + selected"
)
"""What stands beside a figure."""
MORE_MARKS = mark("- dismissed  D in dispute  * changed since  # locked  @ open elsewhere  1-4 severity, 1 the gravest")
"""What stands beside a finding or a report."""


class PageScreen(Frame):
    """A page to read."""

    context: ClassVar[str] = "page"
    offered = ("page-down", "back")
    AUTO_FOCUS = "#lines"

    def __init__(self, title: Clean, text: Clean, closed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.heading, self.text, self.closed = title, text, closed

    def body(self) -> Iterable[Widget]:
        yield Lines(self.heading, id="lines")

    def on_mount(self) -> None:
        super().on_mount()
        self.head((Clean(" Gouji "), "strong"))
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        lines = self.query_one(Lines)
        lines.show(self.rows(max(8, lines.breadth - 2)))
        self.offer()

    def offers(self) -> tuple[str, ...]:
        """To page only where there is more than fits."""
        lines = self.query_one(Lines)
        return self.offered if lines.count() > lines.room else ("back",)

    def rows(self, breadth: int) -> list[list[Piece]]:
        """The page wrapped to so many cells."""
        return [[(row, "plain")] for row in wrap(self.text, breadth)]

    def do_yank(self) -> None:
        """The whole page."""
        from tui import copying

        rows = self.query_one(Lines).rows
        copying.send(self, "\n".join("".join(piece[0] for piece in row) for row in rows))

    def do_open(self) -> None:
        """On, where the page stands before something; else back."""
        self.app.pop_screen()
        if self.closed:
            self.closed()

    def do_back(self) -> None:
        self.app.pop_screen()


class Legend(Canvas, can_focus=False):
    """What the marks mean, in as many rows as that takes."""

    def __init__(self, words: Clean, *, id: str | None = None) -> None:
        super().__init__(id=id, titled=False)
        self.words = words
        self.rows: list[Clean] = []

    def refit(self) -> None:
        self.rows = packed(self.words, self.breadth)
        self.styles.height = len(self.rows)

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> Sequence[Piece]:
        return [(self.rows[index], "faint")]


class ActionsScreen(Frame):
    """Help and palette: the live keys of the place it was called from, run by Enter, and the rules, whose cards Enter opens;
    narrowed by typing. Help finds in both; the palette holds commands only, Tab turns it to the rules."""

    context: ClassVar[str] = "page"
    offered = ("open", "pane-next", "find", "back")
    passing = Frame.passing | {"up", "down", "pageup", "pagedown"}

    def __init__(self, under: Frame, typing: bool, rules: bool = False) -> None:
        super().__init__()
        self.under = under
        self.search = typing
        """The palette types at once; help is read first, `/` types."""
        self.rules = rules
        """Whether the rules are in view rather than the keys."""
        self.found: tuple[Action, ...] = ()
        self.cards: tuple[Card, ...] = ()
        """The rules found; they stand after the actions found."""

    def body(self) -> Iterable[Widget]:
        yield line_entry("words")
        yield Lines(Clean(""), id="lines")
        yield Legend(_(MARKS), id="legend")

    def on_mount(self) -> None:
        super().on_mount()
        (self.query_one("#words") if self.search else self.query_one(Lines)).focus()
        self.call_after_refresh(self._turn_to, self.rules)

    def _turn_to(self, rules: bool) -> None:
        """The keys, or the rules."""
        self.rules = rules
        keys = _("Commands") if self.search else _("Keys here")
        names = ((keys, not rules), (_("Rules"), rules))
        tabs = [(line(f"[{name}]" if on else f" {name} "), "strong" if on else "faint") for name, on in names]
        hint = _("/ narrows the list, Enter opens the card") if rules else _("/ narrows the list, Enter runs")
        self.head((Clean(" Gouji  "), "strong"), *tabs, (line(f"  {hint}"), "plain"))
        self.query_one(Lines).title_words = _("Rules") if rules else keys
        self.query_one(Legend).display = not (rules or self.search)
        self.narrow()
        self.tell(self._hint(), "faint")

    def _hint(self) -> Clean:
        if self.search and self.rules:
            return _("type to narrow, Enter opens the card, Esc leaves")
        if self.search:
            return _("type to narrow, Enter runs, Esc leaves")
        return Clean("")

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the actions and rules whose words hold what was typed."""
        words = self.query_one("#words", Input).value.casefold().split()
        own = (action for action in actions.of(self.under.context) if not self.rules and self.under.can(action))
        self.found = tuple(a for a in own if all(part in self._haystack(a) for part in words))
        self.cards = self._cards(words) if self.rules or (words and not self.search) else ()
        rows = [*map(self._row, self.found), *map(self._card_row, self.cards)]
        legend = [] if words or self.search or self.rules else self._legend()
        self.query_one(Lines).show([*rows, *legend] or [[(_(" nothing here"), "faint")]], choose=bool(rows))

    def _legend(self) -> list[list[Piece]]:
        """The marks of findings and reports, below the keys; those of figures stay in view below the list."""
        rows = packed(_(MORE_MARKS), max(8, self.query_one(Lines).breadth - 2))
        return [[(_("Marks"), "strong")], *([(row, "faint")] for row in rows)]

    def _cards(self, words: list[str]) -> tuple[Card, ...]:
        """Rules with these words, those that have them in id, name or title first."""
        from tui.rule_cards import cards, finds  # loads the rules: only when they are asked for

        every = cards(self.gouji.language).values()
        ranked = [(near, card) for card in every if (near := finds(card, words)) is not None]
        return tuple(card for _near, card in sorted(ranked, key=lambda pair: pair[0]))

    def _haystack(self, action: Action) -> str:
        return f"{_(action.words)} {action.id} {keymap.shown(action)}".casefold()

    def _row(self, action: Action) -> Sequence[Piece]:
        return [(fit(keymap.shown(action), 18), "key"), (_(action.words), "plain")]

    def _card_row(self, card: Card) -> Sequence[Piece]:
        severity = int(card["severity"])
        return [(fit(line(card["id"]), 17), "key"), (line(f"{severity} {card['title']}"), "plain")]

    @on(Input.Submitted)
    def do_open(self) -> None:
        """Run the chosen action where it was called from, or show the chosen rule's card."""
        cursor = self.query_one(Lines).cursor
        if cursor is None:
            self.tell(_("nothing of that name: Backspace takes letters back, Esc leaves"))
            return
        if cursor >= len(self.found) + len(self.cards):
            return
        if cursor >= len(self.found):
            self.gouji.show_rule(self.cards[cursor - len(self.found)]["id"])
            return
        self.app.pop_screen()
        self.under.call_after_refresh(self.under.perform, self.found[cursor])

    def do_pane_next(self) -> None:
        """From the keys to the rules and back."""
        self._turn_to(not self.rules)

    def do_pane_previous(self) -> None:
        self.do_pane_next()

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
        rows.append(said("minutes per report: {n}", n=round(minutes / reports, 1)))
    rows += [Clean(""), said("reports to review: {n}", n=waiting), Clean(""), *((running,) if running else ())]
    return Clean("\n".join([*rows, _("Everything is saved. Enter leaves.")]))
