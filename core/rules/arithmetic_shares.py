"""Percentages beside counts (RULES.md §5): possible, right, adding up, not above a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.model import Claim, Number, Span, Verdict
from core.rules.claimed import parent_of, quote, sentence_of
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.percentages import bases_of, beside, is_word, percentages
from core.rules.registry import rule
from core.rules.shares import decimals, fits, nearest, possible, shown
from core.rules.telling import NO_CLAIM
from core.rules.wrong_claims import are_wrong, tabled
from core.wording import Phrase

_SIDE_BY_SIDE = 60
"""Code points between two clauses that are quoted as one."""
_DEALT_WITH = re.compile(
    "(?:回复|答复|办结|响应|办理|处理|处置|签收|反馈|按期|按时|及时|完成|解决|受理|办复|满意|好评|同意|公开)[^，。；]{0,4}(?:率|度)|占|满意"
)
_SCORED = re.compile("得分|评分|考核|指数|综合|测评|评估|测评分|平均|加权|排名|检查|抽查")
_MAY_EXCEED = re.compile("完成|执行|增长|增幅|同比|目标|提升|超额|达标|上升|任务|进度|产出")
_ONLY_UP_TO = re.compile(
    "(?:办结|答复|回复|满意|响应|及时|按期|按时|公开|合格|准确|采纳|办复|签收)[^，。；]{0,3}(?:率|度)|占"
)
_CAME_IN = re.compile("收到|受理|接收|接到|收件|转办|工单|来电|来信|发现|查出|发放|发出|派发|答卷|问卷|参评")
_WENT_OUT = re.compile("办结|答复|回复|办理|办复|处理|处置|解决|整改|满意|完成|收回|回收")
_PEOPLE = frozenset(("份", "人", "件", "条", "名", "户", "张", "人次", "个", "位"))
_CASES = frozenset(("件", "条", "份", "宗", "起", "个", "单", "件次", "条次", "项", "封", "则", "例"))
_NAMED_BASE = re.compile("占(?!比|总|全部|全年|受理|申请|收到|新收|的?比例|的?[0-9]|主动公开|公开|信息)[一-鿿]{2,}")


@rule("A.PCT_KN")
def share_of_counts(subject: Subject) -> Iterator[Seen]:
    """k of N is p % to the printed places, by rounding; cut off is a matter of style."""
    pairs = [(c, beside(subject, c)) for c in percentages(subject) if c.exact and not is_word(subject, c)]
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
    if base is None:
        return count.quantity == "handled"  # table 3 has the bases
    went_out = count.quantity == "handled" or _WENT_OUT.search(count.label)
    return bool(went_out and base and (base.quantity in ("new", "handled") or _CAME_IN.search(base.label)))


def _judged(subject: Subject, claim: Claim, count: Claim) -> Iterator[Seen]:
    bases = bases_of(subject, claim, count)
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
    right = [tabled(subject, base) for base in (parent_of(subject, claim),) if base]
    fixed = [fits(tabled(subject, count), value, claim.value) for value in (*right, *(value for _, value in bases))]
    if are_wrong(subject, [count, *([parent] if (parent := parent_of(subject, claim)) else [])]) and any(fixed):
        yield Leaf()
        return
    cut = next((item for item in how if item[0] == "cut"), None)
    value = cut[2] if cut else _likeliest(subject, claim, count, bases)
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


def _likeliest(subject: Subject, claim: Claim, count: Claim, bases: list[tuple[str, Number]]) -> Number:
    """The base told with the share; else the one of which the count comes nearest to the percentage."""
    if parent_of(subject, claim) is not None:
        return bases[0][1]
    return min(
        (value for _, value in bases),
        key=lambda value: abs(Fraction(count.value * 100) / Fraction(value) - Fraction(claim.value)),
    )


@rule("A.GRIM")
def share_possible(subject: Subject) -> Iterator[Seen]:
    """Some whole number of N is p %."""
    found = [(claim, base) for claim in percentages(subject) if (base := _base(subject, claim)) is not None]
    if not found:
        yield NotAssessable(NO_CLAIM)
    for claim, base in found:
        if possible(claim.value, base) is None:
            yield _impossible(subject, claim, base)


def _base(subject: Subject, claim: Claim) -> int | None:
    """The stated base, where a percentage of it is bound to be that of a whole number and can be told from others."""
    base = parent_of(subject, claim)
    if base is None or claim.beside is not None or not claim.exact or not base.exact or is_word(subject, claim):
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
        if low <= total <= high or not (_whole(subject, group) or total > high):
            continue
        if any(_is_found(subject, claim) for claim in group):
            yield Leaf(Verdict.REVIEW)
        else:
            yield Hit(
                quote_key("".join(str(claim.value) for claim in group)),
                {"sum": total, "parts": " + ".join(str(claim.value) for claim in group), "count": len(group)},
                spans=tuple(claim.clause for claim in group),
                verdict=Verdict.REVIEW,
                proof=True,
                expected=100,
                found=total,
            )


def _is_found(subject: Subject, claim: Claim) -> bool:
    """Whether the share itself is found to be wrong by A.PCT_KN."""
    count = beside(subject, claim)
    if not subject.runs("A.PCT_KN") or count is None or not count.exact:
        return False
    return any(isinstance(seen, Hit) and seen.severity != 4 for seen in _judged(subject, claim, count))


def _shares(subject: Subject) -> list[list[Claim]]:
    """Exact shares of one total in one sentence; a run that has filled a hundred is followed by another."""
    grouped: dict[tuple[int, int | None], list[list[Claim]]] = {}
    for claim in percentages(subject):
        if claim.role == "share" and claim.exact and not is_word(subject, claim):
            runs = grouped.setdefault((sentence_of(subject, claim.clause)[0], claim.of), [[]])
            if sum(Decimal(c.value) for c in runs[-1]) == 100:
                runs.append([])
            runs[-1].append(claim)
    return [run for runs in grouped.values() for run in runs]


def _whole(subject: Subject, group: list[Claim]) -> bool:
    """Whether the shares are meant to be all: the counts beside them make up the total, or the last is the rest."""
    total, counts = parent_of(subject, group[0]), [beside(subject, claim) for claim in group]
    if total is None or any(count is None for count in counts):
        return False
    return sum(count.value for count in counts if count) == total.value


@rule("A.RATE100")
def beyond_hundred(subject: Subject) -> Iterator[Seen]:
    """A rate or share is at most a hundred; growth may exceed it."""
    found = percentages(subject)
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
    found = [c for c in percentages(subject) if c.role == "share" and (not c.exact or is_word(subject, c))]
    known = [(c, count) for c in found if (count := beside(subject, c)) is not None and count.exact]
    judged = [(c, count, bases) for c, count in known if (bases := bases_of(subject, c, count))]
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
