"""From one finding to answer to the next, through the reports; where a report is opened again, to what still waits."""

from __future__ import annotations

from core.desk.views import FindingView, Workbench
from tui.locale import _, said
from tui.screens.split import Split
from tui.shown import Clean


class Walking(Split):
    """The split view with the way through its findings."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._unseen = ""
        """The finding the findings pane stands on though nobody has been led to it yet."""

    def begin(self) -> None:
        """Where the report was left the figure is the same; the findings pane stands on the first that waits."""
        super().begin()
        waiting = self.bench.unsettled
        if waiting and self.current_finding not in waiting:
            self.findings.meant = False
            self.findings.point(waiting[0].finding.id)
            self._unseen = waiting[0].finding.id

    def to_finding(self, view: FindingView) -> None:
        self._unseen = ""
        super().to_finding(view)

    def do_next_work(self) -> None:
        """The next finding to answer; after the last, from one that is answered, the first that was passed over; else the
        next report."""
        current, waiting = self.current_finding, self.bench.unsettled
        view = current if current and current.finding.id == self._unseen else self.waiting_from(1)
        if view is None and waiting and current not in waiting:
            view = waiting[0]
        if view is not None:
            self.to_finding(view)
        else:
            self.gouji.next_report(self.uid, self._left_open(len(waiting)))

    def do_previous_work(self) -> None:
        """The one before; from a figure elsewhere first back to the one the findings pane shows."""
        view = self.waiting_from(-1)
        current = self.current_finding
        if current in self.bench.unsettled and self.at_hand is not current:
            view = current
        if view is not None:
            self.to_finding(view)
        elif self.bench.unsettled:
            self.tell(_("this is the first finding to answer"))
        else:
            self.tell(_("no finding waits for an answer"))

    def _left_open(self, n: int) -> Clean | None:
        """What is left behind without an answer, and in whose report."""
        row = self.bench.row
        body = f"{row.body or row.name} {row.year or ''}".rstrip()
        return said("left with findings to answer: {n}  {body}", n=n, body=body) if n else None

    @property
    def at_hand(self) -> FindingView | None:
        """The finding an answer is meant for."""
        raise NotImplementedError

    def waiting_from(self, step: int) -> FindingView | None:
        """The nearest finding to answer, after or before the one under the cursor."""
        waiting = {view.finding.id for view in self.bench.unsettled}
        here, views = self.findings.cursor, self.bench.findings
        beyond = views[here + 1 :] if step > 0 else views[:here][::-1]
        return next((view for view in beyond if view.finding.id in waiting), None)
