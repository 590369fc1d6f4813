"""Grids of plain text whose columns are set out with blanks, as converters lay pages out in type of one width.

Every character gets the place it would have on a page of such type, and the tables are found as on a page without rules. That
holds only where the blanks really align columns: figures parted by wide blanks of changing width, not by one blank each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.formats.document import Document, Grid
from core.model import Box

_WIDTH, _HEIGHT, _PITCH = 6.0, 10.0, 13.0
"""Points: a half-width character across, the type's height, and from line to line."""
_FIGURE = re.compile(r"(?<!\S)[0-9０-９][0-9０-９,.，．]*(?!\S)|(?<!\S)[-－—–/／](?!\S)")
_LEAST = 4
"""Figures on a line that make it a row worth looking at."""
_ROWS = 6
"""Such lines in a text whose columns are aligned."""
_ALIGNED = 0.8
"""Of these lines, the least share whose figures all stand apart by two blanks or more."""
_WIDE = 5
"""Blanks that nobody sets between figures unless to align them."""
_LONGEST = 200_000
"""Characters from the first to the last row; tables of the form have some ten thousand."""
_AROUND = 14
"""Lines above the first and below the last row that may belong to the tables."""


def aligned_grids(document: Document) -> tuple[Grid, ...]:
    """The grids; none where the file marks its cells itself or sets its figures apart by single blanks."""
    if document.format != "text" or document.grids:
        return ()
    lines = _lines(document.text)
    rows = [(number, gaps) for number, (_, line) in enumerate(lines) if len(gaps := _gaps(line)) >= _LEAST - 1]
    if len(rows) < _ROWS or not _set_out([gaps for _, gaps in rows]):
        return ()
    first, last = max(0, rows[0][0] - _AROUND), rows[-1][0] + _AROUND
    region = lines[first : last + 1]
    return tuple(_found(region)) if sum(len(line) for _, line in region) <= _LONGEST else ()


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line with the place where it begins."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _gaps(line: str) -> list[int]:
    """Blanks between neighbouring figures of a line."""
    spans = [match.span() for match in _FIGURE.finditer(line)]
    if "\t" in line:
        return []
    return [b[0] - a[1] for a, b in pairwise(spans) if not line[a[1] : b[0]].strip()]


def _set_out(rows: Sequence[Sequence[int]]) -> bool:
    wide = [gaps for gaps in rows if min(gaps) > 1]
    widths = {gap for gaps in wide for gap in gaps}
    return len(wide) >= _ALIGNED * len(rows) and (len(widths) > 1 or min(widths) >= _WIDE)


def _found(lines: Sequence[tuple[int, str]]) -> list[Grid]:
    from core.formats.pdf.aligned import aligned_grids as grids_of_page  # costs the libraries of that format
    from core.formats.pdf.cells import PageGlyphs

    offset = lines[0][0]
    text = "\n".join(line for _, line in lines)
    boxes: list[Box | None] = []
    for number, (_, line) in enumerate(lines):
        boxes += [*_boxes(line, number * _PITCH), None]
    found = grids_of_page(PageGlyphs(1, text, boxes[: len(text)], offset), (), drawn=False)
    return [replace(grid, page=None) for grid in found]


def _boxes(line: str, top: float) -> list[Box | None]:
    boxes: list[Box | None] = []
    left = 0.0
    for char in line:
        width = _WIDTH * (2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char))
        boxes.append(None if char.isspace() or not width else Box(left, top, left + width, top + _HEIGHT))
        left += width
    return boxes
