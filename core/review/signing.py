"""Steps on whole reports: mark, sign, return, reopen, assign, follow up, withdraw, purge; and undo and redo.

As in `deciding`: each returns the event to record or raises ReviewError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.errors import ReviewError
from core.ledger import Draft, Event, Kind
from core.model import Severity
from core.review.permits import Step, reasoned, worded
from core.review.seals import leaves
from core.review.standing import WAITING, Standing, leaf_decision, standings
from core.review.state import Stage
from core.review.undone import FINAL, dependent, standing_acts, taken_back

BLOCKED = "review.undo-blocked"


def mark(
    step: Step,
    finding_set: str,
    seen_event: str | None = None,
    confirmed: bool = False,
    signature: str | None = None,
) -> Draft:
    """First sign-off. Refused while findings of severity 1–2 wait for an answer; where milder ones do, only `confirmed`."""
    step.admit(Kind.MARK)
    step.unchanged(finding_set)
    _answered(step, confirmed)
    state = step.state
    mine = any(mark.person == step.who.person and mark.content == step.now.content for mark in state.marks)
    if mine and not state.altered:
        raise ReviewError("review.already-marked")
    fields = {"content": step.now.content, "seen_event": seen_event or state.last_event, "signature": signature}
    return step.draft(Kind.MARK, fields)


def sign(step: Step, finding_set: str, seen_event: str | None = None, signature: str | None = None) -> Draft:
    """Second sign-off, by another person than every first one; what was marked must be what is there."""
    step.admit(Kind.SIGN)
    step.unchanged(finding_set)
    state = step.state
    if step.policy.levels == 1:
        raise ReviewError("review.one-level")
    if state.first is None:
        raise ReviewError("review.not-marked")
    others = [mark for mark in state.marks if mark.person != step.who.person]
    if not others:
        raise ReviewError("review.same-person", by=state.first.by)
    if others[-1].content != step.now.content:
        raise ReviewError("review.mark-outdated", by=others[-1].by)
    if any(person != step.who.person for person in state.altered_by):
        raise ReviewError("review.altered", by=others[-1].by)
    _answered(step, confirmed=True)
    fields = {"content": step.now.content, "seen_event": seen_event or state.last_event, "signature": signature}
    return step.draft(Kind.SIGN, fields)


def _answered(step: Step, confirmed: bool) -> None:
    waiting = [finding for finding, where in standings(step.now.checked, step.state) if where in WAITING]
    grave = [finding for finding in waiting if finding.severity <= Severity.LIKELY]
    if grave:
        raise ReviewError("review.mark-open", count=len(grave), rules=tuple(dict.fromkeys(f.rule for f in grave)))
    if any(leaf_decision(step.state, leaf) is Standing.DISPUTED for leaf in step.state.decisions):
        raise ReviewError("review.mark-dispute")
    if waiting and not confirmed:
        rules = tuple(dict.fromkeys(finding.rule for finding in waiting))
        raise ReviewError("review.mark-unconfirmed", count=len(waiting), rules=rules)


def return_(step: Step, reason: str) -> Draft:
    """Send a marked report back with a reason."""
    step.admit(Kind.RETURN)
    if step.state.stage is not Stage.REVIEWED:
        raise ReviewError("review.not-marked")
    return step.draft(Kind.RETURN, {"reason": reasoned(reason)})


def reopen(step: Step, reason: str) -> Draft:
    """End a second sign-off with a reason: the only act the lock admits."""
    step.admit(Kind.REOPEN)
    if step.state.second is None:
        raise ReviewError("review.not-locked")
    return step.draft(Kind.REOPEN, {"reason": reasoned(reason)})


def assign(step: Step, to: str | None, level: int = 1, sample: Mapping[str, str | int] | None = None) -> Draft:
    """Whose report it is to review (login), on the first or second level; with the method and seed if it was drawn."""
    step.admit(Kind.ASSIGN)
    if level not in (1, 2):
        raise ReviewError("review.no-digit", lowest=1, highest=2)
    return step.draft(Kind.ASSIGN, {"to": to, "level": level, "sample": dict(sample) if sample else None})


def follow(step: Step, target: str, **dates: str | None) -> Draft:
    """整改 of a confirmed finding (its id) or of an exception (its event): due, letter, reply, closed; dates are ISO."""
    step.admit(Kind.FOLLOW)
    fields: dict[str, Any] = {name: worded(text) for name, text in dates.items() if text}
    for name in ("due", "reply", "closed"):
        if name in fields:
            _dated(fields[name])
    if not fields:
        raise ReviewError("review.nothing-chosen")
    remark = step.state.remark(target)
    if remark and remark.kind == "except":
        return step.draft(Kind.FOLLOW, {"remark": remark.event} | fields)
    finding = step.now.finding(target)
    if Standing.CONFIRMED not in [where for one, where in standings(step.now.checked, step.state) if one is finding]:
        raise ReviewError("review.not-confirmed")
    return step.draft(Kind.FOLLOW, {"finding": target, "leaves": list(leaves(finding))} | fields)


def _dated(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ReviewError("review.no-date", entered=text) from None


def identify(step: Step, body: str, year: int | None) -> Draft:
    """Whose report of which year this is, where it was not recognised."""
    step.admit(Kind.IDENTIFY)
    return step.draft(Kind.IDENTIFY, {"body": reasoned(body), "year": year})


def withdraw(step: Step, reason: str) -> Draft:
    """Hide a wrong or secret file."""
    step.admit(Kind.WITHDRAW)
    return step.draft(Kind.WITHDRAW, {"reason": reasoned(reason)})


def restore(step: Step, reason: str) -> Draft:
    """Show a withdrawn report again."""
    step.admit(Kind.RESTORE)
    if step.state.withdrawn is None:
        raise ReviewError("review.not-withdrawn")
    return step.draft(Kind.RESTORE, {"reason": reasoned(reason)})


def purge(step: Step, reason: str) -> Draft:
    """Ask to remove a withdrawn file for good, or, as another person, agree to that."""
    step.admit(Kind.PURGE)
    asked = step.state.purge_asked
    if step.state.withdrawn is None:
        raise ReviewError("review.not-withdrawn")
    if asked and asked.person == step.who.person:
        raise ReviewError("review.purge-alone")
    return step.draft(Kind.PURGE, {"reason": reasoned(reason), "request": asked.event if asked else None})


def undo(step: Step, events: Sequence[Event], target: str) -> Draft:
    """Take back one's own act of this report; `events` are all of the report in shown order. ReviewError if it is taken back
    already, somebody's act stands on it, or a second sign-off came after it."""
    acts = standing_acts(events)
    place = next((i for i, act in enumerate(acts) if act.id == target), None)
    if place is None or acts[place].author.person != step.who.person:
        raise ReviewError("review.nothing-to-undo")
    act, later = acts[place], acts[place + 1 :]
    sealed_by = next((event for event in later if event.kind is Kind.SIGN), None)
    if act.kind in FINAL or sealed_by:
        raise ReviewError("review.undo-signed", by=(sealed_by or act).author.name)
    step.admit(Kind.UNDO)
    if blocking := dependent(act, later):
        raise ReviewError(BLOCKED, by=blocking.author.name)
    return step.draft(Kind.UNDO, {"target": target})


def redo(step: Step, events: Sequence[Event], target: str) -> Draft:
    """Put an undone act of one's own again; `target` is the undo's id."""
    step.admit(Kind.REDO)
    undo_ = next((event for event in events if event.id == target and event.kind is Kind.UNDO), None)
    if undo_ is None or undo_.author.person != step.who.person or undo_.body["target"] not in taken_back(events):
        raise ReviewError("review.nothing-to-redo")
    act = next((event for event in events if event.id == undo_.body["target"]), None)
    if act and act.kind is Kind.MARK:
        step.unchanged(act.finding_set)
    return step.draft(Kind.REDO, {"target": target})
