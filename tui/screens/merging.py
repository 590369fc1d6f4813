"""Another copy's work: what would come, report by report; taken over on one key, then what is in dispute, settled from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.merged import Merged, Touched
from tui.locale import _, said
from tui.screens.items import Item, View
from tui.screens.settling import DisputesScreen
from tui.shown import Clean, line
from tui.widgets.question import Answer, Asked, Choice
from tui.wrapping import fit


class MergeScreen(DisputesScreen):
    """First a look, nothing is taken; then what came."""

    offered = ("take-over", "open", "settle", "rule", "pane-next", "help", "back")

    def __init__(self, other: Path, merged: Merged) -> None:
        super().__init__()
        self.other, self.merged, self.taken = other, merged, False

    @property
    def heading(self) -> Clean:  # type: ignore[override]
        what = _("merged") if self.taken else _("merge: a look, nothing is taken yet")
        return said("{file}  {what}", file=line(self.other.name), what=what)

    def views(self) -> Sequence[View]:
        merged = self.merged
        counts = said(
            "new reports {reports}, acts {events}, reports in dispute {disputes}",
            reports=len(merged.reports), events=merged.events, disputes=len(merged.disputed),
        )  # fmt: skip
        name = said("came: {counts}", counts=counts) if self.taken else said("would come: {counts}", counts=counts)
        what_came = View(_("what came") if self.taken else _("what would come"), self._reports, name)
        disputed = View(_("in dispute"), lambda: self.dispute_items(merged.disputed))
        return (disputed, what_came) if self.taken and merged.disputes else (what_came,)

    def _reports(self) -> Sequence[Item]:
        return [self._report(one) for one in self.merged.touched]

    def _report(self, one: Touched) -> Item:
        disputes = said("  in dispute: {n}", n=one.disputes) if one.disputes else Clean("")
        pieces = (
            (Clean("+ " if one.new else "  "), "strong"),
            (fit(line(one.body or one.name), 28), "plain"),
            (line(f" {one.year or '-'}  "), "faint"),
            (fit(_("new report") if one.new else _("known report"), 10), "faint"),
            (said("acts: {n} ({who})", n=one.events, who=", ".join(one.by) or "-"), "plain"),
            (disputes, "likely"),
        )
        return Item(pieces, self._opener(one), one)

    def _opener(self, one: Touched) -> Callable[[], None]:
        if self.taken or not one.new:
            return lambda: self.gouji.open_at(one.uid, None)
        return lambda: self.tell(_("this report is not here yet: x takes it over"))

    def do_take_over(self) -> None:
        """All of it, after one more word: what came stays in the ledger."""
        if self.taken:
            self.tell(_("taken over already"))
            return

        def answered(answer: Answer) -> None:
            if answer.digit == 1:
                self.gouji.merge(self.other, False, self._came)

        choices = (Choice(1, _("take it over, for good")), Choice(2, _("leave it")))
        title = said("Take over the work in {file}?", file=line(self.other.name))
        self.ask(Asked(title, answered, choices, 1))

    def _came(self, merged: Merged) -> None:
        self.merged, self.taken, self.shown_view = merged, True, 0
        self.attempt(partial(self.fill))
        if self.app.screen is self and not merged.disputes:
            self.tell(said("taken over: {file}; nothing is in dispute", file=line(self.other.name)))
        elif self.app.screen is self:
            self.tell(_("taken over; D settles a dispute you are no party to, Enter looks at it"))
