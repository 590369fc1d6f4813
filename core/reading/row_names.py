"""Which row of the form the letters of a cell name exactly: with or without ordinal, group, or pieces of a group's label around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from core.reading.folding import NUMERALS, plain
from core.reading.wants import BLOCK_NAMES, Want, groups, rows

_NUMERALS = "".join(sorted(NUMERALS))
_PIECES = 8
"""Letters of group labels that may stand in a row's label."""
_SHORT = 4
"""A name of fewer letters is known behind its ordinal; longer ones are known among other letters."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the form, by all that names it; made once, for every label of a report is held against every row."""

    key: str
    names: frozenset[str]
    long: tuple[str, ...]
    """Names that may stand amid pieces of a group's label."""
    numbered: str
    """Ordinal and name where the name alone is too short, else empty."""

    @classmethod
    def of(cls, want: Want) -> _Row:
        names = (*want.names, "合计") if want.key == "total" else want.names
        ordinal = plain(want.ordinal)
        numbered = ordinal + want.name if ordinal and len(want.name) < _SHORT else ""
        return cls(want.key, frozenset(names), tuple(name for name in names if len(name) >= _SHORT), numbered)


@dataclass(frozen=True, slots=True)
class _Table:
    key: str
    rows: tuple[_Row, ...]
    groups: tuple[str, ...]
    letters: frozenset[str]
    """Of all groups' labels, and numerals."""


@cache
def _tables(version: str) -> tuple[_Table, ...]:
    return tuple(
        _Table(table, tuple(map(_Row.of, rows(version, table))), names, frozenset(("".join(names)) + _NUMERALS))
        for table in ("t3", "t2")
        for names in [tuple(group.name for group in groups(version, table))]
    )


@lru_cache(maxsize=2048)
def exact(letters: str, version: str, tall: bool) -> tuple[str, str] | None:
    """Table and row that the letters name exactly, with or without ordinal and group name before them; `tall` is a cell of several
    rows, which names no single row."""
    for table in _tables(version):
        bare = _bare(letters, table.groups)
        for row in table.rows:
            if _names(letters, bare, row, table.letters) and not (tall and row.key == "other/undivided"):
                return table.key, row.key
    for block, names in BLOCK_NAMES.items():
        if letters.removeprefix("行政诉讼") in names:
            return "t4", block
    return None


def _bare(letters: str, group_names: Sequence[str]) -> list[str]:
    """The letters without their ordinal, and without each of the groups' names that they begin with."""
    found = [letters.lstrip(_NUMERALS)]
    for name in group_names:
        if len(found[-1]) > len(name) and found[-1].startswith(name):
            found.append(found[-1].removeprefix(name).lstrip(_NUMERALS))
    return found


def _names(letters: str, bare: Sequence[str], row: _Row, of_groups: frozenset[str]) -> bool:
    if letters in row.names or not row.names.isdisjoint(bare):
        return True
    if row.numbered and letters.endswith(row.numbered) and _are_pieces(letters.removesuffix(row.numbered), of_groups):
        return True  # a short name behind its ordinal, a piece of a group's label before that
    return any(_amid_groups(bare[0], name, of_groups) for name in row.long if len(bare[0]) <= len(name) + _PIECES)


def _amid_groups(letters: str, name: str, of_groups: frozenset[str]) -> bool:
    """A long label with pieces of a group's label before and behind it, as a cell without rules between them reads."""
    return name in letters and _are_pieces(letters.replace(name, "", 1), of_groups)


def _are_pieces(rest: str, of_groups: frozenset[str]) -> bool:
    return len(rest) <= _PIECES and of_groups.issuperset(rest)
