"""The ledger: append-only, chained, projected in the same transaction, several processes at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from storing.acts import sign_off
from storing.building import LI, NATURAL, WANG, SteppingClock, confirm, item, note

from core import ledger
from core.errors import ReviewError, StoreError
from core.ledger import Draft, Kind
from core.review import Stage
from db import Store, open_store
from db.module import sqlite3 as used


def test_an_act_is_chained_projected_and_there_for_others(store: Store, uid: str) -> None:
    """What returns is what another connection reads."""
    first, _ = store.events.record(uid, LI, lambda _: note())
    second, state = store.events.record(uid, WANG, lambda before: note(f"{len(before.remarks)} before"))
    assert (first.n, first.previous, second.n, second.previous) == (1, ledger.FIRST, 2, first.hash)
    assert ledger.verify_chain([first, second]) is None
    other = open_store(store.path, "rw", SteppingClock())
    assert other.events.of(uid) == (first, second)
    assert other.events.state(uid) == state
    assert [remark.text for remark in state.remarks] == ["请核对", "1 before"]
    assert other.events.stamp() == 2
    assert other.reports.row(uid).annotations == 2
    other.close()


def test_a_refused_act_leaves_everything_as_it_was(store: Store, uid: str) -> None:
    """`build` may refuse inside the transaction."""

    def refuse(_state: object) -> Draft:
        raise ReviewError("review.locked")

    with pytest.raises(ReviewError):
        store.events.record(uid, LI, refuse)
    assert store.events.stamp() == 0
    assert store.events.of(uid) == ()


def test_a_decision_closes_its_finding_in_the_list(store: Store, uid: str) -> None:
    """Counts of open findings follow within the act's own transaction; undo brings them back."""
    from core.review import fingerprint

    checked = store.reports.load(uid)[1]
    seen = fingerprint(checked, store.events.state(uid), (), "")
    draft = Draft(Kind.CONFIRM, {**confirm("finding of one").body, "seen": seen})
    event, _ = store.events.record(uid, LI, lambda _: draft)
    assert store.reports.row(uid).open_by_severity == (0, 0, 0, 0)
    standing = store.connection.rows("SELECT standing, reviewer FROM standings")
    assert standing == [("confirmed", "li")]
    store.events.record(uid, LI, lambda _: Draft(Kind.UNDO, {"target": event.id}))
    assert store.reports.row(uid).open_by_severity == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = '{}'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "REPLACE INTO events SELECT * FROM events WHERE n = 1",
        "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT(id) DO UPDATE SET body = '{}'",
        """INSERT INTO events SELECT NULL, 'new', at, login, login_uid, installation, acting_as, replica, report, edition_id, 7,
          kind, body, finding_set, previous, hex(randomblob(32)) FROM events""",
    ],
)
def test_the_log_refuses_every_change(store: Store, uid: str, statement: str) -> None:
    """Triggers stop UPDATE, DELETE, REPLACE, upsert and an event that continues no chain, also of a foreign connection."""
    store.events.record(uid, LI, lambda _: note())
    before = store.events.of(uid)
    raw = used.connect(str(store.path), isolation_level=None)  # none of our pragmas: recursive_triggers is off
    with pytest.raises(used.DatabaseError, match=r"append-only|chain"):
        raw.execute(statement)
    raw.close()
    assert store.events.of(uid) == before


def test_after_the_second_sign_off_only_reopening_is_admitted(store: Store, uid: str) -> None:
    """The lock holds in SQL, whatever the program asks for."""
    sign_off(store, uid)
    assert store.reports.row(uid).stage == "signed"
    with pytest.raises(StoreError) as refused:
        store.events.record(uid, LI, lambda _: note())
    assert refused.value.phrase.template == "store.locked"
    _, state = store.events.record(uid, LI, lambda _: Draft(Kind.REOPEN, {"reason": "更正"}))
    assert state.stage is Stage.REVIEWING
    store.events.record(uid, LI, lambda _: note())


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REOPEN])
def test_the_lock_admits_no_other_kind_of_event(store: Store, uid: str, kind: Kind) -> None:
    """Not a follow-up either: what comes after the second sign-off needs a reopening with its reason, and both signatures anew."""
    sign_off(store, uid)
    with pytest.raises(StoreError) as refused:
        store.events.record(uid, LI, lambda _: Draft(kind, {"reason": "x", "address": str(NATURAL), "thread": "x"}))
    assert refused.value.phrase.template == "store.locked"
    assert store.events.stamp() == 2


def test_a_reply_after_the_lock_is_recorded_by_reopening(store: Store, uid: str) -> None:
    """The former signatures stay as history."""
    sign_off(store, uid)
    store.events.record(uid, LI, lambda _: Draft(Kind.REOPEN, {"reason": "收到整改回复"}))
    _, state = store.events.record(
        uid, LI, lambda _: Draft(Kind.FOLLOW, {"leaves": ["T3.BALANCE.natural"], "reply": "2025-06-20"})
    )
    assert state.follows["T3.BALANCE.natural"].reply == "2025-06-20"
    assert [signature.by for signature in state.past] == ["li", "wang"]
    assert store.events.rebuild() == ()


def test_projections_are_rebuilt_equal_and_a_false_one_is_named(store: Store, uid: str) -> None:
    """`doctor --rebuild` proves that the log alone gives the state."""
    store.events.record(uid, LI, lambda _: confirm("finding of one"))
    store.events.record(uid, WANG, lambda _: confirm("finding of one", kind=Kind.DISMISS))
    sign_off(store, uid)
    assert store.events.rebuild() == ()
    with store.connection.writing():
        store.connection.run("UPDATE decisions SET verdict = 'ask'")
    assert store.events.rebuild() == (uid,)
    assert store.events.rebuild() == ()


def test_newest_gives_only_my_acts_the_newest_first(store: Store, uid: str) -> None:
    """Undo goes across reports by these."""
    mine = [store.events.record(uid, LI, lambda _, n=n: note(str(n)))[0] for n in range(3)]  # type: ignore[misc]
    store.events.record(uid, WANG, lambda _: note())
    assert store.events.newest(LI, 2) == (mine[2], mine[1])


def test_time_never_runs_back_in_a_chain(tmp_path: Path) -> None:
    """Shown order is (time, replica, n): an act behind another's is not shown before it, whatever the clock says."""
    store = open_store(tmp_path / "a.db", "create", SteppingClock())
    stored = item("one")
    store.reports.add([stored])
    for _ in range(5):
        store.events.record(stored[0].uid, LI, lambda _: note())
    store.close()
    late = open_store(tmp_path / "a.db", "rw", SteppingClock("late"))  # this clock starts again
    event, _ = late.events.record(stored[0].uid, LI, lambda _: note("last"))
    assert late.events.of(stored[0].uid)[-1] == event
    late.close()


def test_an_unknown_report_takes_no_act(store: Store) -> None:
    """It is an error with a way out, not a row without a report."""
    with pytest.raises(StoreError):
        store.events.record("0" * 64, LI, lambda _: note())


def test_a_library_wins_over_the_standard_one_where_it_is_installed() -> None:
    """pysqlite3 carries a SQLite without the WAL-reset fault; the store uses it for all its connections."""
    pytest.importorskip("pysqlite3")
    assert used is not sqlite3
