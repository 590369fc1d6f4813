"""Words that say none, words on documents and fees, and the prose against itself (RULES.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from core.address import Address
from core.model import Claim, Number, Verdict
from core.rules.claimed import is_own, normal_width, own, quote, words_before
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen, quote_key
from core.rules.matching import fitting, matches, readings
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM, told

_SAID_NONE = ("new", "carried_in", "carried_out", "reconsideration", "suits")
_COUNTS_OF_CASES = ("new", "handled", "carried_in", "carried_out")
_SET_ASIDE = re.compile(
    r"^.*[，；：:]|全年|本年度?|20[0-9]{2}年度?|累计|合计|共计?|总计|我[们局办委厅中心区市县]+|本[局机关单位办委]+|各类|各种|[（(].*$"
)
_GENERAL = re.compile(
    r"(?:主动|依法|及时|对外)*(?:公开|发布|公布)(?:了|的)*(?:政府|政务)?(?:公开)?信息?(?:数量?|总数|总量)?\Z"
)
_YUAN = {"元": 1, None: 1, "": 1, "万元": 10_000, "亿元": 100_000_000}


@rule("N.NONE")
def none_at_all(subject: Subject) -> Iterator[Seen]:
    """未收到申请, 无行政复议: the cell is 0."""
    yield from told(subject, "N.NONE", matches(subject, _SAID_NONE, roles=("none",)))


@rule("N.DOCS", needs=("form_2021",))
def documents(subject: Subject) -> Iterator[Seen]:
    """制发, 废止, 现行有效 N 件 in table 2; wider sets (政策文件) are never compared."""
    found = matches(subject, ["documents"], roles=(None, "part", "none"))
    issued = [match for match in found if (match.claim.scope or "").endswith("/issued")]
    yield from told(subject, "N.DOCS", issued)
    others = [match for match in found if match not in issued]
    if others:
        yield from told(subject, "N.DOCS", others, severity=3)


@rule("N.FEE")
def fees(subject: Subject) -> Iterator[Seen]:
    """What is said of 信息处理费 agrees with itself and with the lawful scales; 行政事业性收费 is another thing."""
    said = own(subject, "fee_charged", "fee_notices", "fee_notified")
    charged, notices, notified = (
        [c for c in said if c.quantity == quantity and c.exact]
        for quantity in ("fee_charged", "fee_notices", "fee_notified")
    )
    if not said:
        yield NotAssessable(NO_CLAIM)
        return
    paid = [c for c in charged if c.value]
    none = [c for c in charged if not c.value]
    no_notices = [c for c in notices if not c.value]
    yield from _fee_pairs(subject, paid, none, "message_both")
    if not none:
        yield from _fee_pairs(subject, paid, no_notices, "message_no_notice")
    for claim in paid:
        more = next((c for c in notified if _yuan(c) < _yuan(claim)), None)
        if more:
            yield _fee_hit(subject, claim, more, "message_more")
    yield from _unpaid(subject, paid, none, [c for c in notices if c.value])
    yield from _scales(subject, notified or paid, notices)


def _fee_pairs(subject: Subject, paid: list[Claim], none: list[Claim], message: str) -> Iterator[Hit]:
    if paid and none:
        yield _fee_hit(subject, paid[0], none[0], message)


def _fee_hit(subject: Subject, claim: Claim, other: Claim, message: str) -> Hit:
    return Hit(
        f"{message.removeprefix('message_')}.{quote_key(quote(subject, claim))}",
        {"words": quote(subject, claim), "others": quote(subject, other)},
        spans=(claim.clause, other.clause),
        message=message,
        found=claim.value,
        expected=other.value,
    )


def _unpaid(subject: Subject, paid: list[Claim], none: list[Claim], notices: list[Claim]) -> Iterator[Hit]:
    """Notices went out, nothing was paid, and table 3 counts nobody who did not pay."""
    place = Address("t3", "other/no_payment", "total")
    if notices and none and not paid and subject.value(place) == 0 and not subject.value("t3/carried_out/total"):
        yield Hit(
            "unpaid",
            {"words": quote(subject, notices[0]), "others": quote(subject, none[0]), "place": place},
            addresses=(place,),
            spans=(notices[0].clause, none[0].clause),
            verdict=Verdict.REVIEW,
            severity=3,
            message="message_unpaid",
        )


def _scales(subject: Subject, amounts: list[Claim], notices: list[Claim]) -> Iterator[Hit]:
    """Amounts that neither scale can give: by item in hundreds, by page in tens with steps."""
    count = max((c.value for c in notices), default=None)
    for claim in amounts:
        amount = _yuan(claim)
        if amount and not _lawful(amount, count):
            yield Hit(
                f"scale.{amount}",
                {"words": quote(subject, claim), "amount": amount},
                spans=(claim.clause,),
                verdict=Verdict.REVIEW,
                severity=3,
                message="message_scale",
                found=amount,
            )


def _lawful(amount: Number, notices: Number | None) -> bool:
    if amount % 10:
        return False
    if notices == 1 and amount % 100:
        return _by_page(amount)
    return not notices or amount >= 10 * notices


def _by_page(amount: Number) -> bool:
    """31–100 pages 10 each, 101–200 20, beyond 40."""
    if amount <= 700:
        return amount % 10 == 0
    return (amount - 700) % 20 == 0 if amount <= 2700 else (amount - 2700) % 40 == 0


def _yuan(claim: Claim) -> Number:
    return claim.value * _YUAN.get(claim.unit, 1)


@rule("N.UNIT")
def one_thing_two_units(subject: Subject) -> Iterator[Seen]:
    """The same number of the same thing in 件 and in 条."""
    claims = [
        c for c in subject.claims(*_COUNTS_OF_CASES, "disclosed_total") if is_own(subject, c) and c.unit and c.value
    ]
    claims = [c for c in claims if c.role is None]
    if not claims:
        yield NotAssessable(NO_CLAIM)
    told_of: set[str] = set()
    for first, second in combinations(claims, 2):
        if _one_thing(first, second) and first.unit != second.unit and first.quantity not in told_of:
            told_of |= {first.quantity, second.quantity}
            odd, other = (first, second) if second.unit == "件" else (second, first)
            yield Hit(
                f"{odd.quantity}.{odd.value}",
                {"words": quote(subject, odd), "others": quote(subject, other), "unit": odd.unit, "other": other.unit},
                spans=(odd.clause, other.clause),
            )


def _one_thing(first: Claim, second: Claim) -> bool:
    return (first.quantity, first.value, first.scope) == (second.quantity, second.value, second.scope)


@rule("N.TWICE")
def two_values(subject: Subject) -> Iterator[Seen]:
    """The same quantity with two values; where the tables hold it, the wrong one is found by its own rule."""
    quantities = (*_COUNTS_OF_CASES, "granted", "partial", "refused", "unavailable", "reconsideration", "suits")
    claims = [c for c in (*own(subject, *quantities), *_disclosed(subject)) if c.exact and c.role is None]
    pairs = [(a, b) for a, b in combinations(claims, 2) if (a.quantity, a.scope) == (b.quantity, b.scope)]
    if not pairs:
        yield NotAssessable(NO_CLAIM)
    seen: set[tuple[str, str | None]] = set()
    for first, second in pairs:
        key = (first.quantity, first.scope)
        if first.value == second.value or key in seen:
            continue
        if first.quantity == "disclosed_total":
            one, two = _bare(subject, first), _bare(subject, second)
            if first.subject == second.subject and one and (one == two or (_is_general(one) and _is_general(two))):
                seen.add(key)
                yield _twice(subject, first, second, sure=one == two)
        elif not _both_lawful(subject, first, second):
            seen.add(key)
            yield Leaf() if _known(subject, first) else _twice(subject, first, second, sure=True)


def _disclosed(subject: Subject) -> list[Claim]:
    return [c for c in subject.claims("disclosed_total") if is_own(subject, c)]


def _bare(subject: Subject, claim: Claim) -> str:
    """What it counts, without the words that are everywhere."""
    return _SET_ASIDE.sub("", normal_width(claim.label or words_before(subject, claim)))


def _is_general(words: str) -> bool:
    """Whether it names no matter, channel or kind: 主动公开政府信息."""
    return _GENERAL.match(words) is not None


def _both_lawful(subject: Subject, *claims: Claim) -> bool:
    """Whether each states something that the tables say, as 74 received and 75 with the one carried in."""
    return all(
        any(
            fitting(subject, match, match.lawful) is not None
            for match in matches(subject, [claim.quantity])
            if claim in match.claims
        )
        for claim in claims
    )


def _known(subject: Subject, claim: Claim) -> bool:
    """Whether the tables hold a number for it."""
    lawful = readings(subject, claim)
    return bool(lawful) and all(subject.value(cell) is not None for cell in lawful[0])


def _twice(subject: Subject, first: Claim, second: Claim, sure: bool) -> Hit:
    return Hit(
        quote_key(f"{first.quantity}{first.scope}{first.value}{second.value}"),
        {"words": quote(subject, first), "others": quote(subject, second), "one": first.value, "two": second.value},
        spans=(second.clause, first.clause),
        verdict=Verdict.FAIL if sure else Verdict.REVIEW,
        severity=None if sure else 3,
        proof=True,
        expected=first.value,
        found=second.value,
    )
