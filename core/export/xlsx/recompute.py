"""A sheet for one report: its tables as the form prints them, beside and below them formulas that add up what is printed.

The reader sees in Excel itself where a sum does not hold. Which sums there are comes from `core.rules.identities`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from core.address import Address
from core.export.case import Case
from core.export.entries import of_finding
from core.export.xlsx.book import Book, Cell, Formula, Sheet, cell_name
from core.export.xlsx.figures import FigureCell, put_figure, shown_figure
from core.form import Label, Table, form
from core.model import Number, State
from core.rules.identities import COLUMNS, DIVIDED, UNDIVIDED, Identity, table3, table4

_HEAD: Mapping[str, Any] = {"bold": True, "text_wrap": True, "bg_color": "#DDE6EE", "border": 1}
_SUM: Mapping[str, Any] = {"italic": True, "bg_color": "#F2F2F2", "border": 1}


@dataclass
class _Page:
    """A report's sheet while it is written."""

    book: Book
    sheet: Sheet
    cells: dict[Address, FigureCell]
    where: dict[Address, tuple[int, int]] = field(default_factory=dict)

    def word(self, key: str) -> str:
        return self.book.manner.word(f"recompute.{key}")

    def value(self, addresses: Iterable[Address]) -> Number:
        """What SUM makes of them: text and blanks count nothing."""
        return sum((self.cells[a].value or 0 for a in addresses if a in self.cells), 0)


def recompute(book: Book, case: Case) -> None:
    """Add the report's sheet."""
    manner, row = book.manner, case.row
    sheet = book.named(f"{case.printed(row.body)}{row.year or ''}")
    cells = {a: shown_figure(case, figure, manner) for a, figure in case.report.figures.items()}
    page = _Page(book, sheet, cells)
    sheet.worksheet.set_column(0, 0, 34)
    sheet.worksheet.set_column(1, 12, 11)
    sheet.put(0, 0, f"{case.printed(row.body)} {row.year or ''}", bold=True, font_size=13)
    sheet.put(1, 0, case.printed(row.name))
    sheet.put(2, 0, page.word("note"))
    version, line = case.report.form, 4
    undivided = _undivided(case)
    for table in form(version).tables:
        line = _table(page, table, undivided, line)
        if table.key == "t3":
            line = _column_sums(page, table3(version, undivided), line)
        _row_sums(page, table.key, [*table3(version, undivided), *table4()])
        line += 1
    _findings(page, case, line)
    sheet.worksheet.freeze_panes(3, 1)


def _undivided(case: Case) -> bool:
    """Whether （六） is printed as one row that stands for its three, as the rules take it."""
    figures = case.report.figures
    one = [figures.get(Address("t3", UNDIVIDED, column)) for column in COLUMNS]
    parts = [figures.get(Address("t3", row, column)) for row in DIVIDED for column in COLUMNS]
    printed = any(figure is not None and figure.state is not State.MISSING for figure in one)
    return printed and not any(figure is not None and figure.value is not None for figure in parts)


def _table(page: _Page, table: Table, undivided: bool, line: int) -> int:
    """The table with its labels; the line below it."""
    language, put = page.book.manner.language, page.sheet.put
    put(line, 0, table.title[language], **_HEAD)
    for n, column in enumerate(table.columns, 1):
        put(line, n, column.name(language), **_HEAD)
    for row in _rows(page, table, undivided):
        line += 1
        put(line, 0, row.name(language), text_wrap=True, border=1)
        for n, column in enumerate(table.columns, 1):
            address = Address(table.key, row.key, column.key)
            if address in page.cells:
                page.where[address] = (line, n)
                put_figure(page.sheet, line, n, page.cells[address], border=1)
    return line + 1


def _rows(page: _Page, table: Table, undivided: bool) -> list[Label]:
    """The form's rows; （六） as one row in the place of its three, or below where both are printed."""
    extra = [row for row in table.extra_rows if any(Address(table.key, row.key, c) in page.cells for c in COLUMNS)]
    if not undivided:
        return [*table.rows, *extra]
    rows: list[Label] = []
    for row in table.rows:
        if row.key == DIVIDED[0]:
            rows += extra
        if row.key not in DIVIDED:
            rows.append(row)
    return rows


def _row_sums(page: _Page, table: str, identities: Sequence[Identity]) -> None:
    """Right of each row: what its parts add up to, and the difference from the total printed."""
    across = [one for one in identities if one.rule in ("T3.ROW", "T4.SUM") and one.left[0].table == table]
    placed = [one for one in across if one.right[0] in page.where]
    if not placed:
        return
    top, last = page.where[placed[0].right[0]]
    for n, key in enumerate(("row_sum", "difference"), last + 1):
        page.sheet.put(top - 1, n, page.word(key), **_HEAD)
    for one in placed:
        line, column = page.where[one.right[0]]
        _sum_and_difference(page, one, (line, column + 1), (line, column + 2))


def _column_sums(page: _Page, identities: Sequence[Identity], line: int) -> int:
    """Below table 3: the results added up against the total, and what came in against what went out."""
    rows = {"result_sum": line, "result_difference": line + 1, "in": line + 2, "out": line + 3, "balance": line + 4}
    for key, at in rows.items():
        page.sheet.put(at, 0, page.word(key), **_SUM)
    for one in identities:
        if one.rule not in ("T3.RESULT", "T3.BALANCE") or one.right[0] not in page.where:
            continue
        column = page.where[one.right[0]][1]
        if one.rule == "T3.RESULT":
            _sum_and_difference(page, one, (rows["result_sum"], column), (rows["result_difference"], column))
            continue
        left, right = (rows["in"], column), (rows["out"], column)
        page.sheet.put(*left, _sum(page, one.left), **_SUM)
        page.sheet.put(*right, _sum(page, one.right), **_SUM)
        difference = Formula(f"={cell_name(*left)}-{cell_name(*right)}", page.value(one.left) - page.value(one.right))
        _difference(page, (rows["balance"], column), difference)
    return line + len(rows)


def _sum_and_difference(page: _Page, one: Identity, sum_at: tuple[int, int], difference_at: tuple[int, int]) -> None:
    """No difference where no number is printed as the total."""
    total = one.right[0]
    page.sheet.put(*sum_at, _sum(page, one.left), **_SUM)
    printed = cell_name(*page.where[total])
    text = f'=IF(ISNUMBER({printed}),{cell_name(*sum_at)}-{printed},"")'
    value = page.cells[total].value
    _difference(page, difference_at, Formula(text, "" if value is None else page.value(one.left) - value))


def _difference(page: _Page, at: tuple[int, int], formula: Formula) -> None:
    page.sheet.put(*at, formula, **_SUM)
    here = cell_name(*at)
    red = page.book.format(bg_color="#F8D7DA", bold=True)
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({here}),{here}<>0)", "format": red}
    page.sheet.worksheet.conditional_format(*at, *at, rule)


def _sum(page: _Page, addresses: Sequence[Address]) -> Formula:
    places = [page.where[address] for address in addresses if address in page.where]
    return Formula(f"=SUM({','.join(ranges(places))})", page.value(addresses))


def ranges(places: Iterable[tuple[int, int]]) -> list[str]:
    """Cells as few references: neighbours in a line or in a column become one range."""
    cells = sorted(places)
    if len({column for _line, column in cells}) == 1:
        steps = [(line - n, (line, column)) for n, (line, column) in enumerate(cells)]
    else:
        steps = [(line * 10_000 + column - n, (line, column)) for n, (line, column) in enumerate(cells)]
    runs = [[place for _key, place in run] for _key, run in groupby(steps, key=lambda step: step[0])]
    return [_reference(run) for run in runs]


def _reference(run: list[tuple[int, int]]) -> str:
    first, last = cell_name(*run[0]), cell_name(*run[-1])
    return first if len(run) == 1 else f"{first}:{last}"


def _findings(page: _Page, case: Case, line: int) -> None:
    """The report's findings below its tables."""
    manner, put = page.book.manner, page.sheet.put
    keys = ("rule", "severity", "standing", "message", "proof")
    put(line, 0, manner.word("sheet.findings"), bold=True)
    for stood in case.stood:
        line += 1
        entry = of_finding(case, stood, manner)
        cells: list[Cell] = [entry.message, *(getattr(entry, key) for key in keys if key != "message")]
        for n, cell in enumerate(cells):
            put(line, n, cell, **({"text_wrap": True} if n == 0 else {}))
