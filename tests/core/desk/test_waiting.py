"""Reports that wait to be stored together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from memory.ports import TickingClock

from core.desk.intake import Intake, about_peers, with_likeness
from core.desk.neighbours import alone
from core.desk.sketches import Sketches
from core.desk.waiting import Waiting
from core.errors import StoreError
from core.ingest import read_file
from core.model import Edition, Report
from core.rules import check
from db import open_store

SAMPLES = Path(__file__).parents[3] / "core" / "samples"
FILES = ("2024-yunxi-government.pdf", "2024-qinglan-justice.txt", "2024-zhuping-town.html")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [read_file(SAMPLES / name) for name in FILES]


def edition(report: Report, sha256: str | None = None) -> Edition:
    body = report.masthead.body
    uid = sha256 or report.source.sha256
    return Edition(uid, body.value if body else "", report.masthead.year, "test", report.source, "2025-01-01T00:00:00Z")


def test_what_arrives_is_stored_as_it_was_checked_and_waits_no_more(tmp_path: Path, reports: list[Report]) -> None:
    """All of them, each by its uid; a second time there is nothing to store."""
    store = open_store(tmp_path / "a.db", "create", TickingClock())
    waiting = Waiting(store.reports, {}, None)
    for report in reports:
        waiting.take(edition(report), report)
    stored = {one.edition.uid: one.checked for one in waiting.store()}
    assert {uid: store.reports.load(uid)[1] for uid in stored} == stored
    assert len(stored) == len(FILES)
    assert not waiting.arrivals
    assert not waiting.store()
    store.close()


def test_where_storing_fails_no_report_is_found_by_its_text(tmp_path: Path, reports: list[Report]) -> None:
    """An edition that is not of its source's bytes is refused with all that waited beside it; sketches are made anew then."""
    store = open_store(tmp_path / "a.db", "create", TickingClock())
    sketches: dict[int, Sketches] = {}
    waiting = Waiting(store.reports, sketches, None)
    waiting.take(edition(reports[0]), reports[0])
    waiting.take(edition(reports[1], "0" * 64), reports[1])
    assert sketches
    with pytest.raises(StoreError):
        waiting.store()
    assert not sketches
    assert not store.reports.versions()
    store.close()


def test_what_was_checked_as_it_arrived_is_what_a_check_of_all_says(tmp_path: Path) -> None:
    """Checking all that is stored once more changes nothing."""
    store = open_store(tmp_path / "a.db", "create", TickingClock())
    intake = Intake(store.sources, store.reports, TickingClock())
    assert len(intake.ingest([SAMPLES / name for name in FILES], "test").stored) == len(FILES)
    uids = [uid for uid, _, _ in store.reports.versions()]
    before = {uid: store.reports.load(uid)[1] for uid in uids}
    intake.recheck(uids)
    assert {uid: store.reports.load(uid)[1] for uid in uids} == before
    store.close()


def test_other_peers_change_nothing_but_what_is_said_of_likeness(reports: list[Report]) -> None:
    """So a report with only other peers than when it came is checked by those rules alone, and what comes of it is what all of
    them would say; a peer with the very same text is found."""
    said: set[int] = set()
    for report in reports:
        context = alone(report.masthead.body.value if report.masthead.body else "")
        former = check(report, context)
        for peers in ((), tuple(reports), tuple(other for other in reports if other is not report)):
            beside = replace(context, peers=peers)
            whole = check(report, beside)
            assert with_likeness(former, check(report, beside, only=about_peers())) == whole
            said.add(sum(finding.rule in about_peers() for finding in whole.findings))
    assert said > {0}
