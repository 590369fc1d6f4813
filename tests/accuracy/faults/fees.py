"""What is said of the processing fee."""

from __future__ import annotations

from accuracy.drafts import Draft, reworded
from accuracy.planting import Chance, Planted, inserted, kind


@kind("claim: the fee charged and not charged")
def both_ways(draft: Draft, chance: Chance) -> Planted | None:
    if not any("未" in piece.text and "处理费" in piece.text for piece in draft.pieces if piece.section == 6):
        return None
    words = f"全年收取信息处理费{100 * chance.randint(1, 9)}元。"
    spoilt = inserted(draft, chance, words, 1)
    return Planted(spoilt[0], ("N.FEE",), words=spoilt[1]) if spoilt else None


@kind("claim: fee income without a notice")
def no_notice(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice(
        (
            "本机关{year}年度发出收费通知0件，收取信息处理费{amount}元。",
            "依据《政府信息公开信息处理费管理办法》，本年度未发出收费通知，实际收取信息处理费{amount}元。",
        )
    ).format(year=draft.year, amount=100 * chance.randint(1, 9))
    return Planted(reworded(draft, draft.indices("paragraph", 6)[0], words), ("N.FEE",), words=words)


@kind("claim: a fee that no scale gives")
def odd_amount(draft: Draft, chance: Chance) -> Planted:
    words = (
        f"本机关{draft.year}年度发出收费通知1件，总金额{chance.choice((35, 115, 3, 127))}元，实际收取信息处理费0元。"
    )
    words = words.replace("实际收取信息处理费0元", "尚未缴纳")
    return Planted(reworded(draft, draft.indices("paragraph", 6)[0], words), ("N.FEE",), words=words)
