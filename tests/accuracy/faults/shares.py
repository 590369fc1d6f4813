"""Percentages beside counts."""

from __future__ import annotations

from fractions import Fraction

from accuracy.drafts import Draft, reworded
from accuracy.faults.claims import SAYS
from accuracy.planting import Chance, Planted, inserted, kind, places_of


def _told(draft: Draft, chance: Chance, words: str, aim: str) -> Planted | None:
    spoilt = inserted(draft, chance, words, 1)
    return Planted(spoilt[0], (aim,), SAYS, SAYS, words=spoilt[1]) if spoilt else None


@kind("claim: a wrong share", weight=2)
def wrong_share(draft: Draft, chance: Chance) -> Planted | None:
    found = places_of(draft, lambda name: name == "rate/p")
    if not found:
        return None
    index, (start, end, _) = chance.choice(found)
    text = draft.pieces[index].text
    share = float(text[start:end])
    wrong = chance.choice([share + 10, share - 3, share + 0.7, share / 2])
    spoilt = f"{text[:start]}{min(abs(wrong), 99.4):.1f}{text[end:]}"
    if f"{share:.1f}%" in spoilt:
        return None
    return Planted(reworded(draft, index, spoilt), ("A.PCT_KN",), SAYS, SAYS, words=spoilt)


@kind("claim: a share that no count gives")
def impossible(draft: Draft, chance: Chance) -> Planted | None:
    base = chance.choice((3, 5, 7, 9, 12, 14, 19, 23, 28))
    places = chance.choice((1, 2))
    for _ in range(40):
        percent = Fraction(chance.randint(60 * 10**places, 99 * 10**places), 10**places)
        near = round(percent * base / 100)
        if all(abs(Fraction(100 * k, base) - percent) > Fraction(1, 10**places) for k in (near - 1, near, near + 1)):
            break
    else:
        return None
    printed = f"{float(percent):.{places}f}"
    words = chance.choice(
        (
            f"全年接到热线转办件{base}件，按期办结率{printed}%。",
            f"受理群众留言{base}条，答复率为{printed}%。",
            f"承接12345转办工单{base}件，响应率达{printed}%。",
        )
    )
    return _told(draft, chance, words, "A.GRIM")


@kind("claim: shares beyond a hundred together")
def shares_too_large(draft: Draft, chance: Chance) -> Planted | None:
    a, b, c = (chance.randint(20, 200) for _ in range(3))
    total = a + b + c
    shares = [f"{100 * part / total:.1f}" for part in (a, b, c)]
    which = chance.randrange(3)
    shares[which] = f"{float(shares[which]) + chance.choice((2, 5, 10)):.1f}"
    words = f"全年发布信息{total}条，其中动态类{a}条，占{shares[0]}%；公告类{b}条，占{shares[1]}%；其他类{c}条，占{shares[2]}%。"
    return _told(draft, chance, words, "A.PCT_SUM")


@kind("claim: a rate above a hundred")
def rate_too_large(draft: Draft, chance: Chance) -> Planted | None:
    percent = f"{chance.randint(101, 130)}"
    words = chance.choice(
        (f"群众来信办结率{percent}%。", f"全年网民留言答复率达到{percent}%。", f"咨询事项按期回复率为{percent}%。")
    )
    return _told(draft, chance, words, "A.RATE100")


@kind("claim: a share in words that does not hold")
def share_in_words(draft: Draft, chance: Chance) -> Planted | None:
    n = chance.randint(30, 300)
    words = chance.choice(
        (
            f"收到咨询{n}件，其中涉及惠农政策{n * 3 // 10}件，占比过半。",
            f"全年受理留言{n}件，其中当日回复{n * 6 // 10}件，占比超八成。",
            f"接待来访{n}人次，其中查阅档案{n * 7 // 10}人次，占近五成。",
        )
    )
    return _told(draft, chance, words, "A.WORD_SHARE")
