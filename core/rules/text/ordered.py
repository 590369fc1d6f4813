"""W.ENUMWORD: lists told by 一是, 二是, 三是: a number missing, repeated, skipped, standing alone, or without its 是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.model import Verdict
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Seen
from core.rules.parts import Part, section, whole
from core.rules.places import hit, sentence
from core.rules.registry import rule
from core.wording import Phrase

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_MEMBER = re.compile(
    r"(?:(?<=[。；：，、！？\n（(“”）)])|(?<![第之统唯其周期独逐单归划万专同这为有其十一二三四五六七八九])(?=[二三四五六七八九十]))"
    rf"(?P<number>{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})(?P<word>[是要])(?![否非求素件点])"
)
_BARE_STOP = "大小路座句块片番阵层支所间处排周晚早夜声双串类系辆艘趟遍步边侧头端瞬首幅封页章届代辈群伙队帮堆束是要个些次年月日批级条项件名位本份家种类方同定旦律并切致般直向样贯时度线体起半部面对齐举套张场期经概如再站网心刻共二三四五六七八九十、，。；：）是则"
_OTHER_WORDS = re.compile(
    r"其次|再次|再者|最后|另一方面|此外|另外|还有|同时|第二|二则|其二|②|（二）|\(二\)|二、|2[.．、]|(?<![第])二[一-龥]"
)


@dataclass(frozen=True, slots=True)
class _Member:
    number: int
    word: str
    start: int
    end: int


@rule("W.ENUMWORD", needs=("text",))
def ordinal_words(subject: Subject) -> Iterator[Seen]:
    """Lists are followed within a section; 一是 begins a new one."""
    parts = [part for number in range(1, 7) if (part := section(subject, number))]
    found = 0
    for part in parts or [whole(subject)]:
        members = _members(part.text)
        found += len(members)
        yield from _gaps(part, members)
        yield from _alone(part, members)
    if not found:
        yield NotAssessable(Phrase("rule.W.ENUMWORD.reason_none"))


def _members(text: str) -> list[_Member]:
    padded = "\n" + text
    return [
        _Member(_NUMERALS.index(m["number"]) + 1, m["word"], m.start() - 1, m.end() - 1)
        for m in _MEMBER.finditer(padded)
    ]


def _gaps(part: Part, members: list[_Member]) -> Iterator[Hit]:
    """Each member that does not follow the one before it."""
    before: _Member | None = None
    for member in members:
        due = before.number + 1 if before else 1
        if member.number not in (1, due):
            # 二是 that opens anew belongs to a list of its own, whose 一是 is missing
            missing = 1 if member.number == 2 else due
            yield _gap(part, member, before, missing)
        before = member


def _gap(part: Part, member: _Member, before: _Member | None, missing: int) -> Hit:
    numeral = _NUMERALS[missing - 1]
    bare = _bare(part.text, numeral, before.end if before else 0, member.start)
    due, seen = numeral + member.word, _NUMERALS[member.number - 1] + member.word
    if bare is not None:
        return _hit(part, bare, bare + 1, "message", {"due": due, "seen": seen}, Verdict.FAIL)
    repeated = before is not None and member.number == before.number and missing != 1
    key = "message_repeated" if repeated else "message_missing"
    return _hit(part, member.start, member.end, key, {"due": due, "seen": seen}, Verdict.FAIL)


def _bare(text: str, numeral: str, start: int, end: int) -> int | None:
    """Where a sentence begins with the numeral alone: 一不断提升…"""
    found = re.compile(rf"(?:(?<=[。；：\n])|(?<![\s\S])){numeral}(?![{_BARE_STOP}])(?=[\u4e00-\u9fff])")
    return max((match.start() for match in found.finditer(text, start, end)), default=None)


def _alone(part: Part, members: list[_Member]) -> Iterator[Hit]:
    """一是 that nothing follows."""
    for place, member in enumerate(members):
        after = members[place + 1] if place + 1 < len(members) else None
        if member.number != 1 or (after and after.number != 1):
            continue
        rest = part.text[member.end : after.start if after else len(part.text)]
        if _OTHER_WORDS.search(rest) or "[…]" in rest or _is_only_a_number(rest):
            continue
        seen = "一" + member.word
        yield _hit(
            part, member.start, member.end, "message_alone", {"due": "二" + member.word, "seen": seen}, Verdict.REVIEW
        )


def _is_only_a_number(rest: str) -> bool:
    return rest[:1] in ("一", "二", "")


def _hit(part: Part, start: int, end: int, message: str, arguments: dict[str, str], verdict: Verdict) -> Hit:
    place = (part.start + start, part.start + end)
    quote = sentence(part.running.text, *place)
    quote = (max(quote[0], part.start), min(quote[1], part.end))
    return hit(part.running, [place], arguments, verdict=verdict, message=message, quote=quote)
