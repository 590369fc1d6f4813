"""Tables without rules: which lines of the label column belong to which row of figures.

A label of several lines is centred on its figures, or begins or ends with them, all rows alike; so the lines are dealt out in
order to the rows such that the labels stand as near to their figures as can be, for each of the three ways, and the best is taken.
Where another way does as well but deals a line differently, nothing tells whose it is, and it is left to no row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

ORPHAN: Final = 0.4
"""Cost, in line heights, of a line before the first or after the last row that belongs to none (a label cut by a page break)."""
EMPTY: Final = 1.5
"""Cost of a row without a label."""
MAX_LINES: Final = 8
"""Lines a label may have."""
DOUBT: Final = 0.1
"""Line heights by which the best way must be better than another that deals the lines differently."""
LOOSE: Final = 2.0
"""Line heights between two lines of one label, at most."""

_ANCHORS: Final[tuple[Callable[[Sequence[float]], float], ...]] = (
    lambda lines: (lines[0] + lines[-1]) / 2,
    lambda lines: lines[0],
    lambda lines: lines[-1],
)


def deal(lines: Sequence[float], rows: Sequence[float], height: float) -> list[int | None]:
    """For each line (its middle, from top to bottom) the number of its row, None where it belongs to none."""
    ways = [_dealt(tuple(lines), tuple(rows), height, anchor) for anchor in _ANCHORS]
    least = min(cost for cost, _ in ways)
    equal = [owners for cost, owners in ways if cost <= least + DOUBT * height]
    return [owners[0] if len(set(owners)) == 1 else None for owners in zip(*equal, strict=True)]


def _dealt(
    lines: tuple[float, ...], rows: tuple[float, ...], height: float, anchor: Callable[[Sequence[float]], float]
) -> tuple[float, tuple[int | None, ...]]:
    """Least cost and the row of each line, by dynamic programming over rows and lines."""
    leading = min((b - a for a, b in pairwise(lines)), default=0.0)

    def tight(group: Sequence[float]) -> bool:
        return all(b - a <= LOOSE * height for a, b in pairwise(group))

    def spread(group: Sequence[float]) -> float:
        return sum(b - a - leading for a, b in pairwise(group))

    @cache
    def rest(row: int, line: int) -> tuple[float, int]:
        """Cost of dealing the lines from `line` on to the rows from `row` on, and how many go to `row`."""
        if row == len(rows):
            return ORPHAN * height * (len(lines) - line), 0
        ways = [(EMPTY * height + rest(row + 1, line)[0], 0)]
        for count in range(1, min(MAX_LINES, len(lines) - line) + 1):
            group = lines[line : line + count]
            if not tight(group):
                break
            ways.append((abs(anchor(group) - rows[row]) + spread(group) + rest(row + 1, line + count)[0], count))
        return min(ways)

    starts = [(ORPHAN * height * start + rest(0, start)[0], start) for start in range(min(MAX_LINES, len(lines)) + 1)]
    cost, line = min(starts)
    owners: list[int | None] = [None] * line
    for row in range(len(rows)):
        count = rest(row, line)[1]
        owners += [row] * count
        line += count
    return cost, (*owners, *[None] * (len(lines) - line))
