"""Where the form's tables stand in a document's text, so that no prose is read from them.

Grids tell it where the format has them; elsewhere the fixed labels do: a table reaches from its first label to its last figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.formats.document import Cell, Document, Grid
from core.model import Section, Span
from core.passages import Joined

_OPENINGS: Final = re.compile(
    r"第二十条第[（(]一[)）]项(?=信息内容|.{0,8}本年)|信息内容本年(?:制发|新制作)"
    r"|[（(]?本列数据的?勾稽关系|申请人情况(?=.{0,4}自然人)|自然人(?=(?:法人或其他组织(?:总计)?)?商业企业科研机构)"
    r"|一?、?本年新收政府信息公开申请数量(?=[0-9０-９])"
    r"|行政复议行政诉讼(?=结果|未经|其他)|行政复议(?=结果维持)|结果维持结果纠正"
)
_LAST_LABELS: Final = re.compile(
    r"(?:行政许可|行政处罚|行政强制|行政事业性收费|政府集中采购|结转下年度?继续办理?|尚未审结总计|总计)(?=[0-9０-９/／\-—－–|无]|\Z)"
)
_FIGURE: Final = (
    r"(?:[-−－]?[0-9０-９][0-9０-９,.．]*(?:万?元|[件条项宗])?|[/／\-—－–])(?=[\s|]|\Z|[一二三四五六七（(])"
)
_FIGURES: Final = re.compile(rf"[\s|]*(?:{_FIGURE}[\s|]*)+")
_RUN: Final = re.compile(rf"(?:(?<=[\s|])|^)(?:{_FIGURE}[\s|]+){{2,}}{_FIGURE}")
_LABEL_TAIL: Final = re.compile(r"\s*(?:继续)?(?:办理|理|数量|量)(?=\s*\n)")
_NOTE: Final = re.compile(
    r"\s*[（(]?备?注[：:](?:[^\n]*[。；）)](?=\s*(?:\n|\Z))|[^\n]*(?:\n(?!\s*[一二三四五六]、)[^\n]*)?)"
)
_LONG: Final = 60
"""Characters of a cell that may be a paragraph if it has more."""
_GAP: Final = 60
"""Characters between two pieces of one table at most (labels left out of a grid, page numbers)."""


def table_spans(document: Document, squeezed: Joined, sections: Iterable[Section]) -> tuple[Span, ...]:
    """The regions of the tables in document order, without overlap; headings of sections are never inside. `squeezed` is the
    document's text without blanks."""
    headings = sorted(section.heading for section in sections)
    found = [row for grid in document.grids for row in _tabular(grid)]
    found += _by_labels(document.text, squeezed, headings)
    merged = _merged(document.text, found, headings)
    return tuple(piece for span in merged for piece in _with_note(document.text, span, headings))


def _tabular(grid: Grid) -> Iterator[Span]:
    """The rows of a grid that hold several cells, none a paragraph: a table finder may frame a whole page of prose."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.spans:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        if len(cells) > 1 and not any(map(_is_paragraph, (cell.text for cell in cells if len(cell.text) > _LONG))):
            places = [place for cell in cells for span in cell.spans for place in span]
            yield min(places), max(places)


def _is_paragraph(printed: str) -> bool:
    text = "".join(printed.split())
    return len(text) > 300 or (len(text) > _LONG and "。" in text[:-1])


def _by_labels(text: str, squeezed: Joined, headings: list[Span]) -> Iterator[Span]:
    position = 0
    for opening in _OPENINGS.finditer(squeezed.text):
        start = squeezed.places[opening.start()]
        if start < position:
            continue
        limit = next((heading[0] for heading in headings if heading[0] > start), len(text))
        end = _end(text, squeezed, start, limit)
        if end is not None:
            yield start, end
            position = end


def _end(text: str, squeezed: Joined, start: int, limit: int) -> int | None:
    """Behind the last figure after a label, or of the last run of figures, before the next heading or table."""
    ends = [match.end() for match in _RUN.finditer(text, start, limit)]
    first, last = squeezed.range_of((start, limit))
    for match in _LAST_LABELS.finditer(squeezed.text, first, last):
        place = squeezed.places[match.end() - 1] + 1
        figures = _FIGURES.match(text, place, limit)
        if figures:
            ends.append(figures.end())
    if not ends:
        return None
    end = max(ends)
    tail = _LABEL_TAIL.match(text, end, limit)
    end = tail.end() if tail else end
    return start + len(text[start:end].rstrip())


def _merged(text: str, spans: list[Span], headings: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or _one_table(text, merged[-1][1], start, headings)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [piece for span in merged for piece in _parted(span, headings)]


def _one_table(text: str, end: int, start: int, headings: list[Span]) -> bool:
    gap = "".join(text[end:start].split())
    return len(gap) <= _GAP and not re.search(r"[。；！？]", gap) and not any(end <= h[0] < start for h in headings)


def _parted(span: Span, headings: list[Span]) -> Iterator[Span]:
    """The span without the headings that stand in it."""
    start, end = span
    for first, last in headings:
        if start <= first < end:
            if first > start:
                yield start, first
            start = last
    if start < end:
        yield start, end


def _with_note(text: str, span: Span, headings: list[Span]) -> Iterator[Span]:
    """A table with the note (注：…) below it: what a note counts is the table's matter."""
    limit = next((heading[0] for heading in headings if heading[0] >= span[1]), len(text))
    note = _NOTE.match(text, span[1], limit)
    yield (span[0], note.end()) if note else span
