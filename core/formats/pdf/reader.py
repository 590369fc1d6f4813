"""The steps of reading a PDF, in order: open, text and glyphs, tables, what is hidden or false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Final, Literal

import pypdfium2.raw as pdfium

from core.formats.document import PAGE_BREAK, Document, Grid, Page
from core.formats.pdf import notices
from core.formats.pdf.aligned import aligned_grids
from core.formats.pdf.cells import Layout, PageGlyphs, grid_of
from core.formats.pdf.continued import aligned_columns
from core.formats.pdf.draft import Paper, draft_of, drawn_in
from core.formats.pdf.frame import Frame, turned
from core.formats.pdf.glyphs import MAX_GLYPHS, PageText, Run, page_text, some_runs
from core.formats.pdf.ink import unseen
from core.formats.pdf.lying import Lies, lies
from core.formats.pdf.opening import Unloadable, frame_of, opened, page_of, properties_of
from core.formats.pdf.plain import plain_layouts, plain_text, plumbed, why_unloadable
from core.formats.pdf.rules import TooMany, is_ruled, page_rules
from core.formats.pdf.strokes import crossed_out, digits_of, raised
from core.formats.pdf.tables import bounded_edges, fed_layouts
from core.model import Box, Warning

Engine = Literal["pdfium", "pdfplumber"]
_SLANT: Final = 10
"""Degrees off the sides of the page at which words are no part of a table."""
_angle: Final = attrgetter("angle")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one page gave; spans and offsets already count in the document's text."""

    page: Page
    text: str
    boxes: list[Box | None]
    grids: tuple[Grid, ...]
    warnings: tuple[Warning, ...]
    blank: bool = False
    """Nothing at all is drawn on it."""
    drawn: tuple[Box, ...] = ()
    """Cells without text that are not blank."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How pages are read."""

    data: bytes
    plain: Any = None
    """pdfplumber's document where its own tables are wanted."""
    doubts: bool = True
    lies: Lies | None = None
    first: Document | None = None
    """An earlier reading of the same bytes, whose text is kept."""
    paper: Paper = field(default_factory=Paper)


def read(data: bytes, engine: Engine = "pdfium", doubts: bool = True) -> Document:
    """Text, pages, glyphs and tables of a PDF; `doubts=False` leaves out the search for hidden and false text.

    Raises SourceError: `empty`, `damaged`, `password`, `unsupported`, `too-large`, `depth`. A document without any text is no
    error here; unless all its pages are blank it carries a warning of kind `scan`. Hostile input may end the process: call it in the reader's own one.
    """
    with ExitStack() as stack:
        document = stack.enter_context(opened(data))
        plain = stack.enter_context(plumbed(data, text=False)) if engine == "pdfplumber" else None
        false = lies(data) if doubts else None
        pages = list(_pages(document, _Way(data, plain, doubts, false)))
        properties = properties_of(document)
    text = PAGE_BREAK.join(page.text for page in pages)
    warnings = [warning for page in pages for warning in page.warnings]
    if not text.strip() and not all(page.blank for page in pages):
        warnings = [notices.scan(), *(warning for warning in warnings if warning.kind != "scan")]
    if doubts and false is None:
        warnings.append(notices.untested())
    return Document(
        format="pdf",
        text=text,
        grids=_grids_of(pages),
        pages=tuple(page.page for page in pages),
        glyphs=_glyphs(pages),
        warnings=tuple(warnings),
        properties=properties,
        drawn=tuple((page.page.number, box) for page in pages for box in page.drawn),
    )


def read_plain(data: bytes, first: Document | None = None) -> Document:
    """The same text with the tables of plain pdfplumber; all but the tables is taken over from a `first` reading."""
    if first is None:
        return read(data, "pdfplumber")
    with opened(data) as document, plumbed(data, text=False) as plain:
        pages = list(_pages(document, _Way(data, plain, doubts=False, first=first)))
    own = tuple(warning for page in pages for warning in page.warnings if warning not in first.warnings)
    return replace(first, grids=_grids_of(pages), warnings=(*first.warnings, *own))


def _grids_of(pages: list[_Read]) -> tuple[Grid, ...]:
    return aligned_columns([grid for page in pages for grid in page.grids])


def _pages(document: Any, way: _Way) -> Iterator[_Read]:
    """Each page in turn; one that cannot be loaded is named and left empty, unless none can."""
    offset, failed = 0, 0
    for index in range(len(document)):
        try:
            with page_of(document, index) as page:
                read_page = _page(page, index + 1, offset, way)
        except Unloadable as error:
            failed += 1
            if failed == len(document):
                raise why_unloadable(way.data, index + 1) from error
            place = Page(index + 1, (offset, offset), 0.0, 0.0)
            read_page = _Read(place, "", [], (), (notices.unloaded(index + 1),))
        offset += len(read_page.text) + len(PAGE_BREAK)
        yield read_page


def _glyphs(pages: list[_Read]) -> tuple[Box | None, ...]:
    boxes: list[Box | None] = []
    for number, page in enumerate(pages):
        if number:
            boxes += (None,) * len(PAGE_BREAK)
        boxes += page.boxes
    return tuple(boxes)


def _page(page: Any, number: int, offset: int, way: _Way) -> _Read:
    frame = frame_of(page)
    found = page_text(page, frame) if way.first is None else _again(page, number, frame, way.first)
    warnings = []
    if found is None:
        found = PageText()
        warnings.append(notices.skipped("glyphs", MAX_GLYPHS, number))
    elif way.first is None and not found.text.strip() and _pictures(page):
        warnings.append(notices.scan(number))
    turns = _turns_to_read(found)
    grids: list[Grid] = []
    try:
        grids, odd = _grids(page, number, offset, frame, turns, found, way)
        warnings += odd
    except TooMany as error:
        warnings.append(notices.skipped("tables", error.args[0], number))
    if way.first is None:
        warnings += notices.of_characters(found, number, offset)
    drawn: list[Box] = []
    if way.doubts and found.text.strip():
        with draft_of(page, frame, way.paper) as draft:
            drawn = drawn_in(grids, draft, found) if draft else []
            hidden = unseen(page, frame, found, way.paper, draft)
        warnings += notices.of_unseen(hidden, found, number, offset)
        warnings += _replaced(frame, found, number, offset, way)
        warnings += notices.of_lies(way.lies or {}, found, number, offset)
        warnings += notices.of_cells(grids, found, -90 * turns % 360, offset)
    text = found.text
    place = Page(number, (offset, offset + len(text)), frame.width, frame.height)
    blank = not text and pdfium.FPDFPage_CountObjects(page.raw) == 0
    return _Read(place, text, found.boxes, tuple(grids), tuple(warnings), blank, tuple(drawn))


def _replaced(frame: Frame, found: PageText, number: int, offset: int, way: _Way) -> list[Warning]:
    """Where an /ActualText gives digits, pdfminer is asked what the glyphs are: rare, so its cost does not matter."""
    boxes = [box for _, box in notices.replaced_places(found)]
    if not boxes:
        return []
    return list(notices.of_replaced(found, plain_text(way.data, number, frame, boxes), number, offset))


def _again(page: Any, number: int, frame: Frame, first: Document) -> PageText:
    """The page's text and boxes as read before; of its runs only a sample, which tells its upright direction."""
    start, end = first.pages[number - 1].span
    return PageText(list(first.text[start:end]), list(first.glyphs[start:end]), some_runs(page, frame))


def _grids(
    page: Any, number: int, offset: int, frame: Frame, turns: int, found: PageText, way: _Way
) -> tuple[list[Grid], list[Warning]]:
    """The tables of a page in the order of its text, and what is odd about their digits. Raises TooMany."""
    upright = replace(frame, turns=(frame.turns + turns) % 4)
    boxes = found.boxes
    if turns:
        boxes = [box and turned(box, turns, frame.width, frame.height) for box in boxes]
    glyphs = PageGlyphs(number, found.text, _without_slanting(boxes, found.runs), offset)
    if not found.text.strip():
        if is_ruled(page, upright):
            bounded_edges(page_rules(page, upright))
        return [], []
    rules = page_rules(page, upright)
    layouts: list[Layout] = []
    if rules.may_part_cells() and way.plain is None:
        layouts = fed_layouts(rules)
    elif rules.may_part_cells():
        layouts = plain_layouts(way.plain, number, frame, turns)
    ruled = [grid for layout in layouts if (grid := grid_of(layout, glyphs))]
    aligned = aligned_grids(glyphs, [grid.box for grid in ruled if grid.box is not None])
    grids = sorted([*ruled, *aligned], key=lambda grid: grid.span)
    digits = digits_of(grids, glyphs) if way.doubts else []
    odd = list(notices.of_strokes(crossed_out(digits, rules), raised(digits, glyphs), found, number, offset))
    return [_displayed(grid, -turns, upright) for grid in grids], odd


def _pictures(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page.raw), 1_000)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, index)) for index in range(count))
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _turns_to_read(found: PageText) -> int:
    """Quarter turns clockwise that set most of the page's glyphs upright."""
    angles = Counter(map(_angle, filter(None, found.runs)))
    if not angles:
        return 0
    angle, _ = angles.most_common(1)[0]
    return -angle // 90 % 4 if angle % 90 == 0 else 0


def _without_slanting(boxes: list[Box | None], runs: Sequence[Run | None]) -> list[Box | None]:
    """The boxes without those of words laid aslant over a page that has others, as a watermark is: they stand in no cell."""
    angles = set(map(_angle, filter(None, runs)))
    aslant = {angle for angle in angles if _SLANT < angle % 90 < 90 - _SLANT}
    if not aslant or aslant == angles or len(runs) != len(boxes):
        return boxes
    return [None if run is not None and run.angle in aslant else box for box, run in zip(boxes, runs, strict=True)]


def _displayed(grid: Grid, turns: int, frame: Frame) -> Grid:
    """The grid with its boxes on the page as displayed."""
    if turns == 0:
        return grid

    def back(box: Box | None) -> Box | None:
        return box and turned(box, turns, frame.width, frame.height)

    cells = tuple(replace(cell, box=back(cell.box)) for cell in grid.cells)
    return replace(grid, cells=cells, box=back(grid.box))
