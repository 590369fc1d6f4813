"""Opening a PDF with pdfium: what is wrong is told by kind, never by message; what it says of itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from core.errors import SourceError
from core.formats.pdf.frame import Frame

MAX_PAGES: Final = 500
MAX_SIDE: Final = 14_400
"""Points; the largest page the format's specification promises to work (200 inches)."""

_HEAD: Final = 1024
_PROPERTIES: Final = MappingProxyType(
    {
        "Title": "title",
        "Author": "author",
        "Subject": "subject",
        "Keywords": "keywords",
        "Creator": "creator",
        "Producer": "producer",
        "CreationDate": "created",
        "ModDate": "modified",
    }
)


class Unloadable(Exception):
    """A page that pdfium cannot load; its argument is the page's number."""


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document, with the empty password if it has one; SourceError `empty`, `damaged`, `password`, `too-large`."""
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("empty")
    if b"%PDF-" not in data[:_HEAD]:
        raise SourceError("damaged", cause="%PDF-")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _cause(error) from error
    try:
        pages = len(document)
        if pages > MAX_PAGES:
            raise SourceError("too-large", what="pages", limit=MAX_PAGES)
        if pages < 1:
            raise SourceError("damaged", cause="pages")
        yield document
    finally:
        document.close()


def _cause(error: pypdfium2.PdfiumError) -> SourceError:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return SourceError("password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return SourceError("unsupported", format="PDF /Encrypt")
    return SourceError("damaged", cause="PDF")


@contextmanager
def page_of(document: Any, index: int) -> Iterator[Any]:
    """A page, closed afterwards whatever happens. Raises Unloadable."""
    try:
        page = document.get_page(index)
    except pypdfium2.PdfiumError as error:
        raise Unloadable(index + 1) from error
    try:
        yield page
    finally:
        page.close()


def frame_of(page: Any) -> Frame:
    """The page as shown: crop box within media box, turned by `/Rotate`; SourceError `too-large`, `damaged`."""
    left, bottom, right, top = page.get_bbox()
    sides = (right - left, top - bottom)
    stated = page.get_mediabox(fallback_ok=False)  # pdfium puts a letter page in the place of one that is no box
    if stated is not None and (stated[0] == stated[2] or stated[1] == stated[3]):
        raise SourceError("damaged", cause="MediaBox")
    if not all(math.isfinite(side) and side > 0 for side in sides):
        raise SourceError("damaged", cause="MediaBox")
    if max(sides) > MAX_SIDE:
        raise SourceError("too-large", what="page side, points", limit=MAX_SIDE)
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)


def properties_of(document: Any) -> Mapping[str, str]:
    """`title`, `author`, `created` … exactly as the file has them; what is empty is left out."""
    found: dict[str, str] = {}
    for key, name in _PROPERTIES.items():
        try:
            value = document.get_metadata_value(key)
        except (UnicodeDecodeError, pypdfium2.PdfiumError):
            continue
        if value:
            found[name] = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return MappingProxyType(found)
