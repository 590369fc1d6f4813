"""What is decided at the workbench: answers to findings, ticks, exceptions, readings, notes, sign-offs.

The desk records before anything is drawn; what it refuses is said in the message line and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from core.address import Address
from core.desk.views import FindingView, Workbench
from core.form import label
from core.ledger import Kind
from core.model import Finding
from core.review import Standing
from core.review.deciding import Place
from tui.categories import CATEGORIES, WHOLE_REPORT
from tui.locale import _, said
from tui.screens import showing
from tui.screens.examining import Examining
from tui.screens.log import place_of
from tui.shown import Clean, codepoints, line
from tui.widgets.question import Answer, Asked, Choice

USUAL: Mapping[str, int] = {"T3.SHIFT": 7, "T4.VS_T3": 2, "T2.FEE_UNIT": 6, "T2.": 9, "T": 1, "N.": 3, "A.": 3, "Y.": 4} | {
    "C.": 5, "S.": 8, "I.": 8
}  # fmt: skip
"""The category offered first, by how the rule's id begins."""


class Deciding(Examining):
    """The split view with the deeds that record something."""

    # Answers to findings ------------------------------------------------------------------------------------------

    @property
    def me(self) -> str:
        """The person at work."""
        return self.gouji.desk.reviewing.reviewer.person

    @property
    def seconding(self) -> bool:
        """Whether the report is marked by another person and now waits for the second sign-off."""
        first = self.bench.state.first
        return first is not None and first.person != self.me and not self.bench.state.locked

    _led_to = ""
    """The finding one was led to (by `]`, an answer, in its pane); empty once one has moved to a figure."""

    def to_finding(self, view: FindingView) -> None:
        super().to_finding(view)
        self._led_to = view.finding.id

    def to_figure(self, address: Address) -> None:
        super().to_figure(address)
        self._led_to = ""

    def to_act(self, body: Mapping[str, Any]) -> None:
        """Where something was done: at its finding, else at its figure."""
        if view := self.bench.finding(str(body.get("finding", ""))):
            self.to_finding(view)
        elif address := place_of(body):
            self.to_figure(address)

    @property
    def at_hand(self) -> FindingView | None:
        """The finding an answer is meant for: the one that one was led to, which may rest on no figure; after a step in the
        tables that of the figure under the cursor, there and in the source text. The findings pane marks no other with `>`."""
        current = self.current_finding
        if self.focused is self.findings or self.table.address is None:
            return current
        if current and (current.finding.id == self._led_to or self.table.address in current.finding.evidence.addresses):
            return current
        return showing.finding_at(self.bench, self.table.address)

    def do_rule(self) -> None:
        """The card of the rule behind the finding."""
        view = self.at_hand
        if view is None:
            self.tell(_("there is no finding here"))
        else:
            self.gouji.show_rule(view.finding.rule)

    def do_confirm(self) -> None:
        """The finding is right; where there is none, an exception at the figure or the source line."""
        view = self.at_hand
        if view is None:
            self._except_here()
            return
        finding = view.finding
        usual = next((digit for start, digit in USUAL.items() if finding.rule.startswith(start)), 9)

        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.confirm
            self._decided(lambda: act(self.uid, finding.id, answer.digit, answer.text), finding.id)

        asked = self._categories(said("Confirm  {rule}", rule=finding.rule), answered, usual, finding.id)
        self.ask(replace(asked, evidence=showing.evidence(finding, self.language)))

    def _except_here(self) -> None:
        """At the figure or the lines; at each of several selected figures, as one act."""
        place = self._place()
        places: tuple[Place, ...] = self.selection if len(self.selection) > 1 else (place,)
        title = said("Exception  {place}", place=self._place_name(place))
        if len(places) > 1:
            title = said("Exception at each selected figure: {n}", n=len(places))
        value = self._suggested(place) if len(places) == 1 and isinstance(place, Address) else None

        def answered(answer: Answer) -> None:
            act, group = self.gouji.desk.reviewing.except_, self.gouji.desk.reviewing.group_id()
            more: dict[str, Any] = {"level": answer.level, "value": answer.value or None}
            more["group"] = group if len(places) > 1 else None
            for one in places:
                if not self.record(partial(act, self.uid, one, answer.digit or 9, answer.text, **more)):
                    return
            self.let_go()
            self.tell(_("exception recorded"))

        asked = self._categories(title, answered, 9, place)
        self.ask(replace(asked, levels=(_("minor"), _("important"), _("grave")), value=value))

    def _suggested(self, address: Address) -> Clean:
        """The value that would make the sums hold, where a finding names one."""
        hints = [h for v in self.bench.findings for a, h in v.finding.hint.items() if a == address]
        return line(str(hints[0]) if hints else "")

    def do_exception_report(self) -> None:
        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.except_
            self.record(lambda: act(self.uid, None, answer.digit or 9, answer.text), _("exception recorded"))

        self.ask(self._categories(_("Exception for the whole report"), answered, WHOLE_REPORT, "report"))

    def do_repeat(self) -> None:
        """The same exception as last time, at this figure."""
        last = next(iter(self.gouji.desk.reviewing.mine(Kind.EXCEPT, 80)), None)
        if last is None:
            self.tell(_("no exception has been recorded yet"))
            return
        place, category, text = self._place(), int(last.body["category"]), str(last.body.get("text", ""))
        here = (one for one in self.bench.state.exceptions if isinstance(place, Address) and one.address == place)
        if any((one.category, one.text) == (category, text) for one in here):
            self.tell(_("the same exception stands at this figure already"))
            return
        act = self.gouji.desk.reviewing.except_
        self.record(lambda: act(self.uid, place, category, text), _("exception recorded"))

    def _categories(self, title: Clean, answered: Callable[[Answer], None], usual: int, of: object) -> Asked:
        choices = tuple(Choice(digit, _(words)) for digit, words in enumerate(CATEGORIES, 1))
        return Asked(title, answered, choices, usual, entry="line", draft=self.draft("confirm", of))

    def do_dismiss(self) -> None:
        """The finding does not hold: a reason of its rule's card by its digit, 0 for one in words."""
        view = self.at_hand
        if view is None:
            self.tell(_("there is no finding here"))
            return
        finding = view.finding
        reasons = self.gouji.reasons(finding.rule)
        choices = tuple(Choice(digit, line(words)) for digit, words in enumerate(reasons, 1))

        def answered(answer: Answer) -> None:
            if answer.digit == 0 and not answer.text.strip():
                self._dismiss_in_words(finding)
                return
            act = self.gouji.desk.reviewing.dismiss
            self._decided(lambda: act(self.uid, finding.id, answer.digit or None, answer.text), finding.id)

        title = said("Dismiss  {rule}: the report may be right when", rule=finding.rule)
        own = (*choices, Choice(0, _("another reason, in words")))
        draft, shown = self.draft("dismiss", finding.id), showing.evidence(finding, self.language)
        self.ask(Asked(title, answered, own, own[0].digit, entry="line", draft=draft, evidence=shown))

    def _dismiss_in_words(self, finding: Finding) -> None:
        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.dismiss
            self._decided(lambda: act(self.uid, finding.id, None, answer.text), finding.id)

        draft, shown = self.draft("dismiss", finding.id), showing.evidence(finding, self.language)
        title = _("Dismiss: the reason")
        self.ask(Asked(title, answered, entry="line", entry_first=True, draft=draft, evidence=shown))

    def do_ask(self) -> None:
        view = self.at_hand
        mine = view is not None and any((one.person, one.verdict) == (self.me, "ask") for one in view.decisions)
        if view is None or (mine and view.standing is Standing.ASKED):
            self.tell(_("already to be asked") if mine else _("there is no finding here"))
            return
        self._decided(partial(self.gouji.desk.reviewing.ask, self.uid, view.finding.id), view.finding.id)

    def _decided(self, act: Callable[[], Workbench], finding: str) -> None:
        """Record an answer, then go on to the next finding that waits."""
        if not self.record(act):
            return
        self.findings.point(finding)
        answered = self.bench.finding(finding)
        view = self.waiting_from(1) or (self.bench.unsettled or (None,))[0]
        if view is not None:
            self.to_finding(view)
            self.tell(showing.saved(answered, self.language, self.size.width), "faint")
        elif self.seconding:
            self.tell(_("all findings answered: M is the second sign-off, ] goes to the next"))
        else:
            self.tell(_("all findings answered: m marks the report reviewed, ] goes to the next"))
        if answered is not None and answered.standing is Standing.DISPUTED:
            others = dict.fromkeys(one.by for one in answered.decisions if one.person != self.me)
            self.tell(
                said("{who} answered otherwise: in dispute, settled by D; I lists all disputes", who=", ".join(others))
            )

    # Figures ------------------------------------------------------------------------------------------------------

    def do_tick(self) -> None:
        """Seen and agreed; on to the next figure not ticked yet."""
        address = self.table.address
        if address is None:
            return
        if self.selection:
            self._tick_clean(self.selection)
            return
        ticked = address not in self.bench.state.ticks
        if self.record(lambda: self.gouji.desk.reviewing.tick(self.uid, (address,), ticked)) and ticked:
            self._to_unticked(address)

    def do_tick_row(self) -> None:
        """The clean figures of the row at once."""
        address = self.table.address
        if address is None:
            return
        self._tick_clean(self.table.sheet.blocks(address))

    def _tick_clean(self, block: tuple[Address, ...]) -> None:
        marked = showing.marks(self.bench)
        waiting = marked.open | marked.involved
        clean_ones = tuple(a for a in block if a not in waiting and a not in self.bench.state.ticks)
        if self.record(lambda: self.gouji.desk.reviewing.tick(self.uid, clean_ones)):
            self.let_go()
            self._to_unticked(block[-1])

    def _to_unticked(self, address: Address) -> None:
        order = list(self.table.sheet.places)
        after = order[order.index(address) + 1 :]
        following = next((a for a in after if a not in self.bench.state.ticks), None)
        if following is not None:
            self.to_figure(following)
        else:
            self.tell(_("all figures from here on are ticked"))

    def do_read_as(self) -> None:
        """What the page prints there, entered by a person; the machine's reading stays beside it."""
        address = self.table.address
        if address is None:
            return
        printed = self.bench.figures[address].printed if address in self.bench.figures else ""

        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.read_as
            self.record(lambda: act(self.uid, address, answer.text), _("reading entered; the rules have run on it"))

        title = said("Reading: what the page prints  {place}", place=self._place_name(address))
        draft = self.draft("read", address) or line(printed)
        self.show_print(address)
        self.ask(Asked(title, answered, entry="line", entry_first=True, draft=draft))

    def do_propose(self) -> None:
        address = self.table.address
        if address is None:
            return

        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.propose
            self.record(lambda: act(self.uid, address, answer.text), _("proposed value recorded"))

        title = said("What should it be?  {place}", place=self._place_name(address))
        draft = self.draft("propose", address) or self._suggested(address)
        self.ask(Asked(title, answered, entry="line", entry_first=True, draft=draft))

    def do_exact(self) -> None:
        """Every character under the cursor with its code point."""
        if self.focused is self.source:
            start, end = self.source.row_span
            text = self.bench.report.text[start:end]
        else:
            figure = self.bench.figures.get(self.table.address) if self.table.address else None
            text = figure.printed if figure else ""
        self.gouji.show_page(_("Exact characters"), codepoints(text) or _("blank"))

    def _place(self) -> Place:
        if self.focused is self.source:
            start, end = self.chosen_text or (0, 0)
            return (start, end) if end > start else self.table.address
        return self.table.address

    def _place_name(self, place: Place) -> Clean:
        if isinstance(place, Address):
            return line(label(place, self.language))
        return showing.quoted(self.bench, place) if place else _("whole report")
