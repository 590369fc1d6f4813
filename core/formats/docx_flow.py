"""Lays out the body of a DOCX: paragraphs as lines, tables as grids, as Word prints it.

Deleted and moved-away text of tracked changes is left out and reported, inserted text is read and reported; hidden text is
left out and reported; white text is read and reported. Of compatibility blocks only the first choice is read, so that a text
box is not read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from core.formats import docx_tables
from core.formats.docx_numbering import Numbering
from core.formats.docx_styles import (
    WHITE,
    Element,
    Ground,
    Styles,
    attribute,
    child,
    ground_of,
    is_shaded,
    lies_off,
    local_name,
    name_of,
)
from core.formats.flow import Flow
from core.model import Span, Warning
from core.wording import Phrase

_WRAPPERS: Final = frozenset(
    ("sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "ins", "moveTo", "mc:Choice")
)
_DELETED: Final = frozenset(("del", "moveFrom"))
_OFF_THE_LINE: Final = frozenset(("m:sup", "m:sub", "m:num", "m:den", "m:deg", "m:lim"))
_QUOTE: Final = 120
_TYPED: Final = {"noBreakHyphen": "\u2011", "ptab": " "}


class Body:
    """One layout in progress; `flow` and `warnings` are the result."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.flow = Flow()
        self.warnings: list[Warning] = []
        self._styles = styles
        self._numbering = numbering
        self.pictures = 0
        self._ground: Ground = WHITE
        self._last: tuple[int, bool] = (-1, False)
        """Where the last run ended, and whether it was raised."""
        self._boxes: list[Element] = []

    @contextmanager
    def _on(self, ground: Ground) -> Iterator[None]:
        """Within this, text has another colour behind it; None where that is not known."""
        outer, self._ground = self._ground, ground
        yield
        self._ground = outer

    def blocks(self, parent: Element) -> None:
        """Paragraphs, tables and what wraps them."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in _DELETED:
                self._report_deleted(element)
            elif name == "altChunk":
                self._warn("embedded", "embedded", what="altChunk")
            elif name == "mc:AlternateContent":
                self._first_choice(element, self.blocks)
            elif name in _WRAPPERS:
                self.blocks(element)

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"))
        mark_deleted = child(properties, "rPr", "del") is not None
        if not (mark_deleted and not _has_text(paragraph)):
            self._write_ordinal(self._numbering.ordinal(paragraph))
        outer, self._boxes = self._boxes, []
        with self._on(ground_of(properties, self._ground)):
            start = self.flow.position
            self._inline(paragraph, style)
            if lies_off(properties):
                self._report_span("hidden", "hidden_kept", (start, self.flow.position))
        if not mark_deleted:
            self.flow.end_line()
        boxes, self._boxes = self._boxes, outer
        for box in boxes:
            self._box(box)

    def _box(self, box: Element) -> None:
        """A text box, after the paragraph it hangs on; its fill is not known, so white text in it is no sign."""
        self.flow.end_line()
        with self._on(None):
            self.blocks(box)

    def _write_ordinal(self, ordinal: str) -> None:
        if ordinal:
            self.flow.write(ordinal + (" " if ordinal[-1].isalnum() or ordinal[-1] == "." else ""))

    def _inline(self, parent: Element, style: str | None) -> None:
        for element in parent:
            name = name_of(element)
            start = self.flow.position
            if name == "r":
                self._run(element, style)
            elif name in _DELETED:
                self._report_deleted(element)
            elif name == "mc:AlternateContent":
                self._first_choice(element, lambda choice: self._inline(choice, style))
            elif name in _WRAPPERS:
                self._inline(element, style)
                if name in ("ins", "moveTo"):
                    self._report_span("tracked", "inserted", (start, self.flow.position))
            elif name in ("m:oMath", "m:oMathPara"):
                self._formula(element)

    def _formula(self, formula: Element) -> None:
        """A formula's letters one after the other; what stands raised, lowered or in a fraction is reported."""
        for letters in formula.iter():
            if name_of(letters) == "m:t":
                span = self.flow.write(letters.text or "")
                if any(name_of(around) in _OFF_THE_LINE for around in letters.iterancestors()):
                    self._report_span("raised", "raised", span)

    def _run(self, run: Element, style: str | None) -> None:
        if self._styles.hides(run, style):
            words = "".join(t.text or "" for t in run.iter() if name_of(t) == "t")
            self._report_left_out("hidden", "hidden", words)
            return
        start = self.flow.position
        self._run_content(run)
        span = (start, self.flow.position)
        if self._styles.blends(run, style, self._ground):
            self._report_span("hidden", "hidden_kept", span)
        if self._styles.strikes(run, style):
            self._report_span("struck", "struck", span)
        self._report_raised(span, self._styles.raises(run, style))

    def _report_raised(self, span: Span, raised: bool) -> None:
        """Digits raised or lowered directly beside digits on the line."""
        start, end = span
        if self._last == (start, not raised) and self.flow.slice((start - 1, start + 1)).isdecimal() and start < end:
            self._report_span("raised", "raised", span)
        if start < end:
            self._last = (end, raised)

    def _run_content(self, run: Element) -> None:
        for element in run:
            name = name_of(element)
            if name == "t":
                self.flow.write(_typed(element))
            elif name == "tab":
                self.flow.write(" " if self.flow.in_cell else "\t")
            elif name in ("br", "cr"):
                self.flow.end_line()
            elif name in _TYPED:
                self.flow.write(_TYPED[name])
            elif name == "sym":
                self.flow.write(_symbol(element))
            elif name == "ruby":
                self._ruby(element)
            elif name == "mc:AlternateContent":
                self._first_choice(element, self._run_content)
            elif name in ("drawing", "pict"):
                self.pictures += sum(1 for part in element.iter() if local_name(part) in ("blip", "imagedata"))
                boxes = [box for box in element.iter() if name_of(box) == "txbxContent"]
                self._boxes += boxes
                self._report_unseen(not boxes)
            elif name == "object":
                self._warn("embedded", "embedded", what="OLE")
                self._report_unseen(True)

    def _ruby(self, ruby: Element) -> None:
        """The words, without the small letters above them."""
        base = child(ruby, "rubyBase")
        if base is not None:
            self._inline(base, None)

    def _first_choice(self, block: Element, read: Callable[[Element], None]) -> None:
        """The newest of several forms of the same thing."""
        choice = next((entry for entry in block if name_of(entry) in ("mc:Choice", "mc:Fallback")), None)
        if choice is not None:
            read(choice)

    def _table(self, table: Element) -> None:
        if self.flow.in_cell or not docx_tables.is_data(table):
            self._layout_table(table)
            return
        shaded = self._styles.shades(attribute(child(table, "tblPr", "tblStyle"))) or is_shaded(child(table, "tblPr"))
        kept = []
        self.flow.end_line()
        for row, deleted in docx_tables.rows(table):
            if deleted:
                self._report_deleted(row)
            elif docx_tables.is_hidden(row):
                self._report_left_out("hidden", "hidden", _words(row))
            else:
                kept.append(docx_tables.place(row))
        self.flow.open_table()
        with self._on(None if shaded else self._ground):
            for index, placed in enumerate(kept):
                self.flow.open_row()
                for cell in placed.cells:
                    self._cell(cell, kept[index + 1 :])
        self.flow.close_table()

    def _cell(self, cell: docx_tables.PlacedCell, below: list[docx_tables.PlacedRow]) -> None:
        if cell.continues:
            self._report_left_out("hidden", "hidden", _words(cell.element))
            return
        self.flow.open_cell(docx_tables.height(cell, below), cell.span, cell.column)
        properties = child(cell.element, "tcPr")
        if child(properties, "cellDel") is not None:
            self._report_deleted(cell.element)
        else:
            with self._on(ground_of(properties, self._ground)):
                self.blocks(cell.element)
        self.flow.close_cell()

    def _layout_table(self, table: Element) -> None:
        """A table that only arranges others, or lies in a cell: its cells one after the other, as lines."""
        for row, deleted in docx_tables.rows(table):
            if deleted:
                self._report_deleted(row)
                continue
            for cell in docx_tables.place(row).cells:
                self.flow.end_line()
                self.blocks(cell.element)

    def _report_deleted(self, element: Element) -> None:
        self._report_left_out("tracked", "deleted", _words(element))

    def _report_left_out(self, kind: str, template: str, words: str) -> None:
        if words.strip():
            self._warn(kind, template, (self.flow.mark(),), quote=_quote(words))

    def _report_unseen(self, drawn: bool) -> None:
        """A picture or object in a cell may show a figure."""
        if drawn and self.flow.in_cell:
            self._warn("unseen", "unseen", (self.flow.mark(),))

    def _report_span(self, kind: str, template: str, span: Span) -> None:
        words = self.flow.slice(span)
        if words.strip():
            self._warn(kind, template, (span,), quote=_quote(words))

    def _warn(self, kind: str, template: str, spans: tuple[Span, ...] = (), **arguments: str) -> None:
        self.warnings.append(Warning(kind, Phrase(f"source.warning.{template}", arguments), spans))


def _typed(element: Element) -> str:
    """The characters of a `w:t`; outer blanks count only where the file says so."""
    text = (element.text or "").replace("\r", " ").replace("\n", " ").replace("\t", " ")
    return text if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip(" ")


def _symbol(element: Element) -> str:
    """A character of a symbol font; U+FFFD where its code says nothing outside of that font."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return "\ufffd"
    return chr(code) if 0x20 <= code < 0xD800 else "\ufffd"


def _has_text(paragraph: Element) -> bool:
    """Whether anything of a paragraph is left besides deleted runs."""
    return any(name_of(entry) == "t" and not _in_deleted(entry) for entry in paragraph.iter())


def _in_deleted(element: Element) -> bool:
    return any(name_of(entry) in _DELETED for entry in element.iterancestors())


def _words(element: Element) -> str:
    return "".join(entry.text or "" for entry in element.iter() if name_of(entry) in ("t", "delText"))


def _quote(words: str) -> str:
    return words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
