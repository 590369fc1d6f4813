"""Rows of running text with the right number of figures that may still be a torn figure (`1 24` for 124) beside a blank cell.

Text without marks of its cells cannot tell the two apart by counting. A row whose own sum holds is what it seems. Of the others, in
table 3 the sums of the columns bear witness: a misprint breaks one column, a torn figure every column up to the blank. Where
nobody bears witness the row is believed only in a document that leaves no cell blank and tears no figure elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from core.model import Number
from core.reading.folding import squeeze
from core.reading.resolve import unread_row
from core.reading.sighting import SeenRow
from core.reading.witness import joins, parts, placements, sums_hold, worth
from core.wording import Phrase

_ENDS = ("new", "carried_in", "total", "carried_out")
_MOST_BROKEN = 2
"""Columns that one misprint breaks: its own, and the row total's."""

Cells = tuple[str, ...]


def without_torn(table: str, seen: Mapping[str, SeenRow], celled: AbstractSet[str], even: bool) -> dict[str, SeenRow]:
    """The rows, those unread that may hold a torn figure; `celled` are rows whose figures stand in marked cells of their own, `even`
    tells that no other row of the document lacks a figure or has one too many."""
    kept = dict(seen)
    asked = [key for key, row in seen.items() if key not in celled and row.firm and len(row.printed) == len(row.cells)]
    if not asked:  # as where all rows stand in ruled cells
        return kept
    cells = {key: _prints(row) for key, row in seen.items()}
    for key in asked:
        row, printed = seen[key], cells[key]
        if printed is None:
            continue
        if not _glueable(printed) or sums_hold(table, printed) or (even and not _wholly_off(table, printed)):
            continue
        if not (table == "t3" and _columns_vouch(key, printed, cells)):
            run = Phrase("reading.unread.torn", {"run": " ".join(printed)})
            kept[key] = unread_row(row.addresses, run, row.printed)
    return kept


def regular(rows: Sequence[SeenRow]) -> bool:
    """Whether every row with figures has as many as columns, or all leave the same number of cells blank."""
    short = {len(row.cells) - len(row.printed) for row in rows if row.printed}
    return len(short) <= 1 and min(short, default=0) >= 0


def _prints(row: SeenRow) -> Cells | None:
    printed = tuple(squeeze(cell.printed) for cell in row.cells if cell.printed is not None)
    return printed if len(printed) == len(row.cells) else None


def _glueable(printed: Cells) -> bool:
    """Whether two neighbours could be the halves of one figure."""
    return any(True for _ in joins(printed, len(printed) - 1))


def _wholly_off(table: str, printed: Cells) -> bool:
    """Whether more of the row's sums fail than hold: one misprint breaks one."""
    stretches = parts(table, len(printed))
    failing = sum(not sums_hold("t3" if end - start == 7 else table, printed[start:end]) for start, end in stretches)
    return 2 * failing >= max(len(stretches), 1) if stretches else False


def _columns_vouch(key: str, printed: Cells, cells: Mapping[str, Cells | None]) -> bool:
    """Whether the columns add up with the row as it stands, all but what one misprint breaks, and with no torn reading as well."""
    own = _broken(key, printed, cells)
    if own is None or own > _MOST_BROKEN:
        return False
    others = (
        _broken(key, way, cells)
        for joined in joins(printed, len(printed) - 1)
        for way in placements(joined, len(printed))
        if way != printed
    )
    return all(other is None or other > own for other in others)


def _broken(key: str, printed: Cells, cells: Mapping[str, Cells | None]) -> int | None:
    """How many columns do not add up; None where another row that they need is not read."""
    rows = {**cells, key: printed}
    results = [row for row in rows if row not in _ENDS]
    needed = _ENDS if key in ("new", "carried_in", "carried_out") else (*results, "total")
    if any(rows.get(row) is None for row in needed):
        return None
    broken = 0
    for column in range(len(printed)):
        values = {row: _value(rows[row], column) for row in needed}
        if None in values.values():
            return None
        worths = {row: value for row, value in values.items() if value is not None}
        if key in ("new", "carried_in", "carried_out"):
            holds = worths["new"] + worths["carried_in"] == worths["total"] + worths["carried_out"]
        else:
            holds = sum(worths[row] for row in results) == worths["total"]
        broken += not holds
    return broken


def _value(printed: Cells | None, column: int) -> Number | None:
    return worth(printed[column]) if printed else None
