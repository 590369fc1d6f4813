"""Each act writes only what it changed: that is always what the whole log comes to."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing.building import LI, NATURAL, WANG, ZHAO, SteppingClock, confirm, item, note

from core.errors import StoreError
from core.ledger import Draft, Event, Kind
from core.review import content, project
from db import Store, open_store
from db.verify import verify

PEOPLE = (LI, WANG, ZHAO)
FINDING = "finding of one"
LEAF = "T3.BALANCE.natural"
KINDS = (
    *(
        "confirm",
        "dismiss",
        "retract",
        "settle",
        "except",
        "tick",
        "untick",
        "read",
        "unread",
        "propose",
        "note",
        "edit",
    ),
    *(
        "answer",
        "resolve",
        "mark",
        "sign",
        "return",
        "reopen",
        "assign",
        "follow",
        "identify",
        "undo",
        "redo",
        "withdraw",
    ),
    *("restore", "reread", "count"),
)


def draft(kind: str, events: tuple[Event, ...], who: str) -> Draft | None:
    """An act of that kind on what there is; None where there is nothing to act on."""
    mine = [event for event in events if event.author.person == who]
    notes = [event for event in mine if event.kind is Kind.NOTE]
    undos = [event for event in mine if event.kind is Kind.UNDO]
    plain = {
        "confirm": confirm(FINDING),
        "dismiss": confirm(FINDING, kind=Kind.DISMISS),
        "retract": Draft(Kind.RETRACT, {"finding": FINDING, "leaves": [LEAF]}),
        "settle": Draft(Kind.SETTLE, {**confirm(FINDING).body, "verdict": "confirm"}),
        "except": Draft(Kind.EXCEPT, {"address": str(NATURAL), "category": 3, "text": "漏报"}),
        "tick": Draft(Kind.TICK, {"addresses": [str(NATURAL)]}),
        "untick": Draft(Kind.TICK, {"addresses": [str(NATURAL)], "ticked": False}),
        "read": Draft(Kind.READ, {"address": str(NATURAL), "printed": "7"}),
        "unread": Draft(Kind.READ, {"address": str(NATURAL)}),
        "propose": Draft(Kind.PROPOSE, {"address": str(NATURAL), "value": "2"}),
        "note": note(),
        "mark": Draft(Kind.MARK, {"content": "c"}, "set"),
        "sign": Draft(Kind.SIGN, {"content": "c"}, "set"),
        "return": Draft(Kind.RETURN, {"reason": "再核"}),
        "reopen": Draft(Kind.REOPEN, {"reason": "更正"}),
        "assign": Draft(Kind.ASSIGN, {"to": "li"}),
        "follow": Draft(Kind.FOLLOW, {"finding": FINDING, "leaves": [LEAF], "due": "2025-06-30"}),
        "identify": Draft(Kind.IDENTIFY, {"body": "云溪市审计局", "year": 2023}),
        "withdraw": Draft(Kind.WITHDRAW, {"reason": "误收"}),
        "restore": Draft(Kind.RESTORE, {"reason": "无误"}),
    }
    if kind in plain:
        return plain[kind]
    if kind == "undo" and mine:
        return Draft(Kind.UNDO, {"target": mine[-1].id})
    if kind == "redo" and undos:
        return Draft(Kind.REDO, {"target": undos[-1].id})
    if not notes:
        return None
    of_note = {
        "edit": Draft(Kind.NOTE, {"text": "改", "replaces": notes[-1].id}),
        "answer": Draft(Kind.NOTE, {"text": "答", "thread": notes[0].id}),
        "resolve": Draft(Kind.RESOLVE, {"thread": notes[0].id}),
    }
    return of_note.get(kind)


def act(store: Store, uid: str, kind: str, number: int, step: int) -> None:
    """One act, a re-reading, or counting what the rules say with the readings."""
    machine = store.reports.load(uid)[1]
    if kind == "reread":
        _, read = item("one", value=step + 2)
        store.reports.replace(uid, read)
    elif kind == "count":
        store.reports.put_readings(uid, content(machine, store.events.state(uid).readings), machine)
    else:
        who = PEOPLE[number]
        wanted = draft(kind, store.events.of(uid), who.person)
        if wanted is not None:
            with suppress(StoreError):  # locked
                store.events.record(uid, who, lambda _: wanted)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2), st.integers(0, 1)), min_size=6, max_size=25))
def test_what_each_act_writes_is_what_the_log_comes_to(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, work: list[tuple[str, int, int]]
) -> None:
    """Three persons on two connections that take turns: the stored state never differs from one made anew."""
    folder = tmp_path_factory.mktemp("acts")
    shutil.copy(empty, folder / "a.db")
    stores = [open_store(folder / "a.db", "rw", SteppingClock(name)) for name in "xy"]
    stored = item("one")
    uid = stored[0].uid
    stores[0].reports.add([stored])
    for step, (kind, number, connection) in enumerate(work):
        act(stores[connection], uid, kind, number, step)
        if step % 5 == 4:
            assert stores[1 - connection].events.rebuild() == (), work[: step + 1]
    assert stores[0].events.rebuild() == ()
    assert stores[0].events.state(uid) == project(stores[1].events.of(uid))
    for store in stores:
        store.close()
    assert verify(folder / "a.db") == []
