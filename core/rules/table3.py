"""Table 3: the sums that the form itself prescribes, one finding per root cause (RULES.md §1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from core.address import Address
from core.form import WHOLE, form
from core.model import Blames, State, Verdict
from core.rules.causes import Cause, ties
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen
from core.rules.identities import BEFORE, COLUMNS, DIVIDED, UNDIVIDED, is_undivided
from core.rules.registry import rule
from core.rules.rooted import beyond, hit_of
from core.rules.showing import places, printed_of, provisos, unassessable
from core.wording import Phrase

ROWS_OF_A_SHIFT = 3
"""Doubted figures in that many rows are one shift of our reading rather than single doubts."""


def _causes(subject: Subject, rule_id: str) -> Iterator[Cause]:
    return (cause for cause in subject.once(ties).causes if cause.rule == rule_id)


def _identity(subject: Subject, rule_id: str) -> Iterator[Seen]:
    """Findings of the causes filed under the rule; its other broken identities count for the outcome."""
    verdicts = subject.once(ties).of(rule_id)
    for cause in _causes(subject, rule_id):
        yield hit_of(subject, cause)
    yield from (Leaf(item.verdict) for item in verdicts if item.broken)
    yield from unassessable(verdicts)
    yield from provisos(subject, verdicts)


@rule("T3.RESULT", needs=("t3",))
def result_sum(subject: Subject) -> Iterator[Seen]:
    """The results add up to （七）总计, in each column; （六） counts once, divided or not."""
    yield from _identity(subject, "T3.RESULT")


@rule("T3.BALANCE", needs=("t3",))
def column_balance(subject: Subject) -> Iterator[Seen]:
    """New + carried in = total + carried out, in each of the seven columns."""
    yield from _identity(subject, "T3.BALANCE")


@rule("T3.ROW", needs=("t3",))
def row_sum(subject: Subject) -> Iterator[Seen]:
    """The six kinds of applicants add up to the row's total; a total left blank is blank, not wrong."""
    yield from _identity(subject, "T3.ROW")


@rule("T3.GRAND", needs=("t3",))
def only_the_total_column(subject: Subject) -> Iterator[Seen]:
    """Balance and result sum of the total column follow from the six others: if it alone fails, it is to blame."""
    broken = [item.identity for item in subject.once(ties).all if item.broken]
    if {identity.scope for identity in broken if identity.rule != "T3.ROW"} == {"total"}:
        yield Leaf()


@rule("T3.ROOT", needs=("t3",))
def one_explanation(subject: Subject) -> Iterator[Seen]:
    """Broken identities need an explanation; the findings that cover them show the smallest changes."""
    if subject.once(ties).causes:
        yield Leaf(Verdict.REVIEW)


@rule("T3.OFFSET", needs=("t3",))
def offsetting_columns(subject: Subject) -> Iterator[Seen]:
    """Differences of columns cancel out: an application stands under the wrong kind of applicant."""
    yield from (hit_of(subject, cause) for cause in _causes(subject, "T3.OFFSET"))


@rule("T3.SPLIT", needs=("t3",))
def split_cell(subject: Subject) -> Iterator[Seen]:
    """Two neighbouring one-digit cells, read as one number, mend everything."""
    yield from (hit_of(subject, cause) for cause in _causes(subject, "T3.SPLIT"))


@rule("T3.DIGIT", needs=("t3",))
def digit_misread(subject: Subject) -> Iterator[Seen]:
    """A figure of doubtful reading is off by one digit."""
    yield from (hit_of(subject, cause) for cause in _causes(subject, "T3.DIGIT"))


@rule("T3.SHIFT", needs=("t3",))
def shifted_figures(subject: Subject) -> Iterator[Seen]:
    """Figures fall into place one row or column further; or whole rows were placed with doubt."""
    yield from (hit_of(subject, cause) for cause in _causes(subject, "T3.SHIFT"))
    placed = placed_rows(subject)
    if placed:
        rows = tuple(dict.fromkeys(Address("t3", cell.row, WHOLE) for cell in placed))
        unread = sum(subject.figure(cell).state is State.UNREAD for cell in placed)
        yield Hit(
            "placed",
            {"count": len(rows), "rows": places(rows), "unread": unread, "doubtful": len(placed) - unread},
            addresses=placed,
            verdict=Verdict.REVIEW,
            blames=Blames.READING,
            message="message_placed",
        )


def placed_rows(subject: Subject) -> tuple[Address, ...]:
    """Table 3's doubted and unread cells, if doubts stand in so many rows that they are one matter; else none."""
    return subject.once(_placed_rows)


def _placed_rows(subject: Subject) -> tuple[Address, ...]:
    doubted = {a.row for a, figure in subject.figures.items() if figure.doubt and a.table == "t3"}
    if len(doubted) < ROWS_OF_A_SHIFT:
        return ()
    figures = (f for a, f in subject.figures.items() if a.table == "t3" and a.row in doubted)
    return tuple(f.address for f in figures if f.doubt or f.state is State.UNREAD)


@rule("T3.HANDLED_GT", needs=("t3",))
def handled_beyond(subject: Subject) -> Iterator[Seen]:
    """More applications handled than there were."""
    yield from _beyond(subject, "T3.HANDLED_GT", "total")


@rule("T3.CARRYOUT_GT", needs=("t3",))
def carried_out_beyond(subject: Subject) -> Iterator[Seen]:
    """More applications carried over than there were."""
    yield from _beyond(subject, "T3.CARRYOUT_GT", "carried_out")


def _beyond(subject: Subject, rule_id: str, row: str) -> Iterator[Seen]:
    """A finding of its own only where the balance could not be reckoned; else the balance's cause covers it."""
    covered = {leaf.identity.scope for leaf in subject.once(ties).of("T3.BALANCE") if leaf.broken}
    for column in COLUMNS:
        if not beyond(subject, rule_id, column):
            continue
        if column in covered:
            yield Leaf()
            continue
        cells = tuple(Address("t3", r, column) for r in (*BEFORE, row))
        numbers = {cell.row: printed_of(subject.figure(cell)) for cell in cells}
        yield Hit(
            column,
            {"place": Address("t3", WHOLE, column), **numbers},
            addresses=cells,
            proof=True,
            found=subject.value(cells[-1]),
        )


@cache
def _value_cells(version: str, undivided: bool) -> tuple[Address, ...]:
    """Table 3's cells; `undivided` where （六） is one row."""
    rows = [row.key for row in form(version).table("t3").rows]
    if undivided:
        rows = [row for row in rows if row not in (*DIVIDED, UNDIVIDED)] + [UNDIVIDED]
    return tuple(Address("t3", row, column) for row in rows for column in COLUMNS)


@rule("T3.COUNT", needs=("t3",))
def figures_found(subject: Subject) -> Iterator[Seen]:
    """175 value cells under the right labels (161 where （六） is one row): necessary, not sufficient."""
    cells = _value_cells(subject.report.form, is_undivided(subject))
    lost = tuple(cell for cell in cells if subject.figure(cell).state is State.MISSING)
    if len(lost) == len(cells):
        yield NotAssessable(Phrase("rules.na.no-table"))
    elif lost:
        yield Hit(
            "found",
            {"found": len(cells) - len(lost), "wanted": len(cells), "places": places(lost)},
            addresses=lost,
            verdict=Verdict.REVIEW,
            blames=Blames.READING,
            expected=len(cells),
            found=len(cells) - len(lost),
        )
