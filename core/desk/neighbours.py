"""What stands around a report in the database: the years beside it, the bodies above and below it, texts like its own.

Everything is a function of what is stored, so that the order in which files arrive does not matter: `context` gives a report
what its rules compare it with, `touched` names the stored reports whose comparison an arrival may change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.address import Address
from core.desk.sketches import Sketches
from core.errors import StoreError
from core.lines import Query
from core.model import Body, Edition, Report
from core.naming import Names, belongs_to, described, same, tail
from core.rules import Context
from core.rules.profile import DEFAULT, Profile

if TYPE_CHECKING:
    from core.ports import ReportRow, Reports

_HELD = 64
"""Reports kept loaded: a year's neighbours are asked for again and again."""


def alone(name: str, profile: Profile | None = None, readings: Mapping[Address, str] = MappingProxyType({})) -> Context:
    """A report of that body with nothing around it but what the name tells."""
    return Context(profile=profile or DEFAULT, body=described(name, Names(())) if name else None, readings=readings)


class Neighbours:
    """Looks around in one database; make a new one when bodies were added."""

    def __init__(self, reports: Reports, sketches: dict[int, Sketches] | None = None) -> None:
        self._reports = reports
        self._sketches = sketches
        self._loaded: dict[str, Report] = {}

    @cached_property
    def names(self) -> Names:
        """The bodies known."""
        return Names(self._reports.bodies())

    @cached_property
    def _children(self) -> Mapping[str, tuple[Body, ...]]:
        """Bodies by the tail of their parent's name."""
        found: dict[str, list[Body]] = {}
        for body in (described(body.name, self.names) for body in self.names.bodies):
            if body.parent:
                found.setdefault(tail(body.parent), []).append(body)
        return {name: tuple(dict.fromkeys(bodies)) for name, bodies in found.items()}

    def context(
        self,
        report: Report,
        name: str,
        year: int | None,
        profile: Profile | None = None,
        readings: Mapping[Address, str] = MappingProxyType({}),
    ) -> Context:
        """What the rules compare a report of that body and year with."""
        body = described(name, self.names) if name else None
        around = Context(profile=profile or DEFAULT, body=body, readings=readings, roster=self._roster)
        if body is None or year is None:
            return around
        prior = next((self._load(uid) for uid in self._in_force(name, year - 1)), None)
        children = (self._load(uid) for child in self._under(body) for uid in self._in_force(child.name, year)[:1])
        return replace(
            around,
            prior=prior,
            children=tuple(child for child in children if child is not None),
            peers=self._peers(report.source.sha256, name, year),
        )

    def touched(self, edition: Edition) -> frozenset[str]:
        """Stored reports, besides itself, whose comparison may be another now that this edition is stored."""
        if not edition.body or edition.year is None:
            return frozenset()
        names = self._spellings(edition.body)
        siblings = {other.uid for name in names for other in self._reports.editions(name, edition.year)}
        around = set(self._in_force(edition.body, edition.year + 1))
        parent = described(edition.body, self.names).parent
        around |= set(self._in_force(parent, edition.year)) if parent else set()
        sketches = self._of(edition.year)
        if sketches is not None:
            around |= {uid for sibling in siblings | {edition.uid} for uid in sketches.near(sibling)}
            around |= self._first_ones(edition.year)
        return frozenset((around | siblings) - {edition.uid})

    def take(self, edition: Edition, report: Report) -> None:
        """Let a stored report be found by its text, without reading it again."""
        self._hold(edition.uid, report)
        if edition.year is not None and edition.body:
            sketches = self._of(edition.year)
            if sketches is not None:
                sketches.add(edition.uid, edition.body, report)

    def stored(self) -> tuple[str, ...]:
        """All editions in force that were read."""
        return tuple(row.uid for row in self._rows(Query(order="body")))

    # Bodies

    @cached_property
    def _roster(self) -> tuple[Body, ...]:
        """The bodies that somebody entered; those known only from reports have no facts and say nothing of who is missing."""
        return tuple(b for b in self.names.bodies if b.kind or b.parent or b.region or b.aliases)

    def _spellings(self, name: str) -> tuple[str, ...]:
        """Names under which reports of this body may be stored, this one first."""
        return tuple(dict.fromkeys((name, *(body.name for body in self.names.of(name)))))

    def _in_force(self, name: str, year: int) -> tuple[str, ...]:
        """The editions in force of a body and year, the one under the name itself first."""
        found = (self._reports.find(spelt, year) for spelt in self._spellings(name))
        return tuple(dict.fromkeys(uid for uid in found if uid is not None))

    def _under(self, body: Body) -> Iterator[Body]:
        seen: list[str] = []
        for name in (body.name, *body.aliases):
            for child in self._children.get(tail(name), ()):
                if belongs_to(child, body) and not any(same(child.name, other) for other in seen):
                    seen.append(child.name)
                    yield child

    # Texts

    def _of(self, year: int) -> Sketches | None:
        """The year's sketches, made from what is stored when first asked for; None where nobody wants likeness."""
        if self._sketches is None:
            return None
        if year not in self._sketches:
            self._sketches[year] = Sketches()
            for uid, body in self._stored(year):
                report = self._load(uid)
                if report is not None:
                    self._sketches[year].add(uid, body, report)
        return self._sketches[year]

    def _stored(self, year: int) -> Iterator[tuple[str, str]]:
        """(uid, body) of all editions in force of a year."""
        return (
            (row.uid, row.body) for row in self._rows(Query(year=year, order="body")) if row.year == year and row.body
        )

    def _rows(self, query: Query) -> Iterator[ReportRow]:
        after = None
        while True:
            page = self._reports.page(query, after)
            yield from (row for row in page.rows if row.error is None)
            after = page.after
            if after is None:
                return

    def _first_ones(self, year: int) -> frozenset[str]:
        """While only two bodies have reported, each has just got somebody to be compared with."""
        sketches = self._of(year)
        return frozenset(sketches.bodies) if sketches is not None and len(sketches.tails) <= 2 else frozenset()

    def _peers(self, uid: str, name: str, year: int) -> tuple[Report, ...] | None:
        """Others' reports that may share text, by body; None where there is nobody else."""
        sketches = self._of(year)
        if sketches is None or not any(not same(name, body) for body in sketches.others(tail(name))):
            return None
        near = sorted((sketches.bodies[other], other) for other in sketches.near(uid))
        others = (
            self._load(uid) for body, uid in near if not self._is(body, name) and uid in self._in_force(body, year)[:1]
        )
        return tuple(report for report in others if report is not None)

    def _is(self, body: str, name: str) -> bool:
        return any(same(body, spelt) for spelt in self._spellings(name))

    def _load(self, uid: str) -> Report | None:
        """The report; None where it cannot be read any more."""
        if uid not in self._loaded:
            try:
                report = self._reports.load(uid)[1].report
            except StoreError:
                return None
            self._hold(uid, report)
        return self._loaded[uid]

    def _hold(self, uid: str, report: Report) -> None:
        if len(self._loaded) >= _HELD:
            self._loaded.pop(next(iter(self._loaded)))
        self._loaded[uid] = report
