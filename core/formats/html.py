"""HTML as government sites publish it: what a browser shows, as lines, with data tables as grids.

Checked for size and depth before and after parsing; lxml drops what lies too deep without a word unless its error log is
read (RELIABILITY.md §4). Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from core.errors import SourceError
from core.formats import html_flow, html_properties
from core.formats.charset import decode
from core.formats.document import Document
from core.formats.flow import MAX_CELLS

MAX_DEPTH: Final = 200
MAX_TAGS: Final = 300_000
MAX_ATTRIBUTES: Final = 2_000
"""In one tag; libxml2 takes quadratic time over them."""

_DECLARED: Final = re.compile(
    rb"""<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_CELL: Final = re.compile(r"<t[dh]\b", re.IGNORECASE)
_END: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""What follows these is still shown, as in an article that was pasted as a whole page; libxml2 would drop it."""
_BARE_CELL: Final = re.compile(r"(<(?:table|tbody|/tr)(?:\s[^<>]*)?>\s*)(?=<t[dh][\s>])", re.IGNORECASE)
"""A cell where a row should begin: browsers begin one, libxml2 would put all such cells of a table together."""
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{8000,}")


def read(data: bytes, declared: str | None = None) -> Document:
    """The page as a Document; `declared` is an encoding that wins over the page's own word (from a mail header)."""
    inside = _DECLARED.search(data[:4096])
    decoded = decode(data, declared or (inside.group(1).decode("ascii", "replace") if inside else None))
    _refuse_bombs(decoded.text)
    root = _parse(decoded.text)
    if root is None:
        raise SourceError("empty")
    flow, warnings = html_flow.lay_out(root)
    text = flow.text
    return Document(
        "html",
        text,
        tuple(flow.grids),
        warnings=decoded.warnings + warnings,
        properties=html_properties.of(root, text),
    )


def _refuse_bombs(text: str) -> None:
    """Cheap counts before the parser gets the page."""
    if text.count("<") > MAX_TAGS:
        raise SourceError("too-large", what="tags", limit=MAX_TAGS)
    if sum(1 for _ in _CELL.finditer(text)) > MAX_CELLS:
        raise SourceError("too-large", what="cells", limit=MAX_CELLS)
    for match in _LONG_TAG.finditer(text):
        if match.group().count("=") > MAX_ATTRIBUTES and len(match.group().split()) > MAX_ATTRIBUTES:
            raise SourceError("too-large", what="attributes", limit=MAX_ATTRIBUTES)


def _parse(text: str) -> etree._Element | None:
    """The tree; SourceError `depth` where something would have been dropped, or stands too deep to be a page."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(_BARE_CELL.sub(r"\1<tr>", _END.sub("", text)).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("empty") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise SourceError("depth")
    if root is not None and _depth(root) > MAX_DEPTH:
        raise SourceError("depth")
    return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
