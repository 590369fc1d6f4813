"""Writing cells with XlsxWriter: formats, headings, filters. A string is written as a string, whatever it begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from core.export.manner import Manner
from core.model import Number
from core.visible import visible

DIGITS: Final = 15
"""A spreadsheet's number holds as many; longer ones are written as text, or the last digits would change."""
LONGEST: Final = 32_000
"""Characters of a cell; Excel takes 32,767."""
_FORMULA_STARTS: Final = frozenset("=+-@\t\r＝＋－＠")
_CREATED: Final = datetime(2000, 1, 1)
"""The same in every file, so that the same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with what it comes to, for programs that show a file without reckoning."""

    text: str
    value: Number | str


Cell = str | int | Decimal | date | datetime | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list."""

    key: str
    """Its heading is `export.column.KEY`."""
    width: float = 12
    wrap: bool = False


class Book:
    """A workbook being written."""

    def __init__(self, path: Path, manner: Manner) -> None:
        import xlsxwriter

        self.manner = manner
        never = ("strings_to_formulas", "strings_to_numbers", "strings_to_urls")
        self.workbook: Any = xlsxwriter.Workbook(str(path), dict.fromkeys(never, False))
        self.workbook.set_properties({"title": manner.word("title"), "created": _CREATED})
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._sheets: dict[str, Sheet] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self._close()

    def _close(self) -> None:
        from xlsxwriter.exceptions import XlsxWriterException

        for sheet in self._sheets.values():
            sheet.filters()
        try:
            self.workbook.close()
        except XlsxWriterException as error:
            cause = error.__context__
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error

    def format(self, **properties: object) -> Any:
        """A cell format; each is made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self._formats[key]

    def sheet(self, key: str, columns: Sequence[Column] = (), frozen: int = 2) -> Sheet:
        """A sheet called `export.sheet.KEY`, with these headings in its first line."""
        name = self.manner.word(f"sheet.{key}")
        made = self.named(name)
        made.columns(columns, frozen)
        return made

    def named(self, wanted: str) -> Sheet:
        """A sheet of that name, made to fit what Excel admits: 31 characters, none of []:*?/\\, no name twice."""
        plain = "".join("_" if character in "[]:*?/\\" else character for character in wanted).strip("' ") or "_"
        name, n = plain[:31].rstrip("' "), 1
        while name.casefold() in self._sheets or name.casefold() == "history":
            n += 1
            name = f"{plain[: 28 - len(str(n))]}（{n}）"
        self._sheets[name.casefold()] = made = Sheet(self, self.workbook.add_worksheet(name), name)
        return made


class Sheet:
    """One sheet, filled line by line."""

    def __init__(self, book: Book, worksheet: Any, name: str) -> None:
        self.book, self.worksheet, self.name = book, worksheet, name
        self.line = 0
        self._columns: Sequence[Column] = ()

    def columns(self, columns: Sequence[Column], frozen: int) -> None:
        """Headings in the line at hand, fixed when the sheet is scrolled, with widths and filters."""
        if not columns:
            return
        self._columns = columns
        for n, column in enumerate(columns):
            self.worksheet.set_column(n, n, column.width)
            heading = self.book.manner.word(f"column.{column.key}")
            self.put(self.line, n, heading, bold=True, text_wrap=True, bg_color="#DDE6EE", bottom=1)
        self.worksheet.freeze_panes(self.line + 1, frozen)
        self.line += 1

    def row(self, cells: Sequence[Cell]) -> int:
        """Write one line below the last; its number, from 0."""
        for n, cell in enumerate(cells):
            wrap = {"text_wrap": True} if n < len(self._columns) and self._columns[n].wrap else {}
            self.put(self.line, n, cell, **wrap)
        self.line += 1
        return self.line - 1

    def filters(self) -> None:
        """Filters in the headings, over all lines there are."""
        if self._columns:
            self.worksheet.autofilter(0, 0, self.line - 1, len(self._columns) - 1)

    def put(self, line: int, column: int, cell: Cell, **properties: object) -> None:
        """Write one cell by the kind of its value; nothing for None."""
        sheet, style = self.worksheet, self.book.format
        if cell is None or cell == "":
            if properties:
                sheet.write_blank(line, column, None, style(**properties))
        elif isinstance(cell, Formula):
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            sheet.write_formula(line, column, cell.text, style(**properties), value)
        elif isinstance(cell, datetime):
            sheet.write_datetime(line, column, cell, style(num_format="yyyy-mm-dd hh:mm:ss", **properties))
        elif isinstance(cell, date):
            sheet.write_datetime(line, column, cell, style(num_format="yyyy-mm-dd", **properties))
        elif isinstance(cell, str):
            self._text(line, column, cell, properties)
        elif is_exact(cell):
            sheet.write_number(line, column, cell, style(**number_format(cell), **properties))
        else:
            self._text(line, column, str(cell), properties)

    def _text(self, line: int, column: int, text: str, properties: dict[str, object]) -> None:
        """As a string cell, nothing hidden in it; what begins like a formula also stays one when somebody edits the cell or saves it as CSV."""
        guard = {"quote_prefix": True} if text.lstrip()[:1] in _FORMULA_STARTS or text[:1] in _FORMULA_STARTS else {}
        cut = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        self.worksheet.write_string(line, column, visible(cut), self.book.format(**guard, **properties))


def is_exact(number: Number) -> bool:
    """Whether a spreadsheet's number holds it without changing a digit."""
    return len(Decimal(number).as_tuple().digits) <= DIGITS


def number_format(number: Number) -> dict[str, object]:
    """As many decimals as are printed."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return {"num_format": "0." + "0" * -exponent} if isinstance(exponent, int) and exponent < 0 else {"num_format": "0"}


def cell_name(line: int, column: int, fixed: bool = False) -> str:
    """`C7`, or `$C$7`; line and column count from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(line, column, row_abs=fixed, col_abs=fixed))


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"
