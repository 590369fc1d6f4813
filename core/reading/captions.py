"""Words above a grid that say what it is: table 4 in three, one for each block, the block's name in the line above."""

from __future__ import annotations

from dataclasses import replace

from core.formats.document import Document
from core.reading.folding import NUMERALS, plain
from core.reading.grid_columns import Heads
from core.reading.wants import BLOCK_NAMES, columns

_FAR = 200
"""Characters before a grid in which the line above it ends."""


def under_caption(heads: Heads, document: Document, grid: int) -> Heads:
    """The heads of table 4's five outcomes, with the block that the line above their grid names; others as they are."""
    starred = [f"*/{want.key}" for want in columns("2021", "t4")]
    if heads.table != "t4" or [column.key for column in heads.columns if column.key] != starred:
        return heads
    start = document.grids[grid].span[0]
    end = document.grids[grid - 1].span[1] if grid else 0
    lines = document.text[max(end, start - _FAR) : start].split()
    block = _block(lines[-1]) if lines else None
    if block is None:
        return heads
    named = (replace(column, key=column.key.replace("*", block, 1)) for column in heads.columns)
    return replace(heads, columns=tuple(named))


def _block(line: str) -> str | None:
    """The block that a line names and nothing else, but for an ordinal and 行政诉讼 before it, 情况 behind it."""
    name = plain(line).lstrip("".join(NUMERALS)).removeprefix("行政诉讼").removesuffix("情况")
    return next((block for block, names in BLOCK_NAMES.items() if name in names), None)
