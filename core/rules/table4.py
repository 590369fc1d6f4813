"""Table 4: reconsideration and litigation (RULES.md §2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.address import Address
from core.model import Number, State, Verdict
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Seen
from core.rules.identities import BLOCKS, OUTCOMES, Judged, judge, table4
from core.rules.matching import mending
from core.rules.registry import rule
from core.rules.showing import at_heading, printed_of, provisos, unassessable, unread
from core.wording import Phrase

_DISPUTE = re.compile(r"复议|诉讼|应诉|败诉|胜诉")
_COUNTS_CARRIED = re.compile(r"(?:含|包括|包含)[^。；]{0,6}(?:上年|往年|以前年度)[^。；]{0,6}(?:结转|未审结)")


def _cells(block: str) -> tuple[Address, ...]:
    return tuple(Address("t4", block, column) for column in (*OUTCOMES, "total"))


def _block(block: str) -> Address:
    return Address("t4", block, "*")


@rule("T4.SUM", needs=("t4",))
def block_sum(subject: Subject) -> Iterator[Seen]:
    """Upheld + corrected + other + pending = total, for each block."""
    verdicts = [judge(subject, identity) for identity in table4()]
    for judged in verdicts:
        if judged.broken:
            yield _sum_hit(subject, judged)
    yield from unassessable(verdicts)
    yield from provisos(subject, verdicts)


def _sum_hit(subject: Subject, judged: Judged) -> Hit:
    block = judged.identity.scope
    cells = _cells(block)
    numbers = {cell.column: printed_of(subject.figure(cell)) for cell in cells}
    review = judged.verdict is Verdict.REVIEW
    one_blank = review and len(judged.blanks) == 1
    place, would_be = judged.identity.right[0], judged.left
    if not review:
        place, would_be = next(mending(subject, judged))
    if one_blank:
        place = judged.blanks[0]
        difference = judged.left - judged.right
        would_be = difference if difference > 0 else -difference
    return Hit(
        block,
        {"block": _block(block), **numbers, "left": judged.left, "place": place, "would_be": would_be},
        addresses=cells,
        verdict=judged.verdict,
        severity=2 if review else None,
        message="message_blank" if review else "message",
        proof=True,
        expected=judged.left,
        found=judged.right,
        hint={place: would_be},
    )


@rule("T4.BLANK", needs=("t4",))
def block_blank(subject: Subject) -> Iterator[Seen]:
    """All five cells of a block are blank; worse where the other blocks are printed."""
    blank = [block for block in BLOCKS if is_blank_block(subject, block)]
    printed = [block for block in BLOCKS if any(subject.value(cell) is not None for cell in _cells(block))]
    if not blank and not printed:
        yield NotAssessable(Phrase("rules.na.no-table"))
        return
    for block in blank:
        alone = bool(printed)
        yield Hit(
            block,
            {"block": _block(block), "others": 5 * len(printed)},
            addresses=_cells(block),
            spans=at_heading(subject, 4),
            severity=None if alone else 3,
            verdict=Verdict.FAIL if alone else Verdict.REVIEW,
            message="message" if alone else "message_all",
        )


def is_blank_block(subject: Subject, block: str) -> bool:
    """At least one cell is known to be blank, and none holds anything."""
    states = {subject.figure(cell).state for cell in _cells(block)}
    return State.BLANK in states and states <= {State.BLANK, State.MISSING}


@rule("T4.PENDING_NEXT", needs=("prior", "t4"))
def pending_vanishes(subject: Subject) -> Iterator[Seen]:
    """Cases pending last year must stand in this year's total, where the report counts carried cases."""
    short: list[tuple[str, Number, Number]] = []
    for block in BLOCKS:
        total, pending = (
            subject.value(Address("t4", block, "total")),
            subject.prior_value(Address("t4", block, "pending")),
        )
        if total is not None and pending is not None and total < pending:
            short.append((block, total, pending))
    if short and not _COUNTS_CARRIED.search(subject.report.text):
        yield NotAssessable(Phrase("rule.T4.PENDING_NEXT.reason_not_stated"))
        return
    for block, total, pending in short:
        yield Hit(
            block,
            {"block": _block(block), "total": total, "pending": pending},
            addresses=(Address("t4", block, "total"),),
            verdict=Verdict.REVIEW,
            proof=True,
            expected=pending,
            found=total,
        )


@rule("T4.AFTER_REVIEW", needs=("t4",))
def more_suits_than_reviews(subject: Subject) -> Iterator[Seen]:
    """Suits after reconsideration need reconsiderations of this or last year."""
    suits = subject.value("t4/litigation_after_reconsideration/total")
    reviews = subject.value("t4/reconsideration/total")
    if suits is None or reviews is None:
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    before = subject.prior_value("t4/reconsideration/total")
    if suits <= reviews + (before or 0):
        return
    if before is None:
        yield NotAssessable(Phrase("rules.na.no-prior"))
        return
    yield Hit(
        "litigation_after_reconsideration",
        {"suits": suits, "reviews": reviews, "before": before},
        addresses=(
            Address("t4", "litigation_after_reconsideration", "total"),
            Address("t4", "reconsideration", "total"),
        ),
        verdict=Verdict.REVIEW,
        proof=True,
        expected=reviews + before,
        found=suits,
    )


@rule("T4.CORRECTED", needs=("sections", "t4"))
def corrected_unexplained(subject: Subject) -> Iterator[Seen]:
    """Corrected cases, while neither 一 nor 五 mentions any reconsideration or suit."""
    cells = tuple(Address("t4", block, "corrected") for block in BLOCKS)
    yield from unread(subject, cells)
    corrected = [cell for cell in cells if (subject.value(cell) or 0) > 0]
    if not corrected or _DISPUTE.search(subject.words(1) + subject.words(5)):
        return
    for number in (5, 1):
        if not subject.section(number):  # what was not found may speak of it
            yield NotAssessable(Phrase("rules.na.no-section", {"number": number}))
            return
    counts = tuple((cell, subject.value(cell)) for cell in corrected)
    yield Hit(
        "unexplained",
        {"counts": counts, "sum": sum(subject.value(cell) or 0 for cell in corrected)},
        addresses=tuple(corrected),
        spans=at_heading(subject, 4),
    )


@rule("T4.VS_T3", needs=("t4",))
def disputes_without_applications(subject: Subject) -> Iterator[Seen]:
    """Disputes in a year without any application, new or carried in."""
    totals = {block: subject.value(Address("t4", block, "total")) for block in BLOCKS}
    new, carried_in = subject.value("t3/new/total"), subject.value("t3/carried_in/total")
    if new is None or carried_in is None or all(total is None for total in totals.values()):
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    disputes = sum(total or 0 for total in totals.values())
    if disputes > 0 and new + carried_in == 0:
        with_cases = tuple(Address("t4", block, "total") for block in BLOCKS if totals[block])
        yield Hit(
            "no-applications",
            {"disputes": disputes},
            addresses=(*with_cases, Address("t3", "new", "total"), Address("t3", "carried_in", "total")),
            verdict=Verdict.REVIEW,
            proof=True,
        )
