"""Faults of table 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from accuracy.drafts import COLUMNS, DETAIL, ROWS, Draft, more, with_figures
from accuracy.planting import ALL, Chance, Planted, kind, other_number

from core.address import Address
from core.model import Doubt, Report
from core.printed import state_of
from core.wording import Phrase

BALANCED = ("new", "carried_in", "total", "carried_out")


def broken(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The identities that cells of table 3 stand in."""
    rows = {cell[3:].rpartition("/")[0] for cell in cells}
    return (
        "T3.ROW",
        *(["T3.BALANCE"] if rows & set(BALANCED) else []),
        *(["T3.RESULT"] if rows & {*DETAIL, "total"} else []),
    )


@kind("table 3: a cell", ALL, weight=5)
def one_cell(draft: Draft, chance: Chance) -> Planted:
    cell = f"t3/{chance.choice(ROWS)}/{chance.choice(COLUMNS)}"
    right = draft.figures[cell]
    changes = {cell: other_number(right, chance)}
    aims = (*broken(changes), "T3.ROOT")
    return Planted(
        with_figures(draft, changes), aims, ("T3.",), ("T3.",), (cell,), hint={cell: int(right)}, severe=True
    )


@kind("table 3: a cell of the total column", ALL)
def of_the_total_column(draft: Draft, chance: Chance) -> Planted:
    """Only what concerns the total column fails."""
    cell = f"t3/{chance.choice(BALANCED)}/total"
    right = draft.figures[cell]
    spoilt = with_figures(draft, {cell: other_number(right, chance)})
    return Planted(spoilt, ("T3.GRAND", "T3.ROW"), ("T3.",), ("T3.",), (cell,), hint={cell: int(right)}, severe=True)


@kind("table 3: more handled than there was", ALL)
def too_many_handled(draft: Draft, chance: Chance) -> Planted:
    cell = f"t3/total/{chance.choice(COLUMNS)}"
    column = cell.rpartition("/")[2]
    least = draft.count(f"t3/new/{column}") + draft.count(f"t3/carried_in/{column}")
    spoilt = with_figures(draft, {cell: str(least + chance.randint(1, 9))})
    return Planted(spoilt, ("T3.HANDLED_GT",), ("T3.",), ("T3.",), (cell,), severe=True)


@kind("table 3: more carried out than there was", ALL)
def too_many_left(draft: Draft, chance: Chance) -> Planted:
    cell = f"t3/carried_out/{chance.choice(COLUMNS)}"
    column = cell.rpartition("/")[2]
    least = draft.count(f"t3/new/{column}") + draft.count(f"t3/carried_in/{column}")
    spoilt = with_figures(draft, {cell: str(least + chance.randint(1, 9))})
    return Planted(spoilt, ("T3.CARRYOUT_GT",), ("T3.",), ("T3.",), (cell,), severe=True)


@kind("table 3: two columns of a row swapped", ALL, weight=2)
def columns_swapped(draft: Draft, chance: Chance) -> Planted | None:
    places = [
        (row, a, b)
        for row in ROWS
        for a, b in pairwise(COLUMNS[:-1])
        if draft.figures[f"t3/{row}/{a}"] != draft.figures[f"t3/{row}/{b}"]
    ]
    if not places:
        return None
    row, a, b = chance.choice(places)
    one, other = f"t3/{row}/{a}", f"t3/{row}/{b}"
    changes = {one: draft.figures[other], other: draft.figures[one]}
    aims = ("T3.OFFSET",) if row in ("new", "carried_in", "carried_out") else broken(changes)[1:]
    return Planted(with_figures(draft, changes), aims, ("T3.",), ("T3.",), (one, other))


@kind("table 3: a row shifted by one column", ALL)
def row_shifted(draft: Draft, chance: Chance) -> Planted | None:
    rows = [row for row in ROWS if draft.figures[f"t3/{row}/total"] != "0"]
    if not rows:
        return None
    cells = [f"t3/{chance.choice(rows)}/{column}" for column in COLUMNS]
    cells = [f"{cells[0].rpartition('/')[0]}/{column}" for column in COLUMNS]
    printed = ["0", *(draft.figures[cell] for cell in cells[:-1])]
    changed = {cell: text for cell, text in zip(cells, printed, strict=True) if draft.figures[cell] != text}
    if not changed:
        return None
    return Planted(with_figures(draft, changed), broken(changed)[1:], ("T3.",), ("T3.",), tuple(changed))


@kind("table 3: figures one row too low", ALL)
def rows_shifted(draft: Draft, chance: Chance) -> Planted | None:
    """From some row on, each row prints the figures of the one above it."""
    start = chance.randrange(2, len(ROWS) - 2)
    changed = {}
    for above, row in list(pairwise(ROWS))[start - 1 :]:
        for column in COLUMNS:
            cell, printed = f"t3/{row}/{column}", draft.figures[f"t3/{above}/{column}"]
            if draft.figures[cell] != printed:
                changed[cell] = printed
    if not any(cell.startswith("t3/total/") for cell in changed):
        return None
    return Planted(with_figures(draft, changed), ("T3.RESULT", "T3.BALANCE"), ("T3.",), ("T3.",), tuple(changed))


@kind("table 3: a number printed over two cells", ALL)
def number_split(draft: Draft, chance: Chance) -> Planted | None:
    places = [
        row
        for row in ROWS
        if len(printed := draft.figures[f"t3/{row}/natural"]) == 2
        and printed[1] != "0"
        and draft.figures[f"t3/{row}/commercial"] == "0"
    ]
    if not places:
        return None
    row = chance.choice(places)
    one, other = f"t3/{row}/natural", f"t3/{row}/commercial"
    printed = draft.figures[one]
    spoilt = with_figures(draft, {one: printed[0], other: printed[1]})
    return Planted(spoilt, ("T3.SPLIT",), ("T3.",), ("T3.",), (one, other))


@kind("table 3: a digit misread by us")
def digit_misread(draft: Draft, chance: Chance) -> Planted | None:
    """The reading is spoilt: a cell of two digits loses one, and says that it is in doubt."""
    cells = [f"t3/{row}/natural" for row in ROWS if len(draft.figures[f"t3/{row}/natural"]) == 2]
    if not cells:
        return None
    cell = chance.choice(cells)

    def misread(report: Report) -> Report:
        address = Address.parse(cell)
        figure = report.figures[address]
        state, value, _ = state_of(figure.printed[0])
        doubt = Doubt(Phrase("rules.na.unread", {"places": (address,)}), (figure.printed,))
        worse = replace(figure, printed=figure.printed[0], state=state, value=value, doubt=doubt)
        return replace(report, figures={**report.figures, address: worse})

    return Planted(draft, ("T3.DIGIT", "C.UNREAD"), ("T3.",), ("T3.", "N.", "A."), (cell,), misread=misread)


@kind("table 3: a row left out")
def row_left_out(draft: Draft, chance: Chance) -> Planted:
    rows = [
        row for row, above in zip(DETAIL[1:], DETAIL, strict=False) if row.partition("/")[0] == above.partition("/")[0]
    ]
    row = chance.choice(rows)
    cells = tuple(f"t3/{row}/{column}" for column in COLUMNS)
    follows = ("T3.", "S.TABLES", "E.LOSS", "C.", "S.LABEL")
    return Planted(replace(draft, left_out=row), ("S.TABLES", "T3.COUNT"), follows=follows, cells=cells)


# Plausible or not, though the sums hold


@kind("table 3: much carried out")
def much_left(draft: Draft, chance: Chance) -> Planted:
    amount = max(20, draft.count("t3/new/total") // 2 + 1) + chance.randint(0, 9)
    spoilt = more(draft, {"new": amount, "carried_out": amount})
    return Planted(
        spoilt, ("T3.CARRYOUT_BIG",), follows=("N.ALLDONE", "N.HANDLED_WORD", "N.NONE"), cells=("t3/carried_out/total",)
    )


@kind("table 3: much handled as other")
def much_other(draft: Draft, chance: Chance) -> Planted | None:
    if any("其他处理" in piece.text for piece in draft.pieces if piece.kind == "paragraph"):
        return None  # the text speaks of them
    amount = max(10, draft.count("t3/total/total") // 3 + 1) + chance.randint(0, 9)
    spoilt = more(draft, {"new": amount, "total": amount, "other/misc": amount})
    return Planted(spoilt, ("T3.OTHER_MISC",), follows=("N.NONE",), cells=("t3/other/misc/total",))


@kind("table 3: unpaid without a notice")
def unpaid(draft: Draft, chance: Chance) -> Planted:
    amount = chance.randint(1, 5)
    spoilt = more(draft, {"new": amount, "total": amount, "other/no_payment": amount})
    return Planted(spoilt, ("T3.FEE_LINK",), follows=("N.NONE",), cells=("t3/other/no_payment/total",))


@kind("table 3: a township with state secrets")
def secret_township(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.body.endswith(("镇人民政府", "乡人民政府", "街道办事处", "中心")):
        return None
    row = chance.choice(("refused/state_secret", "refused/security_stability"))
    amount = chance.randint(1, 3)
    spoilt = more(draft, {"new": amount, "total": amount, row: amount})
    return Planted(spoilt, ("T3.SECRET",), follows=("N.NONE",), cells=(f"t3/{row}/total",))


@kind("table 3: everything in an unlikely column")
def unlikely_column(draft: Draft, chance: Chance) -> Planted | None:
    told = any(mark[2] == "t3/new/natural" for piece in draft.pieces for mark in piece.marks)
    if not told or draft.figures["t3/new/natural"] in ("0", "1"):
        return None
    column = chance.choice(("research", "public_interest"))
    changes = {}
    for row in ROWS:
        changes |= {f"t3/{row}/{c}": "0" for c in COLUMNS[:-1]}
        changes[f"t3/{row}/{column}"] = draft.figures[f"t3/{row}/total"]
    cells = tuple(cell for cell, printed in changes.items() if draft.figures[cell] != printed)
    return Planted(with_figures(draft, changes), ("T3.COL_IMPLAUS",), ("T3.", "N."), ("N.",), cells)
