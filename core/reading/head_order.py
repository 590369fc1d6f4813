"""Heads that are incomplete but stand in the form's order, none against it: names over one of the columns they span, upper halves lost.

Where nothing is ruled, a head over several columns stands above the one in its middle, and long heads of narrow columns lose their
first letters. What is left has to fit the form column by column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from core.reading.wants import BLOCK_NAMES, columns

_SHORT = 1
"""Columns of table 4 that may be lacking at its right end, where all of one column is blank."""


def blocks_in_order(names: Sequence[str]) -> list[str] | None:
    """The columns of table 4 (`block/outcome`, `*/outcome` where no block is written above) if their outcomes are three times the
    form's and every block that is written stands over one of its own five; None otherwise."""
    outcomes = [want.key for want in columns("2021", "t4")]
    expected = [f"{block}/{outcome}" for block, outcome in product(BLOCK_NAMES, outcomes)]
    if not len(expected) - _SHORT <= len(names) <= len(expected):
        return None
    for name, meant in zip(names, expected, strict=False):
        block, _, outcome = name.partition("/")
        if outcome != meant.rpartition("/")[2] or block not in ("*", meant.rpartition("/")[0]):
            return None
    return expected[: len(names)]


def blocks_by_place(
    outcomes: Sequence[str], extents: Sequence[tuple[float, float]], centres: Mapping[str, float]
) -> list[str] | None:
    """The same where nothing is ruled: outcome and extent of each column, and where the middle of each block's name stands; each
    has to stand over its own five columns."""
    found = blocks_in_order([f"*/{outcome}" for outcome in outcomes])
    if found is None or centres.keys() != BLOCK_NAMES.keys():
        return None
    for block, centre in centres.items():
        own = [extent for key, extent in zip(found, extents, strict=True) if key.startswith(f"{block}/")]
        if not own[0][0] <= centre <= own[-1][1]:
            return None
    return found


def by_tails(table: str, version: str, paths: Sequence[str]) -> list[str] | None:
    """The columns of table 3 by the ends of their heads (`机构` for 科研机构), as many as on the form and in its order; more than
    half must have one."""
    wants = columns(version, table)
    if table != "t3" or len(paths) != len(wants) or 2 * sum(map(bool, paths)) <= len(wants):
        return None
    for path, want in zip(paths, wants, strict=True):
        if path and not any(name.endswith(path) or path.endswith(name) for name in want.names):
            return None
    return [want.key for want in wants]
