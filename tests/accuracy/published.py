"""Published reports as originals: their pages are spoilt in the source, cell by cell and word by word.

Which cell of a page holds which figure is found by printing a different number into each cell and reading the page once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accuracy.chain import judged, report_of
from accuracy.faults import BLOCKS, ROWS, Chance, other_number
from lxml import html

from core.model import Finding, Report

SOUND = ("2024-pingtan.html", "2024-pingtan-gongan.html")
"""Pages of the corpus whose gold names no fault of severity 1–2 in the tables."""
_NUMBER = re.compile(r"\s*[0-9０-９]+(?:\.[0-9]+)?\s*\Z")
_FIRST = 70001


class Page:
    """A page that can be spoilt."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.data = path.read_bytes()
        self.report = report_of(self.data, self.name)
        self.checked = judged(self.report)
        self.places = self._places()

    def _places(self) -> dict[str, int]:
        """Address to the running number of its cell on the page."""
        tree = self._tree()
        for number, cell in enumerate(_cells(tree)):
            _print(cell, str(_FIRST + number))
        marked = report_of(_bytes(tree), self.name)
        found = {
            str(address): figure.value - _FIRST
            for address, figure in marked.figures.items()
            if isinstance(figure.value, int) and figure.value >= _FIRST
        }
        return {address: number for address, number in found.items() if address.startswith(("t3/", "t4/"))}

    def with_cell(self, address: str, printed: str) -> Report:
        """The page read again with one figure printed otherwise."""
        tree = self._tree()
        _print(list(_cells(tree))[self.places[address]], printed)
        return report_of(_bytes(tree), self.name)

    def right(self, address: str) -> str:
        """What the page prints there."""
        return next(f.printed for a, f in self.report.figures.items() if str(a) == address)

    def _tree(self) -> Any:
        return html.fromstring(self.data)


def _cells(tree: Any) -> Iterator[Any]:
    return (cell for cell in tree.iter("td", "th") if _NUMBER.match(cell.text_content()))


def _print(cell: Any, printed: str) -> None:
    for element in cell.iter():
        element.text = element.tail = None
    cell.text = printed


def _bytes(tree: Any) -> bytes:
    data: bytes = html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
    return data.replace(b"charset=gb2312", b"charset=utf-8")


def pages(corpus: Path) -> list[Page]:
    """The sound pages of the corpus; none where there is no corpus."""
    return [Page(corpus / "reports" / name) for name in SOUND if (corpus / "reports" / name).exists()]


def one_cell(page: Page, table: str, chance: Chance) -> tuple[str, str, tuple[Finding, ...]]:
    """A cell of the table spoilt: its address, what stood there, and the findings that are new."""
    rows = ROWS if table == "t3" else BLOCKS
    address = chance.choice([a for a in page.places if a.startswith(table + "/") and a[3:].rpartition("/")[0] in rows])
    right = page.right(address)
    checked = judged(page.with_cell(address, other_number(right, chance)))
    before = {leaf for finding in page.checked.findings for leaf in finding.covers}
    return address, right, tuple(f for f in checked.findings if not set(f.covers) <= before)
