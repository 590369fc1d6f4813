"""The sums that the form itself prescribes, as data, and their reckoning where cells are blank (RULES.md §0, §1, §2).

Blank, "/", "-" and words take part twice: as 0, and as an unknown number that is not negative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.address import Address
from core.form import APPLICANTS, form
from core.model import Number, State, Verdict
from core.rules.context import Subject

COLUMNS = (*APPLICANTS, "total")
BEFORE = ("new", "carried_in")
UNDIVIDED = "other/undivided"
DIVIDED = ("other/no_correction", "other/no_payment", "other/misc")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
OUTCOMES = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Identity:
    """Σ left = Σ right."""

    rule: str
    scope: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]

    @property
    def leaf(self) -> str:
        """`T3.BALANCE.natural`."""
        return f"{self.rule}.{self.scope}"

    @property
    def cells(self) -> tuple[Address, ...]:
        """All cells that take part."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Judged:
    """An identity with the figures put in."""

    identity: Identity
    verdict: Verdict
    left: Number = 0
    """Blanks taken as 0."""
    right: Number = 0
    blanks: tuple[Address, ...] = ()
    unread: tuple[Address, ...] = ()
    missing: tuple[Address, ...] = ()

    @property
    def broken(self) -> bool:
        """FAIL or REVIEW."""
        return self.verdict in (Verdict.FAIL, Verdict.REVIEW)


def results(version: str, undivided: bool) -> tuple[str, ...]:
    """Rows of （一）–（六）; `undivided` where （六） is one row."""
    rows = [row.key for row in form(version).table("t3").rows]
    between = rows[rows.index("granted") : rows.index("total")]
    if undivided:
        between = [row for row in between if row not in (*DIVIDED, UNDIVIDED)] + [UNDIVIDED]
    return tuple(between)


@cache
def table3(version: str, undivided: bool) -> tuple[Identity, ...]:
    """Results of each column, balances of each column, sums of each row, in this order."""
    rows = results(version, undivided)
    own = {address: address for address in form(version).addresses}  # the very objects of a report's keys: found faster

    def cell(row: str, column: str) -> Address:
        address = _t3(row, column)
        return own.get(address, address)

    sums = (Identity("T3.RESULT", c, tuple(cell(r, c) for r in rows), (cell("total", c),)) for c in COLUMNS)
    balances = (
        Identity("T3.BALANCE", c, tuple(cell(r, c) for r in BEFORE), (cell("total", c), cell("carried_out", c)))
        for c in COLUMNS
    )
    across = (
        Identity("T3.ROW", r, tuple(cell(r, c) for c in APPLICANTS), (cell(r, "total"),))
        for r in (*BEFORE, *rows, "total", "carried_out")
    )
    return (*sums, *balances, *across)


@cache
def table4() -> tuple[Identity, ...]:
    """One sum a block."""
    return tuple(
        Identity("T4.SUM", b, tuple(Address("t4", b, o) for o in OUTCOMES), (Address("t4", b, "total"),))
        for b in BLOCKS
    )


def is_undivided(subject: Subject) -> bool:
    """Whether （六） is printed as one row that stands for its three."""
    return subject.once(_is_undivided)


def _is_undivided(subject: Subject) -> bool:
    printed = any(subject.figure(cell).state is not State.MISSING for cell in _ONE_ROW)
    return printed and not any(cell in subject.numbers for cell in _THREE_ROWS)


def judge(subject: Subject, identity: Identity) -> Judged:
    """The identity's verdict: NA where a figure is unread or its whole row was not found, else by arithmetic."""
    left, right = _side(subject, identity.left), _side(subject, identity.right)
    unread, missing = left.unread + right.unread, left.missing + right.missing
    blanks = left.blanks + right.blanks
    verdict = Verdict.NA if unread or missing else _verdict(left, right)
    return Judged(identity, verdict, left.sum, right.sum, blanks, unread, missing)


def judged(subject: Subject, identities: tuple[Identity, ...]) -> Iterator[Judged]:
    """All of them, in order."""
    return (judge(subject, identity) for identity in identities)


@dataclass(frozen=True, slots=True)
class _Side:
    sum: Number
    blanks: tuple[Address, ...]
    unread: tuple[Address, ...]
    missing: tuple[Address, ...]


def _side(subject: Subject, cells: tuple[Address, ...]) -> _Side:
    numbers = [number for number in map(subject.numbers.get, cells) if number is not None]
    if len(numbers) == len(cells):
        return _Side(sum(numbers), (), (), ())
    total: Number = 0
    blanks, unread, missing = [], [], []
    for address in cells:
        figure = subject.figure(address)
        value = figure.value
        if value is not None:
            total += value
        elif figure.state is State.UNREAD:
            unread.append(address)
        elif figure.state is State.MISSING and not _row_found(subject, address):
            missing.append(address)
        else:
            blanks.append(address)
    return _Side(total, tuple(blanks), tuple(unread), tuple(missing))


def _row_found(subject: Subject, address: Address) -> bool:
    """A cell without any print in a row that has others is a blank; a row without any was not found."""
    columns = COLUMNS if address.table == "t3" else (*OUTCOMES, "total")
    return any(subject.figure(Address(address.table, address.row, c)).state is not State.MISSING for c in columns)


def _verdict(left: _Side, right: _Side) -> Verdict:
    if left.sum == right.sum:
        return Verdict.PASS
    could_hold = (left.blanks and left.sum < right.sum) or (right.blanks and right.sum < left.sum)
    return Verdict.REVIEW if could_hold else Verdict.FAIL


def _t3(row: str, column: str) -> Address:
    return Address("t3", row, column)


_ONE_ROW = tuple(_t3(UNDIVIDED, c) for c in COLUMNS)
_THREE_ROWS = tuple(_t3(row, c) for row in DIVIDED for c in COLUMNS)
