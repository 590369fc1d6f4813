"""What needs pdfplumber itself. Imported for the file that first needs it: with pdfminer it takes as long to import as a report to
be read, and hardly one in fifty needs it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfinterp import PDFResourceManager
from pdfplumber.table import TableFinder

from core.formats.pdf.rules import Rectangle


class _Fontless(PDFResourceManager):
    """Has no font for any text, which pdfminer therefore passes over: rules are a small part of a page, and of its cost."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> Any:
        """None, whatever is asked for."""
        return None


def document_of(data: bytes, text: bool) -> Any:
    """The document as pdfplumber opens it, with its rules alone where its text is not wanted; raises whatever pdfminer raises."""
    document = pdfplumber.open(BytesIO(data))
    if not text:
        document.rsrcmgr = _Fontless()
    return document


def cells_of(page: Any) -> list[list[Rectangle]]:
    """The cells of each table of pdfplumber's page, by its own finder."""
    return [list(table.cells) for table in TableFinder(page).tables]
