"""Copies that are worked on apart and brought together: the union of chains, in any order, any number of times."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from storing.acts import PEOPLE, draft, sign_off
from storing.building import LI, SteppingClock, finding, item, note

from core.errors import Damaged, StoreError
from core.model import Body
from core.ports import Query
from db import Store, open_store
from db.edition_rows import edition_id_of, edition_of
from db.replicas import continue_from, merge
from db.verify import verify


def replica(folder: Path, export: Path, number: int) -> Store:
    """A working copy of one person."""
    path = folder / f"copy{number}.db"
    continue_from(export, path)
    return open_store(path, "rw", SteppingClock(f"host{number}"))


def act(store: Store, uid: str, number: int, kind: str) -> None:
    """One act of the person whose copy it is, where there is something to act on."""
    wanted = draft(kind, number, store.events.of(uid))
    if wanted is not None:
        with suppress(StoreError):  # signed off: only a reopening is admitted
            store.events.record(uid, PEOPLE[number], lambda _: wanted)


def work_on(store: Store, uid: str, number: int, kind: str, step: int) -> None:
    """What is not an act: files arrive, are read again and checked anew, the roster is corrected."""
    if kind == "arrival":
        received = f"2025-03-{step + 1:02}T00:00:00.000Z"
        batch = f"batch of {number}"
        store.reports.add([item(f"new {step % 2}", f"机关{step % 3}", received=received, batch=batch)])
    elif kind == "unreadable":
        edition = replace(item(f"new {step % 2}")[0], body="", year=None)
        store.reports.add_unreadable(edition, "damaged", f"坏在{number}")
    elif kind == "rereading":
        store.reports.replace(uid, item("one", value=step + 2)[1])
    elif kind == "checking":
        read = store.reports.load(uid)[1]
        store.reports.replace(uid, replace(read, findings=(finding(f"found {step}", 1 + step % 4),)))
    elif kind == "roster":
        aliases = (f"机关{(step + 1) % 3}",) if step % 2 else ()
        store.reports.add_bodies([Body(f"机关{step % 3}", aliases, "department", f"region {number} {step}")])
    else:
        act(store, uid, number, kind)


def all_there_is(store: Store) -> object:
    """Everything that a merge brings together: events and state, every edition with all its readings, the roster."""
    uids = sorted(uid for (uid,) in store.connection.rows("SELECT uid FROM editions"))
    sql = "SELECT n, current, read_at FROM reports r JOIN editions e ON e.id = r.edition_id WHERE e.uid = ? ORDER BY n"
    held = [
        (
            edition_of(store.connection, edition_id_of(store.connection, uid)),
            store.connection.rows(sql, (uid,)),
            store.reports.history(uid),
            store.events.state(uid),
            store.reports.row(uid),
        )
        for uid in uids
    ]
    rows = sorted(map(repr, store.reports.page(Query()).rows))
    return store.events.head(), held, rows, store.reports.bodies(), sorted(store.search.find("政府信息"))


def merged(target: Path, others: list[Path]) -> object:
    """All there is after taking over the others, in that order; the copy itself stays as it is."""
    fresh = target.with_name(f"{target.stem}-merged.db")
    fresh.unlink(missing_ok=True)
    for name in (f"{fresh}-wal", f"{fresh}-shm", f"{fresh}.head"):
        Path(name).unlink(missing_ok=True)
    continue_from(target, fresh)
    store = open_store(fresh, "rw", SteppingClock("m"))
    for other in others:
        merge(store.connection, other)
    result = all_there_is(store)
    assert store.events.rebuild() == ()
    assert verify(fresh) == []
    store.close()
    return result


KINDS = (
    *("confirm", "dismiss", "note", "tick", "mark", "sign", "reopen", "read", "assign", "withdraw", "identify", "undo"),
    *("arrival", "arrival", "unreadable", "rereading", "rereading", "checking", "roster", "roster"),
)
acts = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(KINDS)), min_size=4, max_size=12)


@settings(
    max_examples=int(os.environ.get("GOUJI_MERGES", "4")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # an example takes seconds: no shrinking
)
@given(acts)
def test_merging_is_commutative_associative_and_idempotent(
    tmp_path_factory: pytest.TempPathFactory, work: list[tuple[int, str]]
) -> None:
    """Three copies of one export, worked on apart, files read again and rosters corrected in each: whatever is merged into
    whatever, how often ever, it comes to the same."""
    folder = tmp_path_factory.mktemp("merge")
    origin = open_store(folder / "a.db", "create", SteppingClock())
    stored = item("one")
    origin.reports.add([stored])
    act(origin, stored[0].uid, 0, "note")
    origin.archive.export(folder / "out.db", None)
    origin.close()
    copies = [replica(folder, folder / "out.db", number) for number in range(3)]
    for step, (number, kind) in enumerate(work):
        work_on(copies[number], stored[0].uid, number, kind, step)
    paths = [copy.path for copy in copies]
    for copy in copies:
        copy.close()
    a, b, c = paths
    wanted = merged(a, [b, c])
    assert merged(a, [c, b]) == wanted
    assert merged(b, [a, c]) == wanted
    assert merged(c, [b, a, b, a, c]) == wanted
    assert merged(a.with_name("copy0-merged.db"), [c]) == wanted, "merging what was merged"


@pytest.fixture
def two(store: Store, uid: str, tmp_path: Path) -> tuple[Store, Store, str]:
    """The first copy and one continued from its export."""
    store.archive.export(tmp_path / "out.db", None)
    other = replica(tmp_path, tmp_path / "out.db", 1)
    return store, other, uid


def test_answers_that_differ_become_a_dispute(two: tuple[Store, Store, str]) -> None:
    """Both stay; a dry run says so beforehand and takes nothing."""
    mine, theirs, uid = two
    act(mine, uid, 0, "confirm")
    act(theirs, uid, 1, "dismiss")
    theirs.reports.add([item("new", "云溪市审计局")])
    theirs.close()
    would = merge(mine.connection, theirs.path, dry_run=True)
    assert (len(would.reports), would.events, would.disputes) == (1, 1, ((uid, "T3.BALANCE.natural"),))
    assert mine.events.stamp() == 1
    assert merge(mine.connection, theirs.path) == would
    assert "=" in mine.reports.row(uid).flags
    assert mine.reports.find("云溪市审计局", 2024) == item("new")[0].uid
    again = merge(mine.connection, theirs.path)
    assert (again.reports, again.events, again.disputes) == ((), 0, ())


def test_a_chain_that_was_tampered_with_is_not_taken_over(two: tuple[Store, Store, str]) -> None:
    """Nothing of that file is."""
    mine, theirs, uid = two
    act(theirs, uid, 1, "note")
    with theirs.connection.writing():
        theirs.connection.run("DROP TRIGGER events_never_updated")
        theirs.connection.run('UPDATE events SET body = \'{"text":"x"}\'')
    theirs.close()
    with pytest.raises(Damaged) as error:
        merge(mine.connection, theirs.path)
    assert error.value.phrase.template == "store.broken-chain"
    assert mine.events.stamp() == 0


def test_a_copied_file_worked_on_twice_is_recognised(store: Store, uid: str, tmp_path: Path) -> None:
    """`cp` gives two files one replica id; their chains part, and that is said instead of guessed."""
    store.connection.run("VACUUM INTO ?", (str(tmp_path / "cp.db"),))
    copied = open_store(tmp_path / "cp.db", "rw", SteppingClock("cp"))
    act(store, uid, 0, "note")
    act(copied, uid, 1, "tick")
    copied.close()
    with pytest.raises(Damaged) as error:
        merge(store.connection, tmp_path / "cp.db")
    assert error.value.phrase.template == "store.forked-replica"


def test_a_lock_does_not_keep_out_what_others_did_before_it(two: tuple[Store, Store, str]) -> None:
    """Chains of other copies are facts; only new acts here are refused."""
    mine, theirs, uid = two
    sign_off(mine, uid)
    act(theirs, uid, 2, "note")
    theirs.close()
    assert merge(mine.connection, theirs.path).events == 1
    with pytest.raises(StoreError):
        mine.events.record(uid, LI, lambda _: note())


def test_continuing_never_overwrites(two: tuple[Store, Store, str], tmp_path: Path) -> None:
    """The name must be free."""
    mine, theirs, _ = two
    with pytest.raises(StoreError) as error:
        continue_from(tmp_path / "out.db", mine.path)
    assert error.value.phrase.template == "store.exists"
    theirs.close()
