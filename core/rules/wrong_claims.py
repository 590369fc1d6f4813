"""Numbers of the prose that their own rules find wrong, with what the tables say: a sum, a share or a growth that comes right with the
table's number has the same root, so it is no finding of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import Claim, Number
from core.rules.context import Subject
from core.rules.matching import fitting, held, matches

_RULES = {
    "new": "N.NEW",
    "carried_in": "N.CARRIED_IN",
    "handled": "N.HANDLED",
    "carried_out": "N.CARRIED_OUT",
    "granted": "N.GRANTED",
    "granted_or_partial": "N.GRANTED",
    "partial": "N.PARTIAL",
    "refused": "N.REFUSED",
    "unavailable": "N.UNAVAILABLE",
    "not_processed": "N.NOTPROC",
    "other_handled": "N.OTHER",
    "applicants": "N.APPLICANT",
    "reconsideration": "N.REVIEW",
    "suits": "N.SUIT",
    "disputes": "N.REVIEW",
}
"""Quantities by the rule that holds them against the tables."""


def tabled(subject: Subject, claim: Claim) -> Number:
    """What the tables say where the claim is wrong by them, else what it says itself."""
    return subject.once(_wrong).get(id(claim), claim.value)


def are_wrong(subject: Subject, claims: Sequence[Claim]) -> bool:
    """Whether any of the claims is found by its own rule."""
    known = subject.once(_wrong)
    return any(id(claim) in known for claim in claims)


def _wrong(subject: Subject) -> Mapping[int, Number]:
    """Claims by identity, each with the tables' number."""
    found: dict[int, Number] = {}
    for quantity, rule in _RULES.items():
        for match in matches(subject, [quantity]) if subject.runs(rule) else ():
            value = held(subject, match.cells).value
            if value is not None and match.claim.exact and fitting(subject, match, match.lawful) is None:
                found.update((id(claim), value) for claim in match.claims)
    return found
