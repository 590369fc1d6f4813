"""Columns whose cells hold two figures side by side: the rule between two columns is lost, and which of the two a single figure in
such a cell belongs to nobody can tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from core.reading.grid_rows import GridRow
from core.reading.printed_signs import SIGNS
from core.reading.sighting import SeenRow
from core.wording import Phrase

_ROWS: Final = 2
"""Rows with a pair in the same column that make it a column of pairs; in one row the rule of one cell may be lost."""
_FIGURE: Final = rf"(?:[-−－]?[0-9０-９][0-9０-９,，.．]*|[{SIGNS}]{{1,3}})"
_BLANKS: Final = r"[ \t\u3000\xa0]"
_PAIR: Final = re.compile(rf"^{_BLANKS}*{_FIGURE}(?:{_BLANKS}+{_FIGURE})+{_BLANKS}*$", re.MULTILINE)
_UNREAD: Final = Phrase("reading.unread.merged")


def paired(rows: Iterable[GridRow]) -> bool:
    """Whether a column of these rows of a page holds pairs."""
    return bool(_several([cell.column for row in rows for cell in row.cells if cell.box and _PAIR.search(cell.text)]))


def without_paired(rows: Mapping[tuple[str, str], SeenRow]) -> Mapping[tuple[str, str], SeenRow]:
    """The rows, by table and key, those of table 3 unread in the columns of pairs."""
    own = [row for (table, _), row in rows.items() if table == "t3"]
    pairs = [
        address.column
        for row in own
        for address, cell in zip(row.addresses, row.cells, strict=True)
        if cell.printed and not cell.printed.isalnum() and _PAIR.search(cell.printed)
    ]
    lost = _several(pairs)
    return {key: _unread(row, lost) if key[0] == "t3" else row for key, row in rows.items()} if lost else rows


def _several(columns: Iterable[object]) -> set[object]:
    return {column for column, rows in Counter(columns).items() if rows >= _ROWS}


def _unread(row: SeenRow, columns: set[object]) -> SeenRow:
    cells = tuple(
        cell._replace(
            printed=None, why=cell.why or _UNREAD, candidates=cell.candidates or tuple(filter(None, [cell.printed]))
        )
        if address.column in columns and cell.printed is not None
        else cell
        for address, cell in zip(row.addresses, row.cells, strict=True)
    )
    return replace(row, cells=cells, firm=False, why=row.why or _UNREAD)
