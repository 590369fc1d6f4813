"""Random figures of a whole report, as printed strings: every length of digits, mostly not nought, with blanks, marks and remarks.

Knows nothing of the readers. Three kinds of reports: those whose sums hold, those with a few misprints, and those in which nothing
adds up, so that no reading can live on the sums.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tables_at_random.values import APPLICANTS, BLOCKS, OUTCOMES, T2, T3, Printed, Row

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NOTHING = ("", "", "", "/", "-", "—")
DASHES = frozenset("-—－–")
_RESULTS = range(2, 23)
"""Rows of table 3 that the total adds up."""


@dataclass
class Report(Printed):
    """What is printed, and how its sheets and pages depart from the layout's own."""

    bends: list[Callable[[Any], Any]] = field(default_factory=list)
    """Applied to each sheet before it is laid out."""
    look: dict[str, Any] = field(default_factory=dict)
    """Of PDF pages."""

    def allow(self, address: str, *prints: str | None) -> None:
        """These prints are not wrong there either; None for "not printed"."""
        self.allowed.setdefault(address, {self.truth().get(address)}).update(prints)


def invented(random: Random, marks: float | None = None) -> Report:
    """A report; `marks` is the share of figures replaced by a blank, a mark or another way of writing (default: any)."""
    sums = random.choice(("hold", "hold", "misprints", "none"))
    most = random.randint(1, 7)
    marks = random.choice((0.0, 0.0, 0.02, 0.15)) if marks is None else marks
    wide = random.random() < 0.1
    rows = _table3(random, most, sums)
    blocks = [number for _ in BLOCKS for number in _added(random, most, 4, sums)]
    keys = [f"t4/{block}/{outcome}" for block in BLOCKS for outcome in OUTCOMES]
    page = Report(
        _table2(random, most, marks),
        [
            Row("t3", key, group, ordinal, label, APPLICANTS, _written(random, numbers, marks))
            for (key, group, ordinal, label), numbers in zip(T3, rows, strict=True)
        ],
        Row("t4", "", "", "", "", keys, _written(random, blocks, marks)),
    )
    if wide:
        for row in (*page.rows(), page.t4):
            row.figures = [figure.translate(WIDE) for figure in row.figures]
    return page


def state(printed: str) -> str:
    """The state that a print of this generator has."""
    text = "".join(printed.split())
    if not text:
        return "BLANK"
    if set(text) <= {"/", "／"}:
        return "SLASH"
    if set(text) <= DASHES:  # two of them run together are one
        return "DASH"
    digits = (
        text.removeprefix("-").replace(",", "").replace(".", "", 1)
    )  # a dash and a figure run together print a negative one
    if digits.isdecimal():
        return "ZERO" if set(digits) <= set("0０") else "NUM"
    return "MIXED" if text[0].isdecimal() else "TEXT"


def _number(random: Random, most: int) -> int:
    """Nought one time in five; else with 1 to `most` digits, each length as often."""
    if random.random() < 0.2:
        return 0
    length = random.randint(1, most)
    return random.randint(10 ** (length - 1), 10**length - 1)


def _added(random: Random, most: int, parts: int, sums: str) -> list[int]:
    """Some numbers and their sum, or what stands in its place."""
    numbers = [_number(random, most) for _ in range(parts)]
    total = sum(numbers) if sums != "none" else _number(random, most)
    if sums == "misprints" and random.random() < 0.1:
        total = abs(total + random.choice((1, -1, 10, -9)))
    return [*numbers, total]


def _table3(random: Random, most: int, sums: str) -> list[list[int]]:
    rows = [_added(random, most, 6, sums) for _ in T3]
    if sums == "none":
        return rows
    total = [sum(rows[i][c] for i in _RESULTS) for c in range(7)]
    rows[23] = total
    for c in range(7):
        have = total[c] + rows[24][c]
        rows[1][c] = min(rows[1][c], have)
        rows[0][c] = have - rows[1][c]
    for row in (rows[0], rows[1]):
        row[6] = sum(row[:6])
    return rows


def _table2(random: Random, most: int, marks: float) -> list[tuple[str, list[str], list[Row]]]:
    found = []
    for title, heads, rows in T2:
        items = [
            Row("t2", key, "", "", label, keys, _written(random, [_number(random, most) for _ in keys], marks, True))
            for key, label, keys in rows
        ]
        found.append((title, list(heads), items))
    fees = found[-1][2][0]
    if random.random() < 0.7:
        whole, decimals = _number(random, most), random.randint(1, 6)
        fees.figures = [f"{whole}.{random.randint(0, 10**decimals - 1):0{decimals}d}"]
    return found


def _written(random: Random, numbers: list[int], marks: float, remarks: bool = False) -> list[str]:
    return [_marked(random, number, remarks) if random.random() < marks else str(number) for number in numbers]


def _marked(random: Random, number: int, remarks: bool) -> str:
    ways = [*NOTHING, str(number).translate(WIDE), f"{number:,}"]
    if remarks:
        ways += [f"{number}件", f"{number}（其中修订{max(number - 1, 0)}件）"]
    return random.choice(ways)
