"""Cells that are filled in oddly."""

from __future__ import annotations

from accuracy.drafts import COLUMNS, DETAIL, Draft, with_figures
from accuracy.planting import Chance, Planted, kind

SMALL = ("t2/licensing/decisions", "t2/penalties/decisions", "t2/compulsion/decisions")


def _detail(chance: Chance) -> str:
    return f"t3/{chance.choice(DETAIL)}/{chance.choice(COLUMNS[:-1])}"


def _some(draft: Draft, chance: Chance) -> str:
    """A cell of table 3 that prints 0, or a decision of table 2."""
    zeros = [cell for cell, printed in draft.figures.items() if printed == "0" and cell.startswith("t3/")]
    return chance.choice([chance.choice(zeros), *SMALL])


def _printed(draft: Draft, cell: str, printed: str, *aims: str) -> Planted:
    return Planted(with_figures(draft, {cell: printed}), aims, follows=("C.", "T3.", "N.", "T2.", "A."), cells=(cell,))


@kind("cells: blank")
def blank(draft: Draft, chance: Chance) -> Planted:
    return _printed(draft, _some(draft, chance), "", "C.BLANK")


@kind("cells: a slash")
def slash(draft: Draft, chance: Chance) -> Planted:
    return _printed(draft, _some(draft, chance), chance.choice("/／"), "C.SLASH")


@kind("cells: a dash")
def dash(draft: Draft, chance: Chance) -> Planted:
    return _printed(draft, _some(draft, chance), chance.choice(("-", "—", "－", "--")), "C.DASH")


@kind("cells: blank, slash and dash in one table")
def mixed(draft: Draft, chance: Chance) -> Planted | None:
    zeros = [cell for cell, printed in draft.figures.items() if printed == "0" and cell.startswith("t3/")]
    cells = chance.sample(zeros, 2)
    spoilt = with_figures(draft, dict(zip(cells, chance.choice((("/", "-"), ("", "/"), ("—", ""))), strict=True)))
    return Planted(spoilt, ("C.MIXSTYLE",), follows=("C.", "T3."), cells=tuple(cells))


@kind("cells: a decimal in a count")
def decimal(draft: Draft, chance: Chance) -> Planted:
    return _printed(draft, chance.choice((_detail(chance), *SMALL)), f"{chance.randint(1, 40)}.5", "C.NONINT")


@kind("cells: a negative count")
def negative(draft: Draft, chance: Chance) -> Planted:
    return _printed(draft, chance.choice((_detail(chance), *SMALL)), f"-{chance.randint(1, 9)}", "C.NEG")


@kind("cells: words")
def in_words(draft: Draft, chance: Chance) -> Planted:
    """Where a layout leaves it open whether a word is a figure's place, saying that it was not read is right too."""
    cell = _some(draft, chance)
    spoilt = with_figures(draft, {cell: chance.choice(("无", "不适用", "暂无", "没有"))})
    return Planted(spoilt, ("C.TEXT",), ("C.TEXT", "C.UNREAD"), ("C.", "T3.", "N.", "T2.", "A."), (cell,))


@kind("cells: a unit")
def unit(draft: Draft, chance: Chance) -> Planted:
    cell = chance.choice([cell for cell in draft.figures if draft.figures[cell].isdigit() and "fees" not in cell])
    return _printed(draft, cell, draft.figures[cell] + chance.choice("件条份"), "C.UNIT_IN")


@kind("cells: too large")
def too_large(draft: Draft, chance: Chance) -> Planted:
    cell = chance.choice(SMALL)
    return _printed(draft, cell, str(chance.randint(2 * 10**8, 9 * 10**9)), "C.OVERFLOW")
