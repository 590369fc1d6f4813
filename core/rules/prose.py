"""Words against table 3: what came in, what was handled, what was carried over (RULES.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.address import Address
from core.model import Claim, Number, Verdict
from core.rules.causes import ties
from core.rules.claimed import own, parent_of, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.matching import Match, fitting, held, matches, parent_is_wrong
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM, told
from core.wording import Phrase

_NEW, _IN, _TOTAL, _OUT = (Address("t3", row, "total") for row in ("new", "carried_in", "total", "carried_out"))
_IN_TIME = re.compile("期限|时限|按期|按时|如期|规定时间")


@rule("N.NEW")
def received(subject: Subject) -> Iterator[Seen]:
    """Applications received, with or without those carried in."""
    yield from told(subject, "N.NEW", matches(subject, ["new"]))


@rule("N.CARRIED_IN")
def carried_in(subject: Subject) -> Iterator[Seen]:
    """Applications carried in from last year."""
    yield from told(subject, "N.CARRIED_IN", matches(subject, ["carried_in"]))


@rule("N.HANDLED")
def handled(subject: Subject) -> Iterator[Seen]:
    """Applications handled: （七）总计."""
    found = matches(subject, ["handled"])
    apart = [match for match in found if _of_this_year(subject, match)]
    for match in apart:
        yield Proviso(Phrase("rule.N.HANDLED.reason_this_year", {"handled": match.claim.value}))
    if not apart or len(apart) < len(found):
        yield from told(subject, "N.HANDLED", [match for match in found if match not in apart])


def _of_this_year(subject: Subject, match: Match) -> bool:
    """Of those received in the year, named in the same sentence: the carried in, which were handled too, are not in it,
    unless the sentence named them before."""
    total, before = subject.value(_TOTAL), subject.value(_IN)
    if not before or total is None or match.claim.value + before != total:
        return False
    start, end = sentence_of(subject, match.claim.clause)
    if any(start <= claim.span[0] < match.claim.span[0] for claim in subject.claims("carried_in") if claim.value):
        return False
    return any(start <= claim.span[0] < end for claim in subject.claims("new"))


@rule("N.CARRIED_OUT")
def carried_out(subject: Subject) -> Iterator[Seen]:
    """Applications carried over to next year."""
    yield from told(subject, "N.CARRIED_OUT", matches(subject, ["carried_out"]))


@rule("N.HANDLED_WORD")
def handled_in_words(subject: Subject) -> Iterator[Seen]:
    """What was received and is said to be closed was handled: （七）总计 is at least that, and at most that and the carried in."""
    claims = [claim for claim in own(subject, "handled_word") if claim.role == "word" and claim.exact]
    total, before = subject.value(_TOTAL), subject.value(_IN)
    if not claims or total is None:
        yield NotAssessable(NO_CLAIM if not claims else Phrase("rules.na.unread", {"places": (_TOTAL,)}))
        return
    for claim in claims:
        most = claim.value + (before or 0)
        if claim.value <= total <= most or parent_is_wrong(subject, claim):
            continue
        if _in_a_cause(subject, _TOTAL) or _says_all_done(subject, claim):
            yield Leaf()
        elif total < claim.value:
            yield _words_hit(subject, claim, total)


def _words_hit(subject: Subject, claim: Claim, total: Number) -> Hit:
    return Hit(
        quote_key(quote(subject, claim)),
        {"words": quote(subject, claim), "claimed": claim.value, "total": total},
        addresses=(_TOTAL,),
        spans=(sentence_of(subject, claim.clause),),
        proof=True,
        expected=total,
        found=claim.value,
    )


def _in_a_cause(subject: Subject, cell: Address) -> bool:
    """Whether table 3 is broken at that cell: the table's own finding has the sentence as its evidence."""
    return any(
        cell in leaf.identity.cells and leaf.identity.rule != "T3.ROW"
        for cause in subject.once(ties).causes
        for leaf in cause.leaves
    )


def _says_all_done(subject: Subject, claim: Claim) -> bool:
    """Whether the same clause is found by N.ALLDONE."""
    out = subject.value(_OUT) or 0
    return out > 0 and subject.runs("N.ALLDONE") and any(c.clause == claim.clause for c in own(subject, "all_done"))


@rule("N.ALLDONE")
def all_done(subject: Subject) -> Iterator[Seen]:
    """全部办结 leaves nothing to carry over; 均已答复 without a word on time limits goes to a person."""
    done = [claim for claim in own(subject, "all_done") if claim.role == "word"]
    answered = [claim for claim in own(subject, "all_answered") if claim.role == "word" and claim.exact]
    out, total = subject.value(_OUT), subject.value(_TOTAL)
    if (not done and not answered) or out is None or total is None:
        yield NotAssessable(
            NO_CLAIM if not (done or answered) else Phrase("rules.na.unread", {"places": (_OUT, _TOTAL)})
        )
        return
    for claim in done:
        if out > 0:
            yield _open_ones(subject, claim, out, sure=True)
    for claim in answered:
        whole = not _IN_TIME.search(quote(subject, claim))
        if whole and out > 0 and total < claim.value and not parent_is_wrong(subject, claim):
            yield _open_ones(subject, claim, out, sure=False)


def _open_ones(subject: Subject, claim: Claim, out: Number, sure: bool) -> Seen:
    if _in_a_cause(subject, _OUT):
        return Leaf(Verdict.FAIL if sure else Verdict.REVIEW)
    return Hit(
        quote_key(quote(subject, claim)),
        {"words": quote(subject, claim), "out": out},
        addresses=(_OUT,),
        spans=(sentence_of(subject, claim.clause),),
        verdict=Verdict.FAIL if sure else Verdict.REVIEW,
        severity=None if sure else 3,
        message="message" if sure else "message_answered",
        proof=True,
        expected=out,
        found=0,
    )


@rule("N.SENTENCE")
def sentence_balances(subject: Subject) -> Iterator[Seen]:
    """In one sentence: received + carried in = handled + carried over."""
    checked = False
    for claims in _sentences(subject):
        numbers = {claim.quantity: claim.value for claim in reversed(claims)}
        if "new" not in numbers or "carried_out" not in numbers or not all(c.exact for c in claims):
            continue
        handled, table_total = numbers.get("handled"), subject.value(_TOTAL)
        if handled is None:
            implied = numbers["carried_out"] == numbers["new"] + numbers.get("carried_in", 0)
            if not implied or table_total is None:
                continue
            checked = True
            if table_total > 0 and not subject.value(_IN):
                yield _implied(subject, claims, table_total)
            continue
        checked = True
        yield from _balanced(subject, claims, numbers, handled)
    if not checked:
        yield NotAssessable(NO_CLAIM)


def _sentences(subject: Subject) -> Iterator[list[Claim]]:
    """The claims on what came in and went out, grouped by sentence."""
    grouped: dict[int, list[Claim]] = {}
    for claim in own(subject, "new", "carried_in", "handled", "carried_out"):
        if claim.role in (None, "part", "word"):
            grouped.setdefault(sentence_of(subject, claim.clause)[0], []).append(claim)
    yield from grouped.values()


def _balanced(subject: Subject, claims: list[Claim], numbers: dict[str, Number], handled: Number) -> Iterator[Seen]:
    new, out, said = numbers["new"], numbers["carried_out"], numbers.get("carried_in")
    before = subject.value(_IN) if said is None else said
    if before is None or new + before == handled + out:
        return
    if new == handled + out and (said is None or _includes(subject, claims)):
        yield Proviso(Phrase("rule.N.SENTENCE.reason_includes", {"new": new, "handled": handled, "out": out}))
    elif any(_unfit(subject, claim) for claim in claims) or _in_a_cause(subject, _TOTAL):
        yield Leaf()
    else:
        left, right = new + before, handled + out
        yield Hit(
            quote_key(quote(subject, claims[0])),
            {"new": new, "before": before, "handled": handled, "out": out, "left": left, "right": right},
            addresses=(_NEW, _IN, _TOTAL, _OUT),
            spans=(sentence_of(subject, claims[0].clause),),
            proof=True,
            expected=left,
            found=right,
        )


def _includes(subject: Subject, claims: list[Claim]) -> bool:
    """Whether the number received is said to hold the carried in."""
    new = next(claim for claim in claims if claim.quantity == "new")
    parts = [claim for claim in claims if claim.quantity == "carried_in" and parent_of(subject, claim) is not None]
    return new.scope == "with_carried_in" or any(parent_of(subject, part) is new for part in parts)


def _unfit(subject: Subject, claim: Claim) -> bool:
    """Whether the claim is found by its own rule."""
    return any(
        claim in match.claims
        and fitting(subject, match, match.lawful) is None
        and held(subject, match.cells).value is not None
        for match in matches(subject, [claim.quantity])
    )


def _implied(subject: Subject, claims: list[Claim], total: Number) -> Seen:
    """All that was received is said to be carried over, yet the table counts some as handled."""
    if _in_a_cause(subject, _TOTAL):
        return Leaf()
    new = next(claim for claim in claims if claim.quantity == "new")
    return Hit(
        quote_key(quote(subject, new)),
        {"new": new.value, "total": total},
        addresses=(_NEW, _TOTAL, _OUT),
        spans=(sentence_of(subject, new.clause),),
        message="message_implied",
        proof="proof_implied",
        expected=total,
        found=0,
    )
