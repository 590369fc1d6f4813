"""Slips that move many figures at once (RULES.md T3.SHIFT, T3.SPLIT, T3.DIGIT): tried where no small change explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.address import Address
from core.form import APPLICANTS
from core.model import Number
from core.rules.identities import BEFORE, COLUMNS
from core.rules.roots import Change


@dataclass(frozen=True, slots=True)
class RowShift:
    """Figures from one row to another stand a row too low or too high."""

    first: str
    last: str
    down: bool
    """They were printed one row below where they belong."""
    exchanged: bool = False
    """Not shifted: the two rows hold each other's figures."""


def row_shift(rows: Sequence[str], values: Mapping[Address, Number]) -> RowShift | None:
    """The shortest shift of consecutive rows by one, into which the results of all columns fall into place; None if none.

    `rows` are those of table 3 in printed order, （六） divided or not. The row that the shift uncovers counts as 0.
    """
    columns = [[values[Address("t3", row, column)] for row in rows] for column in COLUMNS]
    columns = [column for column in columns if any(column)]
    for length in range(2, len(rows) + 1):
        for first in range(len(rows) - length + 1):
            for down in (True, False):
                if all(_holds(_moved(column, first, first + length, down), rows) for column in columns):
                    return RowShift(rows[first], rows[first + length - 1], down)
    return None


def row_exchange(rows: Sequence[str], values: Mapping[Address, Number]) -> RowShift | None:
    """The two rows that hold each other's figures, where exchanging these, and no other two, makes all columns hold; two columns at
    least must speak for it."""
    columns = [[values[Address("t3", row, column)] for row in rows] for column in COLUMNS]
    columns = [column for column in columns if any(column)]
    fit = [
        (one, other)
        for one, other in combinations(range(len(rows)), 2)
        if any(column[one] != column[other] for column in columns)
        and all(_holds(_exchanged(column, one, other), rows) for column in columns)
    ]
    if len(fit) != 1 or sum(column[fit[0][0]] != column[fit[0][1]] for column in columns) < 3:
        return None  # with the total column: two applicants' columns
    return RowShift(rows[fit[0][0]], rows[fit[0][1]], False, True)


def put_back(shift: RowShift, values: Mapping[Address, Number]) -> dict[Address, Number]:
    """What the cells of two exchanged rows would print; empty for a shift."""
    if not shift.exchanged:
        return {}
    pairs = ((shift.first, shift.last), (shift.last, shift.first))
    return {Address("t3", row, c): values[Address("t3", other, c)] for row, other in pairs for c in COLUMNS}


def _exchanged(column: list[Number], one: int, other: int) -> list[Number]:
    back = list(column)
    back[one], back[other] = back[other], back[one]
    return back


def _moved(column: list[Number], first: int, end: int, down: bool) -> list[Number]:
    """The column with the rows from `first` to before `end` put back by one; what falls out must have been 0."""
    inside = column[first:end]
    back = [*inside[1:], inside[0]] if down else [inside[-1], *inside[:-1]]
    lost = back[-1] if down else back[0]
    return [*column[:first], *back, *column[end:]] if not lost else column


def _holds(column: list[Number], rows: Sequence[str]) -> bool:
    *_, total, carried_out = column
    before = sum(column[: len(BEFORE)])
    return before == total + carried_out and sum(column[len(BEFORE) : -2]) == total


def is_split(change: Change, values: Mapping[Address, Number]) -> bool:
    """Whether the change glues two neighbouring one-digit cells of a row: 1 | 2 read for 12."""
    if len(change) != 2:
        return False
    left, right = sorted(change, key=lambda cell: COLUMNS.index(cell.column))
    if left.row != right.row or COLUMNS.index(right.column) - COLUMNS.index(left.column) != 1:
        return False
    a, b = values[left], values[right]
    return 1 <= a <= 9 and 0 <= b <= 9 and sorted(change.values()) == [0, 10 * a + b]


def is_moved(change: Change, values: Mapping[Address, Number]) -> bool:
    """Whether the change moves one row's figure into the column beside it."""
    if len(change) != 2:
        return False
    one, other = sorted(change, key=lambda cell: APPLICANTS.index(cell.column) if cell.column in APPLICANTS else -9)
    if one.row != other.row or "total" in (one.column, other.column):
        return False
    beside = APPLICANTS.index(other.column) - APPLICANTS.index(one.column) == 1
    return beside and (change[one], change[other]) == (values[other], values[one])


def is_digit_slip(change: Change, values: Mapping[Address, Number]) -> bool:
    """Whether every cell of the change is off as by a digit read too much or too little, or two digits swapped."""
    return all(_digit_slip(values[cell], would_be) for cell, would_be in change.items())


def _digit_slip(printed: Number, would_be: Number) -> bool:
    if printed == would_be or printed != int(printed) or would_be != int(would_be):
        return False
    one, other = str(int(printed)), str(int(would_be))
    if len(one) == len(other):
        return sorted(one) == sorted(other) and one in _swapped(other)
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _swapped(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
