"""Acts on a stored report as drafts of events, also at random."""

from __future__ import annotations

from collections.abc import Sequence

from storing.building import LI, NATURAL, WANG, ZHAO, confirm, note

from core.ledger import Draft, Event, Kind
from db import Store

PEOPLE = (LI, WANG, ZHAO)
FINDING = "finding of one"
LEAF = "T3.BALANCE.natural"


def sign_off(store: Store, uid: str) -> None:
    """First and second sign-off by two persons."""
    store.events.record(uid, LI, lambda _: Draft(Kind.MARK, {"content": "c"}, "set"))
    store.events.record(uid, WANG, lambda _: Draft(Kind.SIGN, {"content": "c"}, "set"))


def purge(store: Store, uid: str, reason: str = "误收") -> None:
    """Asked for by one person, agreed to by another."""
    asked, _ = store.events.record(uid, LI, lambda _: Draft(Kind.PURGE, {"reason": reason}))
    store.events.record(uid, WANG, lambda _: Draft(Kind.PURGE, {"reason": reason, "request": asked.id}))


def draft(kind: str, number: int, events: Sequence[Event]) -> Draft | None:
    """An act of that kind by that one of `PEOPLE` on the report stored as `one`, behind these events; None where there is
    nothing to act on."""
    mine = [event for event in events if event.author.person == PEOPLE[number].person]
    return _on_the_report(number).get(kind) or _on_a_note(mine).get(kind) or _step_back(kind, mine)


def _on_the_report(number: int) -> dict[str, Draft]:
    return {
        "confirm": confirm(FINDING),
        "dismiss": confirm(FINDING, kind=Kind.DISMISS),
        "retract": Draft(Kind.RETRACT, {"finding": FINDING, "leaves": [LEAF]}),
        "settle": Draft(Kind.SETTLE, {**confirm(FINDING).body, "verdict": "confirm"}),
        "except": Draft(Kind.EXCEPT, {"address": str(NATURAL), "category": 3, "text": "漏报"}),
        "tick": Draft(Kind.TICK, {"addresses": [str(NATURAL)]}),
        "untick": Draft(Kind.TICK, {"addresses": [str(NATURAL)], "ticked": False}),
        "read": Draft(Kind.READ, {"address": str(NATURAL), "printed": str(number)}),
        "unread": Draft(Kind.READ, {"address": str(NATURAL)}),
        "propose": Draft(Kind.PROPOSE, {"address": str(NATURAL), "value": "2"}),
        "note": note(f"of {number}"),
        "mark": Draft(Kind.MARK, {"content": "c"}, "set"),
        "sign": Draft(Kind.SIGN, {"content": "c"}, "set"),
        "return": Draft(Kind.RETURN, {"reason": "再核"}),
        "reopen": Draft(Kind.REOPEN, {"reason": "更正"}),
        "assign": Draft(Kind.ASSIGN, {"to": PEOPLE[number].login}),
        "follow": Draft(Kind.FOLLOW, {"finding": FINDING, "leaves": [LEAF], "due": "2025-06-30"}),
        "identify": Draft(Kind.IDENTIFY, {"body": f"机关{number}", "year": 2024}),
        "withdraw": Draft(Kind.WITHDRAW, {"reason": "误收"}),
        "restore": Draft(Kind.RESTORE, {"reason": "无误"}),
    }


def _on_a_note(mine: Sequence[Event]) -> dict[str, Draft]:
    notes = [event.id for event in mine if event.kind is Kind.NOTE]
    if not notes:
        return {}
    return {
        "edit": Draft(Kind.NOTE, {"text": "改", "replaces": notes[-1]}),
        "answer": Draft(Kind.NOTE, {"text": "答", "thread": notes[0]}),
        "resolve": Draft(Kind.RESOLVE, {"thread": notes[0]}),
    }


def _step_back(kind: str, mine: Sequence[Event]) -> Draft | None:
    undos = [event.id for event in mine if event.kind is Kind.UNDO]
    if kind == "undo" and mine:
        return Draft(Kind.UNDO, {"target": mine[-1].id})
    if kind == "redo" and undos:
        return Draft(Kind.REDO, {"target": undos[-1]})
    return None


KINDS = (*_on_the_report(0), "edit", "answer", "resolve", "undo", "redo")
