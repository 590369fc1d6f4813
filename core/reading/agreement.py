"""Two readings of a row become figures; where they differ, evidence decides or nobody does.

A cell of a grid with its own text is the stronger witness of *what* is printed and *where*: HTML, DOCX and ruled pages say which
characters share a cell, while the order of the text only counts. So a firm grid row stands where the text cannot count. But a grid
may be wrong as a whole row (a `rowspan` too short, a border through a digit), and then a firm text row contradicts it. Two firm
rows that differ are settled by the row's own sum if just one of them satisfies it, and the figure keeps its doubt; else the
cell is UNREAD with both prints as candidates. A row that is firm in one reading only is taken from that one; if the other saw
its grid row and found it odd, the figure says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, Literal

from core.address import Address
from core.formats.document import Document
from core.model import Doubt, Figure, Locator, State
from core.reading.cells import figure_of
from core.reading.folding import squeeze
from core.reading.sighting import NOWHERE, SeenRow, Sighting
from core.reading.witness import sums_hold
from core.wording import Phrase

Absent = Literal["missing", "row", "table"]
"""A row that nobody saw: provably not printed, not found among others of its table, or its whole table was not found."""


def agree(
    document: Document, places: Sequence[Address], grid: SeenRow | None, text: SeenRow | None, absent: Absent
) -> list[Figure]:
    """The figures of one row of the document; `absent` is what it means if neither reading has it."""
    if grid is None and text is None:
        return [_absent(place, absent) for place in places]
    if grid is None or text is None:
        only = grid or text
        assert only is not None
        cells = only.cells if grid and grid.sound and grid.ruled and _lacks_columns(grid) else _alone(only)
    else:
        cells = _settled(document, grid, text)
    return [figure_of(place, _located(document, _one_number(cell))) for place, cell in zip(places, cells, strict=True)]


_BEHIND: Final = re.compile(r"(?<=[0-9０-９])(?:[（(][0-9０-９]{1,2}[)）]|万元|[元件条个项宗份起次人]|[①-⑳*＊※]{1,3})$")
"""What may stand behind a figure in its cell, on a line of its own or not."""
_TWO_IN_ONE: Final = re.compile("[0０][0-9０-９]+")


def _absent(place: Address, absent: Absent) -> Figure:
    if absent == "missing":
        return Figure(place, "", State.MISSING)
    return Figure(place, "", State.UNREAD, doubt=Doubt(Phrase(f"reading.unread.{absent}")))


def _alone(row: SeenRow) -> Sequence[Sighting]:
    """The only reading there is: what it cannot vouch for keeps its reason."""
    if row.firm:
        return row.cells
    why = row.why or Phrase("reading.unread.column")
    return [cell if cell.why else _unsure(cell, why) for cell in row.cells]


def _lacks_columns(row: SeenRow) -> bool:
    """Whether all that is missing are whole columns that no head names (no totals are printed); the others have their own heads."""
    missing = [cell for cell in row.cells if cell.printed is None]
    return 0 < len(missing) < len(row.cells) and all(
        cell.locator == NOWHERE and not cell.candidates for cell in missing
    )


def _unsure(cell: Sighting, why: Phrase) -> Sighting:
    """An odd row that no second reading confirms is not read."""
    return Sighting(None, cell.locator, why, (cell.printed,) if cell.printed is not None else cell.candidates)


def _settled(document: Document, grid: SeenRow, text: SeenRow) -> Sequence[Sighting]:
    if grid.why is not None and grid.why.template == "reading.unread.cells":
        return _alone(grid)  # the text sees as many figures where one is torn and another blank
    if not grid.ruled and _twofold(text):
        return text.cells  # the grid's words may lack the other of two rows with this label
    if _same(grid, text):
        return (
            _both(grid, text) if grid.ruled or text.firm else _by_place(replace(grid, cells=tuple(_both(grid, text))))
        )
    if not grid.ruled and _unconfirmed(grid, text):
        return _by_sums(grid, text)
    if (grid.firm and not text.firm) or _all_but(grid, text):
        return grid.cells if grid.ruled else _by_place(grid)
    if text.firm and not grid.firm and _blank_seen(grid, text):
        return _alone(grid)
    if text.firm and not grid.firm and not _twofold(grid) and _by_itself(document, text):
        doubt = Phrase("reading.doubt.text_only")
        return [
            cell if _equal(cell, other) else cell._replace(why=doubt, candidates=_prints(other, cell))
            for cell, other in zip(text.cells, grid.cells, strict=True)
        ]
    return _by_sums(grid, text)


def _by_itself(document: Document, text: SeenRow) -> bool:
    """Whether the text's row may stand where the grid has none: its sum, if it has one, holds, and no two of its figures stand above
    one another, as the halves of a figure broken into lines do."""
    if sums_hold(text.addresses[0].table, [_squeezed(cell) for cell in text.cells]) is False:
        return False
    boxes = [box for cell in text.cells if (box := _located(document, cell).locator.box)]
    return all(_apart(a.x0, a.x1, b.x0, b.x1) for a, b in combinations(boxes, 2)) or all(
        _apart(a.top, a.bottom, b.top, b.bottom) for a, b in combinations(boxes, 2)
    )


def _apart(start: float, end: float, other_start: float, other_end: float) -> bool:
    return end <= other_start or other_end <= start


def _twofold(row: SeenRow) -> bool:
    """Several different figures, or several rows, stand there for one place: the other reading can only pick one of them."""
    several = "reading.unread.several"
    return any(cell.printed is None and cell.why is not None and cell.why.template == several for cell in row.cells)


def _blank_seen(grid: SeenRow, text: SeenRow) -> bool:
    """The grid has a blank where the text, which cannot see blanks, has a figure: a figure too many may fill the count."""
    return any(cell.printed == "" and other.printed for cell, other in zip(grid.cells, text.cells, strict=True))


def _same(grid: SeenRow, text: SeenRow) -> bool:
    """Both print the same figures in the same order; where blanks stand only the grid knows, and whether a unit, a note's mark or a
    number in brackets belongs to the figure before it."""
    same = text.printed == grid.printed or text.printed == _pieces(grid) or _bare(text.printed) == _bare(grid.printed)
    return same and None not in [cell.printed for cell in grid.cells]


def _pieces(grid: SeenRow) -> tuple[str, ...]:
    return tuple([piece for cell in grid.cells for piece in (cell.printed or "").split()])


def _bare(printed: Sequence[str]) -> list[str]:
    return [_BEHIND.sub("", piece) for piece in printed]


def _by_place(grid: SeenRow) -> Sequence[Sighting]:
    """Cells that no rule parts: where one is blank only the places of the others tell, and they say so."""
    if all(cell.printed for cell in grid.cells):
        return grid.cells
    why = Phrase("reading.doubt.by_place")
    return [cell._replace(why=why) if cell.why is None and cell.printed is not None else cell for cell in grid.cells]


def _all_but(grid: SeenRow, text: SeenRow) -> bool:
    """Whether the grid lacks single cells of a sound row and the text prints just what is in the others, one figure in each: two side
    by side in one may be the missing cell's."""
    if not grid.sound or grid.firm or text.printed != _pieces(grid) or len(text.printed) < 2:
        return False
    return all(len(line.split()) <= 1 for cell in grid.cells for line in (cell.printed or "").splitlines())


def _unconfirmed(grid: SeenRow, text: SeenRow) -> bool:
    """Cells that only the places of words tell count where the text prints the same figures, whatever their order; and where they
    are odd because figures without a label stand beside, the text counts only if its sum holds."""
    if not text.firm:
        return sorted(text.printed) != sorted(_pieces(grid))
    beside = grid.why is not None and grid.why.template == "reading.unread.shifted"
    return beside and not sums_hold(grid.addresses[0].table, [_squeezed(cell) for cell in text.cells])


def _both(grid: SeenRow, text: SeenRow) -> Sequence[Sighting]:
    """Agreed rows: the grid's cells, with the text's doubt where the grid row was odd and the count leaves a choice."""
    if grid.firm or (text.firm and len(text.printed) == len(grid.cells)):
        return grid.cells
    return _alone(grid)


def _equal(left: Sighting, right: Sighting) -> bool:
    return left.printed is not None and right.printed is not None and squeeze(left.printed) == squeeze(right.printed)


def _prints(*cells: Sighting) -> tuple[str, ...]:
    found = [p for cell in cells for p in ((cell.printed,) if cell.printed is not None else cell.candidates)]
    return tuple(dict.fromkeys(found))


def _by_sums(grid: SeenRow, text: SeenRow) -> Sequence[Sighting]:
    table = grid.addresses[0].table
    holds = [sums_hold(table, [_squeezed(cell) for cell in row.cells]) for row in (grid, text)]
    winner = grid if holds == [True, False] else text if holds == [False, True] else None
    found = []
    for left, right in zip(grid.cells, text.cells, strict=True):
        words = {"grid": _shown(left), "text": _shown(right)}
        if _equal(left, right) and (grid.ruled or grid.firm or text.firm):
            found.append(left)
        elif left.printed is None or right.printed is None:
            blind = left if left.printed is None else right
            why = blind.why or grid.why or text.why or Phrase("reading.unread.column")
            found.append(Sighting(None, _locator(left, right), why, _prints(left, right)))
        elif winner is None or not (grid.firm and text.firm):
            why = Phrase("reading.unread.disagree", words)
            found.append(Sighting(None, _locator(left, right), why, _prints(left, right)))
        else:
            chosen = left if winner is grid else right
            found.append(chosen._replace(why=Phrase("reading.doubt.disagree", words), candidates=_prints(left, right)))
    return found if winner is not None else _beside_unread(found)


def _beside_unread(cells: Sequence[Sighting]) -> list[Sighting]:
    """Where the readings part a row in two ways and no sum tells which, what stands beside such a place may be one figure with
    it, or belong there, though both happen to print the same."""
    unread = {place for place, cell in enumerate(cells) if cell.printed is None}
    why = Phrase("reading.unread.beside")
    return [
        Sighting(None, cell.locator, why, _prints(cell))
        if cell.printed is not None and {i - 1, i + 1} & unread
        else cell
        for i, cell in enumerate(cells)
    ]


def _one_number(cell: Sighting) -> Sighting:
    """A count does not begin with 0: what does is two figures that touch, or a misprint; it is left to the reviewer."""
    if cell.printed is None or len(cell.printed) < 2 or not _TWO_IN_ONE.fullmatch(squeeze(cell.printed)):
        return cell
    return Sighting(None, cell.locator, Phrase("reading.unread.together", {"run": cell.printed}), (cell.printed,))


def _squeezed(cell: Sighting) -> str | None:
    return None if cell.printed is None else squeeze(cell.printed)


def _located(document: Document, cell: Sighting) -> Sighting:
    """The cell with page and box, which the text's reading leaves out: most of its rows stand in grids, where those are known."""
    if cell.locator.page is not None or not cell.locator.spans or not document.pages:
        return cell
    return cell._replace(locator=document.locate(*cell.locator.spans))


def _shown(cell: Sighting) -> str:
    return cell.printed if cell.printed is not None else "?"


def _locator(left: Sighting, right: Sighting) -> Locator:
    return left.locator if left.locator.spans or left.locator.box else right.locator
