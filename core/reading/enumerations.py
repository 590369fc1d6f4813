"""Announced lists and what they hold: 以下三个方面：一是… 二是…, 包括…等六部分, 省、市两级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from core.passages import Joined, paragraphs, sentences
from core.reading.drafts import Draft
from core.reading.numerals import value_of

_NUMBER: Final = r"(?P<number>[0-9０-９]{1,2}|[两二三四五六七八九十]{1,2})"
_ANNOUNCED: Final = re.compile(
    rf"{_NUMBER}(?:个|大|项|条|点)?(?:大)?(?:主要)?(?P<unit>方面|部分|问题|不足|短板|举措|措施|层面|环节|章节|关口|步骤)(?!之一)"
)
_LEVELS: Final = re.compile(
    r"(?P<list>(?:[一-鿿（）]{1,8}、)+[一-鿿（）]{1,6}?)(?P<number>[两二三四五六])(?P<unit>级)(?!以上|部门长)"
)
_ITEM: Final = re.compile(
    r"(?:^|(?<=[。；：，！\n、]))(?:其)?(?P<ordinal>[一二三四五六七八九十]{1,2})(?:是|要|则|方面|、(?!二|三))"
)
_NUMBERED: Final = re.compile(
    r"(?:^|(?<=[。；：\n]))(?:[（(](?P<a>[一二三四五六七八九十]|[0-9]{1,2})[）)]|(?P<b>[0-9]{1,2})[.．、])"
)
_TITLES: Final = re.compile(
    r"(?:政府信息)?[^、，；。：,]{0,10}总体情况|[^、，；。：,]{0,8}主动公开[^、，；。,]{0,8}情况|[^、，；。：,]{0,8}收到[和及]处理[^、，；。,]{0,12}情况"
    r"|[^、，；。：,]{0,10}申请(?:的)?情况|(?:因)?(?:政府)?信息公开(?:(?!情况[、，])[^，；。]){0,24}?诉讼(?:的)?情况|行政复议[^，；。]{0,8}诉讼(?:的)?情况"
    r"|[^、，；。：,]{0,12}(?:问题|不足)[^、，；。,]{0,12}(?:情况|措施|计划)|[^、，；。：,]{0,8}(?:报告|说明)(?:的)?事项"
)
_JOINTS: Final = re.compile(r"[、，,；;和及与等以]+|其中|包括")


def enumerations(joined: Joined) -> Iterator[Draft]:
    """Each announced number as `enumerated`, followed by a draft of role `listed` that counts what is listed."""
    for start, end in paragraphs(joined):
        for first, last in sentences(joined, start, end):
            yield from _announced(joined, first, last, end)
            yield from _levels(joined, first, last)


def _announced(joined: Joined, start: int, end: int, paragraph_end: int) -> Iterator[Draft]:
    for match in _ANNOUNCED.finditer(joined.text, start, end):
        value = value_of(match["number"])
        counted = _count(joined, match, start, end, paragraph_end)
        if not isinstance(value, int) or value < 2 or counted is None:
            continue
        yield from _pair(match, value, (start, end), *counted)


def _count(joined: Joined, match: re.Match[str], start: int, end: int, stop: int) -> tuple[int, int, int] | None:
    """How many items are listed, and where: in the words before (…等六部分) or behind (以下三个方面：…)."""
    text = joined.text
    before = text[start : match.start()]
    titles = list(_TITLES.finditer(before))
    if len(titles) >= 2:
        return _named(before, titles), start + titles[0].start(), start + titles[-1].end()
    behind = text[match.end() : stop]
    titles = list(_TITLES.finditer(text[match.end() : end]))
    if len(titles) >= 2:
        return _named(text[match.end() : end], titles), match.end() + titles[0].start(), match.end() + titles[-1].end()
    items = _items(behind) or _items(text[match.end() : _next_heading(text, stop)])
    another = _ANNOUNCED.search(text, match.end())
    if items and another and another.start() < match.end() + items[0]:
        return None  # the list is the next announcement's
    return (len(items), match.end() + items[0], match.end() + items[-1] + 1) if items else None


def _named(words: str, titles: list[re.Match[str]]) -> int:
    """The titles, and whatever else is listed between or behind them (2022年工作思路)."""
    gaps = [words[a.end() : b.start()] for a, b in pairwise(titles)]
    others = [piece for gap in gaps for piece in _JOINTS.split(gap) if len(piece) > 2]
    return len(titles) + len(others)


def _next_heading(text: str, stop: int) -> int:
    """Items may be paragraphs of their own below the announcement; a section's heading ends them."""
    heading = re.compile(r"\n[一二三四五六]、").search(text, stop)
    return heading.start() if heading else len(text)


def _items(words: str) -> list[int]:
    """Places of 一是, 二是 … in unbroken count from one, or of （一）, 1. … likewise: of the two what begins first."""
    found = [places for pattern in (_ITEM, _NUMBERED) if (places := _counted(pattern, words))]
    return min(found, key=lambda places: places[0], default=[])


def _counted(pattern: re.Pattern[str], words: str) -> list[int]:
    found: list[int] = []
    for match in pattern.finditer(words):
        printed = match["ordinal"] if pattern is _ITEM else match["a"] or match["b"]
        value = value_of(printed)
        if value == 1 and found:
            break
        if value == len(found) + 1:
            found.append(match.start())
        elif value == 1 or not found:
            return []
    return found if found and found[0] < 160 else []


def _levels(joined: Joined, start: int, end: int) -> Iterator[Draft]:
    if joined.text.find("级", start, end) < 0:
        return
    for match in _LEVELS.finditer(joined.text, start, end):
        value = value_of(match["number"])
        if isinstance(value, int):
            yield from _pair(match, value, (start, end), match["list"].count("、") + 1, *match.span("list"))


def _pair(
    match: re.Match[str], value: int, clause: tuple[int, int], counted: int, first: int, last: int
) -> Iterator[Draft]:
    said = Draft("enumerated", value, match.start("number"), match.end(), clause, match["unit"], label=match[0])
    yield said
    around = min(clause[0], first), max(clause[1], last)
    yield Draft("enumerated", counted, first, last, around, match["unit"], role="listed", of=said)
