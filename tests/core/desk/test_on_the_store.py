"""The desk on the real database does and refuses exactly what it does on the ports in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from memory.acts import ACTS, Act, essence, perform
from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, WANG, Office
from memory.ports import TickingClock

from core.desk import Desk
from core.desk.reviewing import Reviewing
from core.errors import ReviewError
from core.ledger import Reviewer, verify_chains
from db import open_store
from db.store import Store

PEOPLE = (WANG, LI)
UIDS = A, B = "a" * 64, "b" * 64
TOLD_BY = ("batch", "reviewer", "year", "rule")
_numbers = itertools.count()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[list[Store]]:
    """Closes what a test opened."""
    opened: list[Store] = []
    yield opened
    for store in opened:
        store.close()


def stored(folder: Path) -> Store:
    """A new database with the usual two reports."""
    store = open_store(folder / f"{next(_numbers)}.db", "create", TickingClock())
    for item in Office.usual(uids=UIDS).reports.stored.values():
        store.reports.add([item])
    return store


def seat(store: Store, who: Reviewer, clock: TickingClock) -> Desk:
    """A desk on it."""
    return Desk(store.reports, store.events, Reviewing(store.reports, store.events, clock, who))


def told(desk: Desk) -> list[object]:
    """What a person sees of both reports, of the list, of the inbox and of how far the work is."""
    benches = [desk.reviewing.open(uid) for uid in UIDS]
    seen = [([(v.finding.id, v.standing) for v in b.findings], b.outdated, b.finding_set) for b in benches]
    rows = [(desk.row(uid).stage, desk.row(uid).open_by_severity, desk.row(uid).annotations) for uid in UIDS]
    tallies = [sorted((one.value, sorted(one.counts.items())) for one in desk.tally(by)) for by in TOLD_BY]
    return [seen, rows, [essence(b.state) for b in benches], list(desk.threads(open_only=False)), tallies]


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ACTS, ACTS)
def test_memory_and_database_agree(tmp_path: Path, fresh: list[Store], mine: list[Act], theirs: list[Act]) -> None:
    """The same acts of two persons, then undos of both: same refusals, same states, same lines of the list; whole chains."""
    store, office = stored(tmp_path), Office.usual(uids=UIDS)
    fresh.append(store)
    clock = TickingClock()
    real, memory = [seat(store, who, clock) for who in PEOPLE], [office.desk(who) for who in PEOPLE]
    for pair in zip(mine, theirs, strict=False):
        for person, act in enumerate(pair):
            assert perform(real[person], act, UIDS) == perform(memory[person], act, UIDS)
    assert without_ids(told(real[0])) == without_ids(told(memory[0]))
    for person, _ in itertools.product((0, 1), range(4)):
        answers = []
        for desk in (real[person], memory[person]):
            try:
                answers.append(desk.reviewing.undo().kind)
            except ReviewError as error:
                answers.append(error.phrase.template)
        assert answers[0] == answers[1]
    assert without_ids(told(real[0])) == without_ids(told(memory[0]))
    assert verify_chains(event for uid in UIDS for event in store.events.of(uid)) is None
    assert store.events.rebuild() == ()


def without_ids(value: object) -> str:
    """Text of a value with event ids and times, which two clocks give differently, left out."""
    import re

    return re.sub(r"'(r1-\d+|\d{4}-\d\d-\d\dT[0-9:.]+Z)'", "'·'", repr(value))


def test_others_work_is_noticed_by_the_stamp(tmp_path: Path, fresh: list[Store]) -> None:
    """Two connections to one file: the stamp moves with the other's act, and opening afresh shows it."""
    store = stored(tmp_path)
    other = open_store(store.path, "rw", TickingClock(tick=500))
    fresh += [store, other]
    mine, theirs = seat(store, WANG, TickingClock()), seat(other, LI, TickingClock(tick=500))
    before = mine.stamp()
    theirs.reviewing.note(B, "已核", CLEAN)
    assert mine.stamp() > before
    assert [note.by for note in mine.reviewing.open(B).notes] == ["li"]


def test_undo_goes_on_after_a_restart(tmp_path: Path, fresh: list[Store]) -> None:
    """What was done before the program was closed is taken back and put again afterwards."""
    store = stored(tmp_path)
    desk = seat(store, WANG, TickingClock())
    for finding in (GRAVE, LIKELY, MILD):
        desk.reviewing.confirm(A, finding.id, 1)
    path = store.path
    store.close()
    again = open_store(path, "rw", TickingClock(tick=5000))
    fresh.append(again)
    reviewing = seat(again, WANG, TickingClock(tick=5000)).reviewing
    assert [reviewing.undo().kind for _ in range(3)] == ["confirm"] * 3
    assert len(reviewing.open(A).unsettled) == 3
    assert reviewing.redo().kind == "confirm"
