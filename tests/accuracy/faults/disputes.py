"""What is said of the outcomes of disputes."""

from __future__ import annotations

from accuracy.drafts import Draft, disputed, reworded
from accuracy.faults.claims import SAYS
from accuracy.planting import Chance, Planted, kind


def _told(draft: Draft, words: str, aim: str) -> Planted | None:
    index = next(iter(draft.indices("paragraph", 4)), None)
    if index is None:
        return None
    return Planted(reworded(draft, index, words), (aim,), SAYS, ("N.", "T4.CORRECTED", "T4.VS_T3"), words=words)


@kind("claim: all upheld though some are not")
def all_upheld(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.count("t4/reconsideration/total"):
        return None
    outcome = chance.choice(("pending", "corrected", "other"))
    with_one = disputed(draft, {f"reconsideration/{outcome}": 1})
    number = with_one.figures["t4/reconsideration/total"]
    words = chance.choice(
        (
            "全年因政府信息公开引起的行政复议{}件，均获维持。",
            "{year}年政府信息公开行政复议{}件，复议结果均为维持。",
            "本年度因政府信息公开被申请行政复议{}件，全部维持。",
        )
    )
    return _told(with_one, words.format(number, year=draft.year), "N.ALLUPHELD")


@kind("claim: none corrected though one is")
def none_corrected(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.count("t4/reconsideration/total"):
        return None
    with_one = disputed(draft, {"reconsideration/corrected": chance.randint(1, 2)})
    number = with_one.figures["t4/reconsideration/total"]
    words = chance.choice(
        (
            "全年因政府信息公开引起的行政复议{}件，没有被纠错的情形。",
            "{year}年政府信息公开行政复议{}件，未因政府信息公开被行政复议机关纠错。",
            "本年度因政府信息公开被申请行政复议{}件，未被纠错。",
        )
    )
    return _told(with_one, words.format(number, year=draft.year), "N.NOCORRECT")
