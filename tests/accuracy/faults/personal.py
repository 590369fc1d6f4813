"""Personal data that should not be there."""

from __future__ import annotations

from accuracy.drafts import Draft
from accuracy.planting import Chance, Planted, inserted, kind


def _told(draft: Draft, chance: Chance, words: str, aim: str) -> Planted | None:
    spoilt = inserted(draft, chance, words)
    return Planted(spoilt[0], (aim,), words=spoilt[1]) if spoilt else None


def identity_number(chance: Chance) -> str:
    """Eighteen digits with a date and the check digit of GB 11643."""
    digits = f"{chance.choice((130999, 360788, 441898))}19{chance.randint(50, 99)}"
    digits += f"{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.randint(0, 999):03}"
    weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[weighted % 11]


def card_number(chance: Chance) -> str:
    """Nineteen digits with the check digit of ISO/IEC 7812."""
    digits = f"62{chance.randint(10**15, 10**16 - 1)}"
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(digits))]
    return digits + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


@kind("privacy: a mobile number")
def mobile(draft: Draft, chance: Chance) -> Planted | None:
    number = chance.choice(("138", "159", "186", "177")) + f"{chance.randint(0, 99999999):08}"
    shown = chance.choice(
        (number, f"{number[:3]} {number[3:7]} {number[7:]}", f"{number[:3]}-{number[3:7]}-{number[7:]}")
    )
    words = chance.choice(
        ("申请人联系方式{}。", "如需复印请拨打{}。", "（经办人手机{}）。", "已于次日拨打{}告知补正。")
    )
    return _told(draft, chance, words.format(shown), "P.MOBILE")


@kind("privacy: an identity number")
def identity(draft: Draft, chance: Chance) -> Planted | None:
    words = chance.choice(
        ("申请人身份证号{}。", "（{}）的申请已经答复。", "经核对，证件号码为{}的申请人要求公开拆迁补偿表。")
    )
    return _told(draft, chance, words.format(identity_number(chance)), "P.ID")


@kind("privacy: a bank card")
def card(draft: Draft, chance: Chance) -> Planted | None:
    number = card_number(chance)
    shown = chance.choice((number, " ".join(number[i : i + 4] for i in range(0, len(number), 4))))
    words = chance.choice(("多收的费用已退回{}。", "已退款至申请人银行卡{}。", "（卡号{}）"))
    return _told(draft, chance, words.format(shown), "P.BANK")


@kind("privacy: an applicant named")
def named(draft: Draft, chance: Chance) -> Planted | None:
    surname, given = chance.choice("王李张刘陈杨黄周"), chance.choice(("某某", "某", "建国", "桂英", "志"))
    words = chance.choice(
        (
            "申请人{}要求公开征地批文，已按期答复。",
            "其中申请人{}不服答复，提起行政复议。",
            "原告{}诉我单位政府信息公开一案已经审结。",
        )
    )
    return _told(draft, chance, words.format(surname + given), "P.APPLICANT")
