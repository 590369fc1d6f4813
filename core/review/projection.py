"""Events to state: pure and deterministic, the same whatever order the events of different replicas arrived in.

It judges nothing: an act that was permitted where it was recorded is shown, also when a merge later sets it beside others.
Only the four eyes are judged again: a second sign-off without another person's first is kept as history, not in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.address import Address
from core.ledger import Event, Kind, shown_order
from core.review.so_far import SoFar
from core.review.state import Decision, FollowUp, ReadBy, Remark, Request, ReviewState, Signature
from core.review.undone import STEPS_BACK, standing_acts, taken_back


def project(events: Iterable[Event]) -> ReviewState:
    """The state these events of one report come to, in shown order (time, replica, n)."""
    return Course(events).state


class Course:
    """The events of one report and what they come to, to be gone on with: a further act costs what it changes, not what was
    done before it. Always equal to `project` of the same events."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._begin(events)

    def _begin(self, events: Iterable[Event]) -> None:
        self.events: tuple[Event, ...] = tuple(sorted(events, key=shown_order))
        """In shown order."""
        self._gone = taken_back(self.events)
        self._so_far = SoFar()
        self._take(standing_acts(self.events))

    def add(self, more: Iterable[Event]) -> None:
        """Further events. From the beginning where one is older than the newest here, or an undo or redo is among them."""
        fresh = sorted(more, key=shown_order)
        if not fresh:
            return
        if any(event.kind in STEPS_BACK or event.id in self._gone for event in fresh) or (
            self.events and shown_order(fresh[0]) < shown_order(self.events[-1])
        ):
            self._begin((*self.events, *fresh))
            return
        self.events += tuple(fresh)
        self._take(fresh)

    def _take(self, acts: Iterable[Event]) -> None:
        for event in acts:
            _APPLY[event.kind](self._so_far, event)
        newest = self.events[-1].id if self.events else None
        self.state: ReviewState = self._so_far.state(newest, len(self.events)) if newest else ReviewState()


def _decide(so_far: SoFar, event: Event) -> None:
    """A person's newest answer. One that agrees with all that was answered before changes nothing that was signed."""
    decision = _decision(event, event.kind.value)
    news = False
    for leaf in event.body.get("leaves", ()):
        by = so_far.decisions.setdefault(leaf, {})
        news |= {old.verdict for old in by.values()} != {decision.verdict}
        by.pop(event.author.person, None)  # so that the order is that of the newest
        by[event.author.person] = decision
        if leaf in so_far.settled and so_far.settled[leaf].verdict != decision.verdict:
            del so_far.settled[leaf]
    if news:
        so_far.alter(event)
    so_far.worked = True


def _decision(event: Event, verdict: str) -> Decision:
    body = event.body
    return Decision(
        verdict=verdict,
        by=event.author.name,
        person=event.author.person,
        at=event.at,
        event=event.id,
        seen=body.get("seen", ""),
        category=body.get("category"),
        text=body.get("text", ""),
        reason=body.get("reason"),
        finding=body.get("finding", ""),
        addresses=tuple(Address.parse(text) for text in body.get("addresses", ())),
        quote=body.get("quote", ""),
        carried=body.get("carried"),
        because=body.get("because", ""),
    )


def _retract(so_far: SoFar, event: Event) -> None:
    for leaf in event.body.get("leaves", ()):
        so_far.decisions.get(leaf, {}).pop(event.author.person, None)
    so_far.alter(event)


def _settle(so_far: SoFar, event: Event) -> None:
    decision = _decision(event, event.body.get("verdict", ""))
    so_far.settled |= dict.fromkeys(event.body.get("leaves", ()), decision)
    so_far.alter(event)


def _tick(so_far: SoFar, event: Event) -> None:
    for address in map(Address.parse, event.body.get("addresses", ())):
        if event.body.get("ticked", True):
            so_far.ticks[address] = event.author.name
        else:
            so_far.ticks.pop(address, None)
    so_far.worked = True


def _read(so_far: SoFar, event: Event) -> None:
    author = event.author
    by = so_far.readings.setdefault(Address.parse(event.body["address"]), {})
    if (printed := event.body.get("printed")) is None:
        by.clear()
    else:
        by[author.person] = ReadBy(printed, author.name, author.person, event.at, event.id)
    so_far.alter(event)


def _remark(so_far: SoFar, event: Event) -> None:
    """A new remark, or a new version of one by its author (an edit whose original is not here stands for itself)."""
    body = event.body
    origin = so_far.origins.get(body.get("replaces", ""))
    if origin:
        old = so_far.remarks[origin]
        address = Address.parse(body["address"]) if "address" in body else old.address
        so_far.remarks[origin] = replace(
            old,
            version=event.id,
            text=body.get("text", ""),
            address=address,
            anchor=body.get("anchor", old.anchor),
            category=body.get("category", old.category),
            level=body.get("level", old.level),
            value=body.get("value", old.value),
        )
    else:
        so_far.remarks[event.id] = _new_remark(event)
    so_far.origins[event.id] = origin or event.id
    if event.kind is Kind.NOTE:
        so_far.worked = True
    else:
        so_far.alter(event)


def _new_remark(event: Event) -> Remark:
    body, author = event.body, event.author
    return Remark(
        event=event.id,
        version=event.id,
        kind=event.kind.value,
        by=author.name,
        person=author.person,
        at=event.at,
        text=body.get("text", ""),
        address=Address.parse(body["address"]) if "address" in body else None,
        also=tuple(map(Address.parse, body.get("also", ()))),
        anchor=body.get("anchor"),
        category=body.get("category"),
        level=body.get("level"),
        value=body.get("value"),
        thread=body.get("thread"),
    )


def _resolve(so_far: SoFar, event: Event) -> None:
    thread = so_far.origins.get(event.body["thread"])
    if not thread:
        return  # undone, or not merged yet
    remark = so_far.remarks[thread]
    if event.body.get("resolved", True):
        so_far.remarks[thread] = replace(remark, resolved_by=event.author.name, reopened_by=None)
    else:
        so_far.remarks[thread] = replace(remark, reopened_by=event.author.name)


def _signature(event: Event) -> Signature:
    author, body = event.author, event.body
    content, signed = body.get("content", ""), body.get("signature")
    return Signature(author.name, author.person, event.at, event.finding_set, content, event.id, signed)


def _mark(so_far: SoFar, event: Event) -> None:
    mark = _signature(event)
    if so_far.second:  # recorded elsewhere, before the second sign-off was known there
        so_far.past += (mark,)
        return
    if so_far.marks and (so_far.altered or so_far.marks[0].content != mark.content):
        so_far.past += so_far.marks
        so_far.marks = ()
    so_far.past += tuple(old for old in so_far.marks if old.person == mark.person)
    so_far.marks = (*(old for old in so_far.marks if old.person != mark.person), mark)
    so_far.altered = {}
    so_far.rest.pop("returned", None)


def _sign(so_far: SoFar, event: Event) -> None:
    signature = _signature(event)
    if all(mark.person == signature.person for mark in so_far.marks):
        so_far.past += (signature,)
        return
    so_far.past += (so_far.second,) if so_far.second else ()
    so_far.second, so_far.altered = signature, {}


def _return(so_far: SoFar, event: Event) -> None:
    if so_far.second:  # as above: only a reopening ends a second sign-off
        so_far.altered[event.id] = event.author.person
        return
    so_far.end_sign_offs()
    so_far.rest["returned"] = event.body.get("reason", "")


def _reopen(so_far: SoFar, event: Event) -> None:
    so_far.end_sign_offs()
    so_far.worked = True
    so_far.rest["reopened"] = _request(event)


def _assign(so_far: SoFar, event: Event) -> None:
    body = event.body
    so_far.rest["second_assigned" if body.get("level") == 2 else "assigned_to"] = body.get("to")
    if "sample" in body:
        so_far.rest["sample"] = body["sample"]


def _follow(so_far: SoFar, event: Event) -> None:
    body = event.body
    given = {name: body[name] for name in ("due", "letter", "reply", "closed") if name in body}
    for key in (*body.get("leaves", ()), *filter(None, (body.get("remark"),))):
        old = so_far.follows.get(key) or FollowUp("", "", "")
        so_far.follows[key] = replace(old, by=event.author.name, at=event.at, event=event.id, **given)


def _request(event: Event) -> Request:
    return Request(event.author.name, event.author.person, event.at, event.id, event.body.get("reason", ""))


def _identify(so_far: SoFar, event: Event) -> None:
    so_far.rest["identity"] = (event.body.get("body", ""), event.body.get("year"))


def _withdraw(so_far: SoFar, event: Event) -> None:
    so_far.rest["withdrawn"] = _request(event)


def _restore(so_far: SoFar, _event: Event) -> None:
    so_far.rest.pop("withdrawn", None)


def _purge(so_far: SoFar, event: Event) -> None:
    asked = so_far.rest.get("purge_asked")
    second = asked and event.body.get("request") == asked.event and event.author.person != asked.person
    so_far.rest["purged" if second else "purge_asked"] = _request(event)


_APPLY: Mapping[Kind, Callable[[SoFar, Event], None]] = {
    Kind.CONFIRM: _decide,
    Kind.DISMISS: _decide,
    Kind.ASK: _decide,
    Kind.RETRACT: _retract,
    Kind.SETTLE: _settle,
    Kind.EXCEPT: _remark,
    Kind.TICK: _tick,
    Kind.READ: _read,
    Kind.PROPOSE: _remark,
    Kind.NOTE: _remark,
    Kind.RESOLVE: _resolve,
    Kind.MARK: _mark,
    Kind.SIGN: _sign,
    Kind.RETURN: _return,
    Kind.REOPEN: _reopen,
    Kind.ASSIGN: _assign,
    Kind.FOLLOW: _follow,
    Kind.IDENTIFY: _identify,
    Kind.WITHDRAW: _withdraw,
    Kind.RESTORE: _restore,
    Kind.PURGE: _purge,
}
