"""A report's own sheet: its sums reckoned in Excel itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from memory.desks import checked
from papers.making import JUSTICE, SHANGHAI, UID, judicial, office, write
from papers.reckoning import Reckoner
from papers.sheets import opened

from core.export.xlsx.recompute import ranges


def test_a_report_s_sheet_shows_its_mismatch_in_excel(book: openpyxl.Workbook) -> None:
    """The courts print 20 new, total 2, no result: both differences come out of the formulas."""
    sheet, reckoner = book[f"{JUSTICE}2024"], Reckoner(book)
    labels = {sheet.cell(n, 1).value: n for n in range(1, sheet.max_row + 1)}
    assert reckoner.value(sheet, f"B{labels['与（七）总计之差']}") == -2
    assert reckoner.value(sheet, f"B{labels['收结之差']}") == 18
    assert reckoner.value(sheet, f"I{labels['本年新收']}") == 20
    assert reckoner.value(sheet, f"J{labels['本年新收']}") == 20
    assert str(sheet[f"B{labels['（一）至（六）之和']}"].value).startswith("=SUM(B")


@pytest.mark.parametrize("merged", [False, True])
def test_an_undivided_row_stands_for_its_three(tmp_path: Path, merged: bool) -> None:
    """Where （六） is one row it is summed; where both are printed only the three are."""
    printed = {f"t3__other__undivided__{c}": "5" for c in ("natural", "total")} | {"t3__total__natural": "5"}
    read = judicial(UID, **printed)
    if merged:
        divided = ("other/no_correction", "other/no_payment", "other/misc")
        figures = {a: f for a, f in read.figures.items() if a.row not in divided}
        read = replace(read, figures=figures)
    book = opened(write(office(checked(read)), tmp_path / "out.xlsx", replace(SHANGHAI, sheets=True)))
    sheet = book[f"{JUSTICE}2024"]
    labels = {sheet.cell(n, 1).value: n for n in range(1, sheet.max_row + 1)}
    assert Reckoner(book).value(sheet, f"B{labels['（一）至（六）之和']}") == (5 if merged else 0)


@pytest.mark.parametrize(
    ("places", "references"),
    [
        ([(8, 1), (9, 1), (10, 1), (12, 1)], ["B9:B11", "B13"]),
        ([(8, 1), (8, 2), (8, 3)], ["B9:D9"]),
        ([(8, 1), (8, 3)], ["B9", "D9"]),
        ([(3, 2)], ["C4"]),
    ],
)
def test_neighbouring_cells_become_ranges(places: list[tuple[int, int]], references: list[str]) -> None:
    """Along a line or a column, never beyond."""
    assert ranges(places) == references
