"""What is done with the report under the cursor of the list without opening it, and the way through the reports found."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from core.lines import ReportRow
from tui import keymap
from tui.actions import ACTIONS
from tui.locale import _, said
from tui.screens.listed import REACH, Listed
from tui.shown import Clean
from tui.widgets.question import Answer, Asked, Choice

NAMESAKES = 256
"""Reports marked under one's own name that are looked at, whether somebody else of that name has marked them."""


class OnARow(Listed):
    """The list with the deeds on a row that other screens have by the same keys."""

    _chosen: Callable[[], tuple[str, ...]]
    _on_all: Callable[[Callable[[str, str], object], Clean], None]

    # Reports found ------------------------------------------------------------------------------------------------

    def do_find_next(self) -> None:
        self._found(1)

    def do_find_previous(self) -> None:
        self._found(-1)

    def _found(self, step: int) -> None:
        """The next report that holds the words searched for, round the ends: the list holds no others."""
        if not self.asked_for.text:
            self.tell(_("nothing searched for yet: / searches body and text"))
        elif self.listed.pages.total:
            self._to_found(self.listed.cursor + step)
            pages = self.listed.pages
            total = pages.total if pages.counted else "..."
            self.tell(said("{text}: {n} of {total}", text=self.asked_for.text, n=self.listed.cursor + 1, total=total))

    def _to_found(self, place: int) -> None:
        """To that row; where the rows are not counted yet only looking tells whether there is one."""
        if place < 0:
            self.listed.do_go_bottom()
        else:
            self.listed.go(place if self.listed.pages[place] is not None else 0)

    def marked_by_another(self, uid: str) -> ReportRow | None:
        """The next report after that one that another person has marked: the next to sign for a second person. People are
        told apart by their accounts, not by what they are called."""
        pages, name = self.listed.pages, self.gouji.desk.reviewer.name
        here = pages.index(uid) or 0
        namesakes: list[ReportRow] = []
        for _place, row in chain(pages.onward(here + 1, REACH), pages.onward(0, min(here, REACH))):
            if row.uid == uid or row.stage != "reviewed":
                continue
            if row.reviewer == name:  # nearly always oneself: looked at only where nobody of another name is found
                namesakes += [row] if len(namesakes) < NAMESAKES else []
            elif self._marked_by_another(row.uid):
                return self.gouji.desk.row(row.uid)
        found = next((row for row in namesakes if self._marked_by_another(row.uid)), None)
        return self.gouji.desk.row(found.uid) if found else None

    def _marked_by_another(self, uid: str) -> bool:
        """Whether it waits for this person's second sign-off now."""
        state = self.gouji.desk.events.state(uid)
        return (
            state.stage == "reviewed"
            and state.first is not None
            and state.first.person != self.gouji.desk.reviewer.person
        )

    def do_next_work(self) -> None:
        """The next report to review; where none is left, the next that waits for this person's second sign-off."""
        row = self.listed.current
        if self.following(self.listed.cursor) is None and self.following(-1) is None and row is not None:
            waiting = self.marked_by_another(row.uid)
            if waiting is not None:
                self.listed.point(waiting.uid)
                self.listed.tell_moved()
                key = keymap.first(ACTIONS["sign-second"])
                self.tell(said("no further report to review; this one waits for a second sign-off: {key}", key=key))
                return
        super().do_next_work()

    # Copies -------------------------------------------------------------------------------------------------------

    def _copied(self) -> str:
        """Body, year, file and identity of the report."""
        row = self.listed.current
        return "\t".join((row.body, str(row.year or ""), row.name, row.uid)) if row else ""

    def do_yank(self) -> None:
        from tui import copying

        copying.send(self, self._copied())

    def do_yank_file(self) -> None:
        from tui import copying

        copying.keep(self, self._copied())

    # Exceptions ---------------------------------------------------------------------------------------------------

    def do_exception_report(self) -> None:
        """For the whole report, or each that is marked: one act."""
        from tui.categories import CATEGORIES, WHOLE_REPORT

        chosen = self._chosen()
        if not chosen:
            return
        except_ = self.gouji.desk.reviewing.except_

        def answered(answer: Answer) -> None:
            kind, text = answer.digit or 9, answer.text
            self._on_all(lambda uid, group: except_(uid, None, kind, text, group=group), _("exception recorded"))

        title = _("Exception for the whole report")
        if len(chosen) > 1:
            title = said("Exception for each marked report: {n}", n=len(chosen))
        choices = tuple(Choice(digit, _(words)) for digit, words in enumerate(CATEGORIES, 1))
        draft = self.draft("exception", chosen[0])
        self.ask(Asked(title, answered, choices, WHOLE_REPORT, entry="line", draft=draft))

    # Leaving ------------------------------------------------------------------------------------------------------

    def do_back(self) -> None:
        """At the list there is no way back: the key that is shown for it leaves, its others do so nowhere by surprise."""
        if not self.asking and self.key and self.key not in keymap.keys_of(ACTIONS["back"])[:1]:
            self.tell(said("this is the list; {key} leaves", key=keymap.first(ACTIONS["back"])))
        else:
            super().do_back()
