"""Lays out an HTML tree: blocks as lines, data tables as grids, layout tables as plain lines, hidden parts left out."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from core.formats import html_hidden
from core.formats.flow import Flow
from core.formats.html_hidden import Hiding, Look
from core.formats.html_lists import ListNumbers
from core.formats.html_rows import CELLS, between, is_row, loose_text, own
from core.model import Warning
from core.wording import Phrase

Element = etree._Element

# fmt: off
_SILENT: Final = frozenset((
    "head", "title", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
    "video", "select", "textarea", "button", "input", "map", "datalist", "noframes", "frameset",
))
_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))
# fmt: on
_DRAWINGS: Final = frozenset(("svg", "canvas", "object", "embed", "iframe", "math", "select"))
_TYPED: Final = frozenset(("text", "number", "tel", "search"))
"""Kinds of fields whose value is shown as it stands."""
_RIGHT_TO_LEFT: Final = "\u202e"
_AS_BEFORE: Final = "\u202c"
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")


def lay_out(root: Element) -> tuple[Flow, tuple[Warning, ...]]:
    """The text and grids of a page, and what of it a browser does not show."""
    page = _Page(root)
    page.element(root)
    return page.finish()


def is_data_table(table: Element) -> bool:
    """Whether a table holds data rather than the page's layout: its own filled cells outnumber those nested in it."""
    if next(table.iterdescendants("table"), None) is None:
        return True
    nested = sum(1 for inner in table.iterdescendants("table") for _ in own(inner, CELLS))
    filled = sum(1 for cell in own(table, CELLS) if next(cell.iterdescendants("table"), None) is None and _filled(cell))
    return filled > nested


class _Page:
    """One layout in progress."""

    def __init__(self, root: Element) -> None:
        self.flow = Flow()
        self.warnings: list[Warning] = []
        self._hiding = Hiding(root)
        self._look = Look()
        self._last: tuple[int, bool] = (-1, False)
        """Where the last words ended, and whether they were raised."""
        self._blank = False
        self._pictures = 0
        self._numbers = ListNumbers()

    def finish(self) -> tuple[Flow, tuple[Warning, ...]]:
        """The result. A page of pictures and no table may show its tables as pictures."""
        if self._pictures and not self.flow.grids:
            phrase = Phrase("source.warning.pictures", {"count": self._pictures})
            self.warnings.append(Warning("pictures", phrase))
        return self.flow, tuple(self.warnings)

    def element(self, element: Element, preformatted: bool = False) -> None:
        """An element without its tail."""
        tag = _tag(element)
        if tag in _SILENT or self._leaves_out(element):
            self._silent(element, tag)
            return
        outer, self._look = self._look, self._hiding.look(element, self._look)
        if tag == "br":
            self._end_line()
        elif tag == "img":
            self._pictures += 1
            self._unseen(element)
        elif tag == "table" and not self.flow.in_cell and is_data_table(element):
            self._table(element)
        elif tag == "bdo" and (element.get("dir") or "").lower() == "rtl":
            self._text(_RIGHT_TO_LEFT, preformatted)
            self._children(element, preformatted)
            self._text(_AS_BEFORE, preformatted)
        elif tag == "div" and not self.flow.in_cell and is_row(element):
            self._row_of_blocks(element)
        else:
            self._container(element, tag in _BLOCKS, preformatted or tag == "pre")
        self._look = outer

    def _row_of_blocks(self, row: Element) -> None:
        """A table's row made of blocks: one line, its cells parted by tabs."""
        self._end_line()
        for number, cell in enumerate(row):
            if number:
                self.flow.write("\t")
            if not self._leaves_out(cell):
                outer, self._look = self._look, self._hiding.look(cell, self._look)
                self._blank = False
                self._children(cell)
                self._look = outer
        self._end_line()

    def _silent(self, element: Element, tag: str) -> None:
        """What is no text of the page and yet prints something: the words in a form's field; a drawing in a cell."""
        if self._is_field(element, tag) and not self._hiding.hides(element):
            typed = element.get("value") if tag == "input" else "".join(str(words) for words in element.itertext())
            self._text(typed, False)
            if not (typed or "").strip():
                self._unseen(element)  # a script may fill it
        elif (tag in _DRAWINGS and not self._hiding.hides(element)) or (tag == "script" and _writes(element)):
            self._unseen(element)

    def _is_field(self, element: Element, tag: str) -> bool:
        """A field that shows what is typed in it; one of many lines only in a cell, elsewhere it may hold a page's source."""
        if tag == "textarea":
            return self.flow.in_cell
        return tag == "input" and (element.get("type") or "text").lower() in _TYPED

    def _unseen(self, element: Element) -> None:
        """A picture in a cell may show a figure; one of a point or two only keeps room."""
        if self.flow.in_cell and not any(_is_dot(element.get(side)) for side in ("width", "height")):
            self.warnings.append(Warning("unseen", Phrase("source.warning.unseen"), (self.flow.mark(),)))

    def _container(self, element: Element, block: bool, preformatted: bool) -> None:
        if block:
            self._end_line()
        start = self.flow.position
        if element.tag == "li":
            self.flow.write(self._numbers.ordinal(element))
        self._children(element, preformatted)
        self._report_added(element, start)
        if block:
            self._end_line()

    def _children(self, element: Element, preformatted: bool = False) -> None:
        self._text(element.text, preformatted)
        for child in element:
            self.element(child, preformatted)
            self._text(child.tail, preformatted)

    def _text(self, text: str | None, preformatted: bool) -> None:
        """Running text: white space as a browser collapses it, no-break spaces kept."""
        if not text:
            return
        if preformatted and not self.flow.in_cell:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._end_line()
                self._write(line)
            return
        words = _BLANKS.sub(" ", text)
        self._blank |= words.startswith(" ")
        core = words.strip(" ")
        if core:
            if self._blank and not self.flow.at_line_start and not self._look.hidden:
                self.flow.write(" ")
            self._write(core)
            self._blank = words.endswith(" ")

    def _write(self, words: str) -> None:
        """Words as they look: left out where they are not shown, reported where they are not to be read off the page."""
        look = self._look
        if look.hidden:
            if self.flow.in_cell or any(char.isdigit() for char in words):
                self.warnings.append(html_hidden.left_out(words, self.flow.mark()))
            return
        start, end = self.flow.write(words)
        if look.blends and words.strip():
            self._report_kept(start, end)
        if look.struck and (self.flow.in_cell or any(char.isdigit() for char in words)):
            self.warnings.append(html_hidden.struck(words, (start, end)))
        if (
            self._last == (start, not look.raised)
            and words[:1].isdecimal()
            and self.flow.slice((start - 1, start)).isdecimal()
        ):
            self.warnings.append(html_hidden.raised(words, (start, end)))
        self._last = (end, look.raised)

    def _report_kept(self, start: int, end: int) -> None:
        """One warning for words that follow one another."""
        if self.warnings and self.warnings[-1].phrase.template == "source.warning.hidden_kept":
            [(first, last)] = self.warnings[-1].spans
            if not self.flow.slice((last, start)).strip():
                self.warnings.pop()
                start = first
        self.warnings.append(html_hidden.kept(self.flow.slice((start, end)), (start, end)))

    def _end_line(self) -> None:
        self._blank = False
        self.flow.end_line()

    def _table(self, table: Element) -> None:
        """A data table: text that stands in no cell first, as browsers put it, then the grid."""
        self._end_line()
        for loose in loose_text(table):
            self._text(loose, False)
            self._end_line()
        for caption in table.iterchildren("caption"):
            self.element(caption)
        rows = [row for row in own(table, ("tr",)) if not any(map(self._leaves_out, between(table, row)))]
        self.flow.open_table()
        outer = self._look
        for number, row in enumerate(rows):
            self._look = outer
            for around in between(table, row):
                self._look = self._hiding.look(around, self._look)
            self.flow.open_row()
            for cell in own(row, CELLS):
                if not (self._hiding.removes(cell) and self._leaves_out(cell)):
                    self._cell(cell, len(rows) - number)
        self._look = outer
        self.flow.close_table()

    def _cell(self, cell: Element, rows_left: int) -> None:
        height = _number(cell.get("rowspan"))
        self.flow.open_cell(min(height or rows_left, rows_left), max(1, _number(cell.get("colspan"))))
        self._blank = False
        start = self.flow.position
        if not self._leaves_out(cell):
            outer, self._look = self._look, self._hiding.look(cell, self._look)
            self._children(cell)
            self._report_added(cell, start)
            self._look = outer
        self._blank = False
        self.flow.close_cell()

    def _report_added(self, element: Element, start: int) -> None:
        """Report words with digits that a style sheet prints beside what the element has written."""
        words = self._hiding.added_words(element)
        if words:
            self.warnings.append(html_hidden.added(words, (start, self.flow.position)))

    def _leaves_out(self, element: Element) -> bool:
        if not self._hiding.hides(element):
            return False
        words = self._hiding.left_out(element)
        if words:
            self.warnings.append(html_hidden.left_out(words, self.flow.mark()))
        return True


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _writes(script: Element) -> bool:
    """Whether a script prints something where it stands; no script is run here."""
    return "document.write" in (script.text or "")


def _is_dot(length: str | None) -> bool:
    return (length or "").strip().removesuffix("px") in ("0", "1", "2")


def _filled(cell: Element) -> bool:
    return any(text.strip() for text in cell.itertext())


def _number(attribute: str | None) -> int:
    """A span attribute as browsers read it: leading digits, 1 where there are none; 0 means "to the end"."""
    match = re.match(r"\s*\+?(\d{1,9})", attribute or "")
    return int(match.group(1)) if match else 1
