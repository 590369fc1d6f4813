"""Gathers what working papers are made from: whole reports with the full record, the same whoever asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.desk.bench import Bench, Loaded, decisions, places
from core.export.case import Bundle, Case, OnRoster, Stood
from core.ledger import Reviewer
from core.model import Body
from core.ports import Events, Query, ReportRow, Reports
from core.review import Policy, ReviewState, Standing, sign_off_outdated, standings

NOBODY = Reviewer("", -1, "")
"""Papers are no person's view: what a blind second reviewer may not see yet is in them."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reads reports and events; writes nothing."""

    reports: Reports
    events: Events

    def bundle(self, rows: Sequence[ReportRow], query: Query) -> Bundle:
        """The reports of these rows by year and body, with the roster beside them; reports are loaded one by one."""
        listed = sorted(rows, key=lambda row: (row.year or 0, row.body, row.uid))
        read = [row for row in listed if row.error is None]
        bodies = self.reports.bodies()
        return Bundle(
            cases=self._cases(read, {body.name: body for body in bodies}),
            unreadable=tuple(row for row in listed if row.error is not None),
            roster=tuple(self._roster(bodies, read, query)),
            head=self.events.head(),
        )

    def _cases(self, rows: Sequence[ReportRow], bodies: dict[str, Body]) -> Iterator[Case]:
        bench = Bench(self.reports, self.events, NOBODY, Policy(), True)
        for row in rows:
            body = bodies.get(row.body)
            above = body.parent if body else None
            case = replace(self._case(bench, row), parent=above, parent_uid=self._held(above, row.year))
            yield replace(case, former=tuple(self._former(bench, case)))

    def _case(self, bench: Bench, row: ReportRow) -> Case:
        state = self.events.state(row.uid)
        loaded = bench.load(row.uid, state)
        return Case(
            row=row,
            edition=loaded.edition,
            machine=loaded.machine.report,
            checked=loaded.shown,
            state=state,
            stood=_stood(loaded, state),
            places=places(loaded.machine.report, state),
            outdated=sign_off_outdated(loaded.machine, state),
        )

    def _former(self, bench: Bench, case: Case) -> Iterator[Case]:
        """The replaced editions on which something was confirmed: their 整改 goes on."""
        if case.row.year is None or not case.row.body:
            return
        for edition in self.reports.editions(case.row.body, case.row.year):
            if edition.uid != case.row.uid and not edition.in_force and self.events.state(edition.uid).events:
                old = self._case(bench, self.reports.row(edition.uid))
                if old.state.exceptions or any(stood.standing is Standing.CONFIRMED for stood in old.stood):
                    yield old

    def _held(self, body: str | None, year: int | None) -> str | None:
        return self.reports.find(body, year) if body and year is not None else None

    def _roster(self, bodies: Sequence[Body], rows: Sequence[ReportRow], query: Query) -> Iterator[OnRoster]:
        """Every body the filter's region and kind admit, in every year that occurs."""
        years = [query.year] if query.year is not None else sorted({row.year for row in rows if row.year is not None})
        for year in years:
            for body in bodies:
                if query.region in (None, body.region) and query.kind in (None, body.kind):
                    yield OnRoster(body, year, self._held(body.name, year), self._held(body.parent, year))


def _stood(loaded: Loaded, state: ReviewState) -> tuple[Stood, ...]:
    return tuple(Stood(finding, where, decisions(finding, state)) for finding, where in standings(loaded.shown, state))
