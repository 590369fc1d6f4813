"""DOCX by its own reader: what Word prints, with what it does not print reported (RELIABILITY.md R6, R7).

Libraries for DOCX lose inserted text and content controls or join deleted text to it; and none has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.errors import SourceError
from core.formats.document import Document
from core.formats.docx_flow import Body
from core.formats.docx_numbering import Numbering
from core.formats.docx_package import Package
from core.formats.docx_styles import Element, Styles, attribute, child, name_of
from core.model import Warning
from core.wording import Phrase


def read(data: bytes) -> Document:
    """The document's text and tables; SourceError `damaged`, `password`, `too-large`, `depth`, `unsupported`."""
    package = Package(data)
    main = package.main_part()
    root = package.part(main)
    body = child(root, "body")
    if body is None:
        raise SourceError("unsupported", format="ZIP")
    styles = Styles(package.related(main, "styles"))
    numbering = Numbering(package.related(main, "numbering"), styles)
    laid = Body(styles, numbering)
    laid.blocks(body)
    for note in _notes(package, main):
        laid.flow.end_line()
        laid.blocks(note)
    warnings = (*laid.warnings, *_unknown_numbers(numbering), *_outside(package, main))
    if laid.pictures and not laid.flow.grids:  # the tables may be pictures
        warnings += (Warning("pictures", Phrase("source.warning.pictures", {"count": laid.pictures})),)
    properties = _properties(package)
    return Document("docx", laid.flow.text, tuple(laid.flow.grids), warnings=warnings, properties=properties)


def _notes(package: Package, main: str) -> Iterator[Element]:
    """Footnotes and endnotes, without the separators that stand among them."""
    for kind in ("footnotes", "endnotes"):
        root = package.related(main, kind)
        for note in root if root is not None else ():
            if name_of(note) in ("footnote", "endnote") and attribute(note, "type") in (None, "normal"):
                yield note


def _unknown_numbers(numbering: Numbering) -> Iterator[Warning]:
    for format in sorted(numbering.unknown):
        yield Warning("numbering", Phrase("source.warning.numbering", {"format": format}))


def _outside(package: Package, main: str) -> Iterator[Warning]:
    """What the document would have fetched; links to click are no fetching."""
    for kind, target, outside in (*package.relations(""), *package.relations(main)):
        if outside and kind != "hyperlink":
            yield Warning("external", Phrase("source.warning.external", {"target": target}))


def _properties(package: Package) -> Mapping[str, str]:
    """Title and dates of the core properties. No names of persons: they are not part of the published report."""
    found: dict[str, str] = {}
    root = package.related("", "core-properties")
    for element in root if root is not None else ():
        name = re.sub(r"^\{.*\}", "", element.tag) if isinstance(element.tag, str) else ""
        if name in ("title", "created", "modified") and element.text and element.text.strip():
            found[name] = element.text.strip()
    return MappingProxyType(found)
