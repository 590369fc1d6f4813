"""Which numbers of the prose are the body's own for the year and for the whole: only those may be put beside the tables.

A number of another body, of last year, of one quarter, of one channel or of one matter is another quantity; it is left alone,
as comparing it would be our error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from core.model import Claim, Number, Span, State
from core.passages import normal
from core.rules.context import Subject

WHOLE_AREA_KINDS = frozenset(("government", "township", "outpost"))
"""Bodies whose report speaks for the whole area: 全市 is their own."""

_SENTENCE_END = re.compile(r"[。！？!?]")
_PART_END = re.compile(r"[。！？!?；;]")
_REACH = 400
"""Code points looked at on either side of a number for its sentence: layouts put many blanks between."""

_CHANNELS = (
    "网上|网络|线上|在线|互联网|网站|平台|系统|门户",
    "信函|邮寄|邮政|挂号",
    "邮件|邮箱",
    "传真",
    "当面|现场|窗口|来访|口头",
)
_MANY = re.compile(r"等(?:形式|方式|渠道|途径|多)|多种|各种|各类渠道|不同(?:形式|渠道)|线上线下")
_NARROWED = re.compile(
    r"季度|半年|月份|本级|[市县区省州]直|各?乡镇(?!人民政府)(?:、?街道)?(?:共|累计)?(?:收到|受理|办理|答复)|(?:各|[0-9一二三四五六七八九十两]+[个家])(?:部门|单位)(?:共|累计)?(?:收到|受理)"
    r"|(?:涉及|关于|有关|针对)(?!(?:政府|政务)?信息公开|依申请|公开)[^，。；]{2,}|以来|历年|近[三五十]年|转来|移送|转交|转办|交办"
    r"|(?<!结转)(?<!结转自)(?:去年|上一?年度?)(?:全年|共|新|累计)*(?:收到|受理|新收|办理|答复|办结|申请)|同期"
)
_COUNTED = re.compile(r"[0-9０-９]+[件条宗份]")
_THIS_YEARS = re.compile(r"(?:20[0-9]{2}年度?|今年|本年度?|当年)(?:以来)?\Z")
_AN_OTHERS = re.compile(r"(?:补正(?:通知|告知)书?|征求第三方[^，。；]{0,6}|延期答复[^，。；]{0,4})[^，。；]{0,4}\Z")
RESULTS = frozenset(
    ("granted", "partial", "granted_or_partial", "refused", "unavailable", "not_processed", "other_handled")
)
_WHOLES = frozenset(("new", "handled", "disclosed_total", "reconsideration", "suits", "disputes", "documents"))


def own(subject: Subject, *quantities: str) -> tuple[Claim, ...]:
    """The claims of these quantities that may be compared with the tables, in the text's order."""
    known = subject.once(_judged)
    found = []
    for claim in subject.claims(*quantities):
        if id(claim) not in known:
            known[id(claim)] = is_own(subject, claim) and is_whole(subject, claim)
        if known[id(claim)]:
            found.append(claim)
    return tuple(found)


def _judged(_: Subject) -> dict[int, bool]:
    """Whether a claim may be compared, filled as rules ask."""
    return {}


def is_own(subject: Subject, claim: Claim) -> bool:
    """Whether it is this body's number for this year."""
    whole_area = claim.subject == "whole_area" and subject.body.kind in WHOLE_AREA_KINDS
    return (claim.subject is None or whole_area) and claim.period in (None, subject.report.masthead.year)


def is_whole(subject: Subject, claim: Claim) -> bool:
    """Whether it speaks of all applications (disputes, documents), not of one channel, time or matter, nor of a part of a part."""
    asked: list[Claim] = []
    while not any(claim is one for one in asked):
        if not _is_all_it_counts(subject, claim):
            return False
        parent = parent_of(subject, claim)
        if parent is None or claim.role != "part" or claim.value > parent.value:
            return True
        if parent.quantity != claim.quantity and parent.quantity not in _WHOLES:
            return False
        asked.append(claim)
        claim = parent
    return False  # each is said to be a part of the other: neither can be taken for all


def _is_all_it_counts(subject: Subject, claim: Claim) -> bool:
    """Whether no word before it narrows what it counts."""
    words = words_before(subject, claim)
    if _NARROWED.search(words) or _AN_OTHERS.search(words):
        return False
    narrow = claim.quantity in ("new", "handled")
    sentence = subject.report.text[slice(*sentence_of(subject, claim.clause))] if narrow and "书面" in words else ""
    return not (narrow and (_one_channel(_COUNTED.split(words)[-1], sentence) or _of_years(subject, claim)))


def parent_of(subject: Subject, claim: Claim) -> Claim | None:
    """The claim that this one is a part or a repetition of."""
    return subject.report.claims[claim.of] if claim.of is not None else None


def _of_years(subject: Subject, claim: Claim) -> bool:
    """Whether this year's is said to be a part of it: 累计收到 210 件，其中 2024 年 20 件."""
    if claim.scope == "with_carried_in":
        return False
    parts = (c for c in subject.report.claims if c.role == "part" and parent_of(subject, c) is claim)
    return any(_THIS_YEARS.search(part.label) for part in parts)


def _one_channel(words: str, sentence: str) -> bool:
    """Whether the words name one way of applying; 书面 is one only beside another, as every application is in writing."""
    if "书面" in words and any(re.search(channel, sentence) for channel in _CHANNELS):
        return True
    return not _MANY.search(words) and sum(1 for channel in _CHANNELS if re.search(channel, words)) == 1


def words_before(subject: Subject, claim: Claim) -> str:
    """What its part of the sentence says before the number, without blanks."""
    text, at = subject.report.text, claim.span[0]
    return normal(_PART_END.split(text[max(0, at - _REACH) : at])[-1])


def sentence_of(subject: Subject, span: Span) -> Span:
    """The sentence around a place: from behind the last stop or heading before it to the next stop, blanks at its ends left
    out."""
    text = subject.report.text
    floor, ceiling = max(0, span[0] - _REACH), min(len(text), span[1] + _REACH)
    headings = [part.heading[1] for part in subject.report.sections if floor < part.heading[1] <= span[0]]
    start = max([floor, *headings, *(m.end() for m in _SENTENCE_END.finditer(text, floor, span[0]))])
    found = _SENTENCE_END.search(text, span[1], ceiling)
    end = found.end() if found else ceiling
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def quote(subject: Subject, claim: Claim, longest: int = 60) -> str:
    """The clause a claim stands in, without blanks, for a sentence of ours."""
    words = normal_width(subject.report.text[slice(*claim.clause)])
    return words if len(words) <= longest else words[: longest - 1] + "…"


def normal_width(text: str) -> str:
    """Words as printed, without blanks and line breaks."""
    return "".join(ch for ch in text if not ch.isspace())


@dataclass(frozen=True, slots=True)
class Held:
    """What a claim is held against: the sum of some cells."""

    value: Number | None
    """None where a figure was not read or not found."""
    blank: bool = False
    """A blank, a mark or words took part as 0."""
    doubted: bool = False
    """A figure was placed by us, not simply read."""


def holds_about(claim: Claim, value: Number) -> bool:
    """Whether a number fits a claim, exact or with 约, 余, 近: over may be exceeded by half, the others missed by a tenth."""
    said = Fraction(claim.value)
    match claim.bound:
        case None:
            return said == value
        case "over":
            return said <= value <= max(said * 3 / 2, said + 10)
        case "under":
            return said * 4 / 5 <= value <= said
    return abs(said - Fraction(value)) * 10 <= said


def is_blank(state: State) -> bool:
    """Whether a cell holds no number though it was found."""
    return state in (State.BLANK, State.SLASH, State.DASH, State.TEXT)
