"""The numbers a browser prints before the items of an ordered list; they stand in no text of the page."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from core.formats.numerals import numeral

Element = etree._Element

_STYLES: Final = {
    "decimal": ("decimal", "{}. "),
    "decimal-leading-zero": ("decimalZero", "{}. "),
    "lower-alpha": ("lowerLetter", "{}. "),
    "lower-latin": ("lowerLetter", "{}. "),
    "upper-alpha": ("upperLetter", "{}. "),
    "upper-latin": ("upperLetter", "{}. "),
    "lower-roman": ("lowerRoman", "{}. "),
    "upper-roman": ("upperRoman", "{}. "),
    "cjk-ideographic": ("chineseCounting", "{}、"),
    "simp-chinese-informal": ("chineseCounting", "{}、"),
    "trad-chinese-informal": ("chineseCounting", "{}、"),
    "cn": ("chineseCounting", "{}、"),  # cn… and num… are those of the UEditor, which many sites use
    "cn1": ("chineseCounting", "{}）"),
    "cn2": ("chineseCounting", "（{}）"),
    "num": ("decimal", "{}. "),
    "num1": ("decimal", "{}）"),
    "num2": ("decimal", "（{}）"),
}
_TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*(?:[^;]*\s)?([a-z][\w-]*)", re.IGNORECASE)


class ListNumbers:
    """Numbers the items of one page's lists; each list is counted once."""

    def __init__(self) -> None:
        self._values: dict[Element, dict[Element, int]] = {}

    def ordinal(self, item: Element) -> str:
        """What is printed before an `li`, empty where nothing or nothing known."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        if parent not in self._values:
            self._values[parent] = _count(parent)
        format, pattern = _STYLES.get(_style(item, parent), ("none", ""))
        value = numeral(self._values[parent][item], format)
        return pattern.format(value) if value else ""


def _count(parent: Element) -> dict[Element, int]:
    """Counted from `start`; an item's own `value` goes on from there."""
    counted = {}
    start = _integer(parent.get("start"))
    value = 1 if start is None else start
    for item in parent.iterchildren("li"):
        stated = _integer(item.get("value"))
        value = value if stated is None else stated
        counted[item] = value
        value += 1
    return counted


def _style(item: Element, parent: Element) -> str:
    for element in (item, parent):
        stated = _STYLE.search(element.get("style") or "")
        if stated:
            return stated.group(1).lower()
    return _TYPES.get(item.get("type") or parent.get("type") or "1", "decimal")


def _integer(attribute: str | None) -> int | None:
    return int(attribute) if attribute and re.fullmatch(r"\s*-?\d{1,6}\s*", attribute) else None
