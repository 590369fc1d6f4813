"""The workstation: which screen is on, whose work is new, how it ends. Screens decide nothing; the desk does."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.color import Color
from textual.filter import LineFilter

from core.address import Address
from core.desk import Desk
from core.errors import GoujiError
from core.ledger import Event, Kind
from core.ports import Query
from core.review.undone import standing_acts
from core.wording import Language
from tui import keymap, keymap_file, locale, measuring
from tui.going import Going
from tui.habits import Habits, Place
from tui.locale import _
from tui.screens.frame import Frame
from tui.screens.pages import ActionsScreen, PageScreen, recap
from tui.screens.reports import TO_REVIEW, ReportsScreen
from tui.screens.workbench import WorkbenchScreen
from tui.shown import Clean, backstop, be_narrow
from tui.themes import THEMES
from tui.widgets.reports import Pages, ReportList
from tui.wrapping import width_of

EVERY = 1.0
"""Seconds between two looks at others' work."""
RAIL = 64
"""Rows of the list beside the workbench."""


class Backstop(LineFilter):
    """Drops hidden characters from every drawn line, whatever drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return backstop(segments)


class GoujiApp(Going, inherit_bindings=False):
    """Report list, workbench and pages over one desk."""

    TITLE = "Gouji"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, language: Language, *, theme: str | None = None, slow: bool | None = None) -> None:
        locale.use(language)
        super().__init__(ansi_color=True)  # before the theme: with NO_COLOR it decides whether greys are sent
        self.desk = desk
        self.habits = Habits(desk)
        self.language: Language = language
        self.animation_level = "none"
        self._filters.append(Backstop())
        for own in THEMES:
            self.register_theme(own)
        known = [own.name for own in THEMES]
        wanted = theme or self.habits.get("theme") or ""
        self.theme = wanted if wanted in known else known[0]
        held = self.habits.get("line")
        self.slow = (slow or False) if held is None else held == "slow"
        """Whether the line is slow: no preview, no second thoughts."""
        self.told: tuple[Clean, ...] = ()
        """What is to be said when the list is there: faults in a person's own keys."""
        self.places: dict[str, Address] = {}
        """Where each report was left in this session."""
        self._stamp = desk.stamp()
        self._begun: str | None = None

    def on_mount(self) -> None:
        self.reports = ReportsScreen()
        self.push_screen(self.reports)
        self._resume(self.habits.last())
        newest = self.desk.reviewing.mine(None, 1)
        self._begun = newest[0].id if newest else None
        self.set_interval(EVERY, self._look)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._hung_up, 128 + number)

    def _hung_up(self, status: int) -> None:
        """The line has dropped, or somebody ends us: what was begun is kept, the terminal restored."""
        with contextlib.suppress(GoujiError):
            self.remember()
        self.exit(status, status)

    def _set_pointer_shape(self, shape: str) -> None:
        """No OSC 22 to a terminal whose mouse is not used: the Linux console prints it as letters."""

    # Where one is -------------------------------------------------------------------------------------------------

    def place_of(self, uid: str) -> Address | None:
        """The figure a report was left at, in this session or before."""
        return self.places.get(uid) or self.habits.figure(uid)

    def remember(self) -> None:
        """Keep where one is and what is being typed, so that a dropped line costs nothing."""
        bench = next((one for one in reversed(self.screen_stack) if isinstance(one, WorkbenchScreen)), None)
        if bench is None:
            self.habits.keep_last(Place())
        if bench is None or not bench.drawn:
            return
        bench.keep_draft()
        if bench.table.address:
            self.habits.keep_figure(bench.uid, bench.table.address)
        self.habits.keep_last(bench.place)

    def _resume(self, last: Place) -> None:
        """Open what was open when the last session was cut off."""
        if last.uid:
            try:
                self.open_report(last.uid)
            except GoujiError:
                return  # gone since, or no longer readable: the list is where one starts
            self.call_after_refresh(self._resume_at, last)

    def _resume_at(self, last: Place) -> None:
        if isinstance(self.screen, WorkbenchScreen) and self.screen.drawn:
            self.screen.resume(last)

    # Others' work -------------------------------------------------------------------------------------------------

    def recorded(self) -> None:
        """This screen has just recorded something itself."""
        self._stamp = self.desk.stamp()

    def _look(self) -> None:
        try:
            self.remember()
            stamp = self.desk.stamp()
            if stamp != self._stamp and isinstance(self.screen, Frame):
                self._stamp = stamp
                self.screen.attempt(self.screen.news)
        except GoujiError as error:
            if isinstance(self.screen, Frame):
                self.screen.tell_error(error)

    # From screen to screen ----------------------------------------------------------------------------------------

    def open_report(self, uid: str) -> None:
        """The workbench on that report; StoreError where it could not be read."""
        bench = self.desk.reviewing.open(uid)
        if isinstance(self.screen, WorkbenchScreen):
            self._left()
            self.switch_screen(WorkbenchScreen(bench))
        else:
            self.push_screen(WorkbenchScreen(bench))

    def leave_report(self) -> None:
        """Back to the list, which shows what is now."""
        uid = self.screen.uid if isinstance(self.screen, WorkbenchScreen) else None
        self._left()
        self.pop_screen()
        self.reports.attempt(lambda: self.reports.fill(uid))
        self.reports.listed.go(self.reports.listed.cursor)

    def _left(self) -> None:
        if isinstance(self.screen, WorkbenchScreen) and self.screen.drawn and self.screen.table.address:
            self.habits.keep_figure(self.screen.uid, self.screen.table.address)

    def next_report(self, uid: str, words: Clean | None = None) -> None:
        """Open the next report to review; where there is none, back to the list."""
        following = self.reports.after(uid)
        if following is not None and following.uid != uid:
            self.open_report(following.uid)
            if words:
                self.call_after_refresh(self._tell, words)
            return
        self.leave_report()
        self.call_after_refresh(self._tell, _("no further report to review"))

    def _tell(self, words: Clean) -> None:
        if isinstance(self.screen, Frame):
            self.screen.tell(words)

    def fill_rail(self, rail: ReportList, uid: str) -> None:
        """The list beside the workbench: the same pages, the cursor on the open report."""
        listed = self.reports.listed.pages
        rail.show(Pages(listed.fetch, listed.total), uid)

    def show_page(self, title: Clean, text: Clean) -> None:
        """A page to read."""
        self.push_screen(PageScreen(title, text))

    def reasons(self, rule: str) -> Sequence[str]:
        """When a hit of the rule may be right, in the language in use; from its card."""
        from core.desk.reporting import rule_cards  # loads the rules, which a start does not need

        cards = {card["id"]: card for card in rule_cards(self.language)}
        return tuple(cards[rule]["may_be_right_when"]) if rule in cards else ()

    # Deeds that any screen has ------------------------------------------------------------------------------------

    def do_help(self) -> None:
        if isinstance(self.screen, Frame):
            self.push_screen(ActionsScreen(self.screen, typing=False))

    def do_palette(self) -> None:
        if isinstance(self.screen, Frame):
            self.push_screen(ActionsScreen(self.screen, typing=True))

    def do_undo(self) -> None:
        self._step_back(self.desk.reviewing.undo().report, _("taken back"))

    def do_redo(self) -> None:
        self._step_back(self.desk.reviewing.redo().report, _("done again"))

    def _step_back(self, report: str, words: Clean) -> None:
        """Show what is now; where another report was meant, name it."""
        self.recorded()
        screen = self.screen
        if isinstance(screen, Frame):
            screen.news()
            other = isinstance(screen, WorkbenchScreen) and screen.uid != report
            screen.tell(
                locale.said("{words}: {body}", words=words, body=self.desk.row(report).body) if other else words
            )

    def use_theme(self, name: str) -> None:
        """Look so from now on."""
        self.theme = name
        self.habits.keep("theme", name)

    def use_line(self, slow: bool) -> None:
        """Spare the line, or not, from now on."""
        self.slow = slow
        self.habits.keep("line", "slow" if slow else "fast")
        self.reports.set_class(slow, "-slow")

    def do_language(self) -> None:
        """Chinese or English from now on."""
        self.language = "en" if self.language == "zh" else "zh"
        locale.use(self.language)
        self.habits.keep("language", self.language)
        if isinstance(self.screen, WorkbenchScreen):
            self.open_report(self.screen.uid)
        elif isinstance(self.screen, Frame) and self.screen is not self.reports:
            self.screen.news()
            self.screen.offer()
        self.reports.fill()
        self.reports.offer()
        self.screen.refresh(recompose=False)

    def do_quit(self) -> None:
        """A recap of what was done, then out."""
        counts = recap(self._done(), sum(n for s, n in self.desk.counts(Query()).items() if s in TO_REVIEW))
        self.push_screen(PageScreen(_("Until next time"), counts, closed=self._leave))

    def _leave(self) -> None:
        with contextlib.suppress(GoujiError):
            self.habits.keep_last(Place())
        self.exit(0)

    def _done(self) -> list[tuple[Clean, int]]:
        since: list[Event] = []
        for event in self.desk.reviewing.mine(None, 500):
            if event.id == self._begun:
                break
            since.append(event)
        standing = standing_acts(since)
        names = {
            Kind.CONFIRM: _("findings confirmed"),
            Kind.DISMISS: _("findings dismissed"),
            Kind.ASK: _("to be asked of the body"),
            Kind.EXCEPT: _("exceptions"),
            Kind.TICK: _("figures or rows ticked"),
            Kind.NOTE: _("notes"),
            Kind.READ: _("readings entered"),
            Kind.MARK: _("reports marked reviewed"),
            Kind.SIGN: _("reports signed"),
        }
        return [(words, sum(event.kind is kind for event in standing)) for kind, words in names.items()]


def run(desk: Desk, language: Language, *, theme: str | None = None, mouse: bool = False, slow: bool = False) -> int:
    """Run the workstation in this terminal; its exit status."""
    keys, faults = keymap_file.load()
    keymap.use(keys)
    app = GoujiApp(desk, language, theme=theme, slow=slow)
    app.told = faults
    status = app.run(mouse=mouse)
    return app.return_code or status or 0


def measured() -> bool:
    """Ask the terminal what it is like: ambiguous characters become plain where it draws them wide. Whether it is far."""
    terminal = measuring.measure()
    be_narrow(terminal.wide)
    width_of.cache_clear()
    return terminal.far
