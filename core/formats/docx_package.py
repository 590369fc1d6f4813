"""The zip of a DOCX behind a gate: sizes are capped before anything is inflated, no part may carry a DTD."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from core.errors import SourceError

MAX_TOTAL: Final = 200 * 1024 * 1024
MAX_ENTRY: Final = 64 * 1024 * 1024
MAX_ENTRIES: Final = 2_000
MAX_RATIO: Final = 200
_RATIO_FROM: Final = 1024 * 1024
"""Small parts of repeated markup compress beyond any ratio and hurt nobody."""
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Package:
    """Parts of a DOCX by name. SourceError `too-large`, `password`, `damaged`, `depth`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise SourceError("damaged", cause="zip") from error
        entries = self._archive.infolist()
        _check(entries)
        self.names = frozenset(entry.filename for entry in entries)

    def part(self, name: str) -> etree._Element | None:
        """A part as a tree, None where there is none."""
        if name not in self.names:
            return None
        return _parse(self._inflate(name), name)

    def relations(self, part: str) -> list[tuple[str, str, bool]]:
        """Type (its last word), target and whether it lies outside, of each relationship of a part (`""`: the package)."""
        folder, _, name = part.rpartition("/")
        root = self.part(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        if root is None:
            return []
        return [
            (entry.get("Type", "").rpartition("/")[2], entry.get("Target", ""), entry.get("TargetMode") == "External")
            for entry in root.iter("{*}Relationship")
        ]

    def related(self, part: str, kind: str) -> etree._Element | None:
        """The first inside part of a kind (`styles`, `numbering` …) that a part refers to."""
        folder = part.rpartition("/")[0]
        for type_, target, outside in self.relations(part):
            if type_ == kind and not outside:
                return self.part(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/"))
        return None

    def main_part(self) -> str:
        """The name of the part that holds the text."""
        for type_, target, outside in self.relations(""):
            if type_ == "officeDocument" and not outside and target.lstrip("/") in self.names:
                return target.lstrip("/")
        return "word/document.xml"

    def _inflate(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as stream:
                content = stream.read(MAX_ENTRY + 1)
        except RuntimeError as error:  # zipfile's way to say that a password is needed
            raise SourceError("password") from error
        except _DAMAGE as error:
            raise SourceError("damaged", cause=f"zip: {name}") from error
        if len(content) > MAX_ENTRY:
            raise SourceError("too-large", what=name, limit=MAX_ENTRY)
        return content


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """The caps, by what the directory of the zip claims; claims are checked again while inflating."""
    if len(entries) > MAX_ENTRIES:
        raise SourceError("too-large", what="zip entries", limit=MAX_ENTRIES)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise SourceError("too-large", what="zip", limit=MAX_TOTAL)
    for entry in entries:
        if entry.file_size > MAX_ENTRY:
            raise SourceError("too-large", what=entry.filename, limit=MAX_ENTRY)
        if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise SourceError("too-large", what="zip ratio", limit=MAX_RATIO)


def _parse(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise SourceError("damaged", cause=f"DTD: {name}")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise SourceError("depth") from error
        if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
            raise MemoryError from error
        raise SourceError("damaged", cause=f"XML: {name}") from error
    if root.getroottree().docinfo.internalDTD is not None:  # hidden by an encoding that the search above does not see
        raise SourceError("damaged", cause=f"DTD: {name}")
    return root
