"""Findings with reviewers' readings put in: in use in list, search filters and export while the readings stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storing.building import LI, NATURAL, WANG, SteppingClock, confirm, finding

from core.ledger import Draft, Kind
from core.model import Checked
from core.ports import Query
from core.review import content
from db import Store, open_store
from db.replicas import continue_from, merge
from db.verify import verify

OTHER = finding("seen with the reading", 2, "T4.SUM.natural", "T4.SUM")


def read(store: Store, uid: str, printed: str = "7") -> tuple[str, Checked]:
    """Enter a reading; the content it makes, and what the rules say with it."""
    _, state = store.events.record(uid, LI, lambda _: Draft(Kind.READ, {"address": str(NATURAL), "printed": printed}))
    machine = store.reports.load(uid)[1]
    return content(machine, state.readings), replace(machine, findings=(OTHER,))


def rules_listed(store: Store) -> list[str]:
    """What a reader of the file finds among the discrepancies."""
    return [rule for (rule,) in store.connection.rows("SELECT rule FROM discrepancies")]


def test_list_filter_and_views_count_what_the_reviewer_sees(store: Store, uid: str) -> None:
    """With the reading another finding is there; taken back, the machine's is again."""
    store.reports.put_readings(uid, *read(store, uid))
    assert store.reports.row(uid).open_by_severity == (0, 1, 0, 0)
    assert rules_listed(store) == ["T4.SUM"]
    assert [row.uid for row in store.reports.page(Query(rule="T4.SUM")).rows] == [uid]
    assert store.reports.page(Query(rule="T3.BALANCE")).rows == ()
    assert store.reports.load(uid)[1].findings[0].rule == "T3.BALANCE", "the machine's stay beside them"
    assert (store.events.rebuild(), verify(store.path), store.reports.uncounted()) == ((), [], [])
    store.events.record(uid, WANG, lambda _: confirm(OTHER.id, "T4.SUM.natural"))
    assert store.connection.rows("SELECT standing, reviewer FROM standings")[0][1] == "wang"
    store.events.record(uid, LI, lambda _: Draft(Kind.READ, {"address": str(NATURAL)}))
    assert store.reports.row(uid).open_by_severity == (1, 0, 0, 0)
    assert rules_listed(store) == ["T3.BALANCE"]
    assert (store.events.rebuild(), verify(store.path)) == ((), [])


def test_a_reading_that_leaves_no_finding_leaves_none_in_the_list(store: Store, uid: str) -> None:
    """None found is not the same as not counted."""
    made_for, checked = read(store, uid)
    store.reports.put_readings(uid, made_for, replace(checked, findings=()))
    assert store.reports.row(uid).findings == 0
    assert store.reports.page(Query(severity=4)).rows == ()
    assert store.reports.uncounted() == []


def test_what_was_made_for_something_else_is_not_stored(store: Store, uid: str) -> None:
    """Somebody entered another reading, or the report was read again, while the rules ran."""
    made_for, checked = read(store, uid)
    read(store, uid, "8")
    store.reports.put_readings(uid, made_for, checked)
    assert rules_listed(store) == ["T3.BALANCE"]
    assert store.reports.uncounted() == [uid]


def test_a_new_reading_of_the_source_asks_for_a_new_count(store: Store, uid: str) -> None:
    """Its findings with readings are not those of the former text."""
    store.reports.put_readings(uid, *read(store, uid))
    machine = store.reports.load(uid)[1]
    store.reports.replace(uid, replace(machine, report=replace(machine.report, parser="2")))
    assert rules_listed(store) == ["T3.BALANCE"]
    assert store.reports.uncounted() == [uid]
    assert verify(store.path) == []


def test_export_copy_and_merge_keep_them(store: Store, uid: str, tmp_path: Path) -> None:
    """An export shows them; a reading that comes by a merge waits to be counted."""
    store.archive.export(tmp_path / "before.db", None)
    store.reports.put_readings(uid, *read(store, uid))
    store.archive.export(tmp_path / "whole.db", None)
    store.archive.export(tmp_path / "part.db", Query(year=2024))
    for name in ("whole", "part"):
        copy = open_store(tmp_path / f"{name}.db", "ro")
        assert rules_listed(copy) == ["T4.SUM"]
        copy.close()
        assert verify(tmp_path / f"{name}.db") == []
    continue_from(tmp_path / "before.db", tmp_path / "other.db")
    other = open_store(tmp_path / "other.db", "rw", SteppingClock("o"))
    merge(other.connection, store.path)
    assert other.reports.uncounted() == [uid]
    other.close()


def test_what_is_loaded_is_what_is_stored_though_it_is_remembered(store: Store, uid: str) -> None:
    """Another connection puts other verdicts in its place: the next look sees them; a rolled back act leaves no trace."""
    before = store.reports.load(uid)[1]
    other = open_store(store.path, "rw", SteppingClock("o"))
    other.reports.replace(uid, replace(before, findings=(OTHER,)))
    other.close()
    assert store.reports.load(uid)[1].findings == (OTHER,)
    try:
        with store.connection.writing():
            store.connection.run("UPDATE texts SET text = 'x'")
            store.connection.run("UPDATE reports SET checked = checked + 1")
            assert store.reports.load(uid)[1].report.text == "x"
            raise KeyError
    except KeyError:
        pass
    assert store.reports.load(uid)[1].report.text == before.report.text


def test_the_words_of_a_reason_are_in_the_record(store: Store, uid: str) -> None:
    """A reader without the rule cards finds them beside the finding."""
    words = "口径不同，已核实"
    draft = Draft(Kind.DISMISS, {**confirm("finding of one").body, "reason": 2, "because": words, "text": "见函"})
    store.events.record(uid, LI, lambda _: draft)
    assert store.connection.scalar("SELECT note FROM discrepancies") == f"{words}\n见函"
    assert store.connection.scalar("SELECT because FROM decisions") == words
    assert store.events.state(uid).decisions["T3.BALANCE.natural"][0].because == words
    assert verify(store.path) == []
