"""The workstation: which screen is on, whose work is new, how it ends. Screens decide nothing; the desk does."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from core.address import Address
from core.errors import GoujiError
from core.lines import Query
from tui import keymap, keymap_file, locale, measuring
from tui.actions import ACTIONS
from tui.habits import Habits, Place
from tui.keeping import Keeping
from tui.keys_in_turn import KeysInTurn
from tui.locale import _
from tui.screens.frame import Frame
from tui.screens.reports import TO_REVIEW, ReportsScreen
from tui.sending import Sending
from tui.shown import Clean, be_narrow
from tui.themes import THEMES
from tui.wrapping import width_of

if TYPE_CHECKING:
    from core.desk import Desk
    from core.wording import Language
    from tui.widgets.rail import Rail

EVERY = 1.0
"""Seconds between two looks at others' work."""


class GoujiApp(KeysInTurn, Sending, Keeping, inherit_bindings=False):
    """Report list, workbench and pages over one desk."""

    TITLE = "Gouji"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, language: Language, *, theme: str | None = None, slow: bool | None = None) -> None:
        locale.use(language)
        super().__init__(ansi_color=True)  # before the theme: with NO_COLOR it decides whether greys are sent
        # as the driver asks it: Rich takes a dumb terminal, and one without a size, for 80x25, and both would take turns for ever
        self.console.size = shutil.get_terminal_size()
        self.desk = desk
        self.habits = Habits(desk)
        self.language: Language = language
        self.animation_level = "none"
        self.be_guarded()
        for own in THEMES:
            self.register_theme(own)
        held = self.habits.get("line")
        self.slow = (slow or False) if held is None else held == "slow"
        """Whether the line is slow: sixteen colours, no rules and borders, no preview."""
        known = [own.name for own in THEMES]
        far = bool(slow) and held is None  # measured: sixteen colours; what somebody has chosen for a slow line holds
        wanted = theme or ("" if far else self.habits.get("theme")) or ""
        self.theme = wanted if wanted in known else known[0]
        self.told: tuple[Clean, ...] = ()
        """What is to be said when the list is there: faults in a person's own keys."""
        self.places: dict[str, Address] = {}
        self._stamp = desk.stamp()
        self._begun: str | None = None

    def get_default_screen(self) -> Screen[Any]:
        """The list: no empty screen is made and drawn below it."""
        self.reports = ReportsScreen()
        return self.reports

    def on_mount(self) -> None:
        self.resume(self.habits.last())
        self._begun = self.desk.events.newest_id(self.desk.reviewer)
        self.set_interval(EVERY, self.look)
        self.call_after_refresh(self._started)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.hung_up, 128 + number)

    def refresh_css(self, animate: bool = True) -> None:
        """Before there is a screen, the stylesheet itself reads its sources and keeps them: Textual would read them twice."""
        if self._screen_stack or not self.stylesheet._require_parse:
            super().refresh_css(animate)
            return
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.update(self, animate=animate)

    def _started(self) -> None:
        """The first picture stands: what has been loaded is never collected again, and what opens a report is loaded meanwhile."""
        gc.collect()
        gc.freeze()
        gc.enable()
        self._dress_workbench()
        self.run_worker(_load_workbench, thread=True)

    def _dress_workbench(self) -> None:
        """Read the styles of the workbench, once: two thirds of all, for which the list does not wait."""
        path = Path(__file__).with_name("workbench.tcss")
        if not self.stylesheet.has_source(str(path)):
            self.stylesheet.read(path)
            self.stylesheet.parse()

    def recorded(self) -> None:
        """This screen has just recorded something itself."""
        self.record_seen()

    # From screen to screen ----------------------------------------------------------------------------------------

    def open_report(self, uid: str) -> None:
        """The workbench on that report; StoreError where it could not be read."""
        from tui.screens.workbench import WorkbenchScreen

        bench, self.back_from_report = self.desk.reviewing.open(uid), None
        len(bench.prior)  # read now, where a database that fails is told of and the list stays
        self._dress_workbench()
        if self.workbench is not None:
            self._left()
            self.switch_screen(WorkbenchScreen(bench))
        else:
            self.push_screen(WorkbenchScreen(bench))

    def leave_report(self) -> None:
        """Back to the list, which shows what is now."""
        uid = self.workbench.uid if self.workbench is not None else None
        self._left()
        self.pop_screen()
        self.reports.attempt(lambda: self.reports.fill(uid))
        self.reports.listed.go(self.reports.listed.cursor)
        back, self.back_from_report = self.back_from_report, None
        if back is not None:
            back()

    def _left(self) -> None:
        bench = self.workbench
        if bench is not None and bench.drawn and bench.table.address:
            self.habits.keep_figure(bench.uid, bench.table.address)

    def next_report(self, uid: str, words: Clean | None = None) -> None:
        """Open the next report to review; where there is none, back to the list."""
        following = self.reports.after(uid)
        if following is not None and following.uid != uid:
            self.open_report(following.uid)
            if words:
                self.say_when_drawn(words)
            return
        self.leave_report()
        none = locale.said("no further report to review; {key} exports", key=keymap.first(ACTIONS["export"]))
        self.say_when_drawn(locale.said("{words}; {more}", words=words, more=none) if words else none)

    def say_when_drawn(self, words: Clean) -> None:
        """Say it on the screen that is being made."""
        self.call_after_refresh(self._tell, words)

    def _tell(self, words: Clean) -> None:
        if (front := self.front) is not None:
            front.tell(words)

    def fill_rail(self, rail: Rail, uid: str) -> None:
        """The list beside the workbench: the very rows of the list, whose order says which report is next."""
        rail.cursor = self.reports.listed.cursor
        rail.show(self.reports.listed.pages, uid)

    def show_page(self, title: Clean, text: Clean) -> None:
        """A page to read."""
        from tui.screens.pages import PageScreen

        self.push_screen(PageScreen(title, text))

    def reasons(self, rule: str) -> Sequence[str]:
        """When a hit of the rule may be right, in the language in use; from its card."""
        from core.desk.reporting import rule_cards  # loads the rules, which a start does not need

        cards = {card["id"]: card for card in rule_cards(self.language)}
        return tuple(cards[rule]["may_be_right_when"]) if rule in cards else ()

    # Deeds that any screen has ------------------------------------------------------------------------------------

    def do_help(self) -> None:
        self._show_actions(typing=False)

    def do_palette(self) -> None:
        self._show_actions(typing=True)

    def _show_actions(self, typing: bool) -> None:
        from tui.screens.pages import ActionsScreen

        if isinstance(self.screen, Frame):
            self.push_screen(ActionsScreen(self.screen, typing=typing))

    def use_theme(self, name: str) -> None:
        """Look so from now on."""
        self.theme = name
        self.habits.keep("theme", name)

    def use_line(self, slow: bool) -> None:
        """Spare the line, or not, from now on."""
        self.slow = slow
        self.habits.keep("line", "slow" if slow else "fast")
        for screen in self.screen_stack:
            screen.set_class(slow, "-slow")
            screen.refresh()

    def do_language(self) -> None:
        """Chinese or English from now on."""
        self.language = "en" if self.language == "zh" else "zh"
        locale.use(self.language)
        self.habits.keep("language", self.language)
        if self.workbench is not None:
            self.open_report(self.workbench.uid)
        elif isinstance(self.screen, Frame) and self.screen is not self.reports:
            self.screen.news()
            self.screen.offer()
        self.reports.fill()
        self.reports.offer()
        self.screen.refresh(recompose=False)

    def do_quit(self) -> None:
        """A recap of what was done, then out."""
        from tui.screens.pages import PageScreen, recap
        from tui.since_start import done

        left = sum(n for s, n in self.desk.counts(Query()).items() if s in TO_REVIEW)
        counts = done(self.desk.reviewing.mine(None, 500), self._begun)
        signed = sum(n for _words, n in counts[-2:])
        words = recap(counts, left, self.minutes, signed, self.still_running())
        self.push_screen(PageScreen(_("Until next time"), words, closed=self._leave))

    def _leave(self) -> None:
        with contextlib.suppress(GoujiError):
            self.habits.keep_last(Place())
            self.desk.presence.gone()
        self.exit(0)


def _load_workbench() -> None:
    import tui.screens.workbench  # noqa: F401 - so that the first Enter does not wait for it


def run(desk: Desk, language: Language, *, theme: str | None = None, mouse: bool = False, slow: bool = False) -> int:
    """Run the workstation in this terminal; its exit status. A fault of ours is raised when the terminal is as it was."""
    keys, faults = keymap_file.load()
    keymap.use(keys)
    app = GoujiApp(desk, language, theme=theme, slow=slow)
    app.told = faults
    status = app.run(mouse=mouse)
    if app.fault is not None:
        raise app.fault
    return app.return_code or status or 0


def measured() -> bool:
    """Ask the terminal what it is like: ambiguous characters become plain where it draws them wide. Whether it is far."""
    terminal = measuring.measure()
    be_narrow(terminal.wide)
    width_of.cache_clear()
    return terminal.far
