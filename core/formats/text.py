"""Plain text: one text with LF newlines, form feeds as page breaks, grids where the file itself marks its cells."""

from __future__ import annotations

from core.formats.charset import decode
from core.formats.document import PAGE_BREAK, Document, Page
from core.formats.text_grids import grids
from core.model import Warning


def read(data: bytes) -> Document:
    """The text of a file; SourceError `damaged` or `too-large`."""
    decoded = decode(data)
    return of_text(decoded.text, decoded.warnings)


def of_text(raw: str, warnings: tuple[Warning, ...] = ()) -> Document:
    """A decoded text as a Document."""
    text, pages = _paged(raw.replace("\r\n", "\n").replace("\r", "\n"))
    return Document("text", text, grids(text), pages, warnings=warnings)


def _paged(text: str) -> tuple[str, tuple[Page, ...]]:
    """Pages where form feeds part them (as converters of PDF write them); no pages where there is none."""
    parts = text.split("\f")
    if not parts[-1].strip() and len(parts) > 1:
        parts.pop()
    if len(parts) < 2:
        return parts[0], ()
    pages, position = [], 0
    bodies = [part.removesuffix("\n") for part in parts]
    for number, body in enumerate(bodies, 1):
        pages.append(Page(number, (position, position + len(body)), 0.0, 0.0))
        position += len(body) + len(PAGE_BREAK)
    return PAGE_BREAK.join(bodies), tuple(pages)
