"""Root causes of table 3: which broken identities belong together, what smallest change explains them, whom it blames.

One cause is one finding with the identities as the leaves it covers (DESIGN.md, "Findings: one per root cause").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from core.address import Address
from core.form import APPLICANTS
from core.model import Claim, Figure, Number, Span, State, Verdict
from core.printed import state_of
from core.rules import shifts
from core.rules.context import Subject
from core.rules.identities import BEFORE, COLUMNS, Judged, is_undivided, judged, results, table3
from core.rules.roots import Board, Change, board, connected, parts, single_cells, smallest

STRONGEST = ("T3.RESULT", "T3.BALANCE", "T3.ROW")
SHOWN = 3
"""Explanations named in a finding."""
CLAIMED = {
    "new": "new",
    "carried_in": "carried_in",
    "handled": "total",
    "handled_word": "total",
    "carried_out": "carried_out",
}
"""Quantities of the prose by the row of table 3 that states them."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken identities with one explanation, or a connected set of them without."""

    rule: str
    """Under which the finding is filed."""
    leaves: tuple[Judged, ...]
    """The strongest first."""
    changes: tuple[Change, ...] = ()
    """Explanations of equal size, the likeliest first."""
    reading: bool = False
    """It may be our reading that is wrong."""
    shift: shifts.RowShift | None = None
    back: Mapping[Address, Number] = field(default_factory=dict)
    """Of exchanged rows what each of their cells would print."""
    support: tuple[Span, ...] = ()
    """Clauses of the prose that state what the first explanation would have the table say."""

    @property
    def columns(self) -> frozenset[str]:
        """Columns of the broken column identities."""
        return frozenset(item.identity.scope for item in self.leaves if item.identity.rule != "T3.ROW")

    @property
    def verdict(self) -> Verdict:
        """FAIL if one leaf is certain."""
        return max((item.verdict for item in self.leaves), key=lambda verdict: verdict is Verdict.FAIL)


@dataclass(frozen=True)
class Ties:
    """Table 3 judged: every identity, and the causes of those that are broken."""

    all: tuple[Judged, ...]
    causes: tuple[Cause, ...]

    def of(self, rule: str) -> tuple[Judged, ...]:
        """The identities of one rule."""
        return tuple(item for item in self.all if item.identity.rule == rule)


def ties(subject: Subject) -> Ties:
    """Table 3's identities with their causes; ask for it by `subject.once(ties)`."""
    undivided = is_undivided(subject)
    identities = [i for i in table3(subject.report.form, undivided) if subject.runs(i.rule)]
    everything = tuple(_total_left_blank(item) for item in judged(subject, tuple(identities)))
    reckoned = [item for item in everything if item.verdict is not Verdict.NA]
    if not any(item.broken for item in reckoned):
        return Ties(everything, ())
    cells = dict.fromkeys(cell for item in reckoned for cell in item.identity.cells)
    values = {cell: subject.value(cell) or 0 for cell in cells}
    start = board(reckoned, values)
    return Ties(everything, tuple(_Explainer(subject, reckoned, start).causes()))


def _total_left_blank(item: Judged) -> Judged:
    """Reports in the style of 2019 leave the total column of detail rows blank: blank, not wrong."""
    blank = item.identity.rule == "T3.ROW" and set(item.blanks) >= set(item.identity.right)
    return replace(item, verdict=Verdict.NA) if blank and item.broken else item


class _Explainer:
    """Finds causes from the smallest explanation to none at all."""

    def __init__(self, subject: Subject, reckoned: list[Judged], start: Board) -> None:
        self.subject = subject
        self.reckoned = reckoned
        self.start = start

    def causes(self) -> list[Cause]:
        """One cell or two; else a shift of rows; else several independent cells; else by connection, unexplained."""
        found = self._by_cells(self.start, 2)
        if found:
            return found
        moved = self._by_shift()
        if moved:
            return [moved]
        separate, rest = self._singles()
        if not rest.residual:
            return separate
        found = self._by_cells(rest, 4)
        return separate + (found or [self._cause(group, ()) for group in connected(rest, rest.residual)])

    def _by_cells(self, start: Board, most: int) -> list[Cause]:
        solutions = self._ranked(smallest(start, most))
        if not solutions:
            return []
        pieces = parts(start, solutions[0])
        if len(pieces) == 1:
            return [self._cause(start.residual, solutions)]
        found = []
        for piece in pieces:
            leaves = start.mended_by(piece)
            found.append(self._cause(leaves, self._ranked(smallest(start.narrowed(leaves), len(piece))) or [piece]))
        return found

    def _by_shift(self) -> Cause | None:
        rows = (*BEFORE, *self._results(), "total", "carried_out")
        cells = [Address("t3", row, column) for row in rows for column in COLUMNS]
        whole = all(cell in self.start.values for cell in cells)
        rows_hold = all(self.start.identities[i].rule != "T3.ROW" for i in self.start.residual)
        if not (self.subject.runs("T3.SHIFT") and whole and rows_hold):
            return None
        values = self.start.values
        shift = shifts.row_shift(rows, values) or shifts.row_exchange(rows, values)
        if shift is None:
            return None
        leaves = _strongest_first(self.reckoned[i] for i in self.start.residual)
        return Cause("T3.SHIFT", leaves, reading=True, shift=shift, back=shifts.put_back(shift, values))

    def _results(self) -> tuple[str, ...]:
        return results(self.subject.report.form, is_undivided(self.subject))

    def _singles(self) -> tuple[list[Cause], Board]:
        """Cells that alone mend two identities or more, while they do not overlap; and what they leave."""
        left = dict(self.start.residual)
        found = []
        for change, mended in single_cells(self.start):
            if len(mended) > 1 and mended <= set(left):
                found.append(self._cause(mended, [change]))
                left = {i: rest for i, rest in left.items() if i not in mended}
        return found, self.start.narrowed(left)

    def _cause(self, indices: Iterable[int], changes: Iterable[Change]) -> Cause:
        leaves = _strongest_first(self.reckoned[i] for i in indices)
        shown = tuple(changes)
        rule, reading = self._filed(leaves, shown)
        support = tuple(self._support(shown[0])) if shown else ()
        return Cause(rule, leaves, shown, reading, support=support or tuple(self._spoken_of(leaves)))

    def _filed(self, leaves: tuple[Judged, ...], changes: tuple[Change, ...]) -> tuple[str, bool]:
        """The rule of the finding, and whether our reading is blamed before the report."""
        first, runs = (changes[0] if changes else {}), self.subject.runs
        values, doubted = self.start.values, self._doubted(first)
        patterns: tuple[tuple[str, bool, Callable[[Change, Mapping[Address, Number]], bool]], ...] = (
            ("T3.SPLIT", True, shifts.is_split),
            ("T3.SHIFT", doubted, shifts.is_moved),
            ("T3.DIGIT", doubted, shifts.is_digit_slip),
        )
        for rule, blamed, fits in patterns:
            if first and blamed and runs(rule) and fits(first, values):
                return rule, True
        if runs("T3.OFFSET") and not doubted and _offset(leaves):
            return "T3.OFFSET", False
        return leaves[0].identity.rule, doubted

    def _doubted(self, change: Change) -> bool:
        return any(_may_be(self.subject.figure(cell), value) for cell, value in change.items())

    def _ranked(self, solutions: list[Change]) -> list[Change]:
        return sorted(solutions, key=self._likelihood)

    def _likelihood(self, change: Change) -> tuple[object, ...]:
        """Doubted cells first, then blanks that were taken as 0, then what the prose states, then a slip of a digit."""
        figures = [self.subject.figure(cell) for cell in change]
        denied = sum(1 for cell, value in change.items() for claim in self._claims(cell) if claim.value != value)
        return (
            not self._doubted(change),
            not any(figure.state in (State.BLANK, State.MISSING) for figure in figures),
            shifts.is_split(change, self.start.values) is False,
            denied - len(list(self._support(change))),
            not shifts.is_digit_slip(change, self.start.values),
            sorted(-_last_rows_first(cell) for cell in change),
            sorted(change),
        )

    def _claims(self, cell: Address) -> list[Claim]:
        if cell.column != "total":
            return []
        return [c for c in self.subject.report.claims if CLAIMED.get(c.quantity) == cell.row and _plain(c)]

    def _support(self, change: Change) -> Iterable[Span]:
        return (claim.clause for cell, value in change.items() for claim in self._claims(cell) if claim.value == value)

    def _spoken_of(self, leaves: tuple[Judged, ...]) -> Iterable[Span]:
        """Where no sentence states the explanation: what the prose says of the cells at all, for the reviewer to weigh."""
        cells = dict.fromkeys(
            cell for item in leaves if item.identity.rule == "T3.BALANCE" for cell in item.identity.cells
        )
        return dict.fromkeys(claim.clause for cell in cells for claim in self._claims(cell))


def _may_be(figure: Figure, value: Number) -> bool:
    """Whether the figure was read with a doubt that leaves this value open."""
    doubt = figure.doubt
    return doubt is not None and (not doubt.candidates or value in {state_of(print_)[1] for print_ in doubt.candidates})


def _plain(claim: Claim) -> bool:
    """The body's own exact number without narrowing words."""
    return (
        claim.role not in ("growth", "share", "rate") and claim.exact and claim.subject is None and claim.scope is None
    )


def _last_rows_first(cell: Address) -> int:
    order = ("new", "carried_in", "carried_out", "total")
    return order.index(cell.row) if cell.row in order else -1


def _strongest_first(leaves: Iterable[Judged]) -> tuple[Judged, ...]:
    """Certain ones before those with blanks, then by the strength of their rule, columns in the form's order."""
    return tuple(sorted(leaves, key=lambda item: (item.verdict is not Verdict.FAIL, _strength(item))))


def _strength(item: Judged) -> int:
    return STRONGEST.index(item.identity.rule)


def _offset(leaves: tuple[Judged, ...]) -> bool:
    """Only balances of applicants' columns are broken, at least two, and their differences cancel out."""
    columns = {item.identity.scope for item in leaves}
    only_balances = all(item.identity.rule == "T3.BALANCE" for item in leaves)
    cancel = sum(item.left - item.right for item in leaves) == 0
    return only_balances and len(columns) > 1 and columns <= set(APPLICANTS) and cancel
