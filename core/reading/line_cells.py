"""Plain text with one cell a line, as word processors save a table: a blank line among the figures is a blank cell.

One row says nothing, since blank lines stand for many things; but where behind nearly every label just as many lines follow as the
form has columns, each blank or one figure, the lines are cells. Where no line is blank, blanks may have been left out: then every row
must have them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.formats.document import Document
from core.model import Span
from core.reading.folding import plain
from core.reading.segments import Segment
from core.reading.sighting import SeenRow, Sighting
from core.wording import Phrase

_ROWS = 5
"""Rows that make it the table's habit."""
_SHARE = 0.8
"""Of the rows, those that must have it."""
_MOST = 40
"""Lines looked at behind a label; table 4 has fifteen figures."""


def rows_by_lines(
    document: Document, found: Sequence[Segment], sizes: Mapping[str, int]
) -> dict[str, tuple[Span, ...]]:
    """The lines of each row that has as many as columns, by its key; none where that is not the table's habit."""
    if document.format != "text":
        return {}
    rows = {}
    for number, segment in enumerate(found):
        size = sizes[segment.anchor.want.key]
        lines = _lines(document.text, segment)
        spare = [document.text[slice(*span)].strip() for span in lines[size:]]
        if len(lines) == size or (number + 1 == len(found) and len(lines) > size and not any(spare)):
            rows[segment.anchor.want.key] = tuple(lines[:size])
    blanks = any(not document.text[slice(*span)].strip() for lines in rows.values() for span in lines)
    usual = len(rows) >= max(_ROWS, _SHARE * len(found))
    return rows if usual and (blanks or len(rows) == len(found)) else {}


def _lines(text: str, segment: Segment) -> list[Span]:
    """The lines behind the label up to the next with words, if each is blank or holds one figure and nothing else."""
    alone = {token.span[0] for token in segment.tokens if token.alone}
    if len(alone) < len(segment.tokens):
        return []
    found: list[Span] = []
    start = segment.anchor.source
    while start < len(text) and len(found) < _MOST:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not plain(text[start:end]):
            found.append((start, end))
        elif found:
            break
        start = end + 1
    return found


def by_lines(document: Document, row: SeenRow, lines: Sequence[Span]) -> SeenRow:
    """The row with a cell for each line; where some are blank the figures are placed by them, which they say."""
    prints = [document.text[slice(*span)].strip() for span in lines]
    filled = sum(map(bool, prints))
    if filled in (0, len(lines)) or filled != len(row.printed):
        return row
    why = Phrase("reading.doubt.slots", {"columns": len(lines), "found": filled})
    cells = tuple(
        Sighting(print, document.locate(span) if print else document.locate(), why)
        for print, span in zip(prints, lines, strict=True)
    )
    return SeenRow(row.addresses, cells, False, row.printed, why)
