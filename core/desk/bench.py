"""Opens a report for review: loads it, puts the readings in, runs the rules on them, lays decisions beside findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.address import Address
from core.anchor import Anchor, Located, locate
from core.desk.late import LateMapping
from core.desk.views import FindingView, Workbench
from core.errors import StoreError
from core.ledger import Event, Kind, Reviewer
from core.model import Checked, Doubt, Edition, Figure, Finding, Report
from core.ports import Events, Reports
from core.printed import state_of
from core.review import (
    WAITING,
    Decision,
    Now,
    Policy,
    ReviewState,
    leaves,
    project,
    sign_off_outdated,
    standings,
)
from core.wording import Phrase

if TYPE_CHECKING:
    from core.naming import Names
    from core.rules.profile import Profile

SHARED = frozenset(
    (Kind.READ, Kind.MARK, Kind.SIGN, Kind.RETURN, Kind.REOPEN, Kind.ASSIGN, Kind.WITHDRAW, Kind.RESTORE)
)
"""Others' acts that a blind second reviewer sees: they are the ground he works on, not answers."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report as stored, and as it stands with the readings put in."""

    edition: Edition
    machine: Checked
    shown: Checked
    now: Now


@dataclass(frozen=True, slots=True)
class Bench:
    """Opens reports for one reviewer."""

    reports: Reports
    events: Events
    reviewer: Reviewer
    policy: Policy
    read_only: bool
    profile: Profile | None = None
    """The project's settings for the rules, where it has any."""
    _rechecked: dict[tuple[object, ...], Checked] = field(default_factory=dict)
    """The newest check with readings put in: rules are not run again for each key."""
    _prior: dict[tuple[str, int], Mapping[Address, Figure]] = field(default_factory=dict)
    _names: list[Names] = field(default_factory=list)
    """The bodies known, while they stay the same."""

    def load(self, uid: str, state: ReviewState) -> Loaded:
        """What is stored now, with the readings of `state`; StoreError if unknown or unreadable."""
        edition, machine = self.reports.load(uid)
        return self.stand(edition, machine, state)

    def stand(self, edition: Edition, machine: Checked, state: ReviewState) -> Loaded:
        """A stored report with the readings of `state` put in."""
        shown = self._with_readings(machine, state) if state.readings else machine
        return Loaded(edition, machine, shown, Now(machine, shown, state.readings))

    def counted(self, loaded: Loaded, state: ReviewState) -> Loaded:
        """The report with these readings put in, also where list and export count; the rules run outside of any transaction."""
        stood = self.stand(loaded.edition, loaded.machine, state)
        if state.readings:
            self.reports.put_readings(loaded.edition.uid, stood.now.content, stood.shown)
        return stood

    def _with_readings(self, machine: Checked, state: ReviewState) -> Checked:
        entered = tuple(
            (address, printed, state.read_by[address][-1].by) for address, printed in state.readings.items()
        )
        key = (machine.report.source.sha256, machine.report.parser, machine.rules, entered)
        if key not in self._rechecked:
            from core.desk.intake import check_report  # runs the rules, which a start of the workstation does not need

            again = check_report(machine.report, self.reports, state.readings, self.profile, machine)
            self._rechecked.clear()
            self._rechecked[key] = replace(again, report=put_in(machine.report, state))
        return self._rechecked[key]

    def lay(self, loaded: Loaded, state: ReviewState) -> Workbench:
        """The workbench of a loaded report."""
        state = self._visible(loaded, state)
        report = loaded.machine.report
        return Workbench(
            row=self.reports.row(loaded.edition.uid),
            edition=loaded.edition,
            report=report,
            figures=loaded.shown.report.figures,
            findings=tuple(
                FindingView(finding, where, decisions(finding, state))
                for finding, where in standings(loaded.shown, state)
            ),
            outcomes=loaded.shown.outcomes,
            state=state,
            finding_set=loaded.now.finding_set,
            read_only=self.read_only,
            prior=LateMapping(lambda: self.prior(loaded.edition)),  # a preview does not look at it
            places=places(report, state),
            outdated=sign_off_outdated(loaded.machine, state),
        )

    def prior(self, edition: Edition) -> Mapping[Address, Figure]:
        """Last year's figures of the same body; empty where none are held or they cannot be read."""
        if edition.year is None or not edition.body:
            return {}
        key = (edition.body, edition.year - 1)
        if key not in self._prior:
            uid = self.reports.find(*key) or self._otherwise_spelt(*key)
            try:
                found = self.reports.load(uid)[1].report.figures if uid else {}
            except StoreError:
                found = {}
            self._prior.clear()
            self._prior[key] = found
        return self._prior[key]

    def _otherwise_spelt(self, body: str, year: int) -> str | None:
        """A report of that body under another spelling of its name, as the rules find it (core.desk.neighbours)."""
        from core.naming import Names

        bodies = self.reports.bodies()
        if not self._names or self._names[0].bodies != bodies:
            self._names[:] = [Names(bodies)]  # of a whole country's bodies it takes a second
        names = (known.name for known in self._names[0].of(body))
        return next((uid for name in names if (uid := self.reports.find(name, year)) is not None), None)

    def _visible(self, loaded: Loaded, state: ReviewState) -> ReviewState:
        """Of a report in the blind share, the second reviewer sees his own answers until he has given all of them."""
        me, uid = self.reviewer.person, loaded.edition.uid
        if not self.policy.blind(uid) or not state.marks or me in [mark.person for mark in state.marks] or state.second:
            return state
        own = project(event for event in self.events.of(uid) if _may_see(event, me))
        done = all(where not in WAITING for _, where in standings(loaded.shown, own))
        return state if done else own


def _may_see(event: Event, person: str) -> bool:
    return event.author.person == person or event.kind in SHARED


def put_in(report: Report, state: ReviewState) -> Report:
    """The report with the reviewers' readings in the place of its figures, each marked as such by a doubt that names the
    reader and keeps what the machine read."""
    figures = dict(report.figures)
    for address, printed in state.readings.items():
        old = figures.get(address)
        if old is None:
            continue
        kind, value, remark = state_of(printed)
        why = Phrase("review.read-by", {"who": state.read_by[address][-1].by})
        doubt = Doubt(why, (old.printed,) if old.printed else ())
        figures[address] = replace(old, printed=printed, state=kind, value=value, remark=remark, doubt=doubt)
    return replace(report, figures=figures)


def decisions(finding: Finding, state: ReviewState) -> tuple[Decision, ...]:
    """All persons' decisions on its leaves, each once, in shown order, the settling one last."""
    bound = leaves(finding)
    given = {d.event: d for leaf in bound for d in state.decisions.get(leaf, ())}
    ordered = sorted(given.values(), key=lambda decision: (decision.at, decision.event))
    settling = {state.settled[leaf].event: state.settled[leaf] for leaf in bound if leaf in state.settled}
    return (*ordered, *settling.values())


def places(report: Report, state: ReviewState) -> dict[str, Located]:
    """Where the anchored remarks stand in the report's text; anchors are made, and found again, without its personal data."""
    anchors = {remark.event: Anchor.parse(remark.anchor) for remark in state.remarks if remark.anchor}
    if not anchors:
        return {}
    from core.personal import without_personal  # seldom needed, and its patterns are many

    text = without_personal(report)
    return {event: locate(text, anchor) for event, anchor in anchors.items()}
