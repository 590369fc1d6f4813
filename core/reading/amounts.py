"""Numbers with their units in running text, before it is known what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.model import Number
from core.reading.numerals import ARABIC, CHINESE, value_of
from core.reading.vocabulary import vocabulary

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed; positions count in the running text and take in its unit and its 约 or 余."""

    value: Number
    start: int
    end: int
    unit: str | None
    bound: str | None
    """`over`, `under`, `about`; None for an exact number."""
    arabic: bool
    plain: bool = False
    """A number without unit after 为, 共 and the like."""


def amounts(text: str, start: int, end: int) -> list[Amount]:
    """The amounts of a range, in order, none inside another; numbers in titles and slogans are left out."""
    words = vocabulary().patterns
    every = sorted(_all(text, start, end), key=lambda a: (a.start, -a.end))
    quoted = [match.span() for match in words["in_quotes"].finditer(text, start, end)] if every else []
    found: list[Amount] = []
    for amount in every:
        inside = any(a < amount.start < b for a, b in quoted)
        if not inside and (not found or amount.start >= found[-1].end):
            found.append(amount)
    return found


def _all(text: str, start: int, end: int) -> Iterator[Amount]:
    words = vocabulary().patterns
    counted, hundredths, bare, tenths, halves = _patterns()
    for match in counted.finditer(text, start, end):
        before, behind = text[max(start, match.start() - 3) : match.start()], text[match.end() : match.end() + 4]
        if not words["not_before"].search(before) and not words["not_behind"].match(behind):
            amount = _counted(match)
            if amount:
                yield amount
    for match in _where("百分之", hundredths, text, start, end):
        yield from _made(match, PERCENT)
    for match in bare.finditer(text, start, end):
        value = value_of(match["number"])
        if value is not None and not re.match(r"20\d\d\Z", match["number"]):
            yield Amount(
                value, match.start("number"), match.end("number"), None, None, match["number"][0].isdigit(), True
            )
    for match in _where("成", tenths, text, start, end):
        if match["before"] or match["behind"] or match["number"] != "一":  # 统一成为 is no tenth
            yield from _made(match, PERCENT, 10)
    for match in _where("半", halves, text, start, end):
        over = any(word in match[0] for word in ("过", "超", "以上"))
        yield Amount(50, match.start(), match.end(), PERCENT, "over" if over else None, False)


def _where(word: str, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that has this word in it, looked for only where the word is: few sentences have it."""
    return pattern.finditer(text, start, end) if text.find(word, start, end) >= 0 else iter(())


def _counted(match: re.Match[str]) -> Amount | None:
    printed = match["number"]
    value = value_of(printed + (match["magnitude"] or ""))
    unit = match["unit"]
    if value is None or (not printed[0].isdigit() and not (unit and unit in vocabulary().counted)):
        return None
    if unit is None and not match["magnitude"]:
        return None
    return Amount(
        value, match.start(), match.end(), PERCENT if unit == "％" else unit, _bound(match), printed[0].isdigit()
    )


def _made(match: re.Match[str], unit: str, times: int = 1) -> Iterator[Amount]:
    value = value_of(match["number"])
    if value is not None:
        yield Amount(value * times, match.start(), match.end(), unit, _bound(match), False)


def _bound(match: re.Match[str]) -> str | None:
    bounds = vocabulary().bounds
    groups = match.groupdict()
    for place in ("before", "within", "inner", "behind"):
        word = groups.get(place)
        if word:
            return bounds["within" if place == "inner" else place][word]
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = vocabulary()
    before, within, behind = (f"(?P<{place}>{_any(words.bounds[place])})?" for place in ("before", "within", "behind"))
    inner = within.replace("within", "inner")
    magnitude = r"(?P<magnitude>(?!万元|亿元)(?:[十百千]?[万亿]|[百千](?=余|多|来|件|条|次|人|个|项|家|篇|元)))?"
    number = rf"(?P<number>{ARABIC}|{CHINESE})"
    counted = rf"{before}{number}{within}{magnitude}{inner}(?:(?P<unit>{_any(words.units)})|(?<=[万亿余多来])){behind}"
    hundredths = rf"{before}百分之(?P<number>{ARABIC}|{CHINESE}(?:点{CHINESE})?){behind}"
    bare = rf"(?:为|：|:|是|共计?|合计|总计|计|等于)(?P<number>{ARABIC}|零|〇)(?=[，。；、,;）)\n]|\Z)"
    tenths = rf"{before}(?P<number>[一二两三四五六七八九])成(?P<within>多)?(?P<behind>以上|以下|左右)?(?![立员果功就分长效绩都本品熟语])"
    halves = r"(?:超|(?<![通经度])过|超过)半数?(?![年天小个])|半数(?:以上)?|(?:超过)?一半(?:以上)?"
    return tuple(re.compile(pattern) for pattern in (counted, hundredths, bare, tenths, halves))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
