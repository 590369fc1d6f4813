"""Totals and their parts, growth, announced lists: sums that the prose itself states (RULES.md §5, A.*)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.model import Claim, Number, Verdict
from core.rules.claimed import holds_about, own, parent_of, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.matching import readings
from core.rules.registry import rule
from core.rules.shares import fits
from core.rules.telling import NO_CLAIM
from core.wording import Phrase

MOST_PARTS = 12
"""Parts among which the best subset is looked for: 2^12 sums at most."""
_CHANNEL = re.compile("网站|微信|微博|新媒体|公众号|客户端|抖音|短视频|公报|公告栏|广播|电视|报纸|平台|专栏|栏目")
_LISTED_ENOUGH = 3
"""Parts that make a list which may be meant to be whole."""
_ETC = re.compile("等[^，。；、]{0,12}[0-9一二三四五六七八九十两]")


@dataclass(frozen=True, slots=True)
class Whole:
    """A total of the prose with its direct parts, in order."""

    total: Claim
    parts: tuple[Claim, ...]

    @property
    def sum(self) -> Number:
        return sum(part.value for part in self.parts)


def wholes(subject: Subject) -> list[Whole]:
    """Totals with at least one part; parts of parts stand under their own total."""
    claims = subject.report.claims
    parts: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.role == "part" and claim.of is not None and _one_kind(claim, claims[claim.of]):
            parts.setdefault(claim.of, []).append(claim)
    return [Whole(claims[index], tuple(found)) for index, found in sorted(parts.items())]


def _one_kind(part: Claim, total: Claim) -> bool:
    return part.unit == total.unit or {part.unit, total.unit} <= {"件", "份", "宗", "起", "条"}


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
    if not total.exact or not all(part.exact for part in whole.parts):
        yield from _tolerated(subject, whole)
        return
    rest = _splits(values, total.value)
    if rest == 0 or (rest is not None and total.closure != "whole" and rest < total.value):
        if rest and total.closure == "plain" and _nearly(subject, whole):
            yield _sum_hit(subject, whole, "message_open", Verdict.REVIEW, 3)
        return
    exceeds = whole.sum > total.value
    if not exceeds and total.closure != "whole":
        return
    best = _subset(values, total.value) if exceeds else None
    if best is not None:
        yield _sum_hit(subject, whole, "message_overlap", Verdict.REVIEW, 3, best)
    elif exceeds and any(_CHANNEL.search(part.label) for part in whole.parts):
        yield _sum_hit(subject, whole, "message_channels", Verdict.REVIEW, 3)
    else:
        yield _sum_hit(subject, whole, "message", Verdict.FAIL, None if total.closure == "whole" else 1)


def _holds(subject: Subject, whole: Whole) -> bool:
    """Whether each part can lie in the whole; A.SUBSET speaks of those that cannot."""
    return not any(_exceeds(subject, whole.total, part) for part in whole.parts)


def _splits(values: Sequence[Number], total: Number) -> Number | None:
    """A list may be split twice, by kind and then by result: each run adds up. What the last run leaves over (0: nothing),
    None where a run misses the total."""
    run: Number = 0
    for value in values:
        run += value
        if run > total:
            return None
        if run == total:
            run = 0
    return total - run if run else 0


def _nearly(subject: Subject, whole: Whole) -> bool:
    """A list that may be meant to be whole, and misses its total by little."""
    run = whole.sum
    share = subject.limit("A.SUM.nearly")
    return len(whole.parts) >= _LISTED_ENOUGH and share * whole.total.value <= run < whole.total.value


def _tolerated(subject: Subject, whole: Whole) -> Iterator[Seen]:
    """约 allows what is near it."""
    if whole.total.closure == "open" and whole.sum <= whole.total.value or _splits_about(whole):
        yield Proviso(Phrase("rule.A.SUM.reason_about", {"words": quote(subject, whole.total), "sum": whole.sum}))
    elif whole.sum > whole.total.value or whole.total.closure == "whole":
        yield _sum_hit(subject, whole, "message", Verdict.REVIEW, 3)


def _splits_about(whole: Whole) -> bool:
    return holds_about(whole.total, whole.sum) or abs(whole.sum - whole.total.value) * 10 <= whole.total.value


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
    subject: Subject, whole: Whole, message: str, verdict: Verdict, severity: int | None, left_out: tuple[Number, ...] = ()
) -> Hit:
    total, parts = whole.total, whole.parts
    last = parts[-1].clause[1]
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
        spans=((total.clause[0], last), *(part.clause for part in parts)),
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
            if _exceeds(subject, whole.total, part):
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
    """Greater, and no other number before it in reach that it could belong to as well."""
    if part.value <= total.value or not (total.exact and part.bound in (None, "over")):
        return False
    reach = sentence_of(subject, total.clause)[0]
    others = (c for c in subject.report.claims if reach <= c.span[0] < part.span[0] and c.unit == part.unit)
    return all(other.value < part.value or other.role in ("share", "rate", "growth") for other in others)


@rule("A.DIFF")
def growth(subject: Subject) -> Iterator[Seen]:
    """增加 d, 增长 p% against last year's number, from last year's report or the same sentence."""
    grown = [c for c in subject.report.claims if c.role == "growth" and c.exact and c.of is not None and c.unit != "个百分点"]
    if not grown:
        yield NotAssessable(NO_CLAIM)
    for claim in grown:
        now = parent_of(subject, claim)
        if now is None or not now.exact:
            continue
        last = _last_year(subject, now, claim)
        if last is None:
            yield NotAssessable(Phrase("rules.na.no-prior"))
        elif not _grew(claim, now.value, last):
            yield _growth_hit(subject, claim, now.value, last)


def _last_year(subject: Subject, now: Claim, claim: Claim) -> Number | None:
    """Last year's number of the same quantity: in the sentence, in last year's table, in last year's prose."""
    year = subject.report.masthead.year
    start, end = sentence_of(subject, claim.clause)
    for other in subject.claims(now.quantity):
        if start <= other.span[0] < end and year and other.period == year - 1 and other is not now:
            return other.value
    if subject.prior is None or now not in own(subject, now.quantity):
        return None
    lawful = readings(subject, now)
    if lawful:
        values = [subject.prior_value(cell) for cell in lawful[0]]
        return sum(v for v in values if v is not None) if None not in values else None
    stated = {c.value for c in subject.prior.claims if _same_thing(c, now)}
    return stated.pop() if len(stated) == 1 else None


def _same_thing(claim: Claim, other: Claim) -> bool:
    same = (claim.quantity, claim.scope, claim.subject) == (other.quantity, other.scope, other.subject)
    return same and claim.role is None and claim.exact and claim.quantity != "other"


def _grew(claim: Claim, now: Number, last: Number) -> bool:
    if claim.unit != "%":
        return now - last == claim.value
    if not last:
        return False
    change, said = now - last, claim.value
    if (change < 0) != (said < 0) and said and change:
        return False
    return fits(abs(change), last, abs(said)) is not None


def _growth_hit(subject: Subject, claim: Claim, now: Number, last: Number) -> Hit:
    return Hit(
        quote_key(quote(subject, claim)),
        {"words": quote(subject, claim), "now": now, "last": last, "difference": now - last, "said": claim.value},
        spans=(claim.clause,),
        message="message_percent" if claim.unit == "%" else "message",
        proof="proof_percent" if claim.unit == "%" else "proof",
        expected=now - last,
        found=claim.value,
    )


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
