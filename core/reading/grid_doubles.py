"""Figures of which the document prints two for one place: two columns under one head, two tables of one kind (of two years, of two
bodies). What one of them leaves blank the other does not fill.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.formats.document import Cell
from core.reading.folding import squeeze
from core.reading.grid_rows import is_number
from core.reading.sighting import Sighting
from core.wording import Phrase

_FEW = 2
"""Rows with two figures under one head that make two columns of it."""
_WHOLE = {"t2": 3, "t3": 6}
"""Rows that stand twice, whole each time: more than page breaks cut in two."""

Seen = Mapping[tuple[str, str], Sequence[Mapping[str, Sequence[Cell]]]]
"""Table and row key -> the cells of each column, once for each time that the row stands there."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """What stands there twice."""

    columns: frozenset[tuple[str, str]]
    """Table and column under whose head two figures stand side by side."""
    tables: frozenset[str]
    """Tables printed twice."""

    def weighed(self, table: str, column: str, seen: Sighting, parts: Sequence[Sequence[Cell]]) -> Sighting:
        """The figure, unread where nobody can tell which of two places is meant, though only one of them is filled."""
        if seen.printed is None:
            return seen
        if (table, column) in self.columns and any(len(cells) > 1 for cells in parts):
            return Sighting(None, seen.locator, Phrase("reading.unread.column"), (seen.printed,))
        if seen.printed and table in self.tables and not _in_both(parts):
            why = Phrase("reading.unread.several", {"found": (seen.printed,)})
            return Sighting(None, seen.locator, why, (seen.printed, ""))
        return seen


def doubled(seen: Seen) -> Doubles:
    """What of these rows stands there twice."""
    beside = Counter(
        (table, name)
        for (table, _), parts in seen.items()
        for found in parts
        for name, cells in found.items()
        if len(cells) > 1 and sum(is_number(cell.text) for cell in cells) > 1
    )
    twice = Counter(table for (table, _), parts in seen.items() if sum(map(is_whole, parts)) > 1)
    tables = {table for table, least in _WHOLE.items() if twice[table] >= least}
    if any(_differs(parts) for (table, _), parts in seen.items() if table in tables):
        tables.add("t4")  # whose it is nobody can tell; a copy of the same report's tables leaves no question
    return Doubles(frozenset(place for place, rows in beside.items() if rows >= _FEW), frozenset(tables))


def _differs(parts: Sequence[Mapping[str, Sequence[Cell]]]) -> bool:
    """Whether a row that stands there more than once prints something else in one place than in another."""
    prints = {
        tuple((key, tuple(squeeze(cell.text) for cell in cells)) for key, cells in found.items()) for found in parts
    }
    return len(prints) > 1


def is_whole(found: Mapping[str, Sequence[Cell]]) -> bool:
    """Whether each column has a cell."""
    return bool(found) and all(found.values())


def _in_both(parts: Sequence[Sequence[Cell]]) -> bool:
    """Whether the figure stands in every one of the tables, and these are more than one."""
    filled = [any(squeeze(cell.text) for cell in cells) for cells in parts if cells]
    return len(filled) > 1 and all(filled)
