"""缺报 and 迟报: the roster against what is held.

By which day comes from `core.rules.deadlines`, as for the rule I.DEADLINE; where it is not known which day holds for a body, none is
shown, and late is what is late by any. A date of publication counts; a date of signing alone proves neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.bodies import kind_of
from core.export.case import Case, OnRoster
from core.export.manner import Manner
from core.export.xlsx.book import Book, Cell, Column, Formula, cell_name
from core.rules.deadlines import deadlines

ROSTER = (
    Column("body", 28),
    Column("year", 7),
    Column("kind", 10),
    Column("region", 14),
    Column("parent", 22),
    Column("reported", 16),
    Column("published", 12),
    Column("signed", 12),
    Column("due", 12),
    Column("days_late", 9),
    Column("file", 26),
)


@dataclass(frozen=True, slots=True)
class _Held:
    name: str
    published: date | None
    signed: date | None


class RosterSheet:
    """Fills in the roster once all reports have gone by."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheet = book, book.sheet("roster", ROSTER)
        self._held: dict[str, _Held] = {}

    def take(self, case: Case) -> None:
        """Remember its dates."""
        masthead = case.report.masthead
        published = case.edition.published_on or masthead.published_on
        self._held[case.row.uid] = _Held(case.printed(case.row.name), published, masthead.signed_on)

    def finish(self, roster: Sequence[OnRoster]) -> None:
        """A line for every body and year."""
        for one in roster:
            self._line(one)

    def _line(self, one: OnRoster) -> None:
        manner, body = self._book.manner, one.body
        held = self._held.get(one.uid) if one.uid else None
        kind = body.kind or kind_of(body.name)
        soonest, latest = deadlines(replace(body, kind=kind), manner.deadlines, one.year + 1)
        due = soonest if soonest == latest else None
        published = held.published if held else None
        status = reported(one.uid, published, held.signed if held else None, (soonest, latest), held is not None)
        line = self._sheet.line
        late: Cell = None
        if published and (due or published > latest):
            day, limit = cell_name(line, 6), cell_name(line, 8)
            days = max(0, (published - latest).days)
            late = Formula(f"=MAX(0,{day}-{limit})", days) if due else days
        row: list[Cell] = [
            body.name,
            one.year,
            _kind(kind, manner),
            body.region,
            body.parent,
            manner.word(f"reported.{status}"),
        ]
        row += [held.published, held.signed] if held else [None, None]
        row += [due, late, held.name if held else None]
        self._sheet.row(row)


def _kind(kind: str | None, manner: Manner) -> str | None:
    return manner.word(f"kind.{kind}") if kind and manner.has(f"kind.{kind}") else kind


def reported(uid: str | None, published: date | None, signed: date | None, due: tuple[date, date], here: bool) -> str:
    """`missing`, `elsewhere` (held, not in this paper), `on_time`, `late`, `signed_late` (nothing else known), `undated`,
    `no_due` (between the days that may hold for this body). `due` as `core.rules.deadlines` gives it."""
    soonest, latest = due
    if uid is None:
        return "missing"
    if not here:
        return "elsewhere"
    if published is not None and (published <= soonest or published > latest):
        return "late" if published > latest else "on_time"
    if published is None:
        return "signed_late" if signed is not None and signed > latest else "undated"
    return "no_due"
