"""Shares and rates of the prose: the count a percentage stands beside, and what it may be of (RULES.md §5)."""

from __future__ import annotations

import re

from core.address import Address
from core.model import Claim, Number
from core.rules.claimed import parent_of, quote, sentence_of
from core.rules.context import Subject

PERCENT = "%"
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


def percentages(subject: Subject) -> list[Claim]:
    """The shares and rates that the prose states in percent."""
    return [c for c in subject.report.claims if c.unit == PERCENT and c.role in ("share", "rate")]


def is_word(subject: Subject, claim: Claim) -> bool:
    """Whether it is said in a word: 超八成, 过半."""
    return bool(_WORDS.search(subject.report.text[slice(*claim.span)]))


def beside(subject: Subject, claim: Claim) -> Claim | None:
    """The count it is given with."""
    return subject.report.claims[claim.beside] if claim.beside is not None else None


def bases_of(subject: Subject, claim: Claim, count: Claim) -> list[tuple[str, Number]]:
    """Numbers that the percentage may be of: the total stated with it, table 3's, others counted before it alike."""
    base = parent_of(subject, claim)
    found: list[tuple[str, Number]] = [(quote(subject, base), base.value)] if base and base.exact else []
    if count.quantity in _APPLICATIONS:
        for name, cells in _BASES.items():
            values = [subject.value(cell) for cell in cells]
            if None not in values:
                found.append((name, sum(value or 0 for value in values)))
    start = sentence_of(subject, claim.clause)[0]
    shared = [beside(subject, other) for other in subject.report.claims if other.role == "share"]
    for other in subject.report.claims:
        if (
            start <= other.span[0] < claim.span[0]
            and other.unit == count.unit
            and other not in (base, count)
            and other.exact
            and (base is not None or other not in shared)  # what has a share of its own stands beside it, not above
        ):
            found.append((quote(subject, other), other.value))
    return [(name, value) for name, value in found if value and value >= count.value]
