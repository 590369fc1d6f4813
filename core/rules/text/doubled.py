"""W.DUP: words printed twice in running text. Tables are no running text, their headers repeat by nature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from core.model import Verdict
from core.passages import Joined
from core.rules.context import Subject
from core.rules.findings import Hit, Seen
from core.rules.parts import whole
from core.rules.places import hit
from core.rules.registry import rule
from core.rules.text.lists import compiled, entries, read

_TWICE_IN_A_ROW = re.compile(r"([\u4e00-\u9fff0-9]{2,8})\1")
_AROUND_A_WORD = re.compile(r"([\u4e00-\u9fff]{4,8})([\u4e00-\u9fff]{1,2})\1")
_IN_A_LIST = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=公开|发布|开展|加强|推进|包括|做好|完善))([\u4e00-\u9fff]{3,8})、\1(?=[、，。；等和及])"
    r"|([本我该][\u4e00-\u9fff]{1,7})、\2"
)
_ONE_BY_ONE = re.compile(
    r"[一每逐][\u4e00-\u9fff]+\Z|[很最极][\u4e00-\u9fff]\Z|[0-9]+\Z|[0-9]{1,3}[件条项个户份次步天笔家]\Z"
    r"|[一二三四五六七八九十百千零〇两]+\Z"
)
_BEGINNING = re.compile(r"(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]、|[0-9][.．、]|\n)\Z")
"""A run-in heading stands there: （三）重点领域信息公开情况 重点领域信息公开…"""
_STOP = re.compile(r"[，、；;：:。！？!?,\n]")
_WIDEST_GAP = 20
_UNKNOWN = "某"

Place = tuple[int, int]


@rule("W.DUP", needs=("text",))
def word_doubled(subject: Subject) -> Iterator[Seen]:
    """A word, a phrase or a small word twice; one place is one finding."""
    running = whole(subject).running
    taken: list[Place] = []
    for found in (_in_a_row, _small_words, _around_a_word, _in_a_list, _in_a_clause):
        for seen, place in found(subject, running):
            if not any(start < place[1] and place[0] < end for start, end in taken):
                taken.append(place)
                yield seen


def _in_a_row(subject: Subject, running: Joined) -> Iterator[tuple[Hit, Place]]:
    allowed = (*read("doubled")["allowed"], *subject.profile.words.get("doubled_allowed", ()))
    for match in _TWICE_IN_A_ROW.finditer(running.text):
        word, place = match[1], match.span()
        if _is_meant(running.text, match) or any(match[0] in words or words in match[0] for words in allowed):
            continue
        yield hit(running, [place], {"word": word}, verdict=Verdict.FAIL), place


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """A numeral, one by one (一件一件), a number cut in two, or two terms that meet."""
    word, (start, end) = match[1], match.span()
    if _ONE_BY_ONE.match(word) or len(set(word)) == 1 or _UNKNOWN in word:
        return True
    if (word[0].isdigit() and text[start - 1 : start].isdigit()) or (
        word[-1].isdigit() and text[end : end + 1].isdigit()
    ):
        return True
    after = _meetings().get(word)
    return after is not None and compiled(after).match(text, end) is not None


@cache
def _meetings() -> dict[str, str]:
    return {item["words"]: item["after"] for item in read("doubled")["meeting"]}


def _small_words(subject: Subject, running: Joined) -> Iterator[tuple[Hit, Place]]:
    for entry in entries("doubled", "single"):
        for place in entry.places(running.text):
            yield hit(running, [place], {"word": entry.words[0]}), place


def _around_a_word(subject: Subject, running: Joined) -> Iterator[tuple[Hit, Place]]:
    """公开工作信息公开工作: the writer changed the wording and left a part of the old one."""
    for match in _AROUND_A_WORD.finditer(running.text):
        heading = _BEGINNING.search(running.text[max(0, match.start() - 6) : match.start()])
        if not heading and not _ONE_BY_ONE.match(match[1]) and not set(match[2]) & set(read("doubled")["joining"]):
            yield hit(running, [match.span()], {"word": match[1]}, severity=4), match.span()


def _in_a_list(subject: Subject, running: Joined) -> Iterator[tuple[Hit, Place]]:
    """An item of a list twice in a row: 政策解读、政策解读."""
    for match in _IN_A_LIST.finditer(running.text):
        word = match[1] or match[2]
        yield hit(running, [match.span()], {"word": word}, severity=4, message="message_list"), match.span()


def _in_a_clause(subject: Subject, running: Joined) -> Iterator[tuple[Hit, Place]]:
    """The same adverb twice without a stop between: 及时对问题及时反馈."""
    text = running.text
    for word in read("doubled")["twice"]:
        first = text.find(word)
        while first >= 0:
            second = text.find(word, first + len(word))
            if second >= 0 and _is_one_clause(text[first + len(word) : second]):
                place = (first, second + len(word))
                yield hit(running, [place], {"word": word}, severity=4, message="message_clause"), place
            first = second


def _is_one_clause(between: str) -> bool:
    return 0 < len(between) <= _WIDEST_GAP and not _STOP.search(between) and between[-1] not in "和与并及或"
