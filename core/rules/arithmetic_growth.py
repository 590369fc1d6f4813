"""Growth against last year's number (RULES.md §5, A.DIFF)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Claim, Number
from core.rules.claimed import own, parent_of, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen, quote_key
from core.rules.matching import readings
from core.rules.registry import rule
from core.rules.shares import fits
from core.rules.telling import NO_CLAIM
from core.rules.wrong_claims import are_wrong, tabled
from core.wording import Phrase

_LAST_YEARS = re.compile(r"(?:较|比|与|同)(?:上一?年|去年|20[0-9]{2}年)度?(?:同期)?(?:的|收到的)?[（(]?\Z")
_NAMES_LAST = re.compile(r"(?:上一?年|去年|20[0-9]{2}年)度?(?:同期|全年)?[^，。；0-9]{0,8}\Z")


@rule("A.DIFF")
def growth(subject: Subject) -> Iterator[Seen]:
    """增加 d, 增长 p% against last year's number: stated in the sentence, told by d itself, or from last year's report."""
    grown = [c for c in subject.report.claims if c.role == "growth" and c.exact and c.unit != "个百分点"]
    known = [(claim, now) for claim in grown if (now := _now(subject, claim)) is not None and now.exact]
    if not known:
        yield NotAssessable(NO_CLAIM)
    judged = [(claim, now, last) for claim, now in known if (last := _last_year(subject, now, claim)) is not None]
    if known and not judged:
        yield NotAssessable(Phrase("rules.na.no-prior"))
    told: list[Claim] = []
    for claim, now, last in judged:
        if _grew(claim, now.value, last):
            continue
        if are_wrong(subject, [now]) and any(
            _grew(claim, tabled(subject, now), said) for said in _lasts(subject, now, claim)
        ):
            yield Leaf()
        elif now in told:
            yield Leaf()  # difference and percentage of one wrong number are one finding
        else:
            told.append(now)
            yield _growth_hit(subject, claim, now.value, last)


def _now(subject: Subject, claim: Claim) -> Claim | None:
    """This year's number; where last year's stands between it and the growth, the number before that."""
    now = parent_of(subject, claim)
    if now is None or not _LAST_YEARS.search(now.label):
        return now
    start = sentence_of(subject, claim.clause)[0]
    before = [
        c
        for c in subject.report.claims
        if start <= c.span[0] < now.span[0] and c.unit == now.unit and c.role in (None, "part")
    ]
    return before[-1] if before else None


def _last_year(subject: Subject, now: Claim, claim: Claim) -> Number | None:
    """Last year's number of the same quantity: in the sentence, in last year's table, in last year's prose."""
    start, end = sentence_of(subject, claim.clause)
    for other in subject.report.claims:
        near = start <= other.span[0] < end and other is not now and other.exact and other.unit == now.unit
        past = near and other.role != "growth" and (_LAST_YEARS.search(other.label) or _is_past(subject, other, now))
        if past and _is_beside(subject, other, now, start):
            return other.value
    last = _of_last_year(subject, now)
    return _by_difference(subject, now, claim, (start, end)) if last is None else last


def _is_beside(subject: Subject, past: Claim, now: Claim, start: int) -> bool:
    """Whether a number of last year is put beside that one of this year: it, or a part of it, is the last told before it in the
    sentence, or none is."""
    before = [
        c
        for c in subject.report.claims
        if start <= c.span[0] < past.span[0] and c.unit == past.unit and c.role in (None, "part")
    ]
    return not before or before[-1] is now or parent_of(subject, before[-1]) is now


def _lasts(subject: Subject, now: Claim, claim: Claim) -> Iterator[Number]:
    """Last year's number as stated, and as this year's right number and the stated difference make it."""
    last = _last_year(subject, now, claim)
    if last is not None:
        yield last
        yield last + tabled(subject, now) - now.value


def _is_past(subject: Subject, other: Claim, now: Claim) -> bool:
    """Whether it is the same thing's number of the year before: （上一年为102件）."""
    year = subject.report.masthead.year
    named = _NAMES_LAST.search(other.label)
    alike = other.quantity in (now.quantity, "other") or now.quantity == "other"
    return bool(named) and alike and year is not None and other.period == year - 1


def _by_difference(subject: Subject, now: Claim, claim: Claim, within: tuple[int, int]) -> Number | None:
    """增加 5 件，增长 33.3%: the one tells what the other is of."""
    for other in subject.report.claims:
        same = other.role == "growth" and other is not claim and other.exact and _now(subject, other) is now
        if same and other.unit == now.unit and within[0] <= other.span[0] < within[1]:
            return now.value - other.value
    return None


def _of_last_year(subject: Subject, now: Claim) -> Number | None:
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
    grown: Number = -change if change < 0 else change
    return fits(grown, last, -said if said < 0 else said) is not None


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
