"""Rows of running text whose figures may be a neighbour's: one has too many and the next too few, or none at all."""

from __future__ import annotations

from collections.abc import Sequence

from core.reading.segments import Segment
from core.reading.wants import addresses

_FEW = 3
"""Figures of a row that tell on which line it stands."""


def miscounted(version: str, table: str, found: Sequence[Segment]) -> set[int]:
    """Rows between one with too many figures and one with too few: any of them may hold its neighbour's figures."""
    sizes = [len(s.tokens) + len(s.lost) * (i + 1 < len(found)) for i, s in enumerate(found)]
    differences = [
        size - len(addresses(version, table, s.anchor.want.key)) for size, s in zip(sizes, found, strict=True)
    ]
    doubtful: set[int] = set()
    for i, excess in enumerate(differences):
        if excess < 2:
            continue
        for j, lack in enumerate(differences):
            if lack <= -min(2, len(addresses(version, table, found[j].anchor.want.key))):
                doubtful |= set(range(min(i, j), max(i, j) + 1))
    return doubtful


def amiss(version: str, table: str, found: Sequence[Segment], i: int) -> bool:
    """Whether the row above, or this one, has figures that may be those of the row below it, or the other way about."""
    row, above, below = found[i], found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None
    if above is not None and (_robbed(above, row) or _swallowed(above, row)):
        return True
    if above is not None and _overhung(above, row, len(addresses(version, table, above.anchor.want.key))):
        return True
    return below is not None and ((row.parted and _robbed(row, below)) or _swallowed(row, below))


def _overhung(above: Segment, segment: Segment, columns: int) -> bool:
    """A row on one line, right below a figure that stands apart from the line of a row that lacks one: it may be a piece of either's."""
    lines = [token.line for token in above.tokens]
    if not _FEW <= len(lines) <= columns or lines[-1] == lines[-2] or len(set(lines[:-1])) > 1 or above.tokens[-1].edge:
        return False
    return {token.line for token in segment.tokens} == {lines[-1] + 1}


def _robbed(above: Segment, segment: Segment) -> bool:
    """A row without a figure, below figures that stand before its label, behind letters of no row: they may be its own."""
    return not segment.tokens and bool(above.parted or (above.foreign and above.lost))


def _swallowed(above: Segment, segment: Segment) -> bool:
    """A row without a figure, above a label that is only like the form's and has a figure amid its letters: it may be the row's."""
    return not above.tokens and segment.amid
