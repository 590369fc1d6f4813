"""缺报 and 迟报: the roster against what is held.

条例 第四十九条: departments publish by 31 January; 第五十条: the office in charge publishes its government's report by 31 March. For other
kinds of body no date is prescribed. A date of publication counts; a date of signing alone proves neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.bodies import kind_of
from core.export.case import Case, OnRoster
from core.export.manner import Manner
from core.export.xlsx.book import Book, Cell, Column, Formula, cell_name

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
DUE = {"department": (1, 31), "government": (3, 31)}


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
        due = due_date(kind, one.year)
        status = reported(
            one.uid, held.published if held else None, held.signed if held else None, due, held is not None
        )
        line = self._sheet.line
        late: Cell = None
        if due and held and held.published:
            published, limit = cell_name(line, 6), cell_name(line, 8)
            late = Formula(f"=MAX(0,{published}-{limit})", max(0, (held.published - due).days))
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


def due_date(kind: str | None, year: int) -> date | None:
    """By when the report on that year is to be out; None where no date is prescribed or the kind is unknown."""
    return date(year + 1, *DUE[kind]) if kind in DUE else None


def reported(uid: str | None, published: date | None, signed: date | None, due: date | None, here: bool) -> str:
    """`missing`, `elsewhere` (held, not in this paper), `on_time`, `late`, `signed_late` (nothing else known), `undated`,
    `no_due` (none prescribed)."""
    if uid is None:
        return "missing"
    if not here:
        return "elsewhere"
    if due is None:
        return "no_due"
    if published is not None:
        return "late" if published > due else "on_time"
    return "signed_late" if signed is not None and signed > due else "undated"
