"""`.xlsx`: real numbers and dates, no formula but ours, and ours come out right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from memory.desks import checked, finding, report
from openpyxl.worksheet.worksheet import Worksheet
from papers.making import (
    CITY,
    HEALTH,
    JUSTICE,
    RESULT,
    SCHOOLS,
    SHANGHAI,
    decided,
    judicial,
    office,
    quoting,
    usual,
    write,
)
from papers.reckoning import Reckoner

from core.export.manner import Manner
from core.export.xlsx.recompute import ranges
from core.export.xlsx.roster import reported
from core.form import form
from core.model import Body
from core.rules.deadlines import deadlines

UID = "b" * 64
SHEETS = ["说明", "报告", "疑点", "数值", "汇总核对", "缺报迟报", "整改台账", "核查记录", "规则"]


def opened(path: Path) -> openpyxl.Workbook:
    """The workbook as it stands, formulas as formulas."""
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet, heading: int = 1) -> list[dict[str, Any]]:
    """The lines below a heading, by its words."""
    rows = list(sheet.iter_rows(min_row=heading, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual reports, decided, a sheet for each."""
    made = usual()
    desk = decided(made)
    desk.reviewing.follow(UID, RESULT.id, due="2025-05-01", letter="云审〔2025〕3号")
    path = tmp_path_factory.mktemp("papers") / "out.xlsx"
    return write(made, path, replace(SHANGHAI, sheets=True))


@pytest.fixture(scope="module")
def book(written: Path) -> openpyxl.Workbook:
    """That workbook, to be looked at only."""
    return opened(written)


def test_the_sheets_are_there_with_fixed_headings_and_filters(book: openpyxl.Workbook) -> None:
    """Each list's headings stay when it is scrolled, and filter over all its lines."""
    assert book.sheetnames[: len(SHEETS)] == SHEETS
    for name in SHEETS[1:]:
        sheet = book[name]
        heading = 4 if name == "数值" else 1
        assert str(sheet.freeze_panes).endswith(str(heading + 1)), name
        assert sheet.auto_filter.ref.startswith(f"A{heading}:"), name
        assert sheet.auto_filter.ref.endswith(str(max(sheet.max_row, heading))), name


def test_a_line_of_figures_has_two_hundred_columns(book: openpyxl.Workbook) -> None:
    """In the form's order, after number, parent's number, year, body, parent and file."""
    rows = list(book["数值"].iter_rows(min_row=4, values_only=True))
    assert [str(cell) for cell in rows[0][6:]] == [str(address) for address in form().addresses]
    assert [row[:5] for row in rows[1:]] == [
        (1, None, 2024, CITY, None),
        (2, 1, 2024, JUSTICE, CITY),
        (3, 1, 2024, SCHOOLS, CITY),
    ]


def test_figures_keep_what_they_are(book: openpyxl.Workbook) -> None:
    """Numbers as numbers, blank as blank, / and - and words as printed; a number too long for Excel stays text."""
    line = next(line for line in lines(book["数值"], 4) if line["机关"] == JUSTICE)
    assert (line["t3/new/natural"], line["t3/carried_in/natural"]) == (20, 0)
    assert (line["t3/new/research"], line["t3/new/other"], line["t3/granted/other"]) == (None, "/", "-")
    assert line["t2/fees/amount"] == 3105.2
    assert line["t2/licensing/decisions"] == "123456789012345678"
    assert line["t2/normative_documents/issued"] == 22
    sheet = book["数值"]
    cell = next(cell for cell in sheet[6] if cell.comment)
    assert (cell.value, "22（其中修订16件）" in cell.comment.text) == (22, True)
    fee = next(cell for cell in sheet[6] if cell.value == 3105.2)
    assert fee.number_format == "0.00"


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


def test_times_are_dates_of_the_place_beside_utc_as_stored(book: openpyxl.Workbook) -> None:
    """Received at midnight UTC: eight o'clock in Shanghai."""
    first = lines(book["报告"])[0]
    assert first["收入时间（当地）"] == datetime(2025, 2, 1, 8)
    assert first["收入时间（UTC，入库所记）"] == "2025-02-01T00:00:00.000Z"


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


def test_reports_on_the_former_form_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    """A 2019 report is never poured into the columns of 2021."""
    read = replace(report(UID, JUSTICE, 2020), form="2019")
    book = opened(write(office(checked(read)), tmp_path / "out.xlsx", replace(SHANGHAI, sheets=True)))
    assert book["数值"].max_row == 4
    headings = [cell.value for cell in book["数值（2019 格式）"][4]]
    assert headings[6] == "t2/regulations/made"


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


def test_the_words_follow_the_language(tmp_path: Path) -> None:
    """English sheets and headings."""
    made = usual()
    book = opened(write(made, tmp_path / "out.xlsx", Manner("en")))
    assert book.sheetnames[:3] == ["About", "Reports", "Findings"]
    assert book["Figures"]["D4"].value == "Body"


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
