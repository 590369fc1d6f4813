"""Words against table 4: reconsideration and litigation (RULES.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.address import Address
from core.model import Claim, Number
from core.rules.claimed import own, parent_of, quote, sentence_of, words_before
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen, quote_key
from core.rules.identities import BLOCKS, OUTCOMES, Judged, judge, table4
from core.rules.matching import Match, matches
from core.rules.registry import rule
from core.rules.telling import NO_CLAIM, shown_cells, told
from core.wording import Phrase

_COUNTED = ("reconsideration", "suits", "disputes")
_OURS = re.compile("公开|依申请")
_NEW_ONLY = re.compile("新增|新收|新发生|当年新")
_IN_COURT = re.compile("败诉|诉讼")


@rule("N.REVIEW")
def reconsiderations(subject: Subject) -> Iterator[Seen]:
    """行政复议 N 件; one figure for 复议 and 诉讼 together is all three blocks."""
    yield from told(subject, "N.REVIEW", _ours(subject, ("reconsideration", "disputes"), outcomes=False))


@rule("N.SUIT")
def suits(subject: Subject) -> Iterator[Seen]:
    """行政诉讼 N 件: both blocks of suits, or the one that is named."""
    yield from told(subject, "N.SUIT", _ours(subject, ("suits",), outcomes=False))


@rule("N.OUTCOME")
def outcomes(subject: Subject) -> Iterator[Seen]:
    """维持, 纠正, 其他结果, 尚未审结."""
    yield from told(subject, "N.OUTCOME", _ours(subject, _COUNTED, outcomes=True))


def _ours(subject: Subject, quantities: Iterable[str], outcomes: bool) -> list[Match]:
    """Those of disclosure disputes: the sentence, or the section, is about them."""
    return [
        match
        for match in matches(subject, quantities)
        if (match.claim.scope in OUTCOMES) is outcomes and _is_ours(subject, match.claim)
    ]


def _is_ours(subject: Subject, claim: Claim) -> bool:
    if _NEW_ONLY.search(words_before(subject, claim)):
        return False
    section = subject.section(4)
    if section and section.span[0] <= claim.span[0] < section.span[1]:
        return True
    start, end = sentence_of(subject, claim.clause)
    return bool(_OURS.search(subject.report.text[start:end]))


@rule("N.ALLUPHELD")
def all_upheld(subject: Subject) -> Iterator[Seen]:
    """均获维持: nothing corrected, nothing else, nothing pending."""
    claims = [claim for claim in own(subject, "all_upheld") if _is_ours(subject, claim)]
    yield from _none_of(subject, claims, ("corrected", "other", "pending"))


@rule("N.NOCORRECT")
def none_corrected(subject: Subject) -> Iterator[Seen]:
    """未被纠错, 零败诉: nothing corrected; pending cases are no contradiction."""
    yield from _none_of(subject, list(own(subject, "no_correction")), ("corrected",))


def _none_of(subject: Subject, claims: list[Claim], columns: tuple[str, ...]) -> Iterator[Seen]:
    """Cells of the blocks a claim names that ought to be 0; one finding a sentence."""
    if not claims:
        yield NotAssessable(NO_CLAIM)
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(sentence_of(subject, claim.clause)[0], []).append(claim)
    for same in by_sentence.values():
        blocks = [block for block in BLOCKS if any(block in _blocks(subject, claim) for claim in same)]
        cells = tuple(Address("t4", block, column) for block in blocks for column in columns)
        filled = tuple(cell for cell in cells if subject.value(cell))
        if filled:
            yield _contradicted(subject, same[0], filled)
        elif all(subject.value(cell) is None for cell in cells):
            yield NotAssessable(Phrase("rules.na.no-table"))


def _contradicted(subject: Subject, claim: Claim, filled: tuple[Address, ...]) -> Seen:
    total: Number = sum(subject.value(cell) or 0 for cell in filled)
    if all(_repaired(subject, cell) for cell in filled):
        return Leaf()
    return Hit(
        quote_key(quote(subject, claim)),
        {"words": quote(subject, claim), "cells": shown_cells(subject, filled), "sum": total},
        addresses=filled,
        spans=(claim.clause,),
        proof=True,
        expected=total,
        found=0,
    )


def _repaired(subject: Subject, cell: Address) -> bool:
    """Whether the block's sum is broken by just that cell: its own finding says so."""
    judged: list[Judged] = [judge(subject, identity) for identity in table4() if cell in identity.cells]
    return any(item.broken and item.left - item.right == subject.value(cell) for item in judged)


def _blocks(subject: Subject, claim: Claim) -> tuple[str, ...]:
    """The blocks of table 4 that the words speak of."""
    parent = parent_of(subject, claim)
    named = claim.scope or (parent.scope if parent and parent.scope in BLOCKS else None)
    named = named or (parent.quantity if parent else None)
    if named in BLOCKS:
        return (named,)
    if named == "suits" or (named is None and _IN_COURT.search(claim.label) and "复议" not in claim.label):
        return BLOCKS[1:]
    return BLOCKS
