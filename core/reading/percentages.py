"""What the percentages of a sentence belong to: the count that a share restates, the base of a rate."""

from __future__ import annotations

import re
from typing import Final

from core.reading.drafts import Draft

_OF_THE_COUNT: Final = re.compile(r"(?:大?约|各|共|总|均|所|其|的|仅|只)*(?:占|比例|比重|比率|达|为|$)")
"""How the words of a share begin that speaks of the count before it."""
_BREAKS: Final = re.compile(r"[。！？；;]")
_SIDE_BY_SIDE: Final = re.compile("[、，,]|[、，,]?(?:和|及|以及|与)")
_DONE_RATE: Final = re.compile(
    "(?<!按期)(?<!按时)(?<!及时)(?<!限时)(?<!如期)(?:办结|办理|答复|回复|处理|完成|整改|解决|办复)率"
)
_DONE: Final = re.compile(
    "(?:办结|办理|答复|回复|处理|完成|整改|解决|办复)(?:了|完毕|完成|共|共计|合计|累计|申请|政府信息公开申请)*$"
)


def link_percentages(text: str, drafts: list[Draft]) -> None:
    """A share restates the count before it and has that one's total as base; of several behind 分别 each restates its own. A rate
    has the count before it as base, or, where a larger one stands in the same part of the sentence (受理36件，办结35件，
    办结率97.2%), both. Behind 其中 the count is the base (共办理200件，其中予以公开占60%), and a share that names its own thing
    (予以公开和部分公开占比) restates none."""
    for number, draft in enumerate(drafts):
        if draft.role not in ("share", "rate") or draft.of or draft.beside:
            continue
        if _in_brackets(text, drafts, number):
            continue
        counted = _count_before(text, drafts[:number], draft)
        if counted is None or _paired(text, drafts, number):
            continue
        total = counted.of or _larger(text, drafts[:number], counted, draft)
        restates = draft.role == "share" and draft.label.startswith("占")
        if "其中" in text[counted.end : draft.start]:
            draft.of = counted
        elif "分别" in text[counted.end : draft.start] or (
            draft.role == "share" and not _OF_THE_COUNT.match(draft.label)
        ):
            draft.of = total or counted
        elif draft.scope == "satisfaction" and "满意" in counted.label:
            draft.beside, draft.of = counted, total  # 有效答卷612份，满意598份，满意率97.7%
        elif draft.scope != "satisfaction" and (total or restates or _of_the_done(draft, counted)):
            draft.beside, draft.of = counted, total
        else:
            draft.of = counted
        draft.subject = draft.subject or counted.subject


def _in_brackets(text: str, drafts: list[Draft], number: int) -> bool:
    """35件（28.23%）, 占比44%（990条）: ties a share to the count that the one stands behind in brackets of its own."""
    draft = drafts[number]
    before = drafts[number - 1] if number else None
    behind = drafts[number + 1] if number + 1 < len(drafts) else None
    if before and before.counts and _enclosed(text, before, draft) and draft.role == "rate":
        count = before
    elif behind and behind.counts and _enclosed(text, draft, behind) and draft.role == "share":
        count = behind
    else:
        return False
    parts = [d.beside for d in drafts[:number] if d.role == "share"]
    larger = [d for d in drafts[:number] if d.counts and d.unit == count.unit and d.value > count.value]
    larger = [d for d in larger if d not in parts]
    draft.quantity = draft.role = "share"
    draft.beside, draft.of = count, count.of or max(larger, key=lambda d: d.value, default=None)
    draft.subject = draft.subject or count.subject
    return True


def _enclosed(text: str, one: Draft, other: Draft) -> bool:
    return text[one.end : other.start] in ("（", "(") and text[other.end : other.end + 1] in ("）", ")")


def _of_the_done(draft: Draft, counted: Draft) -> bool:
    """办结199件，办结率94.31%: the count is what was done, so it is no base of the rate, whatever that is."""
    return draft.role == "rate" and bool(_DONE_RATE.search(draft.label)) and bool(_DONE.search(counted.label))


def _paired(text: str, drafts: list[Draft], number: int) -> bool:
    """甲18件、乙27件，分别占40%、60%: ties each share to its count; False where this one begins no such run, or they are not as
    many as the counts before."""
    counts = [d for d in drafts[:number] if d.counts]
    if "分别" not in text[counts[-1].end : drafts[number].start] or drafts[number].role != "share":
        return False
    run = [drafts[number]]
    for draft in drafts[number + 1 :]:
        if draft.unit != "%" or not _SIDE_BY_SIDE.fullmatch(text, run[-1].end, draft.start):
            break
        run.append(draft)
    own = counts[-len(run) :]
    if len(run) < 2 or len(own) < len(run) or len({d.unit for d in own}) > 1 or own[0].of is not own[-1].of:
        return False
    larger = [d for d in counts[: -len(run)] if d.unit == own[0].unit and d.value >= max(c.value for c in own)]
    total = own[0].of or max(larger, key=lambda d: d.value, default=None)
    for draft, count in zip(run, own, strict=True):
        draft.quantity = draft.role = "share"
        draft.beside, draft.of, draft.subject = count, total, draft.subject or count.subject
    return True


def _count_before(text: str, earlier: list[Draft], draft: Draft) -> Draft | None:
    """The last count in the same part of the sentence."""
    for other in reversed(earlier):
        if other.counts:
            return None if _BREAKS.search(text[other.end : draft.start]) else other
    return None


def _larger(text: str, earlier: list[Draft], counted: Draft, draft: Draft) -> Draft | None:
    """The largest number of the same unit before it, which it can be a share of, no share of something itself; for a rate within the
    same part."""
    parts = [d.beside for d in earlier if d.role == "share"]
    fit = [d for d in earlier if d is not counted and d.counts and d.unit == counted.unit and d.value >= counted.value]
    fit = [d for d in fit if d not in parts or draft.role == "rate"]
    if draft.role == "rate" and _of_the_done(draft, counted):  # 发现237个、完成235个，整改率99.16%
        fit = [d for d in fit if not _BREAKS.search(text[d.end : draft.start])]
    elif draft.role == "rate":
        fit = [d for d in fit if not _BREAKS.search(text[d.end : draft.start])]
        fit = [
            d for d in fit if re.search("[，,]", text[d.end : counted.start])
        ]  # joined by 、 they stand side by side
    return max(fit, key=lambda d: d.value, default=None)
