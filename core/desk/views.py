"""What the desk hands to a screen: plain data, complete, no sentence made yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.address import Address
from core.model import Edition, Figure, Finding, Outcome, Report
from core.ports import ReportRow
from core.review import Decision, Remark, ReviewState


class Standing(StrEnum):
    """Where a finding stands with its reviewers."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ASKED = "asked"
    DISPUTED = "disputed"
    """Two persons' decisions differ and no third settled it."""
    CHANGED = "changed"
    """Decided, but figures or quote have changed since."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with what was decided on it."""

    finding: Finding
    standing: Standing
    decisions: tuple[Decision, ...] = ()


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

    @property
    def notes(self) -> tuple[Remark, ...]:
        """All remarks."""
        return self.state.remarks

    @property
    def unsettled(self) -> tuple[FindingView, ...]:
        """Findings that still need an answer."""
        waiting = (Standing.OPEN, Standing.DISPUTED, Standing.CHANGED)
        return tuple(view for view in self.findings if view.standing in waiting)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo took back or put again."""

    report: str
    kind: str
    body: Mapping[str, object]
