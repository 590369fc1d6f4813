"""Which later acts stand on an act, so that it is not undone from below them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, WANG, ZHAO, Office

from core.desk.reviewing import Reviewing
from core.desk.views import Workbench
from core.ledger import Kind
from core.review import dependent, standing_acts, taken_back

DAY = "2025-05-01"
Acts = Callable[[Reviewing, Reviewing, Reviewing], object]
"""By wang, li and zhao, on report `a`; wang's first act is the one asked about."""


def exception(person: Reviewing) -> str:
    """The newest one, made by that person."""
    return person.except_("a", CLEAN, 1).state.exceptions[-1].event


def note(wang: Reviewing) -> str:
    return wang.note("a", "请核对", CLEAN).notes[0].event


def confirmed(wang: Reviewing, _li: Reviewing, _zhao: Reviewing) -> Workbench:
    return wang.confirm("a", GRAVE.id, 1)


def disputed(wang: Reviewing, li: Reviewing, _zhao: Reviewing) -> Workbench:
    wang.confirm("a", GRAVE.id, 1)
    return li.dismiss("a", GRAVE.id, 1)


def marked(wang: Reviewing, li: Reviewing, _zhao: Reviewing) -> None:
    wang.confirm("a", GRAVE.id, 1)
    for finding in (LIKELY, MILD):
        li.dismiss("a", finding.id, 1)
    li.mark("a", li.open("a").finding_set)


STANDING: dict[str, tuple[Acts, Kind]] = {
    "a settlement on an answer": (lambda w, li, z: (disputed(w, li, z), z.settle("a", GRAVE.id, "ask")), Kind.SETTLE),
    "整改 on what was confirmed": (lambda w, li, z: (confirmed(w, li, z), li.follow("a", GRAVE.id, due=DAY)), Kind.FOLLOW),
    "整改 on an exception": (lambda w, li, z: li.follow("a", exception(w), due=DAY), Kind.FOLLOW),
    "an answer on a note": (lambda w, li, z: li.note("a", "已核对", thread=note(w)), Kind.NOTE),
    "an edit on a note": (lambda w, li, z: w.note("a", "改", replaces=note(w)), Kind.NOTE),
    "clearing on a note": (lambda w, li, z: w.resolve("a", note(w)), Kind.RESOLVE),
    "another's mark on an answer": (marked, Kind.MARK),
    "an assignment on the former": (lambda w, li, z: (w.assign(["a"], "li"), z.assign(["a"], "zhao")), Kind.ASSIGN),
    "showing again on hiding": (lambda w, li, z: (w.withdraw("a", "误传"), li.restore("a", "查明")), Kind.RESTORE),
    "a purge on hiding": (lambda w, li, z: (w.withdraw("a", "涉密"), li.purge("a", "涉密")), Kind.PURGE),
}  # fmt: skip
FREE: dict[str, Acts] = {
    "nothing later": confirmed,
    "整改 on another finding": lambda w, li, z: (
        confirmed(w, li, z),
        li.confirm("a", MILD.id, 1),
        li.follow("a", MILD.id, due=DAY),
    ),
    "整改 on another exception": lambda w, li, z: (exception(w), li.follow("a", exception(li), due=DAY)),
    "another's answer": disputed,
    "another note": lambda w, li, z: (note(w), li.note("a", "另一条", CLEAN)),
    "a tick": lambda w, li, z: (confirmed(w, li, z), li.tick("a", [CLEAN])),
}  # fmt: skip


def asked(acts: Acts) -> Kind | None:
    """The kind of the first act that stands on wang's first one."""
    office = Office.usual()
    acts(*(office.desk(who).reviewing for who in (WANG, LI, ZHAO)))
    events = [event for event in office.events.log if event.report == "a"]
    found = dependent(events[0], standing_acts(events)[1:])
    return found.kind if found else None


@pytest.mark.parametrize("name", STANDING)
def test_what_somebody_built_on_is_named(name: str) -> None:
    """The act that would lose its ground."""
    acts, kind = STANDING[name]
    assert asked(acts) is kind


@pytest.mark.parametrize("name", FREE)
def test_what_nobody_built_on_is_free(name: str) -> None:
    """Later acts on other things hold nothing."""
    assert asked(FREE[name]) is None


def test_an_act_is_back_while_its_undo_is_undone() -> None:
    """An undo that was put again does not count, and neither it nor its redo is an act in force."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.tick("b", [CLEAN])
    act = office.events.log[0].id
    for step, gone in ((reviewing.undo, {act}), (reviewing.redo, set()), (reviewing.undo, {act})):
        step()
        assert taken_back(office.events.log) == gone
        assert {one.id for one in standing_acts(office.events.log)} == {act} - gone
