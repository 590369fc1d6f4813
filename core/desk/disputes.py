"""Answers of two persons that differ, over all reports: what a merge or two auditors at once left to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.lines import Query, ReportRow
from core.model import Finding
from core.review import Decision, Standing

if TYPE_CHECKING:
    from core.desk import Desk


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding on which two persons differ and no third has settled it."""

    row: ReportRow
    finding: Finding
    sides: tuple[Decision, ...]
    """Each person's newest answer, in shown order."""
    mine: bool
    """One of the answers is my own: I may concede, not settle it for my side."""


def disputes(desk: Desk, query: Query | None = None, limit: int = 200) -> tuple[Dispute, ...]:
    """Those of the reports a query lists, by default of all; a report after another in the list's order."""
    found: list[Dispute] = []
    for row in _rows(desk, query or Query()):
        found += _of(desk, row)
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _rows(desk: Desk, query: Query) -> Iterator[ReportRow]:
    wanted, after = replace(query, standing=Standing.DISPUTED.value), None
    while True:
        page = desk.page(wanted, after)
        yield from page.rows
        after = page.after
        if after is None:
            return


def _of(desk: Desk, row: ReportRow) -> list[Dispute]:
    person = desk.reviewing.reviewer.person
    views = desk.reviewing.open(row.uid).findings
    return [
        Dispute(row, view.finding, view.decisions, any(side.person == person for side in view.decisions))
        for view in views
        if view.standing is Standing.DISPUTED
    ]
