"""What the reading bench has done inside reader processes, apart from the program's own work: text and tables and nothing more, or
all of it without the search for hidden and false text.

A reader process finds these by name (`ReaderServer("bench.readers:tables")`); it is made ready as the program's own are.
"""

from __future__ import annotations

import json

from core.formats import second_way
from core.formats.document import Document
from core.formats.pdf import read
from core.ingest import wire
from core.ingest.work import preload, provide, rehearse
from core.model import Source
from core.reading import read_report

__all__ = ["preload", "provide", "rehearse", "tables", "unchecked_report", "unchecked_tables"]


def tables(data: bytes, name: str, sha256: str) -> bytes:
    """Text and cells, hidden and false text looked for."""
    return _handed_over(read(data))


def unchecked_tables(data: bytes, name: str, sha256: str) -> bytes:
    """Text and cells alone."""
    return _handed_over(read(data, doubts=False))


def unchecked_report(data: bytes, name: str, sha256: str) -> bytes:
    """The 200 figures, claims and sections."""
    document = read(data, doubts=False)
    source = Source(name, sha256, document.format, len(data), len(document.pages))
    return wire.dump(read_report(document, source, second_way(data, document.format, document)))


def _handed_over(document: Document) -> bytes:
    """The text, and of each table the cells with the places of their text."""
    grids = [[(cell.row, cell.column, cell.text, cell.spans) for cell in grid.cells] for grid in document.grids]
    return json.dumps([document.text, grids], ensure_ascii=False).encode("utf-8", "surrogatepass")
