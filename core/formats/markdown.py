"""Markdown, as converters write it: headings, emphasis, tables of bars, often with HTML tables between.

Only these are interpreted, line by line. Lists and code stay as typed, `1.` before a row's label belongs to the printed
label; a table keeps every cell, also those that standard Markdown drops because the head has fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt

from core.formats import html
from core.formats.charset import decode
from core.formats.document import Document

_INLINE: Final = MarkdownIt("zero", {"html": True}).enable(["emphasis", "escape", "entity", "html_inline"])
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_BARRED: Final = re.compile(r"\s*\|.*\|\s*$")
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE_MARKS: Final = frozenset("|:- \t")
_TAG: Final = re.compile(
    r"\s*</?(?:table|caption|t[rdh]|thead|tbody|tfoot|div|p|br|html|body|h[1-6]|center)\b", re.IGNORECASE
)


def read(data: bytes) -> Document:
    """The text as it would be shown; SourceError as for text and HTML."""
    decoded = decode(data)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    page = "<html><body>" + "\n".join(_blocks(lines))
    document = html.read(page.encode("utf-8", "replace"), "utf-8")
    return replace(document, format="markdown", warnings=decoded.warnings + document.warnings)


def _blocks(lines: list[str]) -> Iterator[str]:
    """HTML of the lines, a table at a time."""
    at = 0
    while at < len(lines):
        end = _end_of_bars(lines, at)
        if end - at > 1:
            rows = [line for line in lines[at:end] if not _is_rule(line)]
            yield "<table>" + "".join(map(_row, rows)) + "</table>"
            at = end
        elif _TAG.match(lines[at]):
            end = _end_of_html(lines, at)
            yield "\n".join(lines[at:end])
            at = end
        else:
            heading = _HEADING.match(lines[at])
            yield f"<p>{_INLINE.renderInline(heading.group(1) if heading else lines[at])}</p>"
            at += 1


def _end_of_bars(lines: list[str], at: int) -> int:
    end = at
    while end < len(lines) and (_BARRED.match(lines[end]) or (end > at and _is_rule(lines[end]))):
        end += 1
    return end


def _end_of_html(lines: list[str], at: int) -> int:
    """After the line that closes a table begun here; else after this line."""
    if "<table" not in lines[at].lower():
        return at + 1
    depth = 0
    for end in range(at, len(lines)):
        low = lines[end].lower()
        depth += low.count("<table") - low.count("</table")
        if depth <= 0:
            return end + 1
    return len(lines)


def _row(line: str) -> str:
    cells = _BAR.split(line.strip())[1:-1]
    return "<tr>" + "".join(f"<td>{_INLINE.renderInline(cell.strip(' '))}</td>" for cell in cells) + "</tr>"


def _is_rule(line: str) -> bool:
    return "-" in line and _RULE_MARKS.issuperset(line)
