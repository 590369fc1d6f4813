"""Sums of the bodies below against the parent's report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from papers.making import HEALTH
from papers.reckoning import Reckoner
from papers.sheets import lines, opened


def test_sums_are_set_against_the_parents_report(book: openpyxl.Workbook) -> None:
    """New by natural persons: 20 + 7 below, 30 above, 3 of its own; who is lacking is named."""
    sheet, reckoner = book["汇总核对"], Reckoner(book)
    rows = lines(sheet)
    assert len(rows) == 200
    at = next(n for n, line in enumerate(rows, 2) if line["地址"] == "t3/new/natural")
    assert [reckoner.value(sheet, f"{column}{at}") for column in "GHI"] == [30, 27, 3]
    assert (rows[at - 2]["已计下级"], rows[at - 2]["名录下级"]) == (2, 3)
    assert rows[at - 2]["未计入的下级（未报、未列入本底稿或格式不同）"] == HEALTH


def test_sums_stay_right_when_the_figures_are_sorted(written: Path) -> None:
    """The formulas find reports by number, not by line: turned round, the sheet of figures gives the same sums."""
    turned = opened(written)
    sheet = turned["数值"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for line, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column).value = value
    sums = turned["汇总核对"]
    at = next(n for n, line in enumerate(lines(sums), 2) if line["地址"] == "t3/new/natural")
    assert [Reckoner(turned).value(sums, f"{column}{at}") for column in "GHI"] == [30, 27, 3]
