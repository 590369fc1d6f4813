"""Published files that can be spoilt in their own source: a cell printed otherwise, a paragraph reworded or taken out.

Which cell of a file holds which figure is found by printing a different number into each cell and reading the file once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from accuracy.chain import judged, report_of
from docx import Document
from lxml import html

from core.model import Report

_NUMBER = re.compile(r"\s*[0-9０-９]+(?:\.[0-9]+)?\s*\Z")
_FIRST = 70001


class Source(Protocol):
    """A file taken apart."""

    def cells(self) -> list[Any]:
        """Cells of tables that hold a plain number."""

    def paragraphs(self) -> list[Any]:
        """Paragraphs outside tables, in order."""

    def text(self, item: Any) -> str:
        """The words of a cell or paragraph."""

    def put(self, item: Any, words: str | None) -> None:
        """Other words there; None takes it out."""

    def data(self) -> bytes:
        """The file."""


class Html:
    """A page."""

    def __init__(self, data: bytes) -> None:
        self.tree = html.fromstring(data)

    def cells(self) -> list[Any]:
        return [cell for cell in self.tree.iter("td", "th") if _NUMBER.match(cell.text_content())]

    def paragraphs(self) -> list[Any]:
        blocks = [item for item in self.tree.iter("p", "h1", "h2", "div") if item.text_content().strip()]
        inner = [item for item in blocks if not any(b is not item for b in item.iter("p", "h1", "h2", "div", "table"))]
        return [item for item in inner if not any(up.tag == "td" for up in item.iterancestors())]

    def text(self, item: Any) -> str:
        return str(item.text_content())

    def put(self, item: Any, words: str | None) -> None:
        if words is None:
            item.drop_tree()
            return
        for child in list(item):
            item.remove(child)
        item.text = words

    def data(self) -> bytes:
        made: bytes = html.tostring(self.tree, encoding="utf-8", doctype="<!DOCTYPE html>")
        return made.replace(b"charset=gb2312", b"charset=utf-8")


class Docx:
    """A word processor's document."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))

    def cells(self) -> list[Any]:
        found: dict[int, Any] = {}
        for table in self.document.tables:
            for row in table.rows:
                found |= {id(cell._tc): cell for cell in row.cells if _NUMBER.match(cell.text)}
        return list(found.values())

    def paragraphs(self) -> list[Any]:
        return [item for item in self.document.paragraphs if item.text.strip()]

    def text(self, item: Any) -> str:
        return str(item.text)

    def put(self, item: Any, words: str | None) -> None:
        if words is None:
            item._element.getparent().remove(item._element)
        else:
            item.text = words

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


class Lines:
    """A text; its tables are left alone."""

    def __init__(self, data: bytes) -> None:
        self.lines = data.decode("utf-8").split("\n")

    def cells(self) -> list[Any]:
        return []

    def paragraphs(self) -> list[Any]:
        return [number for number, line in enumerate(self.lines) if len(line.strip()) > 3]

    def text(self, item: Any) -> str:
        return self.lines[item]

    def put(self, item: Any, words: str | None) -> None:
        self.lines[item] = words or ""

    def data(self) -> bytes:
        return "\n".join(self.lines).encode()


OPENED: Mapping[str, Callable[[bytes], Source]] = {".html": Html, ".docx": Docx, ".txt": Lines}


class Page:
    """A published report that can be spoilt."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._data = path.read_bytes()
        self._open = OPENED[path.suffix]
        self.report = report_of(self._data, self.name)
        self.checked = judged(self.report)

    @property
    def source(self) -> Source:
        """The file taken apart anew."""
        return self._open(self._data)

    def again(self, source: Source) -> Report:
        """The spoilt file read."""
        return report_of(source.data(), self.name)

    @cached_property
    def places(self) -> dict[str, int]:
        """Addresses of tables 3 and 4 by the running number of their cell."""
        source = self.source
        cells = source.cells()
        if not cells:
            return {}
        for number, cell in enumerate(cells):
            source.put(cell, str(_FIRST + number))
        marked = self.again(source)
        return {
            str(address): figure.value - _FIRST
            for address, figure in marked.figures.items()
            if isinstance(figure.value, int) and figure.value >= _FIRST and address.table in ("t3", "t4")
        }

    @cached_property
    def printed(self) -> dict[str, str]:
        """What the file prints, by address."""
        return {str(address): figure.printed for address, figure in self.report.figures.items()}
