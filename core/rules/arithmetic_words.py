"""Words against words: praise against problems, announced against listed (RULES.md §5, A.CONTRA and A.ENUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Verdict
from core.passages import sentences
from core.rules.claimed import parent_of, quote
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Seen, quote_key
from core.rules.parts import whole
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM

_QUALITY = "全面|准确|及时|完整"
_PRAISED = re.compile(
    rf"(?:公开|发布)(?:的)?(?:政府|政务|各类)*(?:信息)?(?:的)?(?:内容)?(?:均|都|已|更加|十分|做到了?|实现了?)*(?:{_QUALITY}|真实|规范|有效)"
    rf"(?:[、，和且]?(?:{_QUALITY}|真实|规范|有效))*[，。；]"
)
_INTENDED = re.compile(
    "确保|保证|力求|努力|争取|要求|应当|应|必须|进一步|不断|提高|提升|推动|推进|促进|保障|督促|坚持|按照|原则|继续|将|是否|审查|检查|不够|不|未|以便|为了"
)
_REGRETTED = {
    "全面": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:还)?(?:不够|不|未能|不太)(?:十分)?全面"),
    "及时": re.compile(
        r"(?:公开|发布|更新)[^，。；]{0,8}(?:还)?(?:不够|不|未能|不太)及时|时效性(?:有待|还需|尚需|不够|不强|较差|需要)"
    ),
    "准确": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:不够|不|未能)准确"),
    "完整": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:不够|不|未能)完整"),
}
"""What is said to be lacking, by the quality praised."""
_ETC = re.compile("等[^，。；、]{0,12}[0-9一二三四五六七八九十两]")
_MENDED = re.compile("上年|去年|往年|以前年度|针对上")


@rule("A.CONTRA", needs=("sections",))
def flat_contradiction(subject: Subject) -> Iterator[Seen]:
    """公开的信息内容全面、准确、及时 against 时效性有待提升; always for a person."""
    text = whole(subject).running
    if not _PRAISED.search(text.text):
        yield NotAssessable(NO_CLAIM)
        return
    read = [(start, text.text[start:end]) for start, end in sentences(text)]
    praise = [(start + match.start(), match[0]) for start, words in read for match in _praise(words)]
    if not praise:
        yield NotAssessable(NO_CLAIM)
        return
    regrets = [(start, words) for start, words in read if not _MENDED.search(words)]
    for start, words in praise:
        found = next(_regretted(words, regrets), None)
        if found:
            quality, first, others = found
            yield Hit(
                quote_key(words),
                {"words": words.rstrip("，。；"), "others": others, "quality": quality},
                spans=(text.span(start, start + len(words)), text.span(first, first + len(others))),
                verdict=Verdict.REVIEW,
            )


def _praise(sentence: str) -> Iterator[re.Match[str]]:
    """Where the disclosure is called complete, exact or prompt as a fact."""
    for match in _PRAISED.finditer(sentence):
        before = re.split("[，；。]", sentence[: match.start()])[-1]
        if not (_INTENDED.search(before) or _INTENDED.search(match[0])):
            yield match


def _regretted(praise: str, regrets: list[tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    """The quality praised that is found wanting elsewhere: its name, where, in what words."""
    for quality, pattern in _REGRETTED.items():
        for start, words in regrets:
            match = pattern.search(words) if quality in praise else None
            if match:
                yield quality, start + match.start(), match[0]


@rule("A.ENUM")
def announced_list(subject: Subject) -> Iterator[Seen]:
    """以下 n 个方面 and what is listed."""
    listed = [c for c in subject.claims("enumerated") if c.role == "listed" and c.of is not None]
    if not listed:
        yield NotAssessable(NO_CLAIM)
    for items in listed:
        said = parent_of(subject, items)
        if said is None or said.value == items.value or items.value < 2:
            continue
        words = quote(subject, items)
        if _ETC.search(words) and items.value < said.value:
            continue
        yield Hit(
            quote_key(f"{said.label}{said.value}{items.value}{words[:40]}"),
            {"words": said.label, "said": said.value, "listed": items.value},
            spans=(said.clause, items.span),
            verdict=Verdict.FAIL if items.value > said.value else Verdict.REVIEW,
            proof=True,
            expected=items.value,
            found=said.value,
        )
