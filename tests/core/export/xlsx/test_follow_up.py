"""The register of 整改."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
from memory.desks import checked, finding
from papers.making import RESULT, UID, judicial, office, write
from papers.reckoning import Reckoner
from papers.sheets import lines, opened


def test_follow_up_lists_what_was_confirmed(book: openpyxl.Workbook) -> None:
    """Confirmed findings on the report and exceptions, not those on our reading; progress is true on the day it is read."""
    sheet = book["整改台账"]
    rows = lines(sheet)
    assert [(line["规则"], line["文号"], line["期限"]) for line in rows] == [
        ("T3.RESULT", "云审〔2025〕3号", datetime(2025, 5, 1)),
        (None, None, None),
    ]
    assert [Reckoner(book, date(2025, 4, 30)).value(sheet, f"N{n}") for n in (2, 3)] == ["整改中", "未定期限"]
    assert Reckoner(book, date(2025, 5, 2)).value(sheet, "N2") == "逾期"


def test_a_replaced_edition_stays_in_the_follow_up(tmp_path: Path) -> None:
    """What was confirmed on the former edition is listed, with what became of it in the corrected one."""
    gone, stays = finding("T3.ROW", 1, covers=("T3.ROW.new",)), RESULT
    old, new = checked(judicial("a" * 64), gone, stays), checked(judicial(UID), replace(stays, id="new"))
    made = office(new, old)
    desk = made.desk()
    desk.reviewing.confirm("a" * 64, gone.id, 1)
    desk.reviewing.confirm("a" * 64, stays.id, 1)
    edition, found = made.reports.stored["a" * 64]
    made.reports.stored["a" * 64] = (replace(edition, in_force=False, relation="superseded"), found)
    listed = made.reports.page
    made.reports.page = lambda *asked: listed(*asked)._replace(rows=(made.reports.row(UID),))  # type: ignore[method-assign]
    rows = lines(opened(write(made, tmp_path / "out.xlsx"))["整改台账"])
    assert [(line["规则"], line["更正版中"]) for line in rows] == [("T3.ROW", "已解决"), ("T3.RESULT", "仍存在")]
