"""Against last year's report of the same body."""

from __future__ import annotations

import re
from dataclasses import replace

from accuracy.drafts import COLUMNS, Draft, Piece, restated, with_figures
from accuracy.drawing import drawn, stock
from accuracy.planting import ALL, Chance, Planted, kind, other_number


def doings(chance: Chance, count: int) -> str:
    """A paragraph of its own."""
    return "；".join(chance.sample(stock()["doings"], count)) + "。"


def another_body(chance: Chance) -> Draft:
    """A report that says nothing the drawn ones say."""
    peer = drawn(chance.randrange(10_000, 20_000), body="石堤县地方志编纂办公室")
    first = [Piece("paragraph", doings(chance, 3), (), 1) for _ in range(3)]
    fifth = [Piece("paragraph", doings(chance, 4), (), 5)]
    pieces: list[Piece] = []
    for piece in peer.pieces:
        if piece.kind != "paragraph" or piece.section not in (1, 5):
            pieces.append(piece)
        if piece.kind == "heading":
            pieces += {1: first, 5: fifth}.get(piece.section, [])
    return replace(peer, pieces=tuple(pieces), format="html")


def a_year_before(draft: Draft, chance: Chance, words: Draft | None = None) -> Draft:
    """Last year's report of the same body: its figures lead over to this year's, its words are others."""
    figures = {cell: _a_little_less(printed) for cell, printed in draft.figures.items()}
    figures |= {f"t3/carried_out/{c}": draft.figures[f"t3/carried_in/{c}"] for c in COLUMNS}
    for row in ("regulations", "normative_documents"):
        issued, repealed, held = (draft.figures[f"t2/{row}/{c}"] for c in ("issued", "repealed", "in_force"))
        before = int(held) - int(re.sub(r"\D.*", "", issued)) + int(re.sub(r"\D.*", "", repealed))
        figures[f"t2/{row}/in_force"] = str(max(before, 0))
    told = words or another_body(chance)
    pieces = tuple(
        replace(piece, text=piece.text.replace(str(draft.year), str(draft.year - 1)).replace(told.body, draft.body))
        for piece in told.pieces
        if piece.kind != "signature"
    )
    return restated(replace(draft, name=draft.name + "-before", year=draft.year - 1, pieces=pieces), figures)


def _a_little_less(printed: str) -> str:
    return str(int(printed) - int(printed) // 9) if printed.isdigit() else printed


@kind("comparison: last year's text", weight=2)
def copied_from_last_year(draft: Draft, chance: Chance) -> Planted | None:
    words = chance.choice((None, drawn(chance.randrange(20_000, 30_000), body=draft.body)))
    prior = a_year_before(draft, chance, words)
    number = chance.choice((1, 5))
    own = draft.indices("paragraph", number)
    old = [prior.pieces[index] for index in prior.indices("paragraph", number)]
    kept = [piece for index, piece in enumerate(draft.pieces) if index not in own]
    spoilt = replace(draft, pieces=(*kept[: own[0]], *(replace(p, marks=()) for p in old), *kept[own[0] :]))
    aim = "Y.SAMETEXT" if number == 1 else "Y.SAMEPROBLEM"
    return Planted(spoilt, (aim,), ("Y.SAME",), ("Y.SAME", "N.", "A.", "S.", "I.", "T4.CORRECTED"), prior=prior)


@kind("comparison: carried over wrongly", ALL)
def carried_wrongly(draft: Draft, chance: Chance) -> Planted:
    prior = a_year_before(draft, chance)
    column = chance.choice(COLUMNS)
    there = f"t3/carried_out/{column}"
    wrong = with_figures(prior, {there: other_number(prior.figures[there], chance)})
    return Planted(draft, ("Y.CARRY",), cells=(f"t3/carried_in/{column}",), prior=wrong, ground=prior)


@kind("comparison: stock not rolled forward")
def not_rolled(draft: Draft, chance: Chance) -> Planted | None:
    prior = a_year_before(draft, chance)
    there = "t2/normative_documents/in_force"
    wrong = with_figures(prior, {there: other_number(prior.figures[there], chance)})
    return Planted(draft, ("Y.ROLL",), cells=(there,), prior=wrong, ground=prior)


@kind("comparison: a total jumps")
def total_jumps(draft: Draft, chance: Chance) -> Planted | None:
    now = draft.count("t3/new/total")
    if now < 20:
        return None
    prior = a_year_before(draft, chance)
    before = now * 6 if now < 120 or chance.random() < 0.5 else now // 6
    wrong = with_figures(prior, {"t3/new/total": str(before)})
    return Planted(draft, ("Y.JUMP",), cells=("t3/new/total",), prior=wrong, ground=prior)


@kind("comparison: last year's table")
def same_table(draft: Draft, chance: Chance) -> Planted | None:
    cells = [cell for cell in draft.figures if cell.startswith("t3/") and not cell.startswith("t3/carried_out")]
    if len({draft.figures[cell] for cell in cells if "total" not in cell and draft.count(cell) > 1}) < 5:
        return None
    prior = a_year_before(draft, chance)
    wrong = with_figures(prior, {cell: draft.figures[cell] for cell in draft.figures if cell.startswith("t3/")})
    return Planted(draft, ("Y.SAMETABLE",), follows=("Y.CARRY",), cells=tuple(cells), prior=wrong, ground=prior)
