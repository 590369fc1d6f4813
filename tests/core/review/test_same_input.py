"""The same input under the same version comes to the same, however often (RELIABILITY.md R32)."""

from __future__ import annotations

import hashlib

import make_samples

from core.desk.intake import check_report
from core.ingest import read_many
from core.review import content, finding_set
from db.rows import figures_sha256


def test_a_hundred_checks_and_three_readings_come_to_one_finding_set() -> None:
    """Reader processes anew each time, rules run a hundred times: one hash of what is shown, one of what is signed."""
    path = make_samples.TARGET / "2024-qinglan-justice.txt"
    reports = [reading.report for _ in range(3) for reading in read_many([path], jobs=1)]
    checks = [check_report(report) for report in reports if report is not None for _ in range(34)]
    assert len(checks) == 102
    assert len({finding_set(checked) for checked in checks}) == 1
    assert len({content(checked, {}) for checked in checks}) == 1
    assert {checked.report.source.sha256 for checked in checks} == {hashlib.sha256(path.read_bytes()).hexdigest()}
    assert len({figures_sha256(checked.report.figures.values()) for checked in checks}) == 1
    assert checks[0].rules and checks[0].report.parser
