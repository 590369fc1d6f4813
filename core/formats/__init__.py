"""Bytes in, Document out; one reader per format, chosen by content.

A reader is a module with `read(data: bytes) -> Document`; on odd input it raises SourceError and nothing else. To add one:
write the module, name it in `READERS`, tell its content apart in `detect.py` (and its file ending in `_ENDINGS` there). It
runs in a limited process; its own caps only make the refusal quicker and better named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Final

from core.errors import SourceError
from core.formats.characters import of_text
from core.formats.detect import detect, named
from core.formats.document import Document
from core.model import Warning
from core.wording import Phrase

READERS: Final = MappingProxyType(
    {
        "pdf": "core.formats.pdf",
        "docx": "core.formats.docx",
        "html": "core.formats.html",
        "mht": "core.formats.mht",
        "markdown": "core.formats.markdown",
        "text": "core.formats.text",
    }
)
"""Format -> module, imported when first needed: the PDF libraries alone cost 0.2 s."""

MAX_TEXT: Final = 20 * 1024 * 1024
"""Code points of text a document may hold (RELIABILITY.md R6)."""


def read(data: bytes, name: str = "") -> Document:
    """The content of a file, by what it is and not by what its name says.

    SourceError (`empty`, `unsupported`, `password`, `damaged`, `too-large`, `depth`, `scan`) where it cannot be read.
    """
    format = detect(data, name)
    document: Document = import_module(READERS[format]).read(data)
    if not document.text.strip():
        raise _without_text(document)
    if len(document.text) > MAX_TEXT:
        raise SourceError("too-large", what="text", limit=MAX_TEXT)
    odd = () if format == "pdf" else of_text(document.text)  # a PDF's are told of page by page
    warnings = (*_mismatch(name, format), *document.warnings, *odd)
    return document if warnings == document.warnings else replace(document, warnings=warnings)


def _mismatch(name: str, format: str) -> tuple[Warning, ...]:
    promised = named(name)
    if promised is None or promised == format or {promised, format} <= {"text", "markdown"}:
        return ()
    return (Warning("mismatch", Phrase("source.warning.mismatch", {"named": promised, "format": format})),)


def _without_text(document: Document) -> SourceError:
    """Why a document has no text: a cap cut it off, it is a picture of a text, or nothing is in it."""
    for warning in document.warnings:
        limit = warning.phrase.arguments.get("limit")
        if warning.kind == "skipped" and limit is not None:
            return SourceError("too-large", what="objects on a page", limit=limit)
    return SourceError("scan" if any(warning.kind == "scan" for warning in document.warnings) else "empty")


def second_way(data: bytes, format: str, first: Document | None = None) -> Callable[[], Document] | None:
    """Another, slower way to read the same bytes into the same text, for tables that the first left unread; PDF has one. All but
    the tables is taken over from the `first` reading. What it returns raises SourceError where the other way fails."""
    if format != "pdf":
        return None
    from core.formats.pdf import read_plain

    return partial(read_plain, data, first)
