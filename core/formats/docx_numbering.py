"""Automatic numbers of Word paragraphs: what is printed before `总体情况` often stands in no text but in numbering.xml.

Counters run per abstract list, as Word counts: a level starts anew after a higher one, lists that share an abstract list go
on, a start override starts over once. Formats that are not known give None, which the reader reports.
"""

from __future__ import annotations

import re
from typing import Final

from core.formats.docx_styles import Element, Styles, attribute, child, children, is_on, number
from core.formats.numerals import numeral

_PLACE: Final = re.compile(r"%([1-9])")


class Numbering:
    """Gives each numbered paragraph, in document order, its printed number."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Formats that could not be worked out."""
        if root is not None:
            self._abstract = {attribute(e, "abstractNumId") or "": e for e in children(root, "abstractNum")}
            self._lists = {attribute(e, "numId") or "": e for e in children(root, "num")}

    def ordinal(self, paragraph: Element) -> str:
        """The number printed before a paragraph, empty where there is none; counts it."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_id, level = place
        abstract = self._abstract_id(list_id)
        levels = self._levels(abstract, list_id)
        if level not in levels:
            return ""
        self._count(abstract, list_id, level, levels)
        return self._print(abstract, level, levels)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """List and level of a paragraph: its own word, then its style's."""
        own = child(paragraph, "pPr", "numPr")
        style_id = attribute(child(paragraph, "pPr", "pStyle"))
        list_id = attribute(child(own, "numId"))
        level = number(child(own, "ilvl"), -1)
        for style in self._styles.chain(style_id):
            inherited = child(style, "pPr", "numPr")
            if inherited is None or list_id is not None:
                continue
            list_id = attribute(child(inherited, "numId"))
            if level < 0:
                level = self._level_of_style(list_id, attribute(style, "styleId"), number(child(inherited, "ilvl"), 0))
        return (list_id, max(level, 0)) if list_id in self._lists and list_id != "0" and list_id else None

    def _level_of_style(self, list_id: str | None, style_id: str | None, default: int) -> int:
        levels = self._levels(self._abstract_id(list_id or ""), list_id or "")
        return next((n for n, level in levels.items() if attribute(child(level, "pStyle")) == style_id), default)

    def _abstract_id(self, list_id: str) -> str:
        """The abstract list behind a list, through at most one link to a numbering style."""
        found = attribute(child(self._lists.get(list_id), "abstractNumId")) or ""
        link = attribute(child(self._abstract.get(found), "numStyleLink"))
        for style in self._styles.chain(link):
            linked = attribute(child(style, "pPr", "numPr", "numId"))
            if linked and linked != list_id:
                return attribute(child(self._lists.get(linked), "abstractNumId")) or found
        return found

    def _levels(self, abstract: str, list_id: str) -> dict[int, Element]:
        definition, own = self._abstract.get(abstract), self._lists.get(list_id)
        levels = {} if definition is None else {_index(level): level for level in children(definition, "lvl")}
        for override in children(own, "lvlOverride") if own is not None else ():
            level = child(override, "lvl")
            if level is not None:
                levels[_index(override)] = level
        return levels

    def _count(self, abstract: str, list_id: str, level: int, levels: dict[int, Element]) -> None:
        counters = self._counters.setdefault(abstract, {})
        override = self._start_override(list_id, level)
        if override is not None and (list_id, level) not in self._overridden:
            self._overridden.add((list_id, level))
            counters[level] = override
        else:
            counters[level] = counters[level] + 1 if level in counters else number(child(levels[level], "start"), 1)
        for deeper in [n for n in counters if n > level]:
            del counters[deeper]

    def _start_override(self, list_id: str, level: int) -> int | None:
        for override in children(self._lists[list_id], "lvlOverride"):
            start = child(override, "startOverride")
            if _index(override) == level and start is not None:
                return number(start, 1)
        return None

    def _print(self, abstract: str, level: int, levels: dict[int, Element]) -> str:
        definition = levels[level]
        if attribute(child(definition, "numFmt")) == "bullet":
            return ""
        pattern = attribute(child(definition, "lvlText")) or ""
        legal = is_on(child(definition, "isLgl")) or False
        counters = self._counters[abstract]
        words = []
        for index, part in enumerate(_PLACE.split(pattern)):
            if index % 2 == 0:
                words.append(part)
                continue
            at = int(part) - 1
            source = levels.get(at, definition)
            value = counters.get(at, number(child(source, "start"), 1))
            format = "decimal" if legal else _format(source)
            printed = numeral(value, format)
            if printed is None:
                self.unknown.add(format)
                return ""
            words.append(printed)
        return "".join(words)


def _format(level: Element) -> str:
    return attribute(child(level, "numFmt")) or "decimal"


def _index(element: Element) -> int:
    value = attribute(element, "ilvl") or "0"
    return int(value) if value.isdigit() else 0
