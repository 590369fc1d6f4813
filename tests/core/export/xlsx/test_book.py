"""`.xlsx` as a whole: headings, names and words; no formula but ours, and ours come out right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from memory.desks import checked, report
from papers.making import SHANGHAI, UID, office, quoting, usual, write
from papers.reckoning import Reckoner
from papers.sheets import SHEETS, opened

from core.export.manner import Manner


def test_the_sheets_are_there_with_fixed_headings_and_filters(book: openpyxl.Workbook) -> None:
    """Each list's headings stay when it is scrolled, and filter over all its lines."""
    assert book.sheetnames[: len(SHEETS)] == SHEETS
    for name in SHEETS[1:]:
        sheet = book[name]
        heading = 4 if name == "数值" else 1
        assert str(sheet.freeze_panes).endswith(str(heading + 1)), name
        assert sheet.auto_filter.ref.startswith(f"A{heading}:"), name
        assert sheet.auto_filter.ref.endswith(str(max(sheet.max_row, heading))), name


def test_no_text_of_a_document_or_person_is_a_formula(book: openpyxl.Workbook) -> None:
    """A figure `=1+1` and a remark `=经核属实` are strings, and stay so when edited (quote prefix)."""
    found = [cell for name in SHEETS for row in book[name].iter_rows() for cell in row]
    hostile = [cell for cell in found if cell.value == "=1+1" or "=经核属实" in str(cell.value)]
    assert len(hostile) >= 2
    assert all(cell.data_type == "s" for cell in hostile)
    assert all(cell.quotePrefix for cell in hostile if str(cell.value).startswith("="))


def test_all_formulas_come_to_what_is_written_beside_them(book: openpyxl.Workbook, written: Path) -> None:
    """Reckoned anew from the cells, every formula gives the value stored for programs that do not reckon."""
    formulas, values = book, openpyxl.load_workbook(written, data_only=True)
    reckoner = Reckoner(formulas, date(2025, 4, 30))
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    stored = values[sheet.title][cell.coordinate].value
                    assert reckoner.value(sheet, cell.coordinate) == ("" if stored is None else stored), cell
    assert reckoner.formulas > 200


def test_sheet_names_fit_excel_and_never_collide(tmp_path: Path) -> None:
    """Long names, forbidden characters and the same name twice."""
    long = "云溪市人民政府[办公厅]政务公开与信息化管理办公室及其所属各单位联合工作组"
    made = office(
        checked(report("a" * 64, long)), checked(report("b" * 64, long)), checked(report("c" * 64, "疑点", 2024))
    )
    book = opened(write(made, tmp_path / "out.xlsx", replace(SHANGHAI, sheets=True)))
    names = [name.casefold() for name in book.sheetnames]
    assert len(names) == len(set(names)) == len(SHEETS) + 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_hostile_words_are_shown_not_obeyed(tmp_path: Path) -> None:
    """Control characters of a quote are pictures; no hyperlink and no formula is made of it."""
    hostile = "=cmd|' /C calc'!A0\x1b[2J\u202e"
    made = office(checked(report(UID), quoting(hostile)), roster=())
    sheet = opened(write(made, tmp_path / "out.xlsx"))["疑点"]
    cells = [cell for cell in sheet[2] if str(cell.value).startswith("=cmd")]
    assert len(cells) == 2
    for cell in cells:
        assert str(cell.value).startswith("=cmd|' /C calc'!A0␛[2J\ufffd")
        assert (cell.data_type, cell.hyperlink, cell.quotePrefix) == ("s", None, True)


def test_the_words_follow_the_language(tmp_path: Path) -> None:
    """English sheets and headings."""
    made = usual()
    book = opened(write(made, tmp_path / "out.xlsx", Manner("en")))
    assert book.sheetnames[:3] == ["About", "Reports", "Findings"]
    assert book["Figures"]["D4"].value == "Body"
