"""Faults of table 2."""

from __future__ import annotations

from decimal import Decimal

from accuracy.drafts import Draft, paragraphs, restated, reworded, with_figures
from accuracy.drawing import stock
from accuracy.faults.years import a_year_before
from accuracy.planting import ALL, Chance, Planted, inserted, kind

ISSUED, REPEALED, IN_FORCE = (f"t2/normative_documents/{column}" for column in ("issued", "repealed", "in_force"))
DECISIONS = tuple(f"t2/{row}/decisions" for row in ("licensing", "penalties", "compulsion"))


def _has_documents(draft: Draft) -> bool:
    return all(draft.figures[cell].isdigit() for cell in (ISSUED, REPEALED)) and draft.count(ISSUED) > 0


def _tells(draft: Draft, cell: str) -> bool:
    return any(mark[2] == cell for piece in draft.pieces for mark in piece.marks)


@kind("table 2: stock below what was issued", ALL)
def small_stock(draft: Draft, chance: Chance) -> Planted | None:
    if not _has_documents(draft) or draft.count(ISSUED) <= draft.count(REPEALED):
        return None
    stock_ = chance.randrange(draft.count(ISSUED) - draft.count(REPEALED))
    spoilt = restated(draft, {IN_FORCE: str(stock_)})
    return Planted(spoilt, ("T2.INFORCE_GE",), cells=(IN_FORCE,))


@kind("table 2: stock is issued and repealed together")
def sum_of_two(draft: Draft, chance: Chance) -> Planted | None:
    if not _has_documents(draft):
        return None
    issued, repealed = chance.randint(3, 30), chance.randint(2, 60)
    spoilt = restated(draft, {ISSUED: str(issued), REPEALED: str(repealed), IN_FORCE: str(issued + repealed)})
    return Planted(spoilt, ("T2.SUMTRAP",), cells=(IN_FORCE,))


@kind("table 2: regulations of a body that makes none")
def no_power(draft: Draft, chance: Chance) -> Planted | None:
    if draft.body.endswith("市人民政府"):
        return None
    cell = f"t2/regulations/{chance.choice(('issued', 'in_force'))}"
    changes = {cell: "2", "t2/regulations/in_force": "2"}
    return Planted(with_figures(draft, changes), ("T2.REG_POWER",), follows=("T2.",), cells=tuple(changes))


@kind("table 2: documents of a service centre")
def documents_of_a_centre(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.body.endswith(("中心", "档案馆")):
        return None
    return Planted(with_figures(draft, {IN_FORCE: str(chance.randint(1, 6))}), ("T2.NORM_POWER",), cells=(IN_FORCE,))


@kind("table 2: an enforcing body with all zeros")
def no_decisions(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.body.endswith(tuple(stock()["enforcers"])):
        return None
    return Planted(with_figures(draft, dict.fromkeys(DECISIONS, "0")), ("T2.ZERO_ENFORCER",), cells=DECISIONS)


def _in_yuan(printed: str) -> str:
    return f"{Decimal(printed) * 10_000:f}".partition(".")[0]


@kind("unit: fees of the table in yuan")
def fees_in_yuan(draft: Draft, chance: Chance) -> Planted | None:
    cell = "t2/fees/amount"
    if not _tells(draft, cell):
        return None
    amount = _in_yuan(draft.figures[cell])
    return Planted(
        with_figures(draft, {cell: amount}), ("T2.FEE_TEXT",), ("T2.FEE_",), ("T2.FEE_", "C."), cells=(cell,)
    )


@kind("comparison: fees in yuan after a year in 万元")
def fees_jump(draft: Draft, chance: Chance) -> Planted | None:
    cell = "t2/fees/amount"
    if draft.figures[cell] in ("0", ""):
        return None
    quiet = draft
    for index in reversed(paragraphs(draft, lambda piece: any(mark[2] == cell for mark in piece.marks))):
        quiet = quiet.with_piece(index)
    prior = a_year_before(quiet, chance)
    amount = _in_yuan(draft.figures[cell])
    spoilt = with_figures(quiet, {cell: amount})
    return Planted(spoilt, ("T2.FEE_UNIT",), follows=("T2.", "C."), cells=(cell,), prior=prior, before=quiet)


@kind("unit: 万 lost in the text")
def unit_lost(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: "收费" in piece.text and "万元" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text.replace("万元", "元", 1)
    return Planted(reworded(draft, told[0], text), ("T2.FEE_TEXT",), words=text)


@kind("comparison: a figure of table 2 jumps")
def jump(draft: Draft, chance: Chance) -> Planted:
    cell = chance.choice(DECISIONS)
    prior = a_year_before(draft, chance)
    before = draft.count(cell)
    wrong = with_figures(
        prior, {cell: str(before * 6 + 120) if chance.random() < 0.5 or before < 40 else str(before // 6 - 1)}
    )
    return Planted(draft, ("T2.JUMP",), cells=(cell,), prior=wrong, ground=prior)


@kind("table 2: a remark in a cell")
def remark(draft: Draft, chance: Chance) -> Planted | None:
    if not _has_documents(draft):
        return None
    cell = chance.choice((ISSUED, REPEALED))
    number = draft.count(cell) or 2
    words = chance.choice(("（其中修订{}件）", "(含自然失效{}件)", "（含联合发文{}件）")).format(
        chance.randint(1, number + 2)
    )
    spoilt = with_figures(draft, {cell: f"{number}{words}"})
    return Planted(spoilt, ("T2.ANNOT",), follows=("N.DOCS", "T2."), cells=(cell,))


@kind("table 2: documents of the whole area")
def whole_area(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.body.endswith(("局", "中心")) or not _has_documents(draft):
        return None
    words = chance.choice(
        (
            "全区制定的行政规范性文件均在专栏集中公开。",
            "专栏公布了我市制定的行政规范性文件。",
            "{}年，全县共制发行政规范性文件并及时公开。",
        )
    )
    spoilt = inserted(draft, chance, words.format(draft.year), 1)
    return Planted(spoilt[0], ("T2.SCOPE",), words=spoilt[1]) if spoilt else None
