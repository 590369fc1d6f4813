"""Writes a flowing document (HTML, DOCX) as one text with grids: blocks by LF, cells by TAB, rows by LF.

Inside a cell lines are joined by one blank, so that a row of the table stays one line of the text; the cell itself keeps
its lines apart (`Cell.text` joins them by LF, `Cell.spans` has one span a line).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import SourceError
from core.formats.document import Cell, Grid
from core.model import Span

MAX_CELLS = 10_000
"""Table cells in a document (RELIABILITY.md R6)."""
MAX_SPAN = 1000
"""Columns a cell may span: what HTML allows; Word stops at 63."""


@dataclass
class _Table:
    """A grid being written: which columns of the coming rows are covered from above."""

    start: int
    row: int = -1
    column: int = 0
    columns: int = 0
    covered: dict[int, int] = field(default_factory=dict)
    """Column -> last row that a merged cell from above covers."""
    cells: list[Cell] = field(default_factory=list)


@dataclass
class _OpenCell:
    row_span: int
    column_span: int
    spans: list[Span] = field(default_factory=list)
    line_start: int | None = None
    mark: int | None = None
    """Where something of it was left out."""


class Flow:
    """The text so far, and the grids in it. Tables do not nest here: a reader flattens or passes over outer ones."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pending = ""
        self._table: _Table | None = None
        self._cell: _OpenCell | None = None
        self._count = 0
        self.grids: list[Grid] = []

    @property
    def position(self) -> int:
        """Where the next character will stand."""
        return self._length + len(self._pending)

    @property
    def in_cell(self) -> bool:
        """Whether a cell is open: line breaks are then written as blanks."""
        return self._cell is not None

    @property
    def at_line_start(self) -> bool:
        """Whether the next text begins a line (of the document or of the open cell)."""
        if self._cell is not None:
            return self._cell.line_start is None
        return self._pending == "\n" or self._length == 0

    @property
    def text(self) -> str:
        """The whole text, ended by LF if there is any."""
        body = "".join(self._parts)
        return body + "\n" if body and not body.endswith("\n") else body

    def write(self, text: str) -> Span:
        """Add text without line breaks; returns its span."""
        if text:
            self._flush()
            if self._cell is not None and self._cell.line_start is None:
                self._cell.line_start = self._length
        start = self._length
        self._add(text)
        return start, self._length

    def mark(self) -> Span:
        """The place at which something is left out; a cell that holds nothing else has it for its own place."""
        if self._cell is not None and self._cell.mark is None:
            self._cell.mark = self.position
        return self.position, self.position

    def end_line(self) -> None:
        """End the line, if there is anything in it: LF, or one blank inside a cell."""
        if self._cell is not None:
            if self._cell.line_start is not None:
                self._cell.spans.append((self._cell.line_start, self._length))
                self._cell.line_start = None
                self._pending = " "
        elif self._parts and not self._pending:
            self._pending = "\n"

    def open_table(self) -> None:
        """Begin a grid on a new line."""
        self.end_line()
        self._table = _Table(self.position)

    def open_row(self) -> None:
        """Begin a row of the open grid."""
        table = self._open_table()
        if table.row >= 0:
            self._flush()
            self._add("\n")
        table.row += 1
        table.column = 0

    def open_cell(self, row_span: int = 1, column_span: int = 1, column: int | None = None) -> None:
        """Begin a cell at the given or else the next free column; SourceError `too-large` past the caps."""
        table = self._open_table()
        self._count += 1
        if self._count > MAX_CELLS:
            raise SourceError("too-large", what="cells", limit=MAX_CELLS)
        if column_span > MAX_SPAN or (column or 0) > MAX_SPAN:
            raise SourceError("too-large", what="columns", limit=MAX_SPAN)
        table.column = table.column if column is None else column
        while column is None and table.covered.get(table.column, -1) >= table.row:
            table.column += 1
        if table.cells and table.cells[-1].row == table.row:
            self._flush()
            self._add("\t")
        self._flush()
        self._cell = _OpenCell(row_span, column_span)

    def close_cell(self) -> None:
        """End the cell and put it into the grid."""
        self.end_line()
        table, cell = self._open_table(), self._cell
        assert cell is not None
        self._pending, self._cell = "", None
        if cell.mark is not None and not cell.spans:
            cell.spans.append((cell.mark, cell.mark))
        for column in range(table.column, table.column + cell.column_span):
            table.covered[column] = table.row + cell.row_span - 1
        text = "\n".join(self.slice(span) for span in cell.spans)
        table.cells.append(Cell(table.row, table.column, text, tuple(cell.spans), cell.row_span, cell.column_span))
        table.column += cell.column_span
        table.columns = max(table.columns, table.column)

    def close_table(self) -> None:
        """End the grid; spans that reach past its last row are cut to it. A table without cells leaves no grid."""
        table = self._open_table()
        self._table = None
        rows = table.row + 1
        if table.cells:
            cells = tuple(_cut(cell, rows) for cell in table.cells)
            self.grids.append(Grid(rows, table.columns, cells, (min(table.start, self._length), self._length)))
        if self._parts and not self._parts[-1].endswith("\n"):
            self._pending = "\n"

    def _open_table(self) -> _Table:
        assert self._table is not None
        return self._table

    def slice(self, span: Span) -> str:
        """The text of a span near the end, without joining everything written so far."""
        start, end = span
        pieces, at = [], self._length
        for part in reversed(self._parts):
            at -= len(part)
            pieces.append(part)
            if at <= start:
                break
        return "".join(reversed(pieces))[start - at : end - at]

    def _flush(self) -> None:
        pending, self._pending = self._pending, ""
        self._add(pending)

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _cut(cell: Cell, rows: int) -> Cell:
    if cell.row + cell.row_span <= rows:
        return cell
    return Cell(cell.row, cell.column, cell.text, cell.spans, rows - cell.row, cell.column_span)
