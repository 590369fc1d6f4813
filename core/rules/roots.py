"""The smallest changes that would make broken identities hold (RULES.md T3.ROOT): a hint, never a repair.

A change gives some cells other numbers. One cell of table 3 stands in at most three identities, so a change of n cells can mend at
most 3n; the search deepens cell by cell and stops at the first size that has solutions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.address import Address
from core.model import Number
from core.rules.identities import Identity, Judged

Change = Mapping[Address, Number]
"""Cells with the numbers that they would have to hold."""

IDENTITIES_OF_A_CELL = 3
BUDGET = 1500
"""Cells tried at most in one search: some five milliseconds; beyond it no explanation is claimed."""
MOST_SOLUTIONS = 40


@dataclass(frozen=True)
class Board:
    """Identities that can be reckoned, the numbers in their cells (blanks as 0), and what is left over in each."""

    identities: Sequence[Identity]
    values: Mapping[Address, Number]
    residual: Mapping[int, Number]
    """Left minus right of those that do not hold, by index."""
    touching: Mapping[Address, tuple[tuple[int, int], ...]] = field(repr=False)
    """For each cell the identities it stands in, +1 on the left side and -1 on the right."""

    def narrowed(self, indices: Iterable[int]) -> Board:
        """The same board with only these identities still to be mended; those left out may not be touched wrongly."""
        return Board(self.identities, self.values, {i: self.residual[i] for i in indices}, self.touching)

    def mended_by(self, change: Change) -> frozenset[int]:
        """Broken identities in which a changed cell stands."""
        return frozenset(i for cell in change for i, _ in self.touching[cell] if i in self.residual)


def board(judged: Sequence[Judged], values: Mapping[Address, Number]) -> Board:
    """The board of these identities; `values` holds every cell's number, blanks as 0."""
    touching: dict[Address, list[tuple[int, int]]] = {}
    for index, item in enumerate(judged):
        for sign, side in ((1, item.identity.left), (-1, item.identity.right)):
            for cell in side:
                touching.setdefault(cell, []).append((index, sign))
    return Board(
        identities=[item.identity for item in judged],
        values=values,
        residual={i: item.left - item.right for i, item in enumerate(judged) if item.broken},
        touching={cell: tuple(places) for cell, places in touching.items()},
    )


def smallest(start: Board, most_cells: int) -> list[Change]:
    """All changes of the least number of cells that mend the whole board; empty if none has `most_cells` or fewer."""
    search = _Search(start)
    for size in range(1, most_cells + 1):
        search.begin(size)
        if search.found or search.tried > BUDGET:
            break
    return list(search.found.values())


class _Search:
    """Depth-first: mend the shortest broken identity by one of its cells, then what that has broken, and so on."""

    def __init__(self, start: Board) -> None:
        self.board = start
        self.found: dict[frozenset[tuple[Address, Number]], Change] = {}
        self.tried = 0

    def begin(self, size: int) -> None:
        """Look for changes of that many cells, beginning with each broken identity until one leads somewhere."""
        residual = dict(self.board.residual)
        if len(residual) > IDENTITIES_OF_A_CELL * size:
            return
        for first in sorted(residual, key=self._length):
            self._mend(first, residual, {}, size)
            if self.found or size == 1:
                return

    def _length(self, index: int) -> tuple[int, int]:
        return len(self.board.identities[index].cells), index

    def _extend(self, residual: dict[int, Number], change: dict[Address, Number], cells_left: int) -> None:
        if not residual:
            self.found.setdefault(frozenset(change.items()), dict(change))
        elif len(residual) <= IDENTITIES_OF_A_CELL * cells_left and self.tried <= BUDGET:
            self._mend(min(residual, key=self._length), residual, change, cells_left)

    def _mend(self, index: int, residual: dict[int, Number], change: dict[Address, Number], cells_left: int) -> None:
        for cell in self.board.identities[index].cells:
            if cell not in change and len(self.found) < MOST_SOLUTIONS:
                self._try(cell, index, residual, change, cells_left)

    def _try(
        self, cell: Address, index: int, residual: dict[int, Number], change: dict[Address, Number], cells_left: int
    ) -> None:
        self.tried += 1
        sign = next(s for i, s in self.board.touching[cell] if i == index)
        delta = -residual[index] * sign
        would_be = self.board.values[cell] + delta
        if would_be < 0:
            return
        after = dict(residual)
        for i, s in self.board.touching[cell]:
            rest = after.pop(i, 0) + s * delta
            if rest:
                after[i] = rest
        change[cell] = would_be
        self._extend(after, change, cells_left - 1)
        del change[cell]


def single_cells(start: Board) -> list[tuple[Change, frozenset[int]]]:
    """Single cells that mend at least two identities and break none, each with what it mends; those that mend most first."""
    candidates = []
    cells = {cell for i in start.residual for cell in start.identities[i].cells}
    for cell in sorted(cells):
        places = start.touching[cell]
        deltas = {-start.residual.get(i, 0) * sign for i, sign in places}
        if len(places) > 1 and len(deltas) == 1 and (delta := deltas.pop()) and start.values[cell] + delta >= 0:
            candidates.append(({cell: start.values[cell] + delta}, frozenset(i for i, _ in places)))
    return sorted(candidates, key=lambda item: -len(item[1]))


def parts(start: Board, change: Change) -> list[Change]:
    """The change taken apart into those that share no identity: independent causes."""
    groups: list[tuple[dict[Address, Number], set[int]]] = []
    for cell, value in change.items():
        places = {i for i, _ in start.touching[cell]}
        joined = [group for group in groups if group[1] & places]
        merged: tuple[dict[Address, Number], set[int]] = ({cell: value}, places)
        for cells, indices in joined:
            merged[0].update(cells)
            merged[1].update(indices)
        groups = [group for group in groups if group not in joined] + [merged]
    return [cells for cells, _ in groups]


def connected(start: Board, indices: Iterable[int]) -> list[frozenset[int]]:
    """Broken identities grouped by the cells they share."""
    groups: list[tuple[set[int], set[Address]]] = []
    for index in indices:
        cells = set(start.identities[index].cells)
        joined = [group for group in groups if group[1] & cells]
        merged = ({index}, cells)
        for members, places in joined:
            merged[0].update(members)
            merged[1].update(places)
        groups = [group for group in groups if group not in joined] + [merged]
    return [frozenset(members) for members, _ in groups]
