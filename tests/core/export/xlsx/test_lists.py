"""Lists of checks and rules."""

from __future__ import annotations

import openpyxl
from papers.making import JUSTICE
from papers.reckoning import Reckoner
from papers.sheets import lines


def test_what_passed_is_listed_and_counted(book: openpyxl.Workbook) -> None:
    """Every outcome is a line; the rules' counts are formulas over them."""
    checks = [line for line in lines(book["核查记录"]) if line["机关"] == JUSTICE]
    assert [(line["规则"], line["结论"]) for line in checks] == [
        ("T3.RESULT", "不符"),
        ("T4.SUM", "通过"),
        ("T3.ROW", "未能核查"),
    ]
    sheet, reckoner = book["规则"], Reckoner(book)
    at = next(n for n, line in enumerate(lines(sheet), 2) if line["规则"] == "T4.SUM")
    assert [reckoner.value(sheet, f"{column}{at}") for column in "FGHI"] == [1, 0, 0, 0]
