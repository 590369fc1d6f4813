"""Numbers and dates as prose prints them: Arabic, full-width, grouped, with 万, and in Chinese numerals; int or Decimal."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from core.model import Number
from core.printed import number

_DIGITS: Final = {ch: value for value, forms in enumerate(("〇○零OoΟ０0", "一壹1１", "二贰2２两", "三叁3３", "四肆4４", "五伍5５", "六陆6６", "七柒7７", "八捌8８", "九玖9９")) for ch in forms}  # fmt: skip
_STEPS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MAGNITUDES: Final = {"万": 10_000, "亿": 100_000_000}

ARABIC: Final = (
    r"[0-9０-９]{1,3}(?:[, ][0-9０-９]{3})+(?![0-9０-９])(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?"
)
CHINESE: Final = r"[〇○零一二三四五六七八九十百千万亿两]+"
_ARABIC: Final = re.compile(rf"(?P<plain>{ARABIC})(?P<magnitude>[十百千]?[万亿]|[百千])?\Z")
_YEAR: Final = r"(?P<{0}y>[0-9０-９]{{4}}|[〇○零OΟ一二三四五六七八九]{{4}})年"
_MONTH_DAY: Final = r"(?P<{0}m>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}}|元)月(?P<{0}d>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
DATE: Final = (_YEAR + _MONTH_DAY).format("")
"""A full date in text without blanks, groups `y`, `m`, `d`."""
PERIOD: Final = (
    "(?:自|从)?(?:"
    + (_YEAR + _MONTH_DAY).format("a")
    + ")(?:起|开始)?[，,]?(?:至|到|止|—|–|－|-|~|～)+(?:"
    + _YEAR.format("b")
    + ")?(?:"
    + _MONTH_DAY.format("b")
    + ")(?:止|为止)?"
)
"""From one date to another whose year may be left out, groups `ay` … `bd`."""
_NUMERIC: Final = r"(?P<{0}y>20[0-9]{{2}})[-./－．](?P<{0}m>[01]?[0-9])[-./－．](?P<{0}d>[0-3]?[0-9])(?![0-9])"
NUMERIC_DATE: Final = _NUMERIC.format("")
"""A full date of digits alone (2025-01-15, 2025.1.15), groups as in DATE."""
NUMERIC_PERIOD: Final = _NUMERIC.format("a") + "(?:起|至|到|止|—|–|－|-|~|～)+" + _NUMERIC.format("b")
"""From one such date to another, groups as in PERIOD."""


def value_of(text: str) -> Number | None:
    """The value of a printed number without blanks, its 万 or 亿 multiplied out; None if it is none."""
    arabic = _ARABIC.match(text)
    if arabic:
        return _scaled(number(arabic["plain"].replace(" ", "")), arabic["magnitude"] or "")
    return chinese(text)


def _scaled(value: Number, magnitude: str) -> Number:
    for sign in magnitude:
        value *= _STEPS.get(sign) or _MAGNITUDES[sign]
    return int(value) if isinstance(value, Decimal) and magnitude and value == int(value) else value


def chinese(text: str) -> int | None:
    """A Chinese numeral, by places (二〇二四) or by steps (一百零三); None if it is none."""
    if not text or any(ch not in _DIGITS and ch not in _STEPS and ch not in _MAGNITUDES for ch in text):
        return None
    if all(ch in _DIGITS for ch in text):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    total = part = digit = 0
    for ch in text:
        if ch in _DIGITS:
            digit = _DIGITS[ch]
        elif ch in _STEPS:
            part, digit = part + (digit or 1) * _STEPS[ch], 0
        else:
            total, part, digit = (total + part + digit or 1) * _MAGNITUDES[ch], 0, 0
    return total + part + digit


def date_of(match: re.Match[str], prefix: str = "", year: int | None = None) -> date | None:
    """The date of a match of DATE or PERIOD (`prefix` a or b; its own year or the one given); None if no calendar has it."""
    printed = match[f"{prefix}y"]
    month_printed = match[f"{prefix}m"].replace("元", "一")
    values = (chinese(printed) if printed else year, chinese(month_printed), chinese(match[f"{prefix}d"]))
    years, month, day = values
    if years is None or month is None or day is None:
        return None
    try:
        return date(years, month, day)
    except ValueError:
        return None
