"""Two persons answer one finding differently: both answers stand until a third person settles it, or one of the two gives way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.desk import Desk
from core.desk.views import FindingView, Workbench
from core.errors import GoujiError
from core.lines import Query
from core.review import Standing, leaves
from core.wording import Language, say
from tui.locale import _, said
from tui.screens import showing
from tui.screens.items import Item, ItemsScreen
from tui.screens.noting import Noting
from tui.shown import Clean, clean, line
from tui.widgets.question import Answer, Asked, Choice
from tui.wrapping import fit

FIELDS = ("due", "letter", "reply", "closed")
VERDICTS = ("confirm", "dismiss", "ask")
"""By digit, from 1."""
MOST = 500
"""Reports looked through for disputes."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding that two persons answer differently."""

    bench: Workbench
    view: FindingView


def disputes(desk: Desk, uids: Iterable[str]) -> list[Dispute]:
    """The disputes of these reports, in their order."""
    found = []
    for uid in uids:
        try:
            bench = desk.reviewing.open(uid)
        except GoujiError:
            continue  # withdrawn or purged since: nothing to settle there
        found += [Dispute(bench, view) for view in bench.findings if view.standing is Standing.DISPUTED]
    return found


def in_dispute(desk: Desk) -> tuple[str, ...]:
    """The reports of the holding with disputes."""
    return tuple(row.uid for row in desk.page(Query(standing="disputed"), None, MOST).rows)


def settlement(view: FindingView, language: Language, answered: Callable[[str, str], None]) -> Asked:
    """Asks how it is to be settled: who said what above, then a verdict by digit, with a word to it if one likes."""
    sides = [
        f"{decision.at[5:16].replace('T', ' ')}  {showing.answer(decision, language, rule=view.finding.rule)}"
        for decision in view.decisions
    ]
    words = clean("\n".join([say(view.finding.message, language), *sides]))
    names = (_("confirmed"), _("dismissed"), _("to be asked"))
    choices = tuple(Choice(digit, name) for digit, name in enumerate(names, 1))

    def chosen(answer: Answer) -> None:
        answered(VERDICTS[(answer.digit or 1) - 1], answer.text)

    return Asked(said("Settle the dispute  {rule}", rule=view.finding.rule), chosen, choices, 1, words, entry="line")


class Settling(Noting):
    """The split view with the deeds that end a dispute or take an answer back."""

    def begin(self) -> None:
        super().begin()
        self.gouji.offer_reading()

    def do_settle(self) -> None:
        view = self.at_hand
        if view is None or view.standing is not Standing.DISPUTED:
            self.tell(_("there is no dispute here"))
            return
        act, id_ = self.gouji.desk.reviewing.settle, view.finding.id

        def answered(verdict: str, text: str) -> None:
            self._decided(lambda: act(self.uid, id_, verdict, text), id_)

        self.draft("settle", id_)
        self.ask(settlement(view, self.language, answered))

    def do_retract(self) -> None:
        """My answer to this finding no longer holds; others' do."""
        view = self.at_hand
        if view is None:
            self.tell(_("there is no finding here"))
            return
        act, id_ = self.gouji.desk.reviewing.retract, view.finding.id
        self.record(lambda: act(self.uid, id_), _("my answer no longer holds; the finding waits again"))

    def do_follow(self) -> None:
        """What has become of a confirmed finding, or of an exception at the figure: first which, then the date or number."""
        target = self._followed()
        if target is None:
            self.tell(_("nothing here is confirmed and no exception stands here"))
            return
        names = (_("to be put right by"), _("letter number"), _("replied on"), _("closed on"))
        choices = tuple(Choice(digit, name) for digit, name in enumerate(names, 1))
        view = self.at_hand
        keys = (target, *(leaves(view.finding) if view else ()))
        held = next((self.bench.state.follows[key] for key in keys if key in self.bench.state.follows), None)
        values = [getattr(held, field) if held else None for field in FIELDS]
        said_before = "  ".join(f"{name} {value}" for name, value in zip(names, values, strict=True) if value)

        def chosen(answer: Answer) -> None:
            place = (answer.digit or 1) - 1
            self._follow(target, FIELDS[place], names[place])

        self.ask(Asked(_("Follow-up"), chosen, choices, 1, said=line(said_before)))

    def _followed(self) -> str | None:
        here = self.table.address
        excepted = [remark.event for remark in self.bench.state.exceptions if here and remark.address == here]
        view = self.at_hand
        if view is not None and view.standing is Standing.CONFIRMED:
            return view.finding.id
        return excepted[-1] if excepted else None

    def _follow(self, target: str, field: str, name: Clean) -> None:
        def answered(answer: Answer) -> None:
            value: dict[str, Any] = {field: answer.text.strip()}
            act = self.gouji.desk.reviewing.follow
            self.record(lambda: act(self.uid, target, **value), said("{name} {value}", name=name, value=value[field]))

        today = "" if field == "letter" else self.gouji.desk.reviewing.clock.now()[:10]
        draft = self.draft("follow", f"{field} {target}") or line(today)
        self.ask(Asked(name, answered, entry="line", entry_first=True, draft=draft))


class DisputesScreen(ItemsScreen):
    """Rows of which some are disputes, settled from here."""

    def dispute_items(self, uids: Iterable[str]) -> Sequence[Item]:
        """One row a dispute: whose report, who said what, about what."""
        return [self._dispute_item(dispute) for dispute in disputes(self.gouji.desk, uids)]

    def _dispute_item(self, dispute: Dispute) -> Item:
        row, finding = dispute.bench.row, dispute.view.finding
        sides = "  ".join(f"{one.by}: {verdict_word(one.verdict)}" for one in dispute.view.decisions)
        pieces = (
            (Clean(f"{showing.MARKS[Standing.DISPUTED]} "), "likely"),
            (fit(line(row.body or row.name), 22), "plain"),
            (line(f" {row.year or '-'}  "), "faint"),
            (line(f"{sides}  "), "strong"),
            (line(say(finding.message, self.language)), "plain"),
        )
        return Item(pieces, lambda: self.gouji.open_finding(row.uid, finding.id), dispute, finding.rule)

    def do_settle(self) -> None:
        """The dispute under the cursor."""
        dispute = self.current.of if self.current else None
        if not isinstance(dispute, Dispute):
            self.tell(_("there is no dispute here"))
            return

        def answered(verdict: str, text: str) -> None:
            self.gouji.desk.reviewing.settle(dispute.bench.row.uid, dispute.view.finding.id, verdict, text)
            self.forget_draft()
            self.gouji.recorded()
            self.news()
            self.tell(_("settled"))

        self.draft("settle", dispute.view.finding.id)
        self.ask(settlement(dispute.view, self.language, answered))


def verdict_word(verdict: str) -> Clean:
    """An answer in a word."""
    return {"confirm": _("confirmed"), "dismiss": _("dismissed"), "ask": _("to be asked")}[verdict]
