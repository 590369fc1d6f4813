"""Figures in running text: numbers with unit and remark, "/", dashes and words that stand in value cells.

Ordinals (`1.`, `（1）`, `2、`), dates and page numbers are no figures. A digit run that ends in an ordinal because nothing parts
the two (`00000002.其他…`) is cut before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from core.model import Span
from core.reading.printed_signs import SIGNS

_D = "0-9０-９"
_NUMBER = re.compile(
    rf"(?:(?:(?<!\S)|(?<=[{_D}]))[-−－+＋]|[约近逾超≥≤↑↓])?(?:[{_D}]{{1,3}}(?:[,，][{_D}]{{3}})+(?![{_D}])|[{_D}]+)(?:[.．][{_D}]+)?"
)
_UNIT = re.compile(
    r"[ \u3000\xa0]?(?:(?:万元|元|件|条|个|项|宗|份|起|次|人次|人|%|％)(?![\u4e00-\u9fff])|万元|元|件(?!数)|宗|份)"
)
_REMARK = re.compile(
    r"\s{0,2}[（(](?!\s{0,2}(?:[一二三四五六七八九十]+|[0-9０-９]{1,2})\s{0,2}[）)]|区分|单位|本列)((?:\s{0,200}[^（）()\s]){1,40}\s{0,200})[）)]"
)
_NOTE_MARK = re.compile(r"[*＊※†‡①-⑳]{1,3}(?![0-9０-９\u4e00-\u9fff])")
"""Of a note, right behind a figure."""
_BESIDE = re.compile(rf"[ \t\u3000\xa0]{{2,}}[{SIGNS}]{{1,3}}[ \t\u3000\xa0]*\n")
"""A stroke at the end of a remark's line, far from its words: the next cell's."""
_TELLING = re.compile(rf"[{_D}]|其中|含|包括|修订|失效|废止|为|注")
_ORDINAL_AFTER = re.compile(
    r"[ \u3000\xa0]{0,2}[.．、](?=\s*[\u4e00-\u9fff“\"])|[ \u3000\xa0]{0,2}[)）](?=\s*[\u4e00-\u9fff“\"])"
)
_DATE_AFTER = re.compile(r"[ \u3000]?年|[年月日]")
_YEAR = re.compile(r"[12１２][09０９]..$")
_WORD = re.compile(r"(?<!\S)(?:[/／\\]|[-‐‑–—―−－─]{1,3}|无|不适用)(?!\S)")
_PAGE_LINE = re.compile(
    rf"^[ \t\u3000\xa0]*(?:[-—–－―·•~～]+[ \t]*[{_D}]{{1,3}}[ \t]*[-—–－―·•~～]+|第[ \t]*[{_D}]{{1,3}}[ \t]*页.{{0,12}}"
    rf"|[{_D}]{{1,3}}[ \t]*[/／][ \t]*[{_D}]{{1,3}})[ \t\u3000\xa0]*$",
    re.MULTILINE,
)
_ANOTHER = re.compile(rf"\s+[{_D}]")
"""Behind a figure, the next one."""
_OPENING = re.compile(r"[（(][ \u3000\xa0]{0,2}\Z")
_CLOSING = re.compile(r"[ \u3000\xa0]{0,2}[）)]")
_LONGEST_BLANK = 400
"""Blanks before or behind a figure that has a line for itself."""


class Token(NamedTuple):
    """A figure as printed in running text. A tuple, for a report has hundreds."""

    printed: str
    span: Span
    line: int
    """Which line of the text it stands on."""
    alone: bool
    """Nothing else stands on its line."""
    edge: bool
    """It is the first or last thing of a page."""


def page_lines(text: str) -> list[Span]:
    """Lines that are nothing but a page number set off as one."""
    return [match.span() for match in _PAGE_LINE.finditer(text)]


def tokens(text: str, skip: list[Span]) -> list[Token]:
    """All figures outside the skipped spans (ascending), in order."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    starts = [start for start, _ in skip]
    found = []
    for span in sorted([*_numbers(text), *_words(text)]):
        before = bisect_right(starts, span[0]) - 1
        if before < 0 or span[1] > skip[before][1]:
            found.append(_token(text, span, bisect_left(breaks, span[0]), breaks))
    return found


def _token(text: str, span: Span, line: int, breaks: list[int]) -> Token:
    start, end = span
    line_start = breaks[line - 1] + 1 if line else 0
    behind = line
    while behind < len(breaks) and breaks[behind] < end:
        behind += 1
    line_end = breaks[behind] if behind < len(breaks) else len(text)
    most = _LONGEST_BLANK
    alone = (
        start - line_start < most
        and line_end - end < most
        and not text[line_start:start].strip()
        and not text[end:line_end].strip()
    )
    edge = alone and (
        "\f" in _blank_tail(text[max(0, start - 60) : start]) or "\f" in _blank_head(text[end : end + 60])
    )
    return Token(text[start:end], span, line, alone, edge)


def _blank_tail(text: str) -> str:
    return text[len(text.rstrip()) :]


def _blank_head(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _numbers(text: str) -> list[Span]:
    found: list[Span] = []
    position = 0
    while match := _NUMBER.search(text, position):
        start, end = match.span()
        position = end
        if _ANOTHER.match(text, end):  # as in rows of a table: nothing more belongs to this one
            found.append((start, end))
            continue
        ordinal = _ORDINAL_AFTER.match(text, end)
        if ordinal or _bracketed(text, start, end):
            end = _before_ordinal(text, start, end) if ordinal else start
            if end > start:
                found.append((start, end))
            continue
        if _is_date(text, start, end):
            continue
        end = position = _with_remark(text, end)
        found.append((start, end))
    return found


def _bracketed(text: str, start: int, end: int) -> bool:
    return bool(_OPENING.search(text, max(0, start - 3), start) and _CLOSING.match(text, end))


def _is_date(text: str, start: int, end: int) -> bool:
    after = _DATE_AFTER.match(text, end)
    return bool(after) and (text[end] in "年月日" or bool(_YEAR.match(text[start:end])))


def _before_ordinal(text: str, start: int, end: int) -> int:
    """Where the figure before an ordinal ends; `start` where the digits are nothing but the ordinal."""
    return end - 1 if end - start > 1 else start


def _with_remark(text: str, end: int) -> int:
    mark = _NOTE_MARK.match(text, end)
    end = mark.end() if mark else end
    unit = _UNIT.match(text, end)
    end = unit.end() if unit else end
    remark = _REMARK.match(text, end)
    own = remark and _TELLING.search(remark[1]) and not _BESIDE.search(remark[1])
    return remark.end() if remark and own else end


def _words(text: str) -> list[Span]:
    """Marks and words that stand alone like a figure; 无 of a label broken into letters is none."""
    found = []
    for match in _WORD.finditer(text):
        if match[0] == "无":
            start, end = match.span()
            before, after = text[max(0, start - 9) : start].rstrip()[-1:], text[end : end + 9].lstrip()[:1]
            if before in ("）", ")", ".", "．", "、") or after in ("法", "正"):
                continue
        found.append(match.span())
    return found
