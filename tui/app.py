"""The workstation: which screen is on, whose work is new, how it ends. Screens decide nothing; the desk does."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import App
from textual.binding import BindingType
from textual.color import Color
from textual.filter import LineFilter

from core.address import Address
from core.desk import Desk
from core.errors import GoujiError
from core.ledger import Event, Kind
from core.ports import Query
from core.wording import Language
from tui import locale
from tui.locale import _
from tui.screens.frame import Frame
from tui.screens.pages import ActionsScreen, PageScreen, recap
from tui.screens.reports import TO_REVIEW, ReportsScreen
from tui.screens.workbench import WorkbenchScreen
from tui.shown import Clean, backstop
from tui.themes import THEMES
from tui.widgets.reports import Pages, ReportList

EVERY = 1.0
"""Seconds between two looks at others' work."""
RAIL = 64
"""Rows of the list beside the workbench."""


class Backstop(LineFilter):
    """Drops hidden characters from every drawn line, whatever drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return backstop(segments)


class GoujiApp(App[int], inherit_bindings=False):
    """Report list, workbench and pages over one desk."""

    TITLE = "Gouji"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, language: Language, *, theme: str = "terminal") -> None:
        locale.use(language)
        super().__init__(ansi_color=True)  # before the theme: with NO_COLOR it decides whether greys are sent
        self.desk = desk
        self.language: Language = language
        self.animation_level = "none"
        self._filters.append(Backstop())
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self.places: dict[str, Address] = {}
        """Where each report was left."""
        self._stamp = desk.stamp()
        self._begun: str | None = None

    def on_mount(self) -> None:
        self.reports = ReportsScreen()
        self.push_screen(self.reports)
        newest = self.desk.reviewing.mine(None, 1)
        self._begun = newest[0].id if newest else None
        self.set_interval(EVERY, self._look)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit, 128 + number, 128 + number)

    def _set_pointer_shape(self, shape: str) -> None:
        """No OSC 22 to a terminal whose mouse is not used: the Linux console prints it as letters."""

    # Others' work -------------------------------------------------------------------------------------------------

    def recorded(self) -> None:
        """This screen has just recorded something itself."""
        self._stamp = self.desk.stamp()

    def _look(self) -> None:
        try:
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
            self.switch_screen(WorkbenchScreen(bench))
        else:
            self.push_screen(WorkbenchScreen(bench))

    def leave_report(self) -> None:
        """Back to the list, which shows what is now."""
        uid = self.screen.uid if isinstance(self.screen, WorkbenchScreen) else None
        self.pop_screen()
        self.reports.attempt(lambda: self.reports.fill(uid))
        self.reports.listed.go(self.reports.listed.cursor)

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

    def do_language(self) -> None:
        """Chinese or English from now on."""
        self.language = "en" if self.language == "zh" else "zh"
        locale.use(self.language)
        if isinstance(self.screen, WorkbenchScreen):
            self.open_report(self.screen.uid)
        self.reports.fill()
        self.reports.offer()
        self.screen.refresh(recompose=False)

    def do_quit(self) -> None:
        """A recap of what was done, then out."""
        counts = recap(self._done(), sum(n for s, n in self.desk.counts(Query()).items() if s in TO_REVIEW))
        self.push_screen(PageScreen(_("Until next time"), counts, closed=lambda: self.exit(0)))

    def _done(self) -> list[tuple[Clean, int]]:
        since: list[Event] = []
        for event in self.desk.reviewing.mine(None, 500):
            if event.id == self._begun:
                break
            since.append(event)
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
        return [(words, sum(event.kind is kind for event in since)) for kind, words in names.items()]


def run(desk: Desk, language: Language, *, theme: str = "terminal", mouse: bool = False) -> int:
    """Run the workstation in this terminal; its exit status."""
    app = GoujiApp(desk, language, theme=theme)
    status = app.run(mouse=mouse)
    return app.return_code or status or 0
