"""Works out a workbook's formulas anew, as Excel would: none of the values the writer put beside them is looked at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

DAY_ONE = datetime(1899, 12, 30)


class Blank(str):
    """An empty cell: equal to the empty text, and 0 where it is compared by size."""

    def __lt__(self, other: Any) -> bool:
        return bool(other > 0)


class Reckoner:
    """The functions our papers use: SUM, SUMIFS, COUNTIFS, IF, ISNUMBER, MAX, TODAY and comparison."""

    def __init__(self, book: Workbook, today: date = date(2025, 6, 1)) -> None:
        self._book, self._today = book, today
        self.formulas = 0

    def value(self, sheet: Worksheet, place: str) -> Any:
        """What a cell shows."""
        cell = sheet[place].value
        if isinstance(cell, str) and sheet[place].data_type == "f":
            self.formulas += 1
            return eval(self._python(cell), {}, _Functions(self, sheet, self._today).names())
        return cell

    def all_of(self, sheet: Worksheet, reference: str) -> list[Any]:
        """The cells of a reference, of whatever sheet."""
        if "!" in reference:
            name, reference = reference.rsplit("!", 1)
            sheet = self._book[name.strip("'").replace("''", "'")]
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        places = ((line, column) for line in range(top, bottom + 1) for column in range(left, right + 1))
        return [self.value(sheet, sheet.cell(line, column).coordinate) for line, column in places]

    def _python(self, formula: str) -> str:
        return "".join(_word(token) for token in Tokenizer(formula).items)


def _word(token: Token) -> str:
    text = str(token.value)
    if token.type == Token.FUNC:
        return {"IF(": "if_("}.get(text, text.lower()) if token.subtype == Token.OPEN else ")"
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        return f"ref({text!r})"
    return {"<>": "!=", "=": "=="}.get(text, text) if token.type == Token.OP_IN else text


class _Functions:
    def __init__(self, reckoner: Reckoner, sheet: Worksheet, today: date) -> None:
        self._reckoner, self._sheet, self._today = reckoner, sheet, today

    def names(self) -> dict[str, Any]:
        """By the names that `_word` gives them."""
        return {
            "ref": self.ref,
            "sum": lambda *parts: sum(x for part in parts for x in _flat(part) if _is_number(x)),
            "sumifs": self.sumifs,
            "countifs": lambda *pairs: sum(all(row) for row in self._matching(pairs)),
            "if_": lambda condition, yes, no: yes if condition else no,
            "isnumber": lambda x: _is_number(_one(x)),
            "max": lambda *parts: max(_one(part) for part in parts),
            "today": lambda: _serial(self._today),
        }

    def ref(self, reference: str) -> Any:
        """A single cell, or the list of a range."""
        cells = [_serial(cell) for cell in self._reckoner.all_of(self._sheet, reference)]
        return cells if ":" in reference else Blank() if cells[0] is None else cells[0]

    def sumifs(self, cells: list[Any], *pairs: Any) -> Any:
        """As Excel's: text in the summed range counts nothing."""
        return sum(
            cell for cell, row in zip(cells, self._matching(pairs), strict=True) if all(row) and _is_number(cell)
        )

    def _matching(self, pairs: tuple[Any, ...]) -> list[tuple[bool, ...]]:
        columns = [[cell == wanted for cell in cells] for cells, wanted in zip(pairs[::2], pairs[1::2], strict=True)]
        return list(zip(*columns, strict=True))


def _serial(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return (cell - DAY_ONE).days
    return (datetime(cell.year, cell.month, cell.day) - DAY_ONE).days if isinstance(cell, date) else cell


def _flat(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def _one(part: Any) -> Any:
    return part[0] if isinstance(part, list) else part


def _is_number(x: Any) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool)
