"""Comparing: last year's figures, other editions of a report, what became of each finding in a corrected one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.address import Address
from core.desk.bench import Loaded
from core.form import form
from core.ledger import Event
from core.model import Edition, Figure, Finding, Number, Report
from core.review import Decision, Signature, Standing, content, leaf_decision, leaves, project

if TYPE_CHECKING:
    from core.desk.reviewing import Reviewing


class Fate(StrEnum):
    """What became of an old finding in a corrected edition."""

    RESOLVED = "resolved"
    """No rule raises any of its leaves any more."""
    PERSISTING = "persisting"
    """A leaf is still raised, on the same printed figures and quote."""
    CHANGED = "changed"
    """A leaf is still raised, on other figures or words."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An old finding beside what the newer edition says."""

    fate: Fate
    old: Finding
    new: Finding | None
    decision: Decision | None
    """The old decision that holds, offered for the new finding."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside its counterpart in another year or edition."""

    address: Address
    now: Figure | None
    then: Figure | None

    @property
    def difference(self) -> Number | None:
        """Now minus then, where both are numbers."""
        values = (self.now.value if self.now else None, self.then.value if self.then else None)
        return None if values[0] is None or values[1] is None else values[0] - values[1]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a report after a sign-off."""

    signature: Signature
    acts: tuple[Event, ...]
    """Decisions, exceptions, readings that followed it."""
    figures: tuple[Change, ...] | None
    raised: tuple[Finding, ...] | None
    """Findings that were not there."""
    gone: tuple[Finding, ...] | None
    """Findings that are no longer there."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """Reads only; opens through the same bench as reviewing, so readings are put in on both sides."""

    reviewing: Reviewing

    def prior(self, uid: str) -> Mapping[Address, Figure]:
        """Last year's figures of the same body; empty if none are held."""
        edition, _ = self.reviewing.reports.load(uid)
        return self.reviewing.bench.prior(edition)

    def editions(self, uid: str) -> tuple[Edition, ...]:
        """The other editions of this body and year, the one in force first."""
        edition, _ = self.reviewing.reports.load(uid)
        if edition.year is None or not edition.body:
            return ()
        return tuple(e for e in self.reviewing.reports.editions(edition.body, edition.year) if e.uid != edition.uid)

    def figures(self, uid: str, other: str) -> tuple[Change, ...]:
        """The figures that are printed differently in two editions or years, in the form's order."""
        return _changes(self._load(uid).shown.report, self._load(other).shown.report)

    def findings(self, uid: str, former: str) -> tuple[Carried, ...]:
        """What became in `uid` of each finding of `former`, an earlier edition, with the decision that can be taken over."""
        new, old = self._load(uid), self._load(former)
        state = self.reviewing.events.state(former)
        by_leaf = {leaf: finding for finding in new.shown.findings for leaf in leaves(finding)}
        carried = []
        for finding in old.shown.findings:
            successor = next((by_leaf[leaf] for leaf in leaves(finding) if leaf in by_leaf), None)
            held = [leaf_decision(state, leaf) for leaf in leaves(finding)]
            decision = next((one for one in held if isinstance(one, Decision)), None)
            if Standing.OPEN in held or Standing.DISPUTED in held:
                decision = None
            carried.append(Carried(_fate(finding, successor, old, new), finding, successor, decision))
        return tuple(carried)

    def since_sign_off(self, uid: str) -> Since | None:
        """What is another now than what the newest sign-off in force signed; None where there is none. Figures and findings are
        unknown (None) where the reading that was signed is not held here."""
        state = self.reviewing.events.state(uid)
        newest = state.second or (state.marks[-1] if state.marks else None)
        if newest is None:
            return None
        events = self.reviewing.events.of(uid)
        place = next(i for i, event in enumerate(events) if event.id == newest.event)
        then = project(events[: place + 1])
        acts = tuple(event for event in events[place + 1 :] if event.id in state.altered)
        now = self._load(uid)
        history = self.reviewing.reports.history(uid)
        signed = next((read for read in history if content(read, then.readings) == newest.content), None)
        if signed is None:
            return Since(newest, acts, None, None, None)
        edition = now.edition
        old = self.reviewing.bench.stand(edition, signed, then)
        ids = {f.id for f in old.shown.findings}, {f.id for f in now.shown.findings}
        return Since(
            newest,
            acts,
            _changes(now.shown.report, old.shown.report),
            tuple(finding for finding in now.shown.findings if finding.id not in ids[0]),
            tuple(finding for finding in old.shown.findings if finding.id not in ids[1]),
        )

    def _load(self, uid: str) -> Loaded:
        return self.reviewing.bench.load(uid, self.reviewing.events.state(uid))


def _changes(now: Report, then: Report) -> tuple[Change, ...]:
    """What is printed differently: the figures of the newer report's form as printed, then those that only the other has."""
    places = dict.fromkeys(
        (*form(now.form).addresses, *form(then.form).addresses, *sorted({*now.figures, *then.figures}))
    )
    changes = (Change(place, now.figures.get(place), then.figures.get(place)) for place in places)
    return tuple(change for change in changes if _shape(change.now) != _shape(change.then))


def _shape(figure: Figure | None) -> tuple[str, str] | None:
    return (figure.state, "".join(figure.printed.split())) if figure else None


def _fate(old: Finding, new: Finding | None, then: Loaded, now: Loaded) -> Fate:
    if new is None:
        return Fate.RESOLVED
    figures = then.shown.report.figures, now.shown.report.figures
    same = all(_shape(figures[0].get(a)) == _shape(figures[1].get(a)) for a in old.evidence.addresses)
    quotes = ["".join(finding.evidence.quote.split()) for finding in (old, new)]
    return Fate.PERSISTING if same and quotes[0] == quotes[1] else Fate.CHANGED
