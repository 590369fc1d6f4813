"""The workbench: the split view, what is decided in it, and the sign-offs of the whole report."""

from __future__ import annotations

from typing import Literal

from core.desk.views import Workbench
from core.model import Severity
from core.review import Stage
from core.wording import say
from tui.locale import _, said
from tui.screens.removing import Removing
from tui.screens.settling import Settling
from tui.shown import Clean, clean
from tui.widgets.question import Answer, Asked, Choice


class WorkbenchScreen(Removing, Settling):
    """One report opened for review."""

    def meant(self) -> str | None:
        return self.uid

    def removed(self, words: Clean) -> None:
        """A report that is hidden now is left."""
        self.gouji.recorded()
        if self.gouji.desk.events.state(self.uid).stage is Stage.WITHDRAWN:
            self.gouji.leave_report()
            self.gouji.reports.tell(words)
        else:
            self.news()
            self.tell(words)

    # Sign-offs ----------------------------------------------------------------------------------------------------

    def do_sign(self) -> None:
        """First sign-off; what is open is listed first."""
        self.refuse_read_only()
        waiting = self.bench.unsettled
        if not waiting:
            self._sign(False)
            return
        grave = tuple(view for view in waiting if view.finding.severity <= Severity.LIKELY)
        shown = grave or waiting
        listed = clean("\n".join(f"! {v.finding.severity} {say(v.finding.message, self.language)}" for v in shown))
        first = Choice(1, _("to the first of them"))
        choices: tuple[Choice, ...] = (first, Choice(2, _("mark reviewed all the same")))
        title = said("findings still open: {n}", n=len(waiting))
        if grave:
            title, choices = said("Not marked: findings of severity 1-2 waiting: {n}", n=len(grave)), (first,)

        def answered(answer: Answer) -> None:
            if answer.digit == 2:
                self._sign(True)
            else:
                self.to_finding(shown[0])

        self.ask(Asked(title, answered, choices, 1, said=listed), writes=not grave)

    def _sign(self, confirmed: bool) -> None:
        bench, act = self.bench, self.gouji.desk.reviewing.mark
        if self.record(lambda: act(self.uid, bench.finding_set, bench.state.last_event, confirmed)):
            self.gouji.next_report(self.uid, self._named(_("marked reviewed")))

    def do_sign_second(self) -> None:
        bench, act = self.bench, self.gouji.desk.reviewing.sign
        if not self.record(lambda: act(self.uid, bench.finding_set, bench.state.last_event)):
            return
        words = self._named(_("signed; the report is locked"))
        following = self.gouji.reports.marked_by_another(self.uid)
        if following is not None:
            self.gouji.open_report(following.uid)
            self.gouji.say_when_drawn(words)
        else:
            self.gouji.next_report(self.uid, words)

    def _named(self, words: Clean) -> Clean:
        """What was done, and to whose report: the next one may be on the screen already."""
        row = self.bench.row
        return said("{words}: {body}", words=words, body=f"{row.body or row.name} {row.year or ''}".rstrip())

    def offers(self) -> tuple[str, ...]:
        """Where nothing waits for an answer, first of all the sign-off that is due: the second where another person has marked
        the report."""
        due, state = "sign-second" if self.seconding else "sign", self.bench.state
        offered = tuple(due if id == "sign" else id for id in self.offered)
        if self.bench.unsettled or self.bench.read_only or state.locked or (state.first and not self.seconding):
            return offered
        return (due, *(id for id in offered if id != due))

    def show_bench(self, bench: Workbench) -> None:
        super().show_bench(bench)
        self.offer()

    def do_send_back(self) -> None:
        """Back to the first reviewer with a reason; a locked report is opened again."""
        act = self.gouji.desk.reviewing.return_
        if self.bench.state.locked:
            self.do_reopen()
            return

        def answered(answer: Answer) -> None:
            self.record(lambda: act(self.uid, answer.text), _("sent back"))

        self.ask(Asked(_("Send back: the reason"), answered, entry="line", entry_first=True, draft=self.draft("back")))

    def do_reopen(self) -> None:
        """End a second sign-off, with a reason."""
        act = self.gouji.desk.reviewing.reopen

        def answered(answer: Answer) -> None:
            self.record(lambda: act(self.uid, answer.text), _("open again"))

        draft = self.draft("reopen")
        self.ask(Asked(_("Open again: the reason"), answered, entry="line", entry_first=True, draft=draft))

    # Searching ----------------------------------------------------------------------------------------------------

    def do_find(self) -> None:
        """Search the source text; n and N go on."""

        def answered(answer: Answer) -> None:
            self.forget_draft()
            found = self.source.find(answer.text.strip())
            self.tell(said("places found: {n}; n next, N previous", n=found))

        asked = Asked(_("Search the text"), answered, entry="line", entry_first=True, draft=self.draft("find"))
        self.ask(asked, writes=False)

    def do_find_next(self) -> None:
        self._next_hit(1)

    def do_find_previous(self) -> None:
        self._next_hit(-1)

    def _next_hit(self, step: Literal[-1, 1]) -> None:
        found = len(self.source.hits)
        if not found:
            self.tell(_("nothing found yet: / searches the text"))
            return
        number = self.source.next_hit(step)
        self.tell(said("place {n} of {found}", n=number, found=found), "faint")
