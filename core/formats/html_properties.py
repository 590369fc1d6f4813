"""What a web page says of itself: title and publication date, from its metadata, else from the line under its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from lxml import etree

_TITLE_META: Final = ("articletitle", "og:title", "dc.title")
_DATE_META: Final = (
    "pubdate",
    "publishdate",
    "publishtime",
    "publish_time",
    "firstpublishedtime",
    "article:published_time",
    "og:release_date",
    "dc.date",
    "createdate",
)
_DATE_TAGS: Final = ("publishtime", "pubtime", "publishdate")
_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_DATE_LABELS: Final = re.compile(
    r"(?:发布|公开|公布|发文|生成)\s*(?:日期|时间)\s*[:：]?\s*|(?:^|\s)(?:日期|时间)\s*[:：]\s*|发布于\s*", re.MULTILINE
)


def of(root: etree._Element, text: str) -> Mapping[str, str]:
    """`title` and `published` (ISO date), each where the page states it."""
    found: dict[str, str] = {}
    meta = _metadata(root)
    title = next((meta[name] for name in _TITLE_META if meta.get(name)), None) or _element_text(root, "title")
    if title:
        found["title"] = title
    published = _published(root, meta, text)
    if published:
        found["published"] = published.isoformat()
    return MappingProxyType(found)


def _metadata(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _published(root: etree._Element, meta: Mapping[str, str], text: str) -> date | None:
    stated = [meta[name] for name in _DATE_META if name in meta]
    stated += [_element_text(root, tag) for tag in _DATE_TAGS]
    stated += [text[match.end() : match.end() + 30] for match in _DATE_LABELS.finditer(text)]
    for words in stated:
        match = _DATE.match(words.strip())
        if match and (found := _date(*map(int, match.groups()))):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _element_text(root: etree._Element, tag: str) -> str:
    element = next(root.iter(tag), None)
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
