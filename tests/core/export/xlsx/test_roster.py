"""Who has not reported, and who late: by real dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from memory.desks import checked
from papers.making import CITY, HEALTH, JUSTICE, SHANGHAI, UID, judicial, office, usual, write
from papers.reckoning import Reckoner
from papers.sheets import lines, opened

from core.export.xlsx.roster import reported
from core.model import Body
from core.rules.deadlines import deadlines


def test_the_roster_says_who_has_not_reported(book: openpyxl.Workbook) -> None:
    """Health is missing; dates are dates."""
    by_body = {line["机关"]: line for line in lines(book["缺报迟报"])}
    assert by_body[HEALTH]["报送情况"] == "缺报"
    assert by_body[JUSTICE]["落款日期"] == datetime(2025, 1, 20)
    assert by_body[JUSTICE]["期限"] == datetime(2025, 1, 31)
    assert by_body[CITY]["期限"] == datetime(2025, 3, 31)


@pytest.mark.parametrize(
    ("published", "signed", "kind", "expected"),
    [
        (date(2025, 1, 31), None, "department", "on_time"),
        (date(2025, 2, 1), date(2025, 1, 10), "department", "late"),
        (None, date(2025, 2, 1), "department", "signed_late"),
        (None, date(2025, 1, 31), "department", "undated"),
        (date(2025, 3, 31), None, "government", "on_time"),
        (date(2025, 3, 1), None, "township", "no_due"),
        (date(2025, 3, 1), None, None, "no_due"),
        (date(2025, 1, 31), None, "township", "on_time"),
        (date(2025, 9, 1), None, "township", "late"),
    ],
)
def test_late_is_said_by_the_date_of_publication(
    published: date | None, signed: date | None, kind: str | None, expected: str
) -> None:
    """A date of signing alone proves neither; between the days that may hold for a body nothing is said."""
    due = deadlines(Body("某机关", kind=kind), {}, 2025)
    assert reported("u", published, signed, due, True) == expected


def test_the_register_and_the_rule_have_one_source_of_deadlines(tmp_path: Path) -> None:
    """A project's own day of publication stands in the sheet as the rule I.DEADLINE reckons by it."""
    local = {"司法局": "01-20"}
    papers = opened(write(usual(), tmp_path / "a.xlsx", replace(SHANGHAI, deadlines=local)))
    by_body = {line["机关"]: line for line in lines(papers["缺报迟报"])}
    assert by_body[JUSTICE]["期限"] == datetime(2025, 1, 20)


def test_late_reports_are_reckoned_in_days(tmp_path: Path) -> None:
    """Published on 3 February: three days."""
    made = office(checked(judicial(UID)))
    edition, found = made.reports.stored[UID]
    made.reports.stored[UID] = (replace(edition, published_on=date(2025, 2, 3)), found)
    sheet = (book := opened(write(made, tmp_path / "out.xlsx")))["缺报迟报"]
    at = next(n for n, line in enumerate(lines(sheet), 2) if line["机关"] == JUSTICE)
    assert (sheet[f"F{at}"].value, Reckoner(book).value(sheet, f"J{at}")) == ("迟报", 3)


def test_a_report_that_is_held_but_not_in_this_paper_is_neither_missing_nor_late() -> None:
    """A filtered paper accuses nobody whose report merely lies outside of it."""
    due = deadlines(Body("某机关", kind="department"), {}, 2025)
    assert reported(None, None, None, due, False) == "missing"
    assert reported("u", date(2026, 1, 1), None, due, False) == "elsewhere"
