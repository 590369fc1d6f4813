"""From any place to any other: the deeds of the app that open a screen, ask for a file, or come back with an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.address import Address
from core.lines import Query
from tui.exchanging import Exchanging
from tui.locale import _, said
from tui.screens.frame import Frame
from tui.shown import Clean

if TYPE_CHECKING:
    from core.desk import Desk
    from core.desk.views import Undone
    from core.wording import Language
    from tui.screens.reports import ReportsScreen


class Going(Exchanging):
    """Screens are imported when somebody goes there: a start needs the list only."""

    desk: Desk
    language: Language
    reports: ReportsScreen
    show_page: Callable[[Clean, Clean], None]
    open_report: Callable[[str], None]
    recorded: Callable[[], None]
    back_from_report: Callable[[], None] | None = None
    """Where the report that is open is left for, other than the list."""

    # Reports ------------------------------------------------------------------------------------------------------

    def open_at(self, uid: str, address: Address | None) -> None:
        """The workbench on that report, at that figure; what lay over the list is left."""
        from tui.screens.workbench import WorkbenchScreen

        self._to_list()
        self.open_report(uid)

        def point() -> None:
            if address is not None and isinstance(self.screen, WorkbenchScreen):
                self.screen.to_figure(address)

        self.call_after_refresh(point)

    def open_finding(self, uid: str, finding: str) -> None:
        """The workbench on that report, at that finding."""
        from tui.screens.workbench import WorkbenchScreen

        self._to_list()
        self.open_report(uid)

        def point() -> None:
            if isinstance(self.screen, WorkbenchScreen) and (view := self.screen.bench.finding(finding)):
                self.screen.to_finding(view)

        self.call_after_refresh(point)

    def open_text(self, uid: str, offset: int, words: str, back: Callable[[], None] | None = None) -> None:
        """The workbench on that report, its source text at that place; `back` is done when one leaves it for the list."""
        from tui.screens.workbench import WorkbenchScreen

        self._to_list()
        self.open_report(uid)
        self.back_from_report = back

        def point() -> None:
            if isinstance(self.screen, WorkbenchScreen):
                self.screen.do_pane_1()
                self.screen.source.go_to(offset)
                self.screen.source.find(words)

        self.call_after_refresh(point)

    def show_list(self, query: Query) -> None:
        """The list under that filter."""
        self._to_list()
        self.reports.narrow(query)

    def _to_list(self) -> None:
        while self.screen is not self.reports and len(self.screen_stack) > 1:
            self.pop_screen()

    # Screens ------------------------------------------------------------------------------------------------------

    def do_inbox(self) -> None:
        from tui.screens.inbox import InboxScreen

        self.push_screen(InboxScreen(self._open_uid()))

    def do_progress(self) -> None:
        from tui.screens.progress import ProgressScreen

        self.push_screen(ProgressScreen(self.reports.asked_for))

    def do_log(self) -> None:
        from tui.screens.log import LogScreen

        self.push_screen(LogScreen(self._open_uid()))

    def do_doctor(self) -> None:
        from tui.screens.doctor import DoctorScreen

        self.push_screen(DoctorScreen())

    def do_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def do_compare(self) -> None:
        from tui.screens.compare import CompareScreen
        from tui.screens.workbench import WorkbenchScreen

        if isinstance(self.screen, WorkbenchScreen):
            self.push_screen(CompareScreen(self.screen.bench))

    def do_since(self) -> None:
        """What has changed since the sign-off of the report that is open, or under the cursor."""
        from tui.screens.compare import CompareScreen
        from tui.screens.workbench import WorkbenchScreen

        if isinstance(self.screen, WorkbenchScreen):
            self.push_screen(CompareScreen(self.screen.bench, since=True))
        elif self.screen is self.reports and (row := self.reports.listed.current):
            self.push_screen(CompareScreen(self.desk.reviewing.open(row.uid), since=True))

    def _open_uid(self) -> str | None:
        from tui.screens.workbench import WorkbenchScreen

        return self.screen.uid if isinstance(self.screen, WorkbenchScreen) else None

    # Back and forth -----------------------------------------------------------------------------------------------

    def do_undo(self) -> None:
        self._step_back(self.desk.reviewing.undo(), _("taken back"))

    def do_redo(self) -> None:
        self._step_back(self.desk.reviewing.redo(), _("done again"))

    def _step_back(self, done: Undone, words: Clean) -> None:
        """Show what is now, go where it was done, and say what it was; where another report was meant, name it."""
        from tui.screens import showing
        from tui.screens.log import name_of, told_of
        from tui.screens.workbench import WorkbenchScreen

        self.recorded()
        screen = self.screen
        if not isinstance(screen, Frame):
            return
        screen.news()
        if not isinstance(screen, WorkbenchScreen) or screen.uid != done.report:
            what = told_of(done.kind, done.body, self.language)
            what = said("{words}  {body}", words=what, body=name_of(self.desk, done.report))
        else:
            view = screen.bench.finding(str(done.body.get("finding", "")))
            at = showing.figure_of(view.finding, screen.bench) if view else None
            what = told_of(done.kind, done.body, self.language, at)
            screen.to_act(done.body)
        screen.tell(said("{words}: {what}", words=words, what=what))

    # Rules --------------------------------------------------------------------------------------------------------

    def do_rules(self) -> None:
        """All rules, in the help; typing finds one."""
        from tui.screens.pages import ActionsScreen

        if isinstance(self.screen, Frame):
            self.push_screen(ActionsScreen(self.screen, typing=True, rules=True))

    def show_rule(self, rule: str) -> None:
        """The rule's card as a page."""
        from tui.rule_cards import cards
        from tui.screens.cards import CardScreen

        card = cards(self.language).get(rule)
        if card is not None:
            self.push_screen(CardScreen(card))
        elif isinstance(self.screen, Frame):
            self.screen.tell(said("{rule}: this version has no such rule", rule=rule))

    # What asks first ----------------------------------------------------------------------------------------------

    def do_find_all(self) -> None:
        from tui.screens.hits import HitsScreen

        def answered(words: str) -> None:
            if words.strip():
                self.push_screen(HitsScreen(words.strip()))

        self._ask(_("Search the text of all reports"), "find-all", answered)
