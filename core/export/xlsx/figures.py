"""Figures: one line a report, one column an address of its form; blank, 0, "/" and "-" stay what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.address import Address
from core.export.case import Case
from core.export.manner import Manner
from core.export.xlsx.book import Book, Cell, Column, Sheet, is_exact
from core.form import form, label
from core.model import Figure, Number, State
from core.wording import say

FIRST = (
    Column("n", 6),
    Column("parent_n", 8),
    Column("year", 7),
    Column("body", 26),
    Column("parent", 22),
    Column("file", 20),
)
HEADINGS = 4
"""Lines above the figures: table, row, column, address; the last carries the filters."""
DOUBTFUL, LACKING = "#FFF2CC", "#F8D7DA"


@dataclass(frozen=True, slots=True)
class FigureCell:
    """What a sheet shows of a figure."""

    cell: Cell
    value: Number | None
    """As formulas see it; None for words, and for digits a spreadsheet's number cannot hold."""
    remark: str = ""
    """Said in a comment at the cell: what is printed beside the number, or why it is in doubt."""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A report's line."""

    number: int
    """Its number in this file; the parent's is named by it, so that sums stay right when lines are sorted."""
    form: str
    year: int | None
    body: str
    parent: str | None
    file: str
    uid: str
    parent_uid: str | None
    cells: dict[Address, FigureCell]


def shown_figure(case: Case, figure: Figure, manner: Manner) -> FigureCell:
    """A figure as a cell: a number where one is printed, blank where nothing is, else the print itself."""
    colour, remarks = "", []
    if figure.state is State.UNREAD:
        return FigureCell(manner.word("cell.unread"), None, _doubt(case, figure, manner), LACKING)
    if figure.state is State.MISSING:
        return FigureCell(manner.word("cell.missing"), None, manner.word("cell.missing_why"), LACKING)
    if figure.state is State.MIXED:
        remarks.append(manner.word("cell.printed", printed=case.printed(figure.printed)))
    if figure.doubt:
        remarks.append(_doubt(case, figure, manner))
        colour = DOUBTFUL
    if figure.value is None:
        return FigureCell(case.printed(figure.printed) or None, None, "\n".join(remarks), colour)
    if not is_exact(figure.value):
        return FigureCell(figure.value, None, manner.word("cell.too_long"), LACKING)
    return FigureCell(figure.value, figure.value, "\n".join(remarks), colour)


def _doubt(case: Case, figure: Figure, manner: Manner) -> str:
    if figure.doubt is None:
        return ""
    why = case.printed(say(figure.doubt.why, manner.language))
    others = manner.listed(*(case.printed(one) for one in figure.doubt.candidates))
    return f"{why} ({others})" if others else why


def put_figure(sheet: Sheet, line: int, column: int, shown: FigureCell, **properties: object) -> None:
    """Write a figure with its colour and comment."""
    colour = {"bg_color": shown.colour} if shown.colour else {}
    align = {} if shown.value is not None else {"align": "right"}
    sheet.put(line, column, shown.cell, **align, **colour, **properties)
    if shown.remark:
        sheet.worksheet.write_comment(line, column, shown.remark[:1000], {"author": "gouji", "x_scale": 2})


class Figures:
    """Collects the lines; written when all are there, since a line names its parent's."""

    def __init__(self, book: Book) -> None:
        self._book, self._first = book, book.sheet("figures")
        self.lines: list[Line] = []
        self._by_uid: dict[str, Line] = {}
        self.sheets: dict[str, tuple[Sheet, dict[Address, int], int]] = {}
        """By form: the sheet, the column of each address, the last line written."""

    def take(self, case: Case) -> None:
        """A report's line."""
        report, row = case.report, case.row
        cells = {a: shown_figure(case, figure, self._book.manner) for a, figure in report.figures.items()}
        words = (case.printed(row.body), case.parent, case.printed(row.name), row.uid, case.parent_uid)
        line = Line(len(self.lines) + 1, report.form, row.year, *words, cells)
        self.lines.append(line)
        self._by_uid[line.uid] = line

    def parent_of(self, line: Line) -> Line | None:
        """The line of the body above, for the same year and on the same form."""
        above = self._by_uid.get(line.parent_uid) if line.parent_uid else None
        return above if above and above is not line and above.form == line.form else None

    def finish(self) -> None:
        """One sheet a form; the 2021 form's stands there in any case."""
        for version in sorted({"2021", *(line.form for line in self.lines)}, reverse=True):
            self._write(version, [line for line in self.lines if line.form == version])

    def _write(self, version: str, lines: list[Line]) -> None:
        sheet = self._first if version == "2021" else self._book.sheet(f"figures_{version}")
        addresses = _addresses(version, lines)
        columns = {address: len(FIRST) + n for n, address in enumerate(addresses)}
        self._headings(sheet, version, columns)
        parents = {id(line): self.parent_of(line) for line in lines}
        for at, line in enumerate(lines, HEADINGS):
            above = parents[id(line)]
            first: tuple[Cell, ...] = (
                line.number, above.number if above else None, line.year, line.body, line.parent, line.file,
            )  # fmt: skip
            for n, cell in enumerate(first):
                sheet.put(at, n, cell)
            for address, shown in line.cells.items():
                put_figure(sheet, at, columns[address], shown)
        last = max(HEADINGS + len(lines) - 1, HEADINGS)
        sheet.worksheet.autofilter(HEADINGS - 1, 0, last, len(FIRST) + len(addresses) - 1)
        self.sheets[version] = (sheet, columns, last)

    def _headings(self, sheet: Sheet, version: str, columns: dict[Address, int]) -> None:
        manner = self._book.manner
        style: dict[str, object] = {"bold": True, "text_wrap": True, "bg_color": "#DDE6EE"}
        for n, column in enumerate(FIRST):
            sheet.worksheet.set_column(n, n, column.width)
            for line in range(HEADINGS - 1):
                sheet.put(line, n, None, **style)
            sheet.put(HEADINGS - 1, n, manner.word(f"column.{column.key}"), **style)
        sheet.worksheet.set_column(len(FIRST), len(FIRST) + len(columns) - 1, 9)
        for address, n in columns.items():
            for line, words in enumerate((*names(version, address, manner), str(address))):
                sheet.put(line, n, words, **style)
        sheet.worksheet.freeze_panes(HEADINGS, 4)


def names(version: str, address: Address, manner: Manner) -> tuple[str, str, str]:
    """Table, row and column of an address in words."""
    table = form(version).table(address.table)
    try:
        row, column = table.row(address.row), table.column(address.column)
    except KeyError:
        return table.title[manner.language], str(address), label(address, manner.language)
    return table.title[manner.language], row.name(manner.language), column.name(manner.language)


def _addresses(version: str, lines: Iterable[Line]) -> tuple[Address, ...]:
    """The form's addresses in its order, then what some report prints outside it."""
    known = form(version).addresses
    more = {address for line in lines for address in line.cells} - set(known)
    return (*known, *sorted(more))
