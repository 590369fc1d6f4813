"""Against other bodies' reports: copied words, summaries and their parts, who is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accuracy.drafts import Draft, Piece, restated, with_figures
from accuracy.faults.years import another_body
from accuracy.planting import Chance, Planted, kind

from core.model import Body

SUMMED = "本报告数据由各部门、各乡镇年度报告汇总形成。"


@kind("comparison: a paragraph of another body")
def copied_from_another(draft: Draft, chance: Chance) -> Planted | None:
    peer = another_body(chance)
    indices = draft.indices("paragraph", 1)
    if not indices:
        return None
    piece = chance.choice([peer.pieces[index] for index in peer.indices("paragraph", 1, 5)])
    at = chance.choice(indices)
    spoilt = draft.with_piece(at, draft.pieces[at], replace(piece, section=1))
    return Planted(spoilt, ("D.AGENCY",), words=piece.text, peer=peer)


def _summary(draft: Draft) -> tuple[Draft, tuple[Draft, ...], tuple[Body, ...]] | None:
    """A government's report that sums up two others', those two, and the roster."""
    if not draft.body.endswith("县人民政府") and not draft.body.endswith("区人民政府"):
        return None
    figures = {
        cell: printed for cell, printed in draft.figures.items() if printed.isdigit() and "regulations" not in cell
    }
    region = draft.body.removesuffix("人民政府")
    first = {cell: str(int(printed) // 3) for cell, printed in figures.items()}
    second = {cell: str(int(printed) - int(first[cell])) for cell, printed in figures.items()}
    names = (region + "财政局", region + "教育局")
    parts = tuple(_part(draft, name, own) for name, own in zip(names, (first, second), strict=True))
    roster = tuple(Body(name, kind="department", region=region, parent=draft.body) for name in names)
    at = draft.indices("title")[0]
    whole = draft.with_piece(at, draft.pieces[at], Piece("paragraph", SUMMED))
    decimals = {cell: "0" for cell, printed in draft.figures.items() if not printed.isdigit()}
    return restated(whole, decimals), tuple(with_figures(part, decimals) for part in parts), roster


def _part(draft: Draft, name: str, figures: dict[str, str]) -> Draft:
    pieces = tuple(
        replace(piece, text=f"{name}{draft.year}年政府信息公开工作年度报告") if piece.kind == "title" else piece
        for piece in draft.pieces
        if piece.kind in ("title", "heading", "table")
    )
    return replace(draft, name=name, body=name, figures={**draft.figures, **figures}, pieces=pieces, format="html")


SUMMED_CELLS = ("t2/licensing/decisions", "t2/penalties/decisions", "t2/compulsion/decisions")


def _part_at_odds(draft: Draft, cell: str, printed: Callable[[Draft, Draft], int], rule: str) -> Planted | None:
    """The summary, and as the first of its parts one that prints another count in that cell."""
    made = _summary(draft)
    if made is None:
        return None
    whole, parts, roster = made
    wrong = with_figures(parts[0], {cell: str(printed(whole, parts[0]))})
    children = (wrong, parts[1])
    return Planted(
        whole, (rule,), ("X.",), ("X.",), (cell,), children=children, parts=parts, roster=roster, before=whole
    )


@kind("comparison: a summary that is not the sum")
def wrong_sum(draft: Draft, chance: Chance) -> Planted | None:
    cell, more = chance.choice(SUMMED_CELLS), chance.randint(1, 30)
    return _part_at_odds(draft, cell, lambda _whole, part: part.count(cell) + more, "X.SUM")


@kind("comparison: a part larger than the summary")
def larger_part(draft: Draft, chance: Chance) -> Planted | None:
    cell, more = chance.choice(SUMMED_CELLS), chance.randint(1, 300)
    return _part_at_odds(draft, cell, lambda whole, _part: whole.count(cell) + more, "X.GT")


@kind("comparison: a report missing")
def missing(draft: Draft, chance: Chance) -> Planted | None:
    made = _summary(draft)
    if made is None:
        return None
    whole, parts, roster = made
    return Planted(
        whole,
        ("X.MISSING",),
        follows=("X.",),
        children=(chance.choice(parts),),
        parts=parts,
        roster=roster,
        before=whole,
    )
