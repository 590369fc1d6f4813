"""The report praises in one place what it regrets in another (RULES.md §5, A.CONTRA)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Verdict
from core.passages import Joined, prose_of, sentences
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Seen, quote_key
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM

_QUALITY = "全面|准确|及时|完整"
_PRAISED = re.compile(
    rf"(?:公开|发布)(?:的)?(?:政府|政务|各类)*(?:信息)?(?:的)?(?:内容)?(?:均|都|已|更加|十分|做到了?|实现了?)*(?:{_QUALITY}|真实|规范|有效)"
    rf"(?:[、，和且]?(?:{_QUALITY}|真实|规范|有效))*[，。；]"
)
_INTENDED = re.compile("确保|保证|力求|努力|争取|要求|应当|应|必须|进一步|不断|提高|提升|推动|推进|促进|保障|督促|坚持|按照|原则|继续|将|是否|审查|检查|不够|不|未|以便|为了")
_REGRETTED = {
    "全面": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:还)?(?:不够|不|未能|不太)(?:十分)?全面"),
    "及时": re.compile(r"(?:公开|发布|更新)[^，。；]{0,8}(?:还)?(?:不够|不|未能|不太)及时|时效性(?:有待|还需|尚需|不够|不强|较差|需要)"),
    "准确": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:不够|不|未能)准确"),
    "完整": re.compile(r"公开(?:的)?(?:信息|内容|政府信息)?[^，。；]{0,8}(?:不够|不|未能)完整"),
}
"""What is said to be lacking, by the quality praised."""
_MENDED = re.compile("上年|去年|往年|以前年度|针对上")


@rule("A.CONTRA", needs=("sections",))
def flat_contradiction(subject: Subject) -> Iterator[Seen]:
    """公开的信息内容全面、准确、及时 against 时效性有待提升; always for a person."""
    text = prose_of(subject.report)
    praise = [(place, text.text[slice(*place)]) for place in _sentences(text) if _praises(text.text[slice(*place)])]
    if not praise:
        yield NotAssessable(NO_CLAIM)
        return
    regrets = [(place, words) for place in _sentences(text) if (words := text.text[slice(*place)]) and not _MENDED.search(words)]
    for place, words in praise:
        for quality, pattern in _REGRETTED.items():
            found = next(((p, m) for p, w in regrets if (m := pattern.search(w))), None)
            if quality in _praises(words) and found:
                (start, _), match = found
                yield Hit(
                    quote_key(words),
                    {"words": _praises(words).rstrip("，。；"), "others": match[0], "quality": quality},
                    spans=(text.span(*place), text.span(start + match.start(), start + match.end())),
                    verdict=Verdict.REVIEW,
                )
                break


def _sentences(text: Joined) -> list[tuple[int, int]]:
    return list(sentences(text))


def _praises(sentence: str) -> str:
    """The words that call the disclosure complete, exact or prompt as a fact; empty where there are none."""
    match = _PRAISED.search(sentence)
    if match is None:
        return ""
    before = re.split("[，；。]", sentence[: match.start()])[-1]
    return "" if _INTENDED.search(before) or _INTENDED.search(match[0]) else match[0]
