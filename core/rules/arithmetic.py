"""Totals and their parts: sums that the prose itself states (RULES.md §5, A.SUM and A.SUBSET)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from core.model import Claim, Number, Verdict
from core.rules.claimed import holds_about, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM
from core.wording import Phrase

MOST_PARTS = 12
"""Parts among which the best subset is looked for: 2^12 sums at most."""
_CHANNEL = re.compile("网站|微信|微博|新媒体|公众号|客户端|抖音|短视频|公报|公告栏|广播|电视|报纸|平台|专栏|栏目")
_LISTED_ENOUGH = 3
"""Parts that make a list which may be meant to be whole."""
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_NEW_RUN = re.compile("[）)]|其中|[。；;]从|按[^，。；]{1,10}分")
_LISTED_OTHERWISE = frozenset(("new", "handled", "reconsideration", "suits", "disputes"))
"""Totals whose parts have rules of their own, and may leave out what is still open."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A total of the prose with one run of its direct parts, in order."""

    total: Claim
    parts: tuple[Claim, ...]
    closed: bool
    """The parts are meant to be all: 分别为, or a last part 其他."""

    @property
    def sum(self) -> Number:
        return sum(part.value for part in self.parts)


def wholes(subject: Subject) -> list[Whole]:
    """Totals with at least one part; parts of parts stand under their own total, and what a bracket or another 其中 parts
    from the rest is a run of its own."""
    claims = subject.report.claims
    parts: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.role == "part" and claim.of is not None and _one_kind(claim, claims[claim.of]):
            parts.setdefault(claim.of, []).append(claim)
    found = []
    for index, own_parts in sorted(parts.items()):
        runs = _runs(subject, own_parts)
        whole = claims[index].closure == "whole"
        found += [Whole(claims[index], tuple(run), whole and run is runs[-1]) for run in runs]
    return found


def _runs(subject: Subject, parts: list[Claim]) -> list[list[Claim]]:
    """Parts behind a closed bracket, or behind another 其中, begin a run; a bracket between two parts is the first one's own."""
    runs = [parts[:1]]
    for before, part in pairwise(parts):
        between = _BRACKET.sub("", subject.report.text[before.span[1] : part.span[0]])
        if _NEW_RUN.search(between):
            runs.append([])
        runs[-1].append(part)
    return runs


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
    if rest == 0 or (rest is not None and not whole.closed and rest < total.value):
        if rest and total.closure == "plain" and _nearly(subject, whole):
            yield _sum_hit(subject, whole, "message_open", Verdict.REVIEW, 3)
        return
    exceeds = whole.sum > total.value
    if not exceeds and not whole.closed:
        return
    best = _subset(values, total.value) if exceeds else None
    if best is not None:
        yield _sum_hit(subject, whole, "message_overlap", Verdict.REVIEW, 3, best)
    elif exceeds and any(_CHANNEL.search(part.label) for part in whole.parts):
        yield Proviso(Phrase("rule.A.SUM.reason_channels", {"words": quote(subject, total), "sum": whole.sum}))
    else:
        yield _sum_hit(subject, whole, "message", Verdict.FAIL, None if whole.closed else 1)


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
    share = subject.limit("A.SUM.nearly")
    enough = len(whole.parts) >= _LISTED_ENOUGH and whole.total.quantity not in _LISTED_OTHERWISE
    return enough and share * whole.total.value <= whole.sum < whole.total.value


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
