"""From any place to any other: the deeds of the app that open a screen, ask for a file, or come back with an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from core.address import Address
from core.errors import GoujiError
from core.ports import Query
from tui.locale import _, said
from tui.shown import Clean, line

if TYPE_CHECKING:
    from core.desk import Desk
    from tui.screens.reports import ReportsScreen


class Going(App[int]):
    """Screens are imported when somebody goes there: a start needs the list only."""

    desk: Desk
    reports: ReportsScreen
    show_page: Callable[[Clean, Clean], None]
    open_report: Callable[[str], None]
    recorded: Callable[[], None]

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

    def open_text(self, uid: str, offset: int, words: str) -> None:
        """The workbench on that report, its source text at that place."""
        from tui.screens.workbench import WorkbenchScreen

        self._to_list()
        self.open_report(uid)

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

    def do_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def do_compare(self) -> None:
        from tui.screens.compare import CompareScreen
        from tui.screens.workbench import WorkbenchScreen

        if isinstance(self.screen, WorkbenchScreen):
            self.push_screen(CompareScreen(self.screen.bench))

    def _open_uid(self) -> str | None:
        from tui.screens.workbench import WorkbenchScreen

        return self.screen.uid if isinstance(self.screen, WorkbenchScreen) else None

    # What asks first ----------------------------------------------------------------------------------------------

    def do_find_all(self) -> None:
        from tui.screens.hits import HitsScreen

        def answered(words: str) -> None:
            if words.strip():
                self.push_screen(HitsScreen(words.strip()))

        self._ask(_("Search the text of all reports"), "find-all", answered)

    def do_export(self) -> None:
        """All reports under the list's filter, by the ending of the file named."""

        def answered(text: str) -> None:
            target = Path(text.strip()).expanduser()
            if self.desk.reporting is None or not text.strip():
                return
            hash_ = self.desk.reporting.export(target, self.reports.asked_for)
            shown = said("written: {file}", file=target), said("its SHA-256: {hash}", hash=hash_)
            check = (
                said("check it at any time: gouji verify {file}", file=target) if target.suffix == ".db" else Clean("")
            )
            self.show_page(_("Export"), Clean("\n".join((*shown, check))))

        ask = _("Export to which file? .db .xlsx .docx .csv .json .jsonld")
        self._ask(ask, "export", answered, "gouji-export.db")

    def do_merge(self) -> None:
        """Look at another copy first; a second answer takes its work over."""

        def answered(text: str) -> None:
            if self.desk.merging is None or not text.strip():
                return
            other = Path(text.strip()).expanduser()
            reports, events, disputes = self.desk.merging(other, True)
            words = said(
                "new reports {reports}, acts {events}, reports in dispute afterwards {disputes}",
                reports=reports, events=events, disputes=disputes,
            )  # fmt: skip
            self._confirm(words, _("take over"), lambda: self._merge(other))

        self._ask(_("Whose copy? Name the database file"), "merge", answered)

    def _merge(self, other: Path) -> None:
        if self.desk.merging is not None:
            self.desk.merging(other, False)
            self.recorded()
            self._asker.news()
            self._asker.tell(said("taken over: {file}", file=line(str(other))))

    def _ask(self, title: Clean, kind: str, answered: Callable[[str], None], draft: str = "") -> None:
        from tui.widgets.question import Asked

        screen = self._asker

        def first(answer: Any) -> None:
            screen.forget_draft()
            answered(answer.text)

        held = screen.draft(kind) or line(draft)
        screen.ask(Asked(title, first, entry="line", entry_first=True, draft=held), writes=False)

    def _confirm(self, words: Clean, yes: Clean, act: Callable[[], None]) -> None:
        from tui.widgets.question import Asked, Choice

        def answered(answer: Any) -> None:
            if answer.digit == 1:
                act()

        choices = (Choice(1, yes), Choice(2, _("leave it")))
        self._asker.ask(Asked(words, answered, choices, 2))

    @property
    def _asker(self) -> Any:
        """The screen on top, which can ask: deeds that ask are offered on such screens only."""
        from tui.screens.asking import Asking

        if not isinstance(self.screen, Asking):
            raise GoujiError("review.read-only")
        return self.screen
