"""Figures in the sheet: real numbers, and what is no number as it is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
from memory.desks import NEW, TOTAL, checked, report
from papers.making import CITY, JUSTICE, SCHOOLS, SHANGHAI, UID, office, write
from papers.sheets import lines, opened

from core.address import Address
from core.form import form
from core.model import Doubt, Figure, State
from core.wording import Phrase

CARRIED = Address.parse("t3/carried_in/natural")


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


def test_reports_on_the_former_form_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    """A 2019 report is never poured into the columns of 2021."""
    read = replace(report(UID, JUSTICE, 2020), form="2019")
    book = opened(write(office(checked(read)), tmp_path / "out.xlsx", replace(SHANGHAI, sheets=True)))
    assert book["数值"].max_row == 4
    headings = [cell.value for cell in book["数值（2019 格式）"][4]]
    assert headings[6] == "t2/regulations/made"


def test_what_was_not_read_is_said_and_never_a_number(tmp_path: Path) -> None:
    """Unread with its reason and the readings in question; missing as missing; a doubt stands beside its number."""
    read = report(UID, JUSTICE)
    doubt = Doubt(Phrase("review.read-by", {"who": "li"}), ("6", "9"))
    states = (
        Figure(NEW, "1?", State.UNREAD, doubt=doubt),
        Figure(TOTAL, "", State.MISSING),
        Figure(CARRIED, "7", State.NUM, 7, doubt=doubt),
    )
    read = replace(read, figures={**read.figures, **{figure.address: figure for figure in states}})
    book = opened(write(office(checked(read)), tmp_path / "out.xlsx"))
    sheet = book["数值"]
    line = lines(sheet, 4)[0]
    assert (line["t3/new/natural"], line["t3/total/natural"], line["t3/carried_in/natural"]) == (
        "〔未读出〕",
        "〔无此格〕",
        7,
    )
    remarks = [cell.comment.text for cell in sheet[5] if cell.comment]
    *doubts, lacking = remarks
    assert len(doubts) == 2 and lacking == "原件没有这一格"
    assert all("6" in remark and "9" in remark and "li" in remark for remark in doubts)
