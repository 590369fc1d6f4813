"""Grids of plain text, only where the file itself says what a cell is.

Four ways are known: tabs between the cells of a line; `|` or a drawn bar around them, or only between or behind them; and, as
browsers and Word save a table as text, one cell a line beginning with a tab, an empty line between rows, lines without a tab continuing the cell
above. Columns set out with blanks are no grid: the text reading deals with them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.errors import SourceError
from core.formats.document import Cell, Grid
from core.formats.flow import MAX_CELLS
from core.model import Span

_BARS: Final = re.compile(r"[|｜│┃║]")
_BARRED: Final = re.compile(r"\s*[|｜│┃║].*[|｜│┃║]\s*$")
_RULE_MARKS: Final = frozenset("-+=:|─━═┄┅┼╋├┤┝┥┌┐└┘┏┓┗┛┬┴┳┻╔╗╚╝╠╣╦╩╬ \t")
_STROKES: Final = frozenset("-=─━═┄┅")
_LONGEST_CELL: Final = 200
"""Code points; an indented paragraph of prose is longer than any cell of the form."""

_CellSpans = list[Span]
"""The lines of a cell."""
_Rows = list[list[_CellSpans]]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def span(self) -> Span:
        return self.start, self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip(" \u3000\xa0\r")


_Way = Callable[[list[_Line], int], tuple[_Rows, int]]
"""Lines and where to begin -> the rows of a grid that begins there, and the line after it; no rows if there is none."""


def grids(text: str) -> tuple[Grid, ...]:
    """The grids of a text in document order; SourceError `too-large` past the cap of cells in one document."""
    lines = list(_lines(text))
    found: list[Grid] = []
    at = cells = 0
    while at < len(lines):
        rows, end = _first_way(lines, at)
        if rows:
            found.append(_grid(text, rows))
            cells += len(found[-1].cells)
            if cells > MAX_CELLS:
                raise SourceError("too-large", what="cells", limit=MAX_CELLS)
        at = end
    return tuple(found)


def _first_way(lines: list[_Line], at: int) -> tuple[_Rows, int]:
    """The rows of the grid that begins at a line, by the first way that knows one; else none and the next line."""
    for way in _WAYS:
        rows, end = way(lines, at)
        if rows:
            return rows, end
    return [], at + 1


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


def _stacked(lines: list[_Line], at: int) -> tuple[_Rows, int]:
    """One cell a line, each after a tab; rows parted by an empty line."""
    rows: _Rows = []
    row: list[_CellSpans] = []
    end = at
    while end < len(lines):
        line = lines[end]
        if line.text.startswith("\t") and "\t" not in line.text[1:]:
            row.append([(line.start + 1, line.span[1])])
        elif line.blank and row:
            rows.append(row)
            row = []
        elif row and "\t" not in line.text and "\f" not in line.text and _continues(lines, end):
            row[-1].append(line.span)
        else:
            break
        end += 1
    if row:
        rows.append(row)
    return (rows, end) if _is_stack(rows) else ([], at)


def _continues(lines: list[_Line], at: int) -> bool:
    """Whether a line without a tab belongs to the cell above: more cells must follow, in this row or the next."""
    return any(line.text.startswith("\t") for line in lines[at : at + 6])


def _is_stack(rows: _Rows) -> bool:
    longest = max((end - start for row in rows for cell in row for start, end in cell), default=0)
    return len(rows) > 1 and max(map(len, rows)) > 2 and longest <= _LONGEST_CELL


def _tabbed(lines: list[_Line], at: int) -> tuple[_Rows, int]:
    """Cells of a line parted by tabs; lines one below the other."""
    end = at
    while end < len(lines) and "\t" in lines[end].text and "\f" not in lines[end].text:
        end += 1
    rows = [[[span] for span in _split(line, "\t")] for line in lines[at:end]]
    several = sum(1 for line in lines[at:end] if len(line.text.split("\t")) - line.text.split("\t").count("") > 1)
    return (rows, end) if len(rows) > 1 and several else ([], at)


def _barred(lines: list[_Line], at: int) -> tuple[_Rows, int]:
    """Cells between bars. Three or more rules part rows of several lines, one rule only sets off the head."""
    end = at
    while end < len(lines) and (_BARRED.match(lines[end].text) or _is_rule(lines[end])):
        end += 1
    block = lines[at:end]
    rules = sum(1 for line in block if _is_rule(line))
    rows: _Rows = []
    fresh = True
    for line in block:
        if _is_rule(line):
            fresh = True
            continue
        cells = [[span] for span in _split_bars(line)]
        if fresh or rules < 3 or len(cells) != len(rows[-1]):
            rows.append(cells)
        else:
            rows[-1] = [above + below for above, below in zip(rows[-1], cells, strict=True)]
        fresh = False
    return (rows, end) if len(rows) > 1 else ([], at)


def _is_rule(line: _Line) -> bool:
    """A drawn line between rows."""
    return _RULE_MARKS.issuperset(line.text) and not _STROKES.isdisjoint(line.text)


def _open_barred(lines: list[_Line], at: int) -> tuple[_Rows, int]:
    """Cells with a bar behind each, or only between them, and none before the first: web pages saved as words."""
    end = at
    while end < len(lines) and _BARS.search(lines[end].text) and "\f" not in lines[end].text:
        end += 1
    block = [line for line in lines[at:end] if not _is_rule(line)]
    rows = [[[span] for span in _open_cells(line)] for line in block]
    wide = sum(len(row) > 2 for row in rows)
    longest = max((e - s for row in rows for cell in row for s, e in cell), default=0)
    return (rows, end) if wide > 2 and longest <= _LONGEST_CELL else ([], at)


def _open_cells(line: _Line) -> list[Span]:
    """What stands before, between and behind the bars; what is blank before the first or behind the last is no cell."""
    found = list(_parted(line))
    if len(found) > 1 and not line.text[: found[0][1] - line.start].strip():
        found.pop(0)
    if len(found) > 1 and not line.text[found[-1][0] - line.start :].strip():
        found.pop()
    return found


def _parted(line: _Line) -> Iterator[Span]:
    start = line.start
    for bar in _BARS.finditer(line.text):
        yield start, line.start + bar.start()
        start = line.start + bar.end()
    yield start, line.start + len(line.text)


_WAYS: Final[tuple[_Way, ...]] = (_stacked, _tabbed, _barred, _open_barred)


def _split(line: _Line, mark: str) -> Iterator[Span]:
    start = line.start
    for part in line.text.split(mark):
        yield start, start + len(part)
        start += len(part) + 1


def _split_bars(line: _Line) -> list[Span]:
    """What stands between the first and the last bar."""
    bars = [match.start() for match in _BARS.finditer(line.text)]
    return [(line.start + a + 1, line.start + b) for a, b in itertools.pairwise(bars)]


def _grid(text: str, rows: _Rows) -> Grid:
    cells = [_cell(text, r, c, spans) for r, row in enumerate(rows) for c, spans in enumerate(row)]
    places: Iterable[Span] = [span for row in rows for cell in row for span in cell]
    span = min(start for start, _ in places), max(end for _, end in places)
    return Grid(len(rows), max(map(len, rows)), tuple(cells), span)


def _cell(text: str, row: int, column: int, spans: _CellSpans) -> Cell:
    filled = tuple((start, end) for start, end in spans if text[start:end].strip(" "))
    return Cell(row, column, "\n".join(text[start:end] for start, end in filled), filled)
