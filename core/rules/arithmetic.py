"""Totals and their parts: sums that the prose itself states (RULES.md §5, A.SUM and A.SUBSET)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, zip_longest

from core.model import Claim, Number, Verdict
from core.rules.claimed import holds_about, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM
from core.rules.wholes import Whole, sort_of, wholes
from core.rules.wrong_claims import are_wrong, tabled
from core.wording import Phrase

MOST_PARTS = 12
"""Parts among which the best subset is looked for: 2^12 sums at most."""
_CHANNEL = re.compile("网站|微信|微博|新媒体|公众号|客户端|抖音|短视频|公报|公告栏|广播|电视|报纸|平台|专栏|栏目")
_PUBLISHED = frozenset(("条", "篇", "次", "条次", "则", "件", "期", "份"))
"""What may be published on several channels at once; an account or a column is on one."""
_LISTED_ENOUGH = 3
"""Parts that make a list which may be meant to be whole."""
_COARSE = re.compile(r"[0-9０-９](?:[.．](?P<places>[0-9０-９]+))?\s*(?P<step>[万亿])(?!元)")
_STEPS = {"万": 10_000, "亿": 100_000_000}
_PARTED = re.compile("[，,；;。：:）)]")
_DIVIDED = re.compile(r"(?:从[^，。；]{1,10}看|按照?[^，。；]{1,10}分)[，,：:][^，。；]*\Z")
_LEAD = 40
"""Characters before a list in which it may be announced."""
_LISTED_OTHERWISE = frozenset(("new", "handled", "reconsideration", "suits", "disputes"))
"""Totals whose parts have rules of their own, and may leave out what is still open."""


@rule("A.SUM")
def parts_add_up(subject: Subject) -> Iterator[Seen]:
    """The parts of a whole list add up to its total; parts of an open list do not exceed it."""
    found = [whole for whole in subject.once(wholes) if len(whole.parts) > 1]
    if not found:
        yield NotAssessable(NO_CLAIM)
    for whole in found:
        yield from _added(subject, whole)


def _added(subject: Subject, whole: Whole) -> Iterator[Seen]:
    total, values = whole.total, [part.value for part in whole.parts]
    if not _holds(subject, whole):
        yield Leaf()
        return
    if not total.exact or not all(part.exact for part in whole.parts) or _rounded(subject, whole):
        yield from _tolerated(subject, whole)
        return
    if _holds_carried_in(subject, whole):
        yield Proviso(Phrase("rule.A.SUM.reason_carried_in", {"words": quote(subject, total), "sum": whole.sum}))
        return
    rest = _splits(subject, whole.parts, total.value)
    if rest == 0 or (rest is not None and not whole.closed and rest < total.value):
        if rest and total.closure == "plain" and _nearly(subject, whole):
            yield (
                Leaf(Verdict.REVIEW)
                if _comes_right(subject, whole)
                else _sum_hit(subject, whole, "message_open", Verdict.REVIEW, 3)
            )
        return
    exceeds = whole.sum > total.value
    if not exceeds and not whole.closed:
        return
    if not whole.closed and len(whole.parts) == 2 and "；" in _between(subject, *whole.parts):
        return  # the second may be told beside the list, which names no more than one part
    if _comes_right(subject, whole):
        yield Leaf()
        return
    apart = all(sort_of(subject, part) for part in whole.parts)
    best = _subset(values, total.value) if exceeds and not apart else None
    if best is not None:
        yield _sum_hit(subject, whole, "message_overlap", Verdict.REVIEW, 3, best)
    elif exceeds and not apart and total.unit in _PUBLISHED and any(_CHANNEL.search(p.label) for p in whole.parts):
        yield Proviso(Phrase("rule.A.SUM.reason_channels", {"words": quote(subject, total), "sum": whole.sum}))
    else:
        yield _sum_hit(subject, whole, "message", Verdict.FAIL, None if whole.closed else 1)


def _holds(subject: Subject, whole: Whole) -> bool:
    """Whether each part can lie in the whole; A.SUBSET speaks of those that cannot."""
    return not any(_exceeds(subject, whole.total, part) for part in whole.parts)


def _splits(subject: Subject, parts: Sequence[Claim], total: Number) -> Number | None:
    """A list may be split twice, by kind and then by result: each run adds up, and more than 、 parts it from the next. What the last
    run leaves over (0: nothing), None where a run misses the total."""
    run: Number = 0
    for part, following in zip_longest(parts, parts[1:]):
        run += part.value
        if run > total:
            return None
        if run == total and (following is None or _PARTED.search(_between(subject, part, following))):
            run = 0
    return total - run if run else 0


def _between(subject: Subject, part: Claim, following: Claim) -> str:
    return subject.report.text[part.span[1] : following.span[0]]


def _comes_right(subject: Subject, whole: Whole) -> bool:
    """Whether the list adds up with the tables' numbers in the place of those that are wrong by them: that is the finding."""
    if not are_wrong(subject, (whole.total, *whole.parts)):
        return False
    total = tabled(subject, whole.total)
    added = sum(tabled(subject, part) for part in whole.parts)
    before = subject.value("t3/carried_in/total") or 0
    return added == total or (whole.total.quantity == "new" and added == total + before)


def _nearly(subject: Subject, whole: Whole) -> bool:
    """A list that may be meant to be whole, and misses its total by little; ways by which applications came, where three are told."""
    share = subject.limit("A.SUM.nearly")
    ways = all(sort_of(subject, part) == "way" for part in whole.parts)
    first = whole.parts[0].span[0]
    sorted_out = bool(_DIVIDED.search(subject.report.text, max(0, first - _LEAD), first))
    enough = len(whole.parts) >= _LISTED_ENOUGH and whole.total.quantity not in _LISTED_OTHERWISE
    near = share * whole.total.value <= whole.sum < whole.total.value
    if ways and (len(whole.parts) >= _LISTED_ENOUGH or any("线下" in quote(subject, part) for part in whole.parts)):
        return True
    return near and (enough or ways or sorted_out)


def _holds_carried_in(subject: Subject, whole: Whole) -> bool:
    """Whether what was received is parted into handled and carried over, and those carried in, which were handled too, make up
    the difference."""
    kinds = {part.quantity for part in whole.parts}
    more = whole.sum - whole.total.value
    return (
        whole.total.quantity == "new"
        and kinds == {"handled", "carried_out"}
        and more == subject.value("t3/carried_in/total")
    )


def _rounded(subject: Subject, whole: Whole) -> bool:
    """Whether the sum is off by no more than numbers printed in 万 or 亿 leave open: 16.4万 stands for 163,500 to 164,499."""
    far = abs(Fraction(whole.sum) - Fraction(whole.total.value))
    return 0 < far <= sum(_left_open(subject, claim) for claim in (whole.total, *whole.parts))


def _left_open(subject: Subject, claim: Claim) -> Fraction:
    """Half of the last printed place where a number is given in 万 or 亿, else 0."""
    printed = _COARSE.search(subject.report.text, *claim.span)
    if printed is None:
        return Fraction(0)
    places = len(printed["places"] or "")
    return Fraction(_STEPS[printed["step"]], 2 * 10**places)


def _tolerated(subject: Subject, whole: Whole) -> Iterator[Seen]:
    """约 allows what is near it."""
    if (whole.total.closure == "open" and whole.sum <= whole.total.value) or _splits_about(whole):
        yield Proviso(Phrase("rule.A.SUM.reason_about", {"words": quote(subject, whole.total), "sum": whole.sum}))
    elif whole.sum > whole.total.value or whole.closed:
        yield _sum_hit(subject, whole, "message", Verdict.REVIEW, 3)


def _splits_about(whole: Whole) -> bool:
    far = abs(Fraction(whole.sum) - Fraction(whole.total.value)) * 10
    return holds_about(whole.total, whole.sum) or far <= whole.total.value


def _subset(values: list[Number], total: Number) -> tuple[Number, ...] | None:
    """The fewest parts that can be left out so that the rest adds up to the total; None if no choice does."""
    if len(values) > MOST_PARTS:
        return None
    for left_out in range(1, len(values) - 1):
        for chosen in combinations(range(len(values)), left_out):
            if sum(values) - sum(values[i] for i in chosen) == total and all(values[i] for i in chosen):
                return tuple(values[i] for i in chosen)
    return None


def _sum_hit(
    subject: Subject,
    whole: Whole,
    message: str,
    verdict: Verdict,
    severity: int | None,
    left_out: tuple[Number, ...] = (),
) -> Hit:
    total, parts = whole.total, whole.parts
    clauses = [claim.clause for claim in (total, *parts)]
    place = min(start for start, _ in clauses), max(end for _, end in clauses)
    return Hit(
        quote_key(f"{total.label}{total.value}{parts[0].label}"),
        {
            "words": quote(subject, total),
            "total": total.value,
            "sum": whole.sum,
            "parts": " + ".join(str(part.value) for part in parts),
            "difference": abs(whole.sum - total.value),
            "left_out": left_out,
        },
        spans=(place, *clauses[1:]),
        verdict=verdict,
        severity=severity,
        message=message,
        proof=True,
        expected=whole.sum,
        found=total.value,
    )


@rule("A.SUBSET")
def part_within_whole(subject: Subject) -> Iterator[Seen]:
    """A part is not greater than what it is a part of."""
    found = subject.once(wholes)
    if not found:
        yield NotAssessable(NO_CLAIM)
    for whole in found:
        for part in whole.parts:
            if not _exceeds(subject, whole.total, part):
                continue
            one = are_wrong(subject, [whole.total]) != are_wrong(subject, [part])
            if one and tabled(subject, part) <= tabled(subject, whole.total):
                yield Leaf()  # found by that number's own rule
            else:
                yield Hit(
                    quote_key(f"{whole.total.label}{whole.total.value}{part.label}{part.value}"),
                    {
                        "words": quote(subject, whole.total),
                        "others": quote(subject, part),
                        "total": whole.total.value,
                        "part": part.value,
                    },
                    spans=(part.clause, whole.total.clause),
                    proof=True,
                    expected=whole.total.value,
                    found=part.value,
                )


def _exceeds(subject: Subject, total: Claim, part: Claim) -> bool:
    """Greater, and no other number before it in reach that it could belong to as well; among those handled are the carried in."""
    if part.quantity == "handled" and total.quantity == "new":
        return part.value > total.value + (subject.value("t3/carried_in/total") or 0)
    if part.value <= total.value or not (total.exact and part.bound in (None, "over")):
        return False
    reach = sentence_of(subject, total.clause)[0]
    others = (c for c in subject.report.claims if reach <= c.span[0] < part.span[0] and c.unit == part.unit)
    return all(other.value < part.value or other.role in ("share", "rate", "growth") for other in others)
