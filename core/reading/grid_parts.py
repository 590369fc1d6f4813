"""Table 3 cut in two between its columns, or printed without some of them: heads that name only a part of the applicants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.formats.document import Cell, Grid
from core.reading.grid_columns import Heads

FEW_HEADS: Final = 3
"""Applicants' heads of one part; fewer may stand over any small table."""


def keys(heads: Heads) -> set[str]:
    """The columns of the form that these heads name."""
    return {column.key for column in heads.columns if column.key}


def enough(heads: Heads, above: Heads | None) -> bool:
    """Whether these are the applicants' heads: most of them, or those of one part, none of which stood in the part above."""
    named = keys(heads)
    return len(named) > FEW_HEADS or (len(named) == FEW_HEADS and (above is None or named.isdisjoint(keys(above))))


def all_headed(grid: Grid, heads: Heads, cells: Sequence[Cell]) -> bool:
    """Whether a row with these cells of figures has none beside the columns of the heads, in a grid whose cells are marked."""
    return grid.ruled and len(cells) <= len(heads.columns)
