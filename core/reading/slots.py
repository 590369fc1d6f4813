"""Blank cells of a text whose lines mark their cells (tabs, one cell a line): slots say which column a figure stands in.

Slots of a text are weaker than ruled cells: a slot beside the label may be the label's own, merged over two columns. A row of six
figures whose first slot is empty therefore has two readings, and stays unread unless the sums of the row tell.
"""

from __future__ import annotations

from dataclasses import replace

from core.formats.document import Cell, Document, Grid
from core.reading.resolve import unread_row
from core.reading.segments import Segment
from core.reading.sighting import SeenRow, Sighting
from core.wording import Phrase


def with_slots(document: Document, segment: Segment, row: SeenRow) -> SeenRow:
    """The row with its blanks where the slots have them; as it is where every figure has its own slot or there are no slots."""
    found = _line(document, segment) if segment.tokens else None
    if found is None:
        return row
    grid, cells = found
    filled = [cell for cell in cells if any(s <= t.span[0] < e for s, e in cell.spans for t in segment.tokens)]
    columns = len(row.addresses)
    if len(filled) == len(segment.tokens) == columns or len(filled) > columns:
        return row
    placed = _placed(grid, cells, filled, columns)
    count = {"columns": columns, "found": len(filled)}
    if placed is None:
        return row if len(filled) == len(segment.tokens) else unread_row(row.addresses, _unread(count), row.printed)
    why = None if len(filled) == columns else Phrase("reading.doubt.slots", count)
    literal = [_literal(document, cell, why) for cell in placed]
    if (
        literal[0].printed == ""
        and columns > 1
        and literal[1].printed
        and any(c.column < _start(placed) for c in cells)
    ):
        first = literal[1].printed
        literal[0] = Sighting(None, literal[1].locator, _unread(count), ("", first))
        literal[1] = Sighting(None, literal[1].locator, _unread(count), (first, ""))
    return replace(row, cells=tuple(literal), firm=False, why=why or _unread(count))


def _start(placed: list[Cell | None]) -> int:
    """The column of the slot where the figures of a row ought to begin."""
    return next(cell.column - i for i, cell in enumerate(placed) if cell)


def _unread(count: dict[str, int]) -> Phrase:
    return Phrase("reading.unread.count", {**count})


def _literal(document: Document, cell: Cell | None, why: Phrase | None) -> Sighting:
    return Sighting(cell.text.strip(), document.locate(*cell.spans), why) if cell else Sighting("", why=why)


def celled(document: Document, segment: Segment) -> bool:
    """Whether each figure of the segment stands in a cell of its own of one line."""
    found = _line(document, segment) if segment.tokens else None
    owners = (
        [[cell.column for cell in found[1] if any(s <= t.span[0] < e for s, e in cell.spans)] for t in segment.tokens]
        if found
        else []
    )
    columns = [column[0] for column in owners if len(column) == 1]
    return bool(columns) and len(columns) == len(segment.tokens) == len(set(columns))


def _line(document: Document, segment: Segment) -> tuple[Grid, list[Cell]] | None:
    """The cells of the grid row that holds the segment's figures, if one row of a text's grid holds them all."""
    if document.format != "text":
        return None
    first, last = segment.tokens[0].span[0], segment.tokens[-1].span[1]
    for grid in document.grids:
        if grid.span[0] <= first and last <= grid.span[1]:
            rows = {cell.row for cell in grid.cells for s, e in cell.spans if s < last and first < e}
            if len(rows) == 1:
                return grid, [cell for cell in grid.cells if cell.row in rows]
    return None


def _placed(grid: Grid, cells: list[Cell], filled: list[Cell], columns: int) -> list[Cell | None] | None:
    """The cells under the table's columns: where the full rows of the same grid have theirs, else the only stretch that fits."""
    by_column = {cell.column: cell for cell in cells}
    start = _usual_start(grid, columns)
    first, last = filled[0].column, filled[-1].column
    label = max((c.column for c in cells if c.column < first and c.text.strip()), default=-1)
    if start is not None and max(by_column) < start + columns - 1:
        return None  # fewer slots than columns: which of them are left out is not marked
    if start is None or not label < start <= first <= last < start + columns:
        slots = sorted(c.column for c in cells if c.column > label)
        if len(slots) != columns:
            return None
        start = slots[0]
    return [_filled(by_column.get(start + i)) for i in range(columns)]


def _filled(cell: Cell | None) -> Cell | None:
    return cell if cell and cell.text.strip() else None


def _usual_start(grid: Grid, columns: int) -> int | None:
    """The column where the full rows of a grid begin, if they all begin in the same."""
    starts = set()
    for row in range(grid.rows):
        figures = [c.column for c in grid.cells if c.row == row and c.text.strip().isdecimal()]
        if len(figures) == columns and figures[-1] - figures[0] == columns - 1:
            starts.add(figures[0])
    return starts.pop() if len(starts) == 1 else None
