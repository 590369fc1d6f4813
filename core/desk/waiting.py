"""Reports that were read and are stored together soon: each checked once as it arrives, beside what is known by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.desk.neighbours import Neighbours
from core.desk.sketches import Sketches
from core.model import Checked, Edition, Report
from core.rules import Context, check

if TYPE_CHECKING:
    from core.ports import Reports
    from core.rules.profile import Profile


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report with what the rules said of it, and beside what."""

    edition: Edition
    checked: Checked
    context: Context
    """Where it is still the same once the report is stored, so is what the rules say."""


class Waiting:
    """What is not stored yet, by uid."""

    def __init__(self, reports: Reports, sketches: dict[int, Sketches], profile: Profile | None) -> None:
        self._reports = reports
        self._sketches = sketches
        self._profile = profile
        self._around: Neighbours | None = None
        self.arrivals: dict[str, Arrival] = {}

    def take(self, edition: Edition, report: Report) -> None:
        """Check a report that has just been read."""
        around = self._around = self._around or Neighbours(self._reports, self._sketches)
        around.take(edition, report)
        context = around.context(report, edition.body, edition.year, self._profile)
        self.arrivals[edition.uid] = Arrival(edition, check(report, context), context)

    def store(self) -> tuple[Arrival, ...]:
        """Store them all in one transaction; what was stored. What storing raises leaves none of them found by its text."""
        arrived = tuple(self.arrivals.values())
        self.arrivals, self._around = {}, None  # what a new edition is compared with changes by its being stored
        try:
            self._reports.add([(one.edition, one.checked) for one in arrived])
        except BaseException:
            self._sketches.clear()
            raise
        return arrived
