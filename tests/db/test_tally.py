"""How far a holding is told by every value reports differ in, under the list's own filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from workstation.world import desk_on, fill

from core.ports import TALLIES, Query


def test_reports_are_told_by_batch_and_stage_findings_by_rule_and_standing(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    desk = desk_on(tmp_path / "a.db")
    clean = next(row for row in desk.page(Query()).rows if not row.findings and row.stage == "open")
    bench = desk.reviewing.open(clean.uid)
    desk.reviewing.mark(clean.uid, bench.finding_set)
    (batch,) = desk.tally("batch")
    assert (batch.value, dict(batch.counts), batch.total) == ("0312", {"open": 7, "reviewed": 1, "unreadable": 1}, 9)
    assert [(one.value, dict(one.counts)) for one in desk.tally("rule")] == [("T4.SUM", {"open": 3})]
    assert [(one.value, one.total) for one in desk.tally("reviewer")] == [("zhang", 1)]
    assert desk.tally("batch", Query(stages=frozenset({"reviewed"})))[0].total == 1


@pytest.mark.parametrize("by", TALLIES)
def test_every_tally_agrees_with_the_list_under_its_value(by: str, tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    desk = desk_on(tmp_path / "a.db")
    for one in desk.tally(by):
        value = int(one.value) if by == "year" else one.value
        query = Query(**{"person" if by == "reviewer" else by: value})  # type: ignore[arg-type]
        listed = len(desk.page(query).rows)
        assert listed == one.total if by != "rule" else 0 < listed <= one.total


def test_threads_tell_answers_and_what_is_open(tmp_path: Path) -> None:
    fill(tmp_path / "a.db")
    desk = desk_on(tmp_path / "a.db")
    uid = desk.page(Query()).rows[0].uid
    bench = desk.reviewing.note(uid, "where from?")
    head = bench.notes[0].event
    desk.reviewing.note(uid, "page 3", thread=head)
    (thread,) = desk.threads()
    assert (thread.uid, thread.text, thread.answers, thread.resolved) == (uid, "where from?", 1, False)
    desk.reviewing.resolve(uid, head)
    assert desk.threads() == []
    assert [one.resolved for one in desk.threads(open_only=False)] == [True]
    assert desk.threads("somebody else", False) == []
