"""Which row of the form the letters of a cell name exactly: with or without ordinal, group, or pieces of a group's label around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.reading.folding import NUMERALS, plain
from core.reading.wants import BLOCK_NAMES, Want, groups, rows

_NUMERALS = "".join(sorted(NUMERALS))
_PIECES = 8
"""Letters of group labels that may stand in a row's label."""


@lru_cache(maxsize=2048)
def exact(letters: str, version: str, tall: bool) -> tuple[str, str] | None:
    """Table and row that the letters name exactly, with or without ordinal and group name before them; `tall` is a cell of several
    rows, which names no single row."""
    for table in ("t3", "t2"):
        for want in rows(version, table):
            if _names(letters, want, groups(version, table)):
                if want.key == "other/undivided" and tall:
                    continue
                return table, want.key
    for block, names in BLOCK_NAMES.items():
        if letters.removeprefix("行政诉讼") in names:
            return "t4", block
    return None


def _names(letters: str, want: Want, group_wants: Sequence[Want]) -> bool:
    names = (*want.names, "合计") if want.key == "total" else want.names
    bare = letters.lstrip(_NUMERALS)
    if letters in names or bare in names:
        return True
    rest = bare
    for group in group_wants:
        if len(rest) > len(group.name) and rest.startswith(group.name):
            rest = rest.removeprefix(group.name).lstrip(_NUMERALS)
            if rest in names:
                return True
    pieces = "".join(group.name for group in group_wants)
    numbered = plain(want.ordinal) + want.name  # a short name behind its ordinal, a piece of a group's before that
    before = letters.removesuffix(numbered) if numbered != want.name and len(want.name) < 4 else letters
    return (before != letters and _are_pieces(before, pieces)) or _amid_groups(bare, names, pieces)


def _amid_groups(letters: str, names: Sequence[str], group_letters: str) -> bool:
    """A long label with pieces of a group's label before and behind it, as a cell without rules between them reads."""
    for name in names:
        if len(name) > 3 and name in letters and _are_pieces(letters.replace(name, "", 1), group_letters):
            return True
    return False


def _are_pieces(rest: str, group_letters: str) -> bool:
    return len(rest) <= _PIECES and set(rest) <= {*group_letters, *NUMERALS}
