"""Files that should not be here, or are not what they seem: withdrawn and shown again, removed for good by two persons, named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import ReviewError, UsageError
from tui.locale import _, said
from tui.screens.asking import Asking
from tui.shown import Clean, line
from tui.widgets.question import Answer, Asked, Choice

if TYPE_CHECKING:
    from core.review import ReviewState

YEAR = re.compile(r"(?P<body>.+?)\s+(?P<year>(?:19|20)\d\d)")


class Removing(Asking):
    """A screen on which one report is meant: the one under the cursor, or the one that is open."""

    def meant(self) -> str | None:
        """The uid of the report that is meant; None where there is none."""
        return None

    def removed(self, words: Clean) -> None:
        """The report may have left the list: show what is now, and say so."""
        self.tell(words)

    def do_withdraw(self) -> None:
        """Hide a wrong or secret file; nothing is deleted."""
        act = self.gouji.desk.reviewing.withdraw
        self._with_reason(
            _("Withdraw, nothing is deleted: the reason"), "withdraw", act, _("withdrawn; the filter finds it")
        )

    def do_restore(self) -> None:
        """Show a withdrawn report again."""
        if (uid := self.meant()) is not None:
            self._withdrawn(uid)
        act = self.gouji.desk.reviewing.restore
        self._with_reason(_("Show it again: the reason"), "restore", act, _("shown again"))

    def do_purge(self) -> None:
        """Two persons: the first asks, the second agrees, and the file's content is gone."""
        uid = self.meant()
        if uid is None:
            return
        asked = self._withdrawn(uid).purge_asked
        words = _(
            "Source, text, figures and findings go for good; hash, reasons and ledger stay. A second person must agree."
        )
        if asked is not None:
            words = said(
                "{who} has asked for this: {reason}. Agreeing removes it for good.", who=asked.by, reason=asked.reason
            )

        def answered(answer: Answer) -> None:
            if answer.digit == 1:
                self._with_reason(_("Remove for good: the reason"), "purge", self._purge, Clean(""))

        choices = (Choice(1, _("go on to the reason")), Choice(2, _("leave it")))
        self.ask(Asked(said("Remove for good  {name}", name=self._body(uid)), answered, choices, 2, said=words))

    def _purge(self, uid: str, reason: str) -> Clean:
        state = self.gouji.desk.reviewing.purge(uid, reason)
        return _("removed for good") if state.purged else _("asked for; another person must say the same")

    def do_identify(self) -> None:
        """Whose report it is, of which year, where that was not recognised or is wrong."""
        uid = self.meant()
        if uid is None:
            return
        row = self.gouji.desk.row(uid)

        def act(uid: str, typed: str) -> Clean:
            found = YEAR.fullmatch(typed.strip())
            if found is None:
                raise UsageError("review.no-name", entered=typed.strip())
            self.gouji.desk.reviewing.identify(uid, found["body"].strip(), int(found["year"]))
            return said("named: {body} {year}", body=found["body"].strip(), year=found["year"])

        draft = line(f"{row.body} {row.year or ''}".strip())
        self._with_reason(_("Which body and year? Name, space, year"), "identify", act, Clean(""), draft)

    def _with_reason(
        self,
        title: Clean,
        kind: str,
        act: Callable[[str, str], ReviewState | Clean],
        words: Clean,
        draft: Clean | None = None,
    ) -> None:
        uid = self.meant()
        if uid is None:
            return

        def answered(answer: Answer) -> None:
            done = act(uid, answer.text)
            self.forget_draft()
            self.removed(done if isinstance(done, str) else words)

        held = self.draft(kind, uid) or draft or Clean("")
        self.ask(Asked(title, answered, entry="line", entry_first=True, draft=held))

    def _withdrawn(self, uid: str) -> ReviewState:
        """The state of a withdrawn report; refused before anything is asked where it is none."""
        state = self.gouji.desk.events.state(uid)
        if state.withdrawn is None:
            raise ReviewError("review.not-withdrawn")
        return state

    def _body(self, uid: str) -> Clean:
        row = self.gouji.desk.row(uid)
        return line(row.body or row.name)
