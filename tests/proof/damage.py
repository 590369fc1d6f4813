"""Ways in which reports come damaged: faults of the words (any layout), of the cells (formats that mark them), of the drawing (PDF).

Each says what may be read without being wrong; leaving a figure unread never is. Knows nothing of the readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from proof.figures import Report
from proof.sheets import Sheet, Slot
from tables_at_random import damage as words

Damage = Callable[[Report, Random], None]

_ROWS = range(3, 28)
"""Rows of figures in table 3."""


def typos(page: Report, random: Random) -> None:
    """Letters of several labels are others, missing or doubled."""
    for _ in range(random.randint(1, 4)):
        words.typo(page, random)


def figure_in_two_cells(page: Report, random: Random) -> None:
    """A figure's digits stand in two cells, all that follows is one cell further right."""
    places = [(r, c) for r, row in enumerate(page.t3) for c, f in enumerate(row.figures) if len(f) > 1 and f.isdigit()]
    if not places:
        return
    row, column = random.choice(places)
    figure = page.t3[row].figures[column]
    at = random.randrange(1, len(figure))

    def bend(sheet: Sheet) -> Sheet:
        if sheet.name != "t3":
            return sheet
        slots = list(sheet.slots)
        i = [i for i, s in enumerate(slots) if s.row == row + 3 and s.figure][column]
        slots[i : i + 1] = [replace(slots[i], text=figure[:at]), replace(slots[i], text=figure[at:])]
        return replace(sheet, slots=tuple(slots))

    page.bends.append(bend)


def cell_left_out(page: Report, random: Random) -> None:
    """A cell is not there, all that follows is one cell further left."""
    row, column = random.randrange(len(page.t3)), random.randrange(7)
    of = page.t3[row]
    page.allow(f"t3/{of.key}/{of.keys[column]}", None)

    def bend(sheet: Sheet) -> Sheet:
        if sheet.name != "t3":
            return sheet
        gone = [s for s in sheet.slots if s.row == row + 3 and s.figure][column]
        return replace(sheet, slots=tuple(s for s in sheet.slots if s is not gone))

    page.bends.append(bend)


def wrong_span(page: Report, random: Random) -> None:
    """A merged cell of a group reaches one row too far, or not far enough."""
    change = random.choice((1, -1))

    def bend(sheet: Sheet) -> Sheet:
        tall = [s for s in sheet.slots if s.rows > 1 and s.row >= 3 and s.row + s.rows < sheet.rows]
        if sheet.name != "t3" or not tall:
            return sheet
        wrong = tall[len(page.t3[0].figures[0]) % len(tall)]
        return replace(sheet, slots=tuple(replace(s, rows=s.rows + change) if s is wrong else s for s in sheet.slots))

    page.bends.append(bend)


def rule_lost_between_rows(page: Report, random: Random) -> None:
    """A horizontal rule is missing: across all columns, or below one cell."""
    row, column = random.choice(_ROWS), random.choice((None, 3, 5, 7, 9))

    def keep(sheet: Sheet, slot: Slot, side: str) -> bool:
        meant = sheet.name == "t3" and (column is None or slot.column == column)
        edge = slot.row if side == "top" else slot.row + slot.rows if side == "bottom" else None
        return not (meant and edge == row)

    page.look["keep"] = keep


def rule_lost_between_columns(page: Report, random: Random) -> None:
    """An upright is missing: down the whole table, or in one row."""
    name = random.choice(("t3", "t3", "t4"))
    column, row = random.randint(4, 9), random.choice((None, random.choice(_ROWS) if name == "t3" else 3))

    def keep(sheet: Sheet, slot: Slot, side: str) -> bool:
        meant = sheet.name == name and (row is None or slot.row == row)
        edge = slot.column if side == "left" else slot.column + slot.columns if side == "right" else None
        return not (meant and edge == column)

    page.look["keep"] = keep


def rule_through_a_figure(page: Report, random: Random) -> None:
    """A rule too many runs through the cells of some rows, between the digits."""
    row, column, many = random.choice(_ROWS), random.randint(3, 9), random.choice((1, 1, 3, 30))
    page.look["extra"] = lambda sheet, slot: (
        0.5 if sheet.name == "t3" and slot.figure and slot.column == column and row <= slot.row < row + many else None
    )


def figure_out_of_place(page: Report, random: Random) -> None:
    """A figure, or a column of them, stands across the border of its cell."""
    row, column, by = random.choice((None, random.choice(_ROWS))), random.randint(3, 9), random.choice((-0.5, 0.5))
    share = by * random.uniform(0.6, 1.0)

    def shift(sheet: Sheet, slot: Slot) -> float:
        meant = sheet.name == "t3" and slot.figure and slot.column == column and row in (None, slot.row)
        return share if meant else 0.0

    page.look["shift"] = shift


def figures_run_together(page: Report, random: Random) -> None:
    """Two neighbours of a row touch, with no rule between them."""
    row, column = random.choice(_ROWS), random.randint(3, 8)

    def keep(sheet: Sheet, slot: Slot, side: str) -> bool:
        edge = slot.column if side == "left" else slot.column + slot.columns if side == "right" else None
        return not (sheet.name == "t3" and slot.row == row and edge == column + 1)

    def shift(sheet: Sheet, slot: Slot) -> float:
        if sheet.name != "t3" or slot.row != row or not slot.figure:
            return 0.0
        return {column: 2.0, column + 1: -2.0}.get(slot.column, 0.0)  # beyond half a cell: as far as they touch

    page.look["keep"], page.look["shift"] = keep, shift


def page_ends_anywhere(page: Report, random: Random) -> None:
    """Pages end before any rows, heads, labels and figures of all tables."""
    page.look["ends"] = {
        "t2": tuple(random.sample(range(1, 14), 2)),
        "t3": tuple(random.sample(range(1, 28), 3)),
        "t4": tuple(random.sample(range(1, 4), 1)),
    }
    page.look["within"] = random.random() < 0.5


OF_WORDS: tuple[Damage, ...] = (
    typos,
    words.dropped_row,
    words.foreign_row,
    words.swapped_rows,
    words.same_label_twice,
    words.torn_figure,
    words.lost_figures,
    words.rows_together,
)
OF_CELLS: tuple[Damage, ...] = (figure_in_two_cells, cell_left_out, wrong_span)
OF_ROWS: tuple[Damage, ...] = (figure_in_two_cells, cell_left_out)
"""Those that a row of a word processor's table can have."""
OF_DRAWING: tuple[Damage, ...] = (
    rule_lost_between_rows,
    rule_lost_between_columns,
    rule_through_a_figure,
    figure_out_of_place,
    figures_run_together,
    page_ends_anywhere,
)
