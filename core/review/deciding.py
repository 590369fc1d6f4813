"""Steps on single findings and figures: decide, tick, except, read, propose, note, resolve.

Each takes the `Step` (state, person, what is there now, policy) and returns the event to record, or raises ReviewError
(Stale where what was seen is gone). Nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from core.address import Address
from core.anchor import Anchor
from core.errors import ReviewError, Stale
from core.ledger import Draft, Kind
from core.model import Finding, Severity, Span
from core.review.permits import Step, reasoned, said, worded
from core.review.seals import fingerprint, leaves
from core.review.standing import WAITING, Standing, leaf_decision, standings
from core.review.state import Decision, Remark

Place = Address | Span | None
"""A figure, a span of the report's text, or the whole report."""

CATEGORIES = range(1, 10)
LEVELS = range(1, 4)
DECISIONS = (Kind.CONFIRM, Kind.DISMISS, Kind.ASK)


def confirm(step: Step, finding: str, category: int | None = None, text: str = "", **more: str) -> Draft:
    """The finding is right (属实), under a category 1–9 if given."""
    return _decide(step, Kind.CONFIRM, finding, {"category": _among(CATEGORIES, category), "text": said(text), **more})


def dismiss(step: Step, finding: str, reason: int | None = None, text: str = "", **more: str) -> Draft:
    """The finding does not hold (排除), for a reason of the rule's card by its digit (`because`: its words), or one in words."""
    if not reason:
        text = reasoned(text)
    return _decide(step, Kind.DISMISS, finding, {"reason": reason or None, "text": said(text), **more})


def ask(step: Step, finding: str, text: str = "", **more: str) -> Draft:
    """To be asked of the body (待询)."""
    return _decide(step, Kind.ASK, finding, {"text": said(text), **more})


def take_over(step: Step, finding: str, decision: Decision) -> Draft:
    """The same answer as on a former edition's finding, naming that decision."""
    text, carried = decision.text, decision.event
    if decision.verdict == Kind.CONFIRM:
        return confirm(step, finding, decision.category, text, carried=carried)
    if decision.verdict == Kind.DISMISS:
        words = {"because": decision.because} if decision.because else {}
        return dismiss(step, finding, decision.reason, text, carried=carried, **words)
    return ask(step, finding, text, carried=carried)


def _decide(step: Step, kind: Kind, id_: str, fields: dict[str, Any]) -> Draft:
    step.admit(kind)
    return step.draft(kind, _what_was_seen(step, step.now.finding(id_)) | fields)


def _what_was_seen(step: Step, finding: Finding) -> dict[str, Any]:
    evidence = finding.evidence
    return {
        "finding": finding.id,
        "rule": finding.rule,
        "leaves": list(leaves(finding)),
        "addresses": [str(address) for address in evidence.addresses],
        "quote": said(evidence.quote),
        "seen": fingerprint(step.now.checked, step.state, evidence.addresses, worded(evidence.quote)),
    }


def retract(step: Step, finding: str) -> Draft:
    """My decision on this finding no longer stands."""
    step.admit(Kind.RETRACT)
    bound = leaves(step.now.finding(finding))
    mine = [leaf for leaf in bound if any(d.person == step.who.person for d in step.state.decisions.get(leaf, ()))]
    if not mine:
        raise ReviewError("review.nothing-decided")
    return step.draft(Kind.RETRACT, {"finding": finding, "leaves": mine})


def settle(step: Step, finding: str, verdict: str, text: str = "") -> Draft:
    """End a dispute: by a third person, or by a party to it that concedes (a party's own verdict settles nothing)."""
    step.admit(Kind.SETTLE)
    if verdict not in [kind.value for kind in DECISIONS]:
        raise ReviewError("review.no-verdict")
    found = step.now.finding(finding)
    disputed = [leaf for leaf in leaves(found) if leaf_decision(step.state, leaf) is Standing.DISPUTED]
    if not disputed:
        raise ReviewError("review.no-dispute")
    parties = [decision for leaf in disputed for decision in step.state.decisions[leaf]]
    if any(party.person == step.who.person and party.verdict == verdict for party in parties):
        raise ReviewError("review.own-dispute")
    fields = {"leaves": disputed, "verdict": verdict, "text": said(text)}
    return step.draft(Kind.SETTLE, _what_was_seen(step, found) | fields)


def tick(step: Step, addresses: Iterable[Address], ticked: bool = True) -> Draft:
    """Figures seen and agreed; refused where a finding of severity 1–2 on one of them waits for an answer."""
    step.admit(Kind.TICK)
    wanted = tuple(dict.fromkeys(addresses))
    if not wanted:
        raise ReviewError("review.nothing-chosen")
    if ticked:
        _refuse_open(step, frozenset(wanted))
    return step.draft(Kind.TICK, {"addresses": [str(address) for address in wanted], "ticked": ticked})


def _refuse_open(step: Step, wanted: frozenset[Address]) -> None:
    for finding, standing in standings(step.now.checked, step.state):
        if finding.severity <= Severity.LIKELY and standing in WAITING:
            for address in finding.evidence.addresses:
                if address in wanted:
                    raise ReviewError("review.tick-open", address=address, rule=finding.rule)


def except_(
    step: Step,
    place: Place,
    category: int,
    text: str = "",
    *,
    level: int | None = None,
    value: str | None = None,
    replaces: str | None = None,
) -> Draft:
    """An exception the rules did not raise: on a figure, a span, or the whole report; category 1–9, level 1–3."""
    step.admit(Kind.EXCEPT)
    fields = {
        "category": _among(CATEGORIES, category),
        "level": _among(LEVELS, level),
        "value": None if value is None else _number(value),
        "text": said(text),
        "replaces": _own_version(step, replaces),
    }
    return step.draft(Kind.EXCEPT, _where(step, place) | fields)


def read_as(step: Step, address: Address, printed: str | None) -> Draft:
    """What the page prints in this cell (判读); None lets the machine's reading hold again."""
    step.admit(Kind.READ)
    _figure(step, address)
    if printed is None and address not in step.state.readings:
        raise ReviewError("review.no-reading", address=address)
    return step.draft(Kind.READ, {"address": str(address), "printed": None if printed is None else worded(printed)})


def propose(step: Step, address: Address, value: str, text: str = "", replaces: str | None = None) -> Draft:
    """What the figure should be; kept beside the printed one, never put in its place."""
    step.admit(Kind.PROPOSE)
    _figure(step, address)
    fields = {"value": _number(value), "text": said(text), "replaces": _own_version(step, replaces)}
    return step.draft(Kind.PROPOSE, {"address": str(address)} | fields)


def note(
    step: Step,
    text: str,
    place: Place = None,
    thread: str | None = None,
    replaces: str | None = None,
    also: Iterable[Address] = (),
) -> Draft:
    """A note, an answer in a thread, or a new version of one's own note (`replaces` names the version that was edited).
    `also` are further figures that a note on a figure is on."""
    step.admit(Kind.NOTE)
    if not worded(text):
        raise ReviewError("review.empty-note")
    head = _thread(step, thread).event if thread else None
    fields = {"text": said(text), "thread": head, "replaces": _own_version(step, replaces)}
    further = tuple(also)
    for address in further:
        _figure(step, address)
    more = {"also": [str(address) for address in further]} if further else {}
    return step.draft(Kind.NOTE, _where(step, place) | fields | more)


def resolve(step: Step, thread: str, resolved: bool = True) -> Draft:
    """Clear a thread or open it again: its author, the report's reviewers, or as the policy says."""
    step.admit(Kind.RESOLVE)
    remark = _thread(step, thread)
    if remark.resolved == resolved:
        raise ReviewError("review.already-cleared" if resolved else "review.not-cleared")
    state, who = step.state, step.who
    signers = {mark.person for mark in (*state.marks, *((state.second,) if state.second else ()))}
    reviews = who.person in signers or who.login in (state.assigned_to, state.second_assigned)
    allowed = {"author": False, "reviewer": reviews, "anyone": True}[step.policy.clearing]
    if remark.person != who.person and not allowed:
        raise ReviewError("review.not-your-thread", by=remark.by)
    return step.draft(Kind.RESOLVE, {"thread": remark.event, "resolved": resolved})


def _thread(step: Step, id_: str) -> Remark:
    remark = step.state.remark(id_)
    if remark is None:
        raise Stale("review.remark-gone")
    return remark if remark.thread is None else _thread(step, remark.thread)


def _own_version(step: Step, replaces: str | None) -> str | None:
    """A remark may be edited by its author, from its newest version on."""
    if replaces is None:
        return None
    remark = step.state.remark(replaces)
    if remark is None or remark.version != replaces:
        raise Stale("review.remark-changed")
    if remark.person != step.who.person:
        raise ReviewError("review.not-your-remark", by=remark.by)
    return replaces


def _where(step: Step, place: Place) -> dict[str, Any]:
    if place is None:
        return {}
    if isinstance(place, Address):
        _figure(step, place)
        return {"address": str(place)}
    from core.personal import without_personal  # seldom needed, and its patterns are many

    text = without_personal(step.now.checked.report)  # what an anchor holds goes into every export
    if not 0 <= place[0] < place[1] <= len(text):
        raise Stale("review.place-gone")
    return {"anchor": Anchor.make(text, place).as_body()}


def _figure(step: Step, address: Address) -> None:
    if address not in step.now.checked.report.figures:
        raise ReviewError("review.no-figure", address=str(address))


def _among(allowed: range, value: int | None) -> int | None:
    if value is not None and value not in allowed:
        raise ReviewError("review.no-digit", lowest=allowed[0], highest=allowed[-1])
    return value


def _number(text: str) -> str:
    value = worded(text)
    try:
        if Decimal(value).is_finite():
            return value
    except InvalidOperation:
        pass
    raise ReviewError("review.no-number", entered=value)
