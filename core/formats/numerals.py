"""Counters in the number formats of Word and of style sheets: what list numbers look like in print."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
)
_POSITIONAL: Final = frozenset(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"))
_ENCLOSED: Final = {
    "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①",
    "decimalEnclosedParen": "⑴",
    "decimalEnclosedFullstop": "⒈",
}


def numeral(value: int, format: str) -> str | None:
    """A counter in one of Word's number formats, None for a format or value not known here."""
    if value < 0 or value > 9999:
        return None
    if format in ("decimal", "none"):
        return str(value) if format == "decimal" else ""
    if format == "decimalZero":
        return f"{value:02}"
    if format in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate({ord("0") + n: ord("０") + n for n in range(10)})
    if format in _COUNTING:
        return chinese(value, _DIGITS, "十百千")
    if format == "chineseLegalSimplified":
        return chinese(value, _LEGAL, "拾佰仟")
    if format in _POSITIONAL:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    return _small(value, format)


def _small(value: int, format: str) -> str | None:
    """Formats that only reach so far."""
    if format in _ENCLOSED and 1 <= value <= 20:
        return chr(ord(_ENCLOSED[format]) + value - 1)
    if format == "ideographTraditional" and 1 <= value <= len(_STEMS):
        return _STEMS[value - 1]
    if format in ("upperLetter", "lowerLetter") and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if format in ("upperRoman", "lowerRoman") and value >= 1:
        return roman(value).upper() if format == "upperRoman" else roman(value)
    return None


def chinese(value: int, digits: str, places: str) -> str:
    """A number up to 9,999 in Chinese counting: 十, 十一, 二十, 一百零五."""
    if value == 0:
        return digits[0]
    written, pending_zero = "", False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        written += (digits[0] if pending_zero else "") + digits[digit] + (places[power - 1] if power else "")
        pending_zero = False
    ten = digits[1] + places[0]
    return written[1:] if 10 <= value < 20 and written.startswith(ten) else written


def roman(value: int) -> str:
    """A number in small Roman numerals."""
    written = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            written += letters
            value -= worth
    return written
