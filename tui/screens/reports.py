"""The report list with its deeds: filters, and what is done to one report or to all that are marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.errors import ReviewError
from core.lines import Query
from core.wording import say
from tui.locale import _, said
from tui.screens.listed import TO_REVIEW
from tui.screens.removing import Removing
from tui.screens.sampling import Sampling
from tui.shown import Clean, clean, line
from tui.widgets.question import Answer, Asked, Choice
from tui.widgets.reports import state_words

if TYPE_CHECKING:
    from core.desk.views import Bulk
    from tui.actions import Action

__all__ = ["TO_REVIEW", "ReportsScreen"]

FIELDS = (
    ("year", "year"),
    ("batch", "batch"),
    ("region", "region"),
    ("kind", "kind"),
    ("rule", "rule"),
    ("person", "reviewer"),
)
"""What one filters by a value, and what it is called when values are counted."""
DIGITS = 9


class ReportsScreen(Removing, Sampling):
    """The list."""

    def __init__(self) -> None:
        super().__init__()
        self._told_open: dict[str, str] = {}
        """By uid: what was shown when the last sign-off was refused for its open minor findings."""

    def meant(self) -> str | None:
        row = self.listed.current
        return row.uid if row else None

    def removed(self, words: Clean) -> None:
        self.gouji.recorded()
        self.fill(self.meant())
        self.tell(words)

    # Filters ------------------------------------------------------------------------------------------------------

    def do_filter(self) -> None:
        """By state or severity at once, by a value after one more key."""
        names = (_("year"), _("batch"), _("region"), _("kind of body"), _("rule"), _("person"))
        choices = [
            Choice(1, _("state: to review")),
            Choice(2, _("another state ...")),
            Choice(3, _("severity: 2 or worse")),
            *(Choice(digit, said("{name} ...", name=name)) for digit, name in enumerate(names, 4)),
            Choice(0, _("take all filters off")),
        ]

        def answered(answer: Answer) -> None:
            query, digit = self.asked_for, answer.digit or 0
            if digit == 2:
                self._filter_by_state()
            elif digit >= 4:
                self._filter_by(*FIELDS[digit - 4], names[digit - 4])
            else:
                wanted = {1: replace(query, stages=TO_REVIEW, standing=None), 3: replace(query, severity=2)}
                self.narrow(wanted.get(digit, Query(order=query.order)))

        self.ask(Asked(_("Filter"), answered, tuple(choices), 1), writes=False)

    def _filter_by_state(self) -> None:
        """One state, also of what a list does not show by itself: withdrawn reports; or with answers in dispute."""
        states = [*state_words().items()]
        choices = [Choice(digit, words) for digit, (_stage, words) in enumerate(states, 1)]

        def answered(answer: Answer) -> None:
            place = (answer.digit or 0) - 1
            if place >= len(states):
                self.narrow(replace(self.asked_for, stages=None, standing="disputed"))
            elif place >= 0:
                self.narrow(replace(self.asked_for, stages=frozenset({states[place][0]}), standing=None))

        disputed = Choice(len(states) + 1, _("in dispute"))
        self.ask(Asked(_("State"), answered, (*choices, disputed), 1), writes=False)

    def do_filter_clear(self) -> None:
        self.narrow(Query(order=self.asked_for.order))

    def _filter_by(self, field: str, by: str, name: Clean) -> None:
        """The values there are, the commonest by digit; any other is typed."""
        free: dict[str, Any] = {field: None}
        desk, others = self.gouji.desk, replace(self.asked_for, **free)
        if desk.reports.counts_ready(others) is None:  # what the whole list has is known at once
            others = Query(stages=others.stages)
        values = [tally.value for tally in desk.tally(by, others)]
        choices = tuple(Choice(digit, line(value)) for digit, value in enumerate(values[:DIGITS], 1))

        def answered(answer: Answer) -> None:
            typed = answer.text.strip()
            value: Any = typed or (values[answer.digit - 1] if answer.digit else None)
            if field == "year" and value is not None:
                value = int(value) if str(value).isdigit() else None
            self.narrow(replace(self.asked_for, **{field: value}))

        self.ask(Asked(name, answered, choices, 1, entry="line", entry_first=not choices), writes=False)

    # One report, or all that are marked -----------------------------------------------------------------------------

    def _chosen(self) -> tuple[str, ...]:
        marked = tuple(self.listed.marked)
        row = self.listed.current
        return marked or ((row.uid,) if row else ())

    def _on_all(self, act: Callable[[str, str], object], words: Clean) -> None:
        """Do it to each; one undo takes all back. What was refused is told, and stays marked."""
        chosen = self._chosen()
        if chosen:
            self._told(self.gouji.desk.reviewing.bulk(chosen, act), words)

    def _told(self, bulk: Bulk, words: Clean) -> None:
        self.forget_draft()
        self.gouji.recorded()
        self.listed.marked = dict.fromkeys(bulk.refused)
        row = self.listed.current
        self.fill(row.uid if row else None)
        if bulk.refused:
            uid, why = next(iter(bulk.refused.items()))
            name, n = self.gouji.desk.row(uid).body, len(bulk.refused)
            self.tell(said("{words}: {n}; not {refused}, first {name}: {why}", words=words, n=len(bulk.done), refused=n,
                           name=name, why=say(why, self.language)), "severe")  # fmt: skip
        else:
            self.tell(said("{words}: {n}", words=words, n=len(bulk.done)) if len(bulk.done) > 1 else words)

    def perform(self, action: Action) -> None:
        if action.id != "sign":
            self._told_open = {}  # "the same key once more" is the very next one
        super().perform(action)

    def do_sign(self) -> None:
        """Mark as reviewed. Where only minor findings are open they are told, and the same key once more marks all the same."""
        reviewing, told = self.gouji.desk.reviewing, self._told_open
        self._told_open = {}

        def act(uid: str, group: str) -> None:
            bench = reviewing.open(uid)
            confirmed = told.get(uid) == bench.finding_set
            try:
                reviewing.mark(uid, bench.finding_set, bench.state.last_event, confirmed, group)
            except ReviewError as error:
                if error.phrase.template == "review.mark-unconfirmed":
                    self._told_open[uid] = bench.finding_set
                raise

        single = not self.listed.marked
        self._on_all(act, _("marked reviewed"))
        if single:
            self.do_next_work()
            self.tell(_("marked reviewed"))

    def do_sign_second(self) -> None:
        reviewing = self.gouji.desk.reviewing

        def act(uid: str, group: str) -> None:
            bench = reviewing.open(uid)
            reviewing.sign(uid, bench.finding_set, bench.state.last_event, group=group)

        self._on_all(act, _("signed; the report is locked"))

    def do_send_back(self) -> None:
        """Back to the first reviewer with a reason; a locked report is opened again, as in the report itself."""
        desk, chosen = self.gouji.desk, self._chosen()
        if not chosen:
            return

        locked = desk.events.state(chosen[0]).locked
        title, words = (
            (_("Open again: the reason"), _("open again")) if locked else (_("Send back: the reason"), _("sent back"))
        )

        def answered(answer: Answer) -> None:
            def act(uid: str, group: str) -> None:
                back = desk.reviewing.reopen if desk.events.state(uid).locked else desk.reviewing.return_
                back(uid, answer.text, group=group)

            self._on_all(act, words)

        self.ask(Asked(title, answered, entry="line", entry_first=True, draft=self.draft("back", chosen[0])))

    def do_assign(self) -> None:
        """To whom; to nobody where nothing is typed."""
        chosen, reviewing = self._chosen(), self.gouji.desk.reviewing
        if not chosen:
            return
        people = [tally.value for tally in self.gouji.desk.tally("reviewer")][:DIGITS]
        me = reviewing.reviewer.login
        names = list(dict.fromkeys([me, *people]))[:DIGITS]

        def answered(answer: Answer) -> None:
            typed = answer.text.strip()
            to = typed or (names[answer.digit - 1] if answer.digit else None)
            self._told(reviewing.assign(chosen, to, sample=self.how_drawn(chosen)), said("assigned to {who}", who=to))

        choices = tuple(Choice(digit, line(name)) for digit, name in enumerate(names, 1))
        title = said("Assign to whom? reports: {n}", n=len(chosen))
        self.ask(Asked(title, answered, choices, 1, entry="line", draft=clean(self.draft("assign", chosen[0]))))
