"""What the desk hands to a screen: plain data, complete, no sentence made yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.address import Address
from core.anchor import Located
from core.lines import ReportRow
from core.model import Edition, Figure, Finding, Outcome, Report
from core.review import WAITING, Decision, Remark, ReviewState, Standing
from core.wording import Phrase

__all__ = ["Bulk", "FindingView", "Standing", "Undone", "Workbench"]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with what was decided on it."""

    finding: Finding
    standing: Standing
    decisions: tuple[Decision, ...] = ()
    """All persons' on its leaves, in shown order, the settling one last."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """One report opened for review."""

    row: ReportRow
    edition: Edition
    report: Report
    figures: Mapping[Address, Figure]
    """The report's figures with the reviewers' readings (判读) put in; the machine's stay in `report`."""
    findings: tuple[FindingView, ...]
    """By severity, then place in the text."""
    outcomes: tuple[Outcome, ...]
    state: ReviewState
    finding_set: str
    """Hash of what is shown; a sign-off names it."""
    read_only: bool = False
    prior: Mapping[Address, Figure] = field(default_factory=dict)
    """Last year's figures of the same body, empty if not held."""
    places: Mapping[str, Located] = field(default_factory=dict)
    """By remark (its event id): where its anchor stands in the text now."""
    outdated: bool = False
    """A sign-off stands for a content that is no longer there, or the record changed after it (`*`)."""
    news: tuple[Phrase, ...] = ()
    """After a mark: what others did while it was looked at."""

    @property
    def notes(self) -> tuple[Remark, ...]:
        """All remarks."""
        return self.state.remarks

    @property
    def unsettled(self) -> tuple[FindingView, ...]:
        """Findings that still need an answer."""
        return tuple(view for view in self.findings if view.standing in WAITING)

    def finding(self, id_: str) -> FindingView | None:
        """The view of that finding."""
        return next((view for view in self.findings if view.finding.id == id_), None)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo took back or put again."""

    report: str
    kind: str
    """A `core.ledger.Kind` value; `act.KIND` is its template."""
    body: Mapping[str, object]
    count: int = 1
    """Events; more than one for a bulk act."""
    reports: tuple[str, ...] = ()
    """Uids of all reports touched."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What one act on several reports came to."""

    done: tuple[str, ...]
    refused: Mapping[str, Phrase]
    """Uids with the reason why not."""
