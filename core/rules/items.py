"""Numbered items at the beginnings of paragraphs: （一）, 1., （1）, 一、 and how they follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.model import Span
from core.rules.parts import Part

DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"[（(](?P<bracketed>[一二三四五六七八九十]{1,3})[）)]、?|[（(](?P<round>[0-9０-９]{1,2})[）)]、?"
    r"|(?P<plain>[0-9０-９]{1,2})(?:[.．](?![0-9０-９])|、)|(?P<chapter>[一二三四五六七八九十]{1,3})(?:、|[.．])"
)
_TITLE = re.compile(r"[^，。；：,;:\n]{0,24}")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph that begins with a number."""

    style: str
    """`bracketed` （一）, `round` （1）, `plain` 1., `chapter` 一、."""
    value: int
    mark: str
    """As printed."""
    title: str
    """The words behind the mark, up to the first stop."""
    span: Span
    """Mark and title."""


def items(part: Part) -> Iterator[Item]:
    """The numbered paragraphs of a part, in the text's order."""
    text = part.text
    for start, end in part.paragraphs():
        mark = _MARK.match(text, start, end)
        if mark is None or mark.lastgroup is None:
            continue
        value = ordinal(mark[mark.lastgroup])
        title = _TITLE.match(text, mark.end(), end)
        stop = title.end() if title else mark.end()
        if value:
            yield Item(mark.lastgroup, value, mark[0], text[mark.end() : stop], part.span(start, stop))


def ordinal(words: str) -> int | None:
    """The number an ordinal prints (`五、` 5, `第一部分` 1, `（12）` 12); None if it is none."""
    found = re.search(rf"[{DIGITS}]{{1,3}}|[0-9０-９]{{1,2}}", words)
    if found is None:
        return None
    if found[0][0] not in DIGITS:
        return int(found[0])
    tens, ten, ones = found[0].partition("十")
    if not ten:
        return DIGITS.index(tens) + 1 if len(tens) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (DIGITS.index(ones) + 1 if ones else 0)
