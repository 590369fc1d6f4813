"""Which claims of a sentence belong together: a total and its parts, a count with its share, a base with its rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from core.passages import Joined
from core.reading.drafts import Draft
from core.reading.numerals import chinese
from core.reading.percentages import link_percentages
from core.reading.vocabulary import vocabulary

_BREAKS: Final = re.compile(r"[。！？；;]")
_CASES: Final = {"件", "份", "宗", "起", "件次"}
_WHOLES: Final = {"new", "handled", "carried_in", "carried_out", "reconsideration", "suits", "disputes"}
"""Quantities that a sentence part behind a semicolon tells anew."""
_RESULTS: Final = {
    "granted",
    "partial",
    "granted_or_partial",
    "refused",
    "unavailable",
    "not_processed",
    "other_handled",
}
_SORTED_OUT: Final = re.compile(
    r"(?:按照?[^，。；：0-9]{1,10}(?:分类?|划分|统计|区分)|从[^，。；：0-9]{1,10}看)[，,：:]|(?:申请)?(?:渠道|方式|形式|途径)(?:方面|上)[，,：:]"
    r"|(?:答复|办理|处理)(?:结果|情况|类型)(?:为|如下|分别为)*[：:]"
)
"""How a sentence begins that parts the total told right before it: 按内容分，… 从申请人看，…"""
_TRAILING: Final = re.compile(
    "[，,；;]?(?P<named>(?:以上|上述)?(?:(?P<many>[二两三四五六七八九2-9])(?:[个大类种项者家][一-鿿]{0,4})?)?)(?:合计|共计)"
    "(?:主动)?(?:发布|公开|推送|更新)?(?:各类|政府|政务)*(?:信息)?"
)
_NAMED_ONE_BY_ONE: Final = re.compile("[、和及与][^，,。；;：:]*分别")
"""Some named parts with a number each (图文解读、视频解读分别为96篇、41篇), not all."""
_REST: Final = re.compile("(?:以及|和|及)?(?:其他|其它|其余|余下)(?:各?类|信息|政府信息|事项|方面|情况|渠道|的)*")
"""A last part that names nothing of its own; 其他文件 may be followed by more."""
_WAY: Final = re.compile("网上|网络|线上|在线|信函|邮寄|邮政|当面|现场|窗口|线下")
_AMONG: Final = re.compile(
    r"[^，。；、0-9]{0,12}(?:信息|申请|案件|[的件条份宗个])(?:当|之)?中[，,：:]|(?:当|之)?中[，,：:]"
)
"""How a clause goes on whose number is parted next: 286条信息中，…"""
_GOES_ON: Final = re.compile(r"[、和及与）)]|\Z")
"""How a list goes on behind its part 其他, if it does."""
_OTHERWISE: Final = re.compile(
    "[，,；;](?:(?:其中)?(?:申请|具体|主要)?(?:内容|事项|诉求|类型|领域)?(?:主要)?涉及|(?:从[^，。；]{1,10}看|按照?[^，。；]{1,10}分)[，,：:])"
)
"""How the same total is parted once more (其中自然人7件、企业1件，内容涉及学区划分4件)."""
_TRIMMED: Final = "，,、；;。（( "


@dataclass(slots=True)
class _Open:
    """A list of parts being read."""

    total: Draft
    unit: str | None
    bracketed: bool
    parts: list[Draft] = field(default_factory=list)
    ended: bool = False
    """A part 其他 has been read: what a comma parts from it is told beside the list."""


def link(joined: Joined, drafts: list[Draft], start: int, end: int, before: Iterable[Draft]) -> None:
    """Ties the drafts of one sentence (`start` to `end`), also to a total in the sentence before where it begins with 其中."""
    if not drafts:
        return
    _link_parts(joined.text, drafts, start, end, list(before))
    _link_trailing(joined.text, drafts)
    link_percentages(joined.text, drafts)
    for draft in drafts:
        _grow_outside(joined.text, draft)
    parts = [(draft, draft.of) for draft in drafts if draft.role == "part" and draft.of]
    for draft, parent in parts:
        if draft.quantity == "carried_in" and parent.quantity in ("new", "handled"):
            parent.scope = parent.scope or "with_carried_in"
    for draft, parent in parts:
        draft.period = draft.period or parent.period
        if parent.quantity.startswith("disclosed"):
            draft.subject = parent.subject
        if draft.quantity == parent.quantity == "disclosed_total" or (
            parent.quantity in ("disclosed_total", "disclosed_part") and draft.quantity in ("other", "disclosed_total")
        ):
            draft.quantity = "disclosed_part"
        elif draft.quantity == parent.quantity and draft.scope == parent.scope and parent.scope != "with_carried_in":
            draft.quantity = "other"


def _grow_outside(text: str, draft: Draft) -> None:
    """49件（自然人44件，企业5件），较上年减3件: a growth behind a bracket is that of the count before it."""
    part = draft.of
    if draft.role == "growth" and part and part.role == "part" and part.of:
        between = text[part.end : draft.start]
        if sum(map(between.count, "）)")) > sum(map(between.count, "（(")):
            draft.of, draft.quantity = part.of, part.of.quantity


def _link_parts(text: str, drafts: list[Draft], start: int, end: int, before: list[Draft]) -> None:
    stack: list[_Open] = []
    position = start
    told = [d for d in before if d.role is None and d.counts]
    previous: Draft | None = told[-1] if told else None
    for draft in (d for d in drafts if d.counts):
        gap = text[position : draft.start]
        previous = _close(stack, gap, draft) or previous
        total = _total_of(draft, gap, previous, [*told, *(d for d in drafts if d.counts and d.start < draft.start)])
        if stack and not stack[-1].bracketed and _OTHERWISE.match(gap) and _same_unit(stack[-1].total.unit, draft):
            total = stack.pop().total
        opened = _opened(gap, draft, total, stack, at_start=position == start)
        if opened:
            stack.append(opened)
        while stack and stack[-1].ended and not stack[-1].bracketed and not _GOES_ON.match(gap):
            stack.pop()
        if stack and _belongs(stack[-1], draft, gap):
            _add(stack[-1], draft)
        previous, position = draft, draft.end
        _finish(text, draft, stack, end)


def _link_trailing(text: str, drafts: list[Draft]) -> None:
    """A total told behind its parts: 网站4388条，微博1927条，公众号846条，三个平台合计7161条. Whole only where it says of how many."""
    for number, draft in enumerate(drafts):
        words = _TRAILING.fullmatch(draft.label)
        if words is None or not draft.counts or draft.role or draft.topic in ("application", "dispute"):
            continue
        run: list[Draft] = []
        for other in reversed(drafts[:number]):
            if not other.counts or other.role or other.closure or other.unit != draft.unit:
                break
            run.append(other)
        if len(run) < 2 or (words["named"] and words["many"] and chinese(words["many"]) != len(run)):
            continue
        draft.closure = "whole" if words["named"] else "plain"
        for other in run:
            other.role, other.of = "part", draft


def _total_of(draft: Draft, gap: str, previous: Draft | None, earlier: list[Draft]) -> Draft | None:
    """What a list that begins with `draft` parts: the count before it. Results part what was handled, or received where nothing was
    carried in, and never what was carried in or out, though that may be told last."""
    divided = draft.quantity == "other" and bool(_SORTED_OUT.search(gap) or _WAY.search(draft.label))
    if (
        previous is None
        or not (divided or draft.quantity in {*_RESULTS, "new", "applicants"})
        or not (
            divided
            or previous.quantity in ("carried_in", "carried_out")
            or (previous.scope == "with_carried_in" and draft.quantity not in _RESULTS)
        )
    ):
        return previous
    handled = [d for d in earlier if d.quantity == "handled"]
    received = [d for d in earlier if d.quantity == "new"]
    received = [d for d in received if d.scope != "with_carried_in"] or received
    if divided or draft.quantity in ("new", "applicants"):
        received = [d for d in received if _same_unit(d.unit, draft)]
        return received[-1] if received else previous
    if handled:
        return handled[-1]
    if not received:
        return previous  # of those carried over nothing else is told
    return received[-1] if received and previous.quantity == "carried_in" and not previous.value else None


def _close(stack: list[_Open], gap: str, draft: Draft) -> Draft | None:
    """Ends the lists that a bracket, a new sentence part or a new total ends; the total that a closed bracket stood behind."""
    closers = sum(gap.count(ch) for ch in "）)") - sum(gap.count(ch) for ch in "（(")
    behind: Draft | None = None
    for _ in range(max(closers, 0)):
        while stack:
            closed = stack.pop()
            if closed.bracketed:
                behind = closed.total
                break
    while len(stack) > 1 and not stack[-1].bracketed and _BREAKS.search(gap):
        stack.pop()
    ends = vocabulary().lists["ends"]
    if stack and not stack[-1].bracketed and (ends.search(gap) or not _same_unit(stack[-1].unit, draft)):
        stack.pop()
    if stack and not stack[-1].bracketed and _BREAKS.search(gap) and _another(draft, stack[-1].total):
        stack.clear()
    return behind


def _another(draft: Draft, total: Draft) -> bool:
    """Whether a new part of the sentence begins a count of its own (行政复议4件，其中…；行政诉讼6件), no part of the total."""
    return draft.topic != total.topic or (draft.quantity in _WHOLES and draft.quantity != total.quantity)


def _opened(gap: str, draft: Draft, previous: Draft | None, stack: list[_Open], at_start: bool) -> _Open | None:
    if previous is None or not _same_unit(previous.unit, draft):
        return None
    words = gap.lstrip(_TRIMMED)
    bracketed = not at_start and bool(re.match(r"[\s]*[（(]", gap)) and not re.search(r"[）)]", gap)
    opens = vocabulary().lists["opens"].search(gap)
    sorted_out = bool(_SORTED_OUT.match(words) or _AMONG.match(gap))
    if at_start and not words.startswith("其中") and not sorted_out:
        return None
    explicit = sorted_out or (
        opens is not None and (words.startswith(opens[0]) or opens[0] in ("其中", "分别", "涉及", "分别为", "分别是"))
    )
    after_colon = gap.startswith(("：", ":"))
    if not (bracketed or explicit or after_colon) or (draft.value > previous.value and not (bracketed or explicit)):
        return None
    if stack and not bracketed and opens is not None and stack[-1].total is previous:
        return None
    if draft.quantity == "handled" and sorted_out and draft.value > previous.value:
        return None  # the carried in were handled too
    if sorted_out and previous.of and not _AMONG.match(gap):
        previous = previous.of
    previous.closure = _closure(gap)
    return _Open(previous, draft.unit, bracketed)


def _closure(gap: str) -> str:
    lists = vocabulary().lists
    if lists["whole_words"].search(gap) and not _NAMED_ONE_BY_ONE.search(gap):
        return "whole"
    return "open" if "其中" not in gap and lists["open_words"].search(gap) else "plain"


def _belongs(part_of: _Open, draft: Draft, gap: str) -> bool:
    if part_of.total.quantity == "handled" and draft.quantity == "carried_out":
        return False  # what is carried out was not handled
    fits = draft is not part_of.total and _same_unit(part_of.unit, draft)
    return fits and not gap.lstrip(_TRIMMED).startswith("另")


def _same_unit(unit: str | None, draft: Draft) -> bool:
    """Applications and disputes are counted in 件, 份, 宗, 起 alike."""
    return unit == draft.unit or (draft.topic in ("application", "dispute") and {unit, draft.unit} <= _CASES)


def _add(part_of: _Open, draft: Draft) -> None:
    draft.role, draft.of = "part", part_of.total
    part_of.parts.append(draft)
    label = draft.label.lstrip(_TRIMMED)
    lists = vocabulary().lists
    if lists["last_words"].match(label):
        part_of.total.closure, part_of.ended = "whole", bool(_REST.fullmatch(label))
    elif re.match(r"(?:含|包括|包含)", label) or (label.startswith("重点") and lists["opens"].match(label)):
        part_of.total.closure = "open"


def _finish(text: str, draft: Draft, stack: list[_Open], end: int) -> None:
    """等 right behind a part leaves the list open."""
    if stack and re.match(r"[）)]?等", text[draft.end : min(draft.end + 3, end)]):
        stack[-1].total.closure = "open"
