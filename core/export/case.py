"""What a working paper is made from: reports as they stand, each with its decisions; gathered by `core.desk.papers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.anchor import Located
from core.export.personal import Mask
from core.model import Blames, Body, Checked, Edition, Finding, Report
from core.ports import ReportRow
from core.review import Decision, ReviewState, Standing
from core.visible import visible


@dataclass(frozen=True, slots=True)
class Stood:
    """A finding with where it stands and who said what."""

    finding: Finding
    standing: Standing
    decisions: tuple[Decision, ...] = ()
    """In shown order, the settling one last."""

    @property
    def of_report(self) -> bool:
        """Whether it says the report is wrong, not our reading of it."""
        return self.finding.blames is Blames.REPORT


@dataclass(frozen=True)
class Case:
    """One report with all that was found and decided."""

    row: ReportRow
    edition: Edition
    machine: Report
    """As read."""
    checked: Checked
    """With the reviewers' readings (判读) put in."""
    state: ReviewState
    stood: tuple[Stood, ...] = ()
    places: Mapping[str, Located] = field(default_factory=dict)
    """By remark: where its anchor stands in the text now."""
    outdated: bool = False
    """A sign-off no longer stands for what is there."""
    parent: str | None = None
    """The body above, from the roster."""
    parent_uid: str | None = None
    """Its report of the same year, where one is held."""
    former: tuple[Case, ...] = ()
    """Replaced editions of the same report on which something was confirmed."""

    @property
    def report(self) -> Report:
        """With the readings put in."""
        return self.checked.report

    @cached_property
    def mask(self) -> Mask:
        """Hides its personal data."""
        return Mask.of(self.checked)

    def printed(self, text: str) -> str:
        """Words of the document or of a person as papers print them: masked, nothing invisible."""
        return visible(self.mask(text))


@dataclass(frozen=True, slots=True)
class OnRoster:
    """A body in a year: whether its report is held."""

    body: Body
    year: int
    uid: str | None
    """Of the edition in force."""
    parent_uid: str | None = None
    """Of the report of the body above."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one paper is made from. `cases` can be gone through once."""

    cases: Iterator[Case]
    unreadable: tuple[ReportRow, ...] = ()
    roster: tuple[OnRoster, ...] = ()
    head: str = ""
    """Hash over the heads of the ledger's chains."""


def page_of(report: Report, finding: Finding) -> int | None:
    """The page of a finding: of its first place in the text, else of its first figure that has one."""
    for start, _end in finding.evidence.spans[:1]:
        for number, (first, last) in enumerate(report.page_spans, 1):
            if first <= start < last:
                return number
    figures = (report.figures.get(address) for address in finding.evidence.addresses)
    return next((figure.locator.page for figure in figures if figure and figure.locator.page), None)
