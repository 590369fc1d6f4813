"""Where each finding stands with its reviewers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from core.model import Checked, Finding
from core.review.seals import content, fingerprint, leaves
from core.review.state import Decision, ReviewState


class Standing(StrEnum):
    """Where a finding stands with its reviewers."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ASKED = "asked"
    DISPUTED = "disputed"
    """Two persons' decisions differ and no third settled it."""
    CHANGED = "changed"
    """Decided, but figures or quote have changed since."""


WAITING = frozenset((Standing.OPEN, Standing.DISPUTED, Standing.CHANGED))
"""Standings that still need an answer."""

_BY_VERDICT = {"confirm": Standing.CONFIRMED, "dismiss": Standing.DISMISSED, "ask": Standing.ASKED}


def leaf_decision(state: ReviewState, leaf: str) -> Decision | Standing:
    """The decision that holds for a leaf, or OPEN or DISPUTED where none does."""
    if leaf in state.settled:
        return state.settled[leaf]
    decisions = state.decisions.get(leaf, ())
    if not decisions:
        return Standing.OPEN
    if len({decision.verdict for decision in decisions}) > 1:
        return Standing.DISPUTED
    return decisions[-1]


def standing(finding: Finding, checked: Checked, state: ReviewState) -> Standing:
    """The standing of one finding of `checked`: decided when all its leaves are.

    Leaves decided differently (before they were grouped under one root) give the most demanding: asked, then confirmed.
    """
    held = [leaf_decision(state, leaf) for leaf in leaves(finding)]
    for waiting in (Standing.DISPUTED, Standing.OPEN):
        if waiting in held:
            return waiting
    decisions = [decision for decision in held if isinstance(decision, Decision)]
    if any(outdated(decision, checked, state) for decision in decisions):
        return Standing.CHANGED
    verdicts = {decision.verdict for decision in decisions}
    return _BY_VERDICT[next(verdict for verdict in ("ask", "confirm", "dismiss") if verdict in verdicts)]


def outdated(decision: Decision, checked: Checked, state: ReviewState) -> bool:
    """Whether what the decision rested on has changed."""
    return decision.seen != fingerprint(checked, state, decision.addresses, decision.quote)


def standings(checked: Checked, state: ReviewState) -> tuple[tuple[Finding, Standing], ...]:
    """Every finding with its standing, in the given order."""
    return tuple((finding, standing(finding, checked, state)) for finding in checked.findings)


def open_by_severity(stood: Iterable[tuple[Finding, Standing]]) -> tuple[int, int, int, int]:
    """How many findings of severity 1–4 still need an answer."""
    counts = [0, 0, 0, 0]
    for finding, where in stood:
        if where in WAITING:
            counts[finding.severity - 1] += 1
    return counts[0], counts[1], counts[2], counts[3]


def sign_off_outdated(checked: Checked, state: ReviewState) -> bool:
    """Whether a sign-off stands for a content that is no longer there, or was followed by changes of the record."""
    newest = state.second or (state.marks[-1] if state.marks else None)
    if newest is None:
        return False
    return bool(state.altered) or newest.content != content(checked, state.readings)


def flags(checked: Checked, state: ReviewState) -> str:
    """Letters for the list: `*` outdated sign-off, `=` in dispute, `#` locked."""
    disputed = any(leaf_decision(state, leaf) is Standing.DISPUTED for leaf in state.decisions)
    marks = (("*", sign_off_outdated(checked, state)), ("=", disputed), ("#", state.locked))
    return "".join(letter for letter, holds in marks if holds)
