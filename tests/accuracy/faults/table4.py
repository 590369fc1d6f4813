"""Faults of table 4."""

from __future__ import annotations

from accuracy.drafts import BLOCKS, OUTCOMES, Draft, disputed, with_figures
from accuracy.faults.years import a_year_before
from accuracy.planting import ALL, Chance, Planted, added, kind, other_number


@kind("table 4: a cell", ALL, weight=4)
def one_cell(draft: Draft, chance: Chance) -> Planted:
    cell = f"t4/{chance.choice(BLOCKS)}/{chance.choice((*OUTCOMES, 'total'))}"
    spoilt = with_figures(draft, {cell: other_number(draft.figures[cell], chance)})
    return Planted(spoilt, ("T4.SUM",), follows=("T4.", "N."), cells=(cell,), severe=True)


@kind("table 4: two cells of a block swapped", ALL)
def swapped(draft: Draft, chance: Chance) -> Planted | None:
    """A part with the total: two parts that change places leave the sum right."""
    places = [
        (f"t4/{block}/{outcome}", f"t4/{block}/total")
        for block in BLOCKS
        for outcome in OUTCOMES
        if draft.figures[f"t4/{block}/{outcome}"] != draft.figures[f"t4/{block}/total"]
    ]
    if not places:
        return None
    one, other = chance.choice(places)
    spoilt = with_figures(draft, {one: draft.figures[other], other: draft.figures[one]})
    return Planted(spoilt, ("T4.SUM",), follows=("T4.", "N."), cells=(one, other), severe=True)


@kind("table 4: a block left blank")
def blank_block(draft: Draft, chance: Chance) -> Planted:
    block = chance.choice(BLOCKS)
    cells = tuple(f"t4/{block}/{column}" for column in (*OUTCOMES, "total"))
    spoilt = with_figures(draft, dict.fromkeys(cells, ""))
    return Planted(spoilt, ("T4.BLANK",), follows=("C.", "T4.", "N."), cells=cells)


def _silent(draft: Draft) -> Draft:
    """Without a word on disputes in section 4, so that no claim is made wrong by other figures."""
    for index in reversed(draft.indices("paragraph", 4)):
        draft = draft.with_piece(index)
    return draft


@kind("table 4: corrected without a word")
def corrected(draft: Draft, chance: Chance) -> Planted | None:
    if any(word in piece.text for piece in draft.pieces for word in ("复议", "诉讼") if piece.section in (1, 5)):
        return None
    block = chance.choice(BLOCKS[:2])
    cell = f"t4/{block}/corrected"
    quiet = _silent(draft)
    spoilt = disputed(quiet, {f"{block}/corrected": chance.randint(1, 3)})
    return Planted(spoilt, ("T4.CORRECTED",), follows=("T4.VS_T3",), cells=(cell,), before=quiet)


@kind("table 4: more suits after reviews than reviews")
def many_suits(draft: Draft, chance: Chance) -> Planted:
    quiet = _silent(draft)
    amount = draft.count("t4/reconsideration/total") + chance.randint(2, 6)
    cell = "t4/litigation_after_reconsideration/total"
    prior = a_year_before(quiet, chance)
    amount += prior.count("t4/reconsideration/total")
    spoilt = disputed(quiet, {"litigation_after_reconsideration/upheld": amount})
    return Planted(spoilt, ("T4.AFTER_REVIEW",), follows=("T4.VS_T3", "Y."), cells=(cell,), prior=prior, before=quiet)


@kind("table 4: disputes without applications")
def without_applications(draft: Draft, chance: Chance) -> Planted | None:
    if draft.figures["t3/new/total"] != "0" or draft.figures["t4/reconsideration/total"] != "0":
        return None
    quiet = _silent(draft)
    spoilt = disputed(quiet, {f"{chance.choice(BLOCKS[:2])}/upheld": chance.randint(1, 4)})
    cells = tuple(f"t4/{block}/total" for block in BLOCKS[:2])
    return Planted(spoilt, ("T4.VS_T3",), cells=cells, before=quiet)


@kind("comparison: a pending case vanished")
def pending_vanished(draft: Draft, chance: Chance) -> Planted:
    block = chance.choice(BLOCKS)
    own = added(draft, 4, "注：以上行政复议、行政诉讼数量含上年度结转数量。")
    prior = a_year_before(draft, chance)
    pending = draft.count(f"t4/{block}/total") + chance.randint(1, 4)
    wrong = disputed(prior, {f"{block}/pending": pending})
    cells = tuple(f"t4/{block}/{column}" for column in (*OUTCOMES, "total"))
    return Planted(own, ("T4.PENDING_NEXT",), cells=cells, prior=wrong, ground=prior, before=own)
