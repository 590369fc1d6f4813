"""Sums against the parent's report: for each figure of a body that has others below it, what those below add up to.

The formulas find reports by their number in the sheet of figures, so they stay right when its lines are sorted or filtered.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.address import Address
from core.export.case import OnRoster
from core.export.xlsx.book import Cell, Column, Formula, Sheet, cell_name, quoted
from core.export.xlsx.figures import HEADINGS, Figures, Line, names
from core.form import form
from core.model import Number

SUMS = (
    Column("n", 6),
    Column("body", 24),
    Column("year", 7),
    Column("table", 18),
    Column("row", 22),
    Column("column", 14),
    Column("parents_figure", 12),
    Column("sum_below", 12),
    Column("difference", 10),
    Column("counted", 8),
    Column("below", 8),
    Column("not_counted", 50, wrap=True),
    Column("address", 30),
)


def write_sums(sheet: Sheet, figures: Figures, roster: Sequence[OnRoster]) -> None:
    """One line a figure of each parent; a difference is marked, though it may be the parent's own business."""
    sheet.columns(SUMS, frozen=3)
    children: dict[int, list[Line]] = {}
    for line in figures.lines:
        above = figures.parent_of(line)
        if above:
            children.setdefault(above.number, []).append(line)
    for parent in figures.lines:
        if below := children.get(parent.number):
            _parent(sheet, figures, parent, below, roster)
    difference = [column.key for column in SUMS].index("difference")
    red = sheet.book.workbook.add_format({"bg_color": "#F8D7DA", "bold": True})
    rule = {"type": "cell", "criteria": "!=", "value": 0, "format": red}
    sheet.worksheet.conditional_format(1, difference, max(sheet.line - 1, 1), difference, rule)


def _parent(sheet: Sheet, figures: Figures, parent: Line, below: list[Line], roster: Sequence[OnRoster]) -> None:
    manner = sheet.book.manner
    source, columns, last = figures.sheets[parent.form]
    known = {one.body.name for one in roster if one.parent_uid == parent.uid}
    lacking = sorted(known - {line.body for line in below})
    numbers, parents = (_range(source, column, last) for column in (0, 1))
    for address in form(parent.form).addresses:
        cells = _range(source, columns[address], last)
        line = sheet.line
        own, others = _value(parent, address), sum((_value(line_, address) for line_ in below), 0)
        here = cell_name(line, 0)
        row: list[Cell] = [parent.number, parent.body, parent.year, *names(parent.form, address, manner)]
        row.append(Formula(f"=SUMIFS({cells},{numbers},{here})", own))
        row.append(Formula(f"=SUMIFS({cells},{parents},{here})", others))
        row.append(Formula(f"={cell_name(line, 6)}-{cell_name(line, 7)}", own - others))
        row += [len(below), len(known | {one.body for one in below}), manner.listed(*lacking), str(address)]
        sheet.row(row)


def _range(sheet: Sheet, column: int, last: int) -> str:
    return f"{quoted(sheet.name)}!{cell_name(HEADINGS, column, True)}:{cell_name(last, column, True)}"


def _value(line: Line, address: Address) -> Number:
    """0 where no number stands, as SUMIFS reckons."""
    shown = line.cells.get(address)
    return shown.value if shown and shown.value is not None else 0
