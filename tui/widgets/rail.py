"""The list beside an open report: in the order in which one goes on to the next, each report as it stands now."""

from __future__ import annotations

from collections.abc import Callable

from core.lines import ReportRow
from tui.keyset import Pages
from tui.locale import said
from tui.shown import Clean
from tui.widgets.reports import ReportList

NOWHERE = -1


class Rail(ReportList):
    """Its cursor stands on the open report, on none where the list does not hold that."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, narrow=True)

    def show(self, pages: Pages, uid: str | None = None) -> None:
        super().show(pages, uid)
        if uid is not None and pages.index(uid) is None:
            self.cursor = NOWHERE
            self.redraw()

    @property
    def current(self) -> ReportRow | None:
        return super().current if self.cursor != NOWHERE else None

    def caption(self) -> Clean:
        return super().caption() if self.cursor != NOWHERE else said("Reports")

    def renew(self, row: ReportRow) -> None:
        """That report stands so now; its place in the list stays."""
        self.pages.put(row)
        self.redraw()

    def renew_shown(self, now: Callable[[str], ReportRow]) -> None:
        """Each report in view as it stands now; StoreError where one is gone."""
        for _place, row in list(self.pages.onward(self.top, self.room)):
            self.pages.put(now(row.uid))
        self.redraw()
