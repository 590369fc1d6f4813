"""A report beside last year's, beside its other editions, and beside itself at the sign-off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.address import Address
from core.desk.comparing import Carried, Change, Fate
from core.desk.views import Workbench
from core.form import label
from core.ledger import Event
from core.model import Edition, Finding
from core.wording import say
from tui.locale import _, said
from tui.screens import showing
from tui.screens.items import Item, ItemsScreen, View
from tui.screens.log import address_of, told
from tui.shown import Clean, line
from tui.wrapping import cells_of, fit

FIGURE, FIGURE_MOST = 10, 24
"""Cells of a figure; of one with a remark, where the screen is wide."""
WIDE = 100
STEP = 17
"""Cells of a change: `+1234 (+1234.5%)`."""


class CompareScreen(ItemsScreen):
    """One view for each thing there is to compare with."""

    offered = ("open", "pane-next", "undo", "rule", "help", "back")

    def __init__(self, bench: Workbench, since: bool = False) -> None:
        """`since`: first of all what has changed since the sign-off."""
        super().__init__()
        self.bench = bench
        self._widest, self._figure = 0, FIGURE
        if since:
            self.shown_view = -1
        row = bench.row
        self.heading = line(f"{row.body or row.name} {row.year or ''}")

    def views(self) -> Sequence[View]:
        desk, edition = self.gouji.desk, self.bench.edition
        found: list[View] = []
        before = desk.reports.find(edition.body, edition.year - 1) if edition.body and edition.year else None
        if edition.body and edition.year:
            name, none = (
                said("last year, {year}", year=edition.year - 1),
                _("no report for last year is in the database"),
            )
            found.append(View(name, self._figures(before) if before else tuple, empty=None if before else none))
        for other in desk.comparing.editions(self.bench.row.uid):
            name = line(other.source.name)
            found.append(View(said("findings, {name}", name=name), self._findings(other)))
            found.append(View(said("figures, {name}", name=name), self._figures(other.uid)))
        found.append(View(_("since the sign-off"), self._since))
        return found

    # Figures ------------------------------------------------------------------------------------------------------

    def _figures(self, other: str) -> Callable[[], Sequence[Item]]:
        uid = self.bench.row.uid

        def changed() -> Sequence[Item]:
            changes = self.gouji.desk.comparing.figures(uid, other)
            self._measure(changes)
            return [self._change(change) for change in changes]

        return changed

    def _measure(self, changes: Sequence[Change]) -> None:
        """Labels are as wide as the widest of them, so that the numbers stand near them and no label is cut without need; figures
        too, where there is room."""
        printed = [line(showing.repr_of(figure)) for one in changes for figure in (one.then, one.now)]
        most = FIGURE_MOST if self.size.width >= WIDE else FIGURE
        self._figure = min(most, max(FIGURE, *map(cells_of, printed)) if printed else FIGURE)
        self._widest = max((cells_of(line(label(one.address, self.language))) for one in changes), default=0)

    def _change(self, change: Change) -> Item:
        then, now = showing.repr_of(change.then), showing.repr_of(change.now)
        step = showing.change_of(change.now, change.then)
        place = max(20, self.size.width - 2 * self._figure - len(" ->   ") - STEP)
        pieces = (
            (fit(line(label(change.address, self.language)), min(self._widest, place)), "plain"),
            (fit(line(then), self._figure, right=True), "faint"),
            (Clean(" -> "), "faint"),
            (fit(line(now), self._figure, right=True), "strong"),
            (Clean("  "), "plain"),
            (step, "plain"),
        )
        return Item(pieces, self._opener(change.address), change)

    def _opener(self, address: Address | None) -> Callable[[], None]:
        return lambda: self.gouji.open_at(self.bench.row.uid, address)

    # Findings of a former edition -----------------------------------------------------------------------------------

    def _findings(self, other: Edition) -> Callable[[], Sequence[Item]]:
        uid = self.bench.row.uid
        return lambda: [self._carried(one) for one in self.gouji.desk.comparing.findings(uid, other.uid)]

    def fill(self, at: int = 0) -> None:
        super().fill(at)
        self.offer()

    def offers(self) -> tuple[str, ...]:
        """Taking over only where there is a decision to take."""
        first, *rest = self.offered
        taking = any(isinstance(item.of, Carried) and item.of.new and item.of.decision for item in self.items)
        return (first, "take-over", *rest) if taking else self.offered

    def _carried(self, one: Carried) -> Item:
        fate = {Fate.RESOLVED: _("resolved"), Fate.PERSISTING: _("persisting"), Fate.CHANGED: _("changed")}[one.fate]
        mark = {Fate.RESOLVED: "v", Fate.PERSISTING: "!", Fate.CHANGED: "*"}[one.fate]
        decided = f"  ({showing.answer(one.decision, self.language, rule=one.old.rule)})" if one.decision else ""
        pieces = (
            (line(f"{mark} {fit(fate, 10)}"), "faint" if one.fate is Fate.RESOLVED else "likely"),
            (line(say(one.old.message, self.language) + decided), "plain"),
        )
        first = next(iter(one.new.evidence.addresses), None) if one.new else None
        return Item(pieces, self._opener(first), one, one.old.rule)

    def do_take_over(self) -> None:
        """The decision on the former edition, for the finding that is still there."""
        one = self.current.of if self.current else None
        if not isinstance(one, Carried) or one.new is None or one.decision is None:
            self.tell(_("there is no decision here to take over"))
            return
        self.gouji.desk.reviewing.take_over(self.bench.row.uid, one.new.id, one.decision)
        self.gouji.recorded()
        self.tell(_("taken over"))
        self.lines.do_move_down()

    # Since the sign-off -------------------------------------------------------------------------------------------

    def _since(self) -> Sequence[Item]:
        since = self.gouji.desk.comparing.since_sign_off(self.bench.row.uid)
        if since is None:
            back = self.bench.state.returned is not None
            words = (
                _("it was signed and sent back: no sign-off holds now") if back else _("nobody has signed this report")
            )
            return [Item(((words, "faint"),))]
        signed = said("signed by {who}, {at}", who=since.signature.by, at=when(since.signature.at))
        if since.figures is None:
            figures = [
                Item(((_("the reading that was signed is not held here: figures cannot be compared"), "notice"),))
            ]
        else:
            self._measure(since.figures)
            figures = [self._change(change) for change in since.figures]
        rows = [
            *(self._act(event) for event in since.acts),
            *figures,
            *(self._finding(finding, "+", "likely") for finding in since.raised or ()),
            *(self._finding(finding, "-", "faint") for finding in since.gone or ()),
        ]
        return [Item(((signed, "strong"),)), *(rows or [Item(((_("nothing has changed since"), "faint"),))])]

    def _act(self, event: Event) -> Item:
        pieces = (
            (line(f"* {when(event.at)} {event.author.name}  "), "faint"),
            (told(event, self.language), "plain"),
        )
        return Item(pieces, self._opener(address_of(event)), event)

    def _finding(self, finding: Finding, mark: str, style: str) -> Item:
        words = line(f"{mark} {int(finding.severity)} {say(finding.message, self.language)}  {finding.rule}")
        opener = self._opener(next(iter(finding.evidence.addresses), None))
        return Item(((words, style),), opener, finding, finding.rule)


def when(at: str) -> Clean:
    """Month, day and time of an event."""
    return line(at[5:16].replace("T", " "))
