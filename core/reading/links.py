"""Which claims of a sentence belong together: a total and its parts, a count with its share, a base with its rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from core.passages import Joined
from core.reading.drafts import Draft
from core.reading.vocabulary import vocabulary

_OF_THE_COUNT: Final = re.compile(r"(?:大?约|各|共|总|均|所|其|的|仅|只)*(?:占|比例|比重|比率|达|为|$)")
"""How the words of a share begin that speaks of the count before it."""
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
_SORTED_OUT: Final = re.compile(r"按[^，。；：0-9]{1,8}(?:分类?|划分|统计|区分)[，,：:]")
"""How a sentence begins that parts the total told right before it: 按内容分，…"""
_TRIMMED: Final = "，,、；;。（( "


@dataclass(slots=True)
class _Open:
    """A list of parts being read."""

    total: Draft
    unit: str | None
    bracketed: bool
    parts: list[Draft] = field(default_factory=list)


def link(joined: Joined, drafts: list[Draft], start: int, end: int, before: Iterable[Draft]) -> None:
    """Ties the drafts of one sentence (`start` to `end`), also to a total in the sentence before where it begins with 其中."""
    _link_parts(joined.text, drafts, start, end, list(before))
    _link_percentages(joined.text, drafts)
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


def _link_parts(text: str, drafts: list[Draft], start: int, end: int, before: list[Draft]) -> None:
    stack: list[_Open] = []
    position = start
    previous: Draft | None = next((d for d in reversed(before) if d.role is None and d.counts), None)
    for draft in (d for d in drafts if d.counts):
        gap = text[position : draft.start]
        previous = _close(stack, gap, draft) or previous
        total = _total_of(draft, previous, [d for d in drafts if d.counts and d.start < draft.start])
        opened = _opened(gap, draft, total, stack, at_start=position == start)
        if opened:
            stack.append(opened)
        if stack and _belongs(stack[-1], draft, gap):
            _add(stack[-1], draft)
        previous, position = draft, draft.end
        _finish(text, draft, stack, end)


def _total_of(draft: Draft, previous: Draft | None, earlier: list[Draft]) -> Draft | None:
    """What a list that begins with `draft` parts: the count before it. Results part what was handled, or received where nothing was
    carried in, and never what was carried in or out, though that may be told last."""
    if (
        previous is None
        or draft.quantity not in {*_RESULTS, "new"}
        or previous.quantity not in ("carried_in", "carried_out")
    ):
        return previous
    handled = [d for d in earlier if d.quantity == "handled"]
    received = [d for d in earlier if d.quantity == "new"]
    if draft.quantity == "new":
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
    sorted_out = bool(_SORTED_OUT.match(words))
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
    previous.closure = _closure(gap)
    return _Open(previous, draft.unit, bracketed)


def _closure(gap: str) -> str:
    lists = vocabulary().lists
    if lists["whole_words"].search(gap):
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
        part_of.total.closure = "whole"
    elif re.match(r"(?:含|包括|包含)", label) or (label.startswith("重点") and lists["opens"].match(label)):
        part_of.total.closure = "open"


def _finish(text: str, draft: Draft, stack: list[_Open], end: int) -> None:
    """等 right behind a part leaves the list open."""
    if stack and re.match(r"[）)]?等", text[draft.end : min(draft.end + 3, end)]):
        stack[-1].total.closure = "open"


def _link_percentages(text: str, drafts: list[Draft]) -> None:
    """A share restates the count before it and has that one's total as base. A rate has the count before it as base, or,
    where a larger one stands in the same part of the sentence (受理36件，办结35件，办结率97.2%), both. Behind 其中 the count
    is the base (共办理200件，其中予以公开占60%), and a share that names its own thing (予以公开和部分公开占比), or one of
    several behind 分别, restates none."""
    for number, draft in enumerate(drafts):
        if draft.role not in ("share", "rate"):
            continue
        counted = _count_before(text, drafts[:number], draft)
        if counted is None:
            continue
        total = counted.of or _larger(text, drafts[:number], counted, draft)
        restates = draft.role == "share" and draft.label.startswith("占")
        if "其中" in text[counted.end : draft.start]:
            draft.of = counted
        elif "分别" in text[counted.end : draft.start] or (
            draft.role == "share" and not _OF_THE_COUNT.match(draft.label)
        ):
            draft.of = total or counted
        elif draft.scope != "satisfaction" and (total or restates):
            draft.beside, draft.of = counted, total
        else:
            draft.of = counted
        draft.subject = draft.subject or counted.subject


def _count_before(text: str, earlier: list[Draft], draft: Draft) -> Draft | None:
    """The last count in the same part of the sentence."""
    for other in reversed(earlier):
        if other.counts:
            return None if _BREAKS.search(text[other.end : draft.start]) else other
    return None


def _larger(text: str, earlier: list[Draft], counted: Draft, draft: Draft) -> Draft | None:
    """The largest number of the same unit before it, which it can be a share of; for a rate within the same part."""
    fit = [d for d in earlier if d is not counted and d.counts and d.unit == counted.unit and d.value >= counted.value]
    if draft.role == "rate":
        fit = [d for d in fit if not _BREAKS.search(text[d.end : draft.start])]
        fit = [
            d for d in fit if re.search("[，,]", text[d.end : counted.start])
        ]  # joined by 、 they stand side by side
    return max(fit, key=lambda d: d.value, default=None)
