"""What goes out and what comes in: exports, another copy's work, sources read again. It asks first, then works beside the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from core.errors import GoujiError
from core.lines import Query
from tui.actions import REVIEW
from tui.locale import _, mark, said
from tui.longwork import LongWork, Step
from tui.shown import Clean, line

if TYPE_CHECKING:
    from core.desk import Desk
    from core.desk.rereading import Reread
    from core.merged import Merged
    from tui.habits import Habits
    from tui.screens.reports import ReportsScreen


MOST = 1000
"""How far reports of another version are counted."""
SOON = 1.5
"""Seconds after a report is opened before anything is counted."""


class Exchanging(LongWork):
    """The deeds of the app that open a file or read many."""

    _offered = False
    reports: ReportsScreen
    show_page: Callable[[Clean, Clean], None]
    recorded: Callable[[], None]

    # Export -------------------------------------------------------------------------------------------------------

    def do_export(self) -> None:
        """All reports under the list's filter, by the ending of the file named."""

        def answered(text: str) -> None:
            target = Path(text.strip()).expanduser()
            if self.desk.reporting is None or not text.strip():
                return
            if target.exists():
                words = said("{file} is there already", file=line(str(target)))
                self._confirm(words, _("replace it"), lambda: self._export(target, True))
            else:
                self._export(target, False)

        pages = self.reports.listed.pages
        if pages.counted and not pages.total:
            self._say(_("no report is in the list: nothing to export"))
            return
        reports = pages.total if pages.counted else "..."
        ask = said("Export reports ({n}) to which file? .db .xlsx .docx .csv .json .jsonld", n=reports)
        self._ask(ask, "export", answered, "gouji-export.db")

    def _export(self, target: Path, force: bool) -> None:
        query, screen = self.reports.asked_for, self.screen

        def export(desk: Desk, _step: Step) -> str:
            assert desk.reporting is not None
            return desk.reporting.export(target, query, force=force)

        self.work(
            said("writing {file}", file=line(target.name)), export, lambda hash_: self._written(target, hash_, screen)
        )

    def _written(self, target: Path, hash_: str, screen: Screen[Any]) -> None:
        """A page where one still waits for it, one line where one has gone on."""
        shown = [said("written: {file}", file=target.absolute()), said("its SHA-256: {hash}", hash=hash_)]
        if not self._waits(screen):
            self._say(shown[0])
            return
        if target.suffix == ".db":
            shown += [Clean(""), said("check it at any time: gouji verify {file}", file=target)]
            shown += [said("look at it: gouji review {file}", file=target)]
        self.show_page(_("Export"), Clean("\n".join(shown)))

    def _waits(self, screen: Screen[Any]) -> bool:
        """Whether one is still where one was and not answering a question."""
        return self.screen is screen and not getattr(screen, "asking", False)

    # Another copy's work --------------------------------------------------------------------------------------------

    def do_merge(self) -> None:
        """Look at another copy first: what would come, and what would be in dispute."""

        def answered(text: str) -> None:
            if self.desk.merging is not None and text.strip():
                self._look_at(Path(text.strip()).expanduser())

        self._ask(_("Whose copy? Name the database file"), "merge", answered)

    def _look_at(self, other: Path) -> None:
        from tui.screens.merging import MergeScreen

        self.merge(other, True, lambda merged: self.push_screen(MergeScreen(other, merged)))

    def merge(self, other: Path, dry_run: bool, then: Callable[[Merged], Any]) -> None:
        """Take over the other copy's work, or see what would come."""

        def take(desk: Desk, _step: Step) -> Merged:
            assert desk.merging is not None
            return desk.merging(other, dry_run)

        words = mark("looking at {file}") if dry_run else mark("taking over {file}")
        self.work(said(words, file=line(other.name)), take, then)

    # Pictures -------------------------------------------------------------------------------------------------------

    habits: Habits
    slow: bool

    @property
    def shows_pictures(self) -> bool:
        """Whether a page's picture is shown in the terminal too: unless told otherwise, where the line is not slow."""
        held = self.habits.get("picture")
        return not self.slow if held is None else held == "here"

    def turn_pictures(self) -> None:
        """To a file only, or shown here too, from now on."""
        self.habits.keep("picture", "file" if self.shows_pictures else "here")

    # Sources read again ---------------------------------------------------------------------------------------------

    def offer_reading(self) -> None:
        """Once a session, when the first report is open: say so where reports were read by another version. Never over a
        slow line, nor where nothing can be recorded."""
        if self._offered or self.slow or self.desk.read_only or self.desk.rereading is None:
            return
        self._offered = True
        self.set_timer(SOON, lambda: self.run_worker(self._count_behind, thread=True, group="count"))

    def _count_behind(self) -> None:
        from core.desk.rereading import in_use  # loads the rules

        again = self.desk.rereading
        assert again is not None
        with contextlib.suppress(RuntimeError, GoujiError):  # left meanwhile, or asked again next time
            n = self.desk.reports.behind(*in_use(again.profile))
            self.call_from_thread(self._tell_behind, n)

    def _tell_behind(self, n: int) -> None:
        if n and (front := self.front) is not None and front.context in REVIEW and not front.told:
            shown = f"{n}+" if n >= MOST else str(n)
            self._say(said("reports of another version or other rules: {n}; type : reread to read them again", n=shown))

    def do_reread(self) -> None:
        """Read again what another version has read: the reports under the list's filter, in any case only those concerned."""
        query = self.reports.asked_for

        def count(desk: Desk, _step: Step) -> tuple[str, ...]:
            again = desk.rereading
            return again.waiting(None if query == Query(order=query.order) else query) if again else ()

        self.work(_("looking for older readings"), count, self._offer_reading)

    def _offer_reading(self, uids: tuple[str, ...]) -> None:
        if not uids:
            self._say(_("every report here was read by this version and checked by these rules"))
            return
        title = said("Reports read by another version or checked by other rules: {n}", n=len(uids))
        self._confirm(title, _("read them again; the former readings stay"), lambda: self._reread(uids))

    def _reread(self, uids: tuple[str, ...]) -> None:
        screen = self.screen

        def read(desk: Desk, step: Step) -> tuple[Reread, ...]:
            assert desk.rereading is not None
            results = tuple(desk.rereading.again(uids, progress=lambda done: step(done, len(uids))))
            desk.reviewing.count_readings()
            return results

        self.work(_("reading again"), read, lambda results: self._read(results, screen))

    def _read(self, results: tuple[Reread, ...], screen: Screen[Any]) -> None:
        from tui.rereading_words import told, total

        self.recorded()
        if (news := getattr(self.screen, "news", None)) is not None:
            news()
        if self._waits(screen):
            rows = [row for result in results if (row := told(result))]
            self.show_page(_("Read again"), Clean("\n".join([total(results), Clean(""), *rows])))
        else:
            self._say(total(results))

    # Asking -------------------------------------------------------------------------------------------------------

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
        self._asker.ask(Asked(words, answered, choices, 2), writes=False)

    @property
    def _asker(self) -> Any:
        """The screen on top, which can ask: deeds that ask are offered on such screens only."""
        from tui.screens.asking import Asking

        if not isinstance(self.screen, Asking):
            raise GoujiError("review.read-only")
        return self.screen
