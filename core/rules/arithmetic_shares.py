"""Percentages beside counts (RULES.md §5): possible, right, adding up, not above a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import Address
from core.model import Claim, Number, Span, Verdict
from core.rules.claimed import parent_of, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Proviso, Seen, quote_key
from core.rules.registry import rule
from core.rules.shares import decimals, fits, nearest, possible, shown
from core.rules.telling import NO_CLAIM
from core.wording import Phrase

PERCENT = "%"
_SIDE_BY_SIDE = 60
"""Code points between two clauses that are quoted as one."""
_APPLICATIONS = frozenset(
    ("new", "handled", "granted", "partial", "granted_or_partial", "refused", "unavailable", "not_processed",
     "other_handled", "applicants", "carried_in", "carried_out")
)  # fmt: skip
_BASES = {
    "new": (Address("t3", "new", "total"),),
    "new+carried_in": (Address("t3", "new", "total"), Address("t3", "carried_in", "total")),
    "total": (Address("t3", "total", "total"),),
}
_WORDS = re.compile("成|半")
_DEALT_WITH = re.compile(
    "(?:回复|答复|办结|响应|办理|处理|处置|签收|反馈|按期|按时|及时|完成|解决|受理|办复|满意|好评|同意|公开)[^，。；]{0,4}(?:率|度)|占|满意"
)
_SCORED = re.compile("得分|评分|考核|指数|综合|测评|评估|测评分|平均|加权|排名|检查|抽查")
_MAY_EXCEED = re.compile("完成|执行|增长|增幅|同比|目标|提升|超额|达标|上升|任务|进度|产出")
_ONLY_UP_TO = re.compile(
    "(?:办结|答复|回复|满意|响应|及时|按期|按时|公开|合格|准确|采纳|办复|签收)[^，。；]{0,3}(?:率|度)|占"
)
_CAME_IN = re.compile("收到|受理|接收|接到|收件|转办|工单|来电|来信|发现|查出")
_WENT_OUT = re.compile("办结|答复|回复|办理|办复|处理|处置|解决|整改|满意|完成")
_PEOPLE = frozenset(("份", "人", "件", "条", "名", "户", "张", "人次", "个", "次", "位"))
_CASES = frozenset(("件", "条", "份", "宗", "起", "个", "单", "件次", "条次", "项", "封", "则", "例"))
_NAMED_BASE = re.compile("占(?!比|总|全部|全年|受理|申请|收到|新收|的?比例|的?[0-9]|主动公开|公开|信息)[一-鿿]{2,}")


def _percentages(subject: Subject) -> list[Claim]:
    return [c for c in subject.report.claims if c.unit == PERCENT and c.role in ("share", "rate")]


def _is_word(subject: Subject, claim: Claim) -> bool:
    return bool(_WORDS.search(subject.report.text[slice(*claim.span)]))


def _beside(subject: Subject, claim: Claim) -> Claim | None:
    return subject.report.claims[claim.beside] if claim.beside is not None else None


def _bases(subject: Subject, claim: Claim, count: Claim) -> list[tuple[str, Number]]:
    """Numbers that the percentage may be of: the total stated with it, table 3's, others counted before it alike."""
    base = parent_of(subject, claim)
    found: list[tuple[str, Number]] = [(quote(subject, base), base.value)] if base and base.exact else []
    if count.quantity in _APPLICATIONS:
        for name, cells in _BASES.items():
            values = [subject.value(cell) for cell in cells]
            if None not in values:
                found.append((name, sum(value or 0 for value in values)))
    start = sentence_of(subject, claim.clause)[0]
    for other in subject.report.claims:
        if (
            start <= other.span[0] < claim.span[0]
            and other.unit == count.unit
            and other not in (base, count)
            and other.exact
        ):
            found.append((quote(subject, other), other.value))
    return [(name, value) for name, value in found if value and value >= count.value]


@rule("A.PCT_KN")
def share_of_counts(subject: Subject) -> Iterator[Seen]:
    """k of N is p % to the printed places, by rounding; cut off is a matter of style."""
    pairs = [(c, _beside(subject, c)) for c in _percentages(subject) if c.exact and not _is_word(subject, c)]
    known = [
        (claim, count) for claim, count in pairs if count is not None and count.exact and _of_it(subject, claim, count)
    ]
    if not known:
        yield NotAssessable(NO_CLAIM)
    for claim, count in known:
        yield from _judged(subject, claim, count)


def _of_it(subject: Subject, claim: Claim, count: Claim) -> bool:
    """A share is of what is listed; a rate only where the counts are of cases that came in and that were dealt with."""
    base = parent_of(subject, claim)
    if claim.role == "share":
        return True
    went_out = count.quantity == "handled" or _WENT_OUT.search(count.label)
    return bool(went_out and base and (base.quantity in ("new", "handled") or _CAME_IN.search(base.label)))


def _judged(subject: Subject, claim: Claim, count: Claim) -> Iterator[Seen]:
    bases = _bases(subject, claim, count)
    how = [(fits(count.value, value, claim.value), name, value) for name, value in bases]
    rounded = next((item for item in how if item[0] == "rounded"), None)
    if rounded or not bases:
        if rounded and rounded != how[0]:
            yield Proviso(
                Phrase("rule.A.PCT_KN.reason_base", {"base": rounded[2], "count": count.value, "percent": claim.value})
            )
        elif not bases:
            yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    cut = next((item for item in how if item[0] == "cut"), None)
    value = cut[2] if cut else bases[0][1]
    stated = parent_of(subject, claim) is not None and not _NAMED_BASE.search(claim.label)
    yield Hit(
        quote_key(quote(subject, claim) + str(count.value)),
        {
            "words": quote(subject, claim),
            "count": count.value,
            "base": value,
            "percent": claim.value,
            "share": shown(count.value, value, claim.value),
        },
        spans=(claim.clause, count.clause),
        verdict=Verdict.FAIL if cut or stated else Verdict.REVIEW,
        severity=4 if cut else None if stated else 3,
        message="message_cut" if cut else "message",
        proof=True,
    )


@rule("A.GRIM")
def share_possible(subject: Subject) -> Iterator[Seen]:
    """Some whole number of N is p %."""
    found = [(claim, base) for claim in _percentages(subject) if (base := _base(subject, claim)) is not None]
    if not found:
        yield NotAssessable(NO_CLAIM)
    for claim, base in found:
        if possible(claim.value, base) is None:
            yield _impossible(subject, claim, base)


def _base(subject: Subject, claim: Claim) -> int | None:
    """The stated base, where a percentage of it is bound to be that of a whole number and can be told from others."""
    base = parent_of(subject, claim)
    if base is None or claim.beside is not None or not claim.exact or not base.exact or _is_word(subject, claim):
        return None
    words = quote(subject, claim)
    units = _PEOPLE if claim.scope == "satisfaction" else _CASES
    if base.unit not in units or not _DEALT_WITH.search(words) or _SCORED.search(words):
        return None
    value = base.value
    limit = 100 * 10 ** decimals(claim.value)
    return int(value) if isinstance(value, int) and 0 < value < limit and 0 < claim.value <= 100 else None


def _impossible(subject: Subject, claim: Claim, base: int) -> Hit:
    below, above = nearest(claim.value, base)
    few = base <= subject.limit("A.GRIM.few") and claim.scope != "satisfaction"
    stated = parent_of(subject, claim)
    return Hit(
        quote_key(quote(subject, claim) + str(base)),
        {
            "words": quote(subject, claim),
            "base": base,
            "percent": claim.value,
            "below": below,
            "above": above,
            "share_below": shown(below, base, claim.value),
            "share_above": shown(above, base, claim.value),
        },
        spans=(_together(stated, claim),),
        verdict=Verdict.FAIL if few else Verdict.REVIEW,
        severity=None if few else 3,
        message="message_satisfaction" if claim.scope == "satisfaction" else "message",
        proof="proof" if above <= base else "proof_top",
    )


def _together(base: Claim | None, claim: Claim) -> Span:
    """Base and percentage as one quote where they stand side by side."""
    near = base is not None and 0 <= claim.clause[0] - base.clause[1] <= _SIDE_BY_SIDE
    return (base.clause[0], claim.clause[1]) if base and near else claim.clause


@rule("A.PCT_SUM")
def shares_add_up(subject: Subject) -> Iterator[Seen]:
    """The shares of a whole add up to a hundred, as near as their printed places allow."""
    groups = [group for group in _shares(subject) if len(group) > 1]
    if not groups:
        yield NotAssessable(NO_CLAIM)
    for group in groups:
        total = sum(Decimal(claim.value) for claim in group)
        slack = sum(Decimal(5).scaleb(-decimals(claim.value) - 1) for claim in group)
        low, high = 100 - 2 * slack, 100 + slack
        if (_whole(subject, group) and total < low) or total > high:
            yield Hit(
                quote_key("".join(str(claim.value) for claim in group)),
                {"sum": total, "parts": " + ".join(str(claim.value) for claim in group), "count": len(group)},
                spans=tuple(claim.clause for claim in group),
                verdict=Verdict.REVIEW,
                proof=True,
                expected=100,
                found=total,
            )


def _shares(subject: Subject) -> list[list[Claim]]:
    """Exact shares of one total in one sentence; a run that has filled a hundred is followed by another."""
    grouped: dict[tuple[int, int | None], list[list[Claim]]] = {}
    for claim in _percentages(subject):
        if claim.role == "share" and claim.exact and not _is_word(subject, claim):
            runs = grouped.setdefault((sentence_of(subject, claim.clause)[0], claim.of), [[]])
            if sum(Decimal(c.value) for c in runs[-1]) == 100:
                runs.append([])
            runs[-1].append(claim)
    return [run for runs in grouped.values() for run in runs]


def _whole(subject: Subject, group: list[Claim]) -> bool:
    """Whether the shares are meant to be all: the counts beside them make up the total, or the last is the rest."""
    total, counts = parent_of(subject, group[0]), [_beside(subject, claim) for claim in group]
    if total is None or any(count is None for count in counts):
        return False
    return sum(count.value for count in counts if count) == total.value


@rule("A.RATE100")
def beyond_hundred(subject: Subject) -> Iterator[Seen]:
    """A rate or share is at most a hundred; growth may exceed it."""
    found = _percentages(subject)
    if not found:
        yield NotAssessable(NO_CLAIM)
    for claim in found:
        words = quote(subject, claim)
        if claim.value > 100 and not _MAY_EXCEED.search(words):
            sure = bool(_ONLY_UP_TO.search(words))
            yield Hit(
                quote_key(words),
                {"words": words, "percent": claim.value},
                spans=(claim.clause,),
                verdict=Verdict.FAIL if sure else Verdict.REVIEW,
                severity=None if sure else 3,
                expected=100,
                found=claim.value,
            )


@rule("A.WORD_SHARE")
def share_in_words(subject: Subject) -> Iterator[Seen]:
    """超八成, 过半, 近三成 with k and N."""
    found = [c for c in _percentages(subject) if c.role == "share" and (not c.exact or _is_word(subject, c))]
    known = [(c, count) for c in found if (count := _beside(subject, c)) is not None and count.exact]
    judged = [(c, count, bases) for c, count in known if (bases := _bases(subject, c, count))]
    if not judged:
        yield NotAssessable(NO_CLAIM)
    for claim, count, bases in judged:
        if not any(_says(claim, count.value, value) for _, value in bases):
            base = bases[0][1]
            yield Hit(
                quote_key(quote(subject, claim) + str(count.value)),
                {
                    "words": quote(subject, claim),
                    "count": count.value,
                    "base": base,
                    "share": shown(count.value, base, claim.value),
                },
                spans=(claim.clause, count.clause),
                verdict=Verdict.REVIEW,
                proof=True,
            )


def _says(claim: Claim, count: Number, base: Number) -> bool:
    """超八成 is 80 to 90, 近三成 20 to 30, 八成 or 约八成 75 to 85."""
    share, said = Decimal(count) * 100 / Decimal(base), Decimal(claim.value)
    match claim.bound:
        case "over":
            return said <= share
        case "under":
            return said - 10 <= share <= said
    return abs(share - said) <= 5
