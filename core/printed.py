"""From what is printed in a value cell to its state and value (RULES.md §0); nothing is guessed, the print is kept.

Blank, 0, "/" and "-" are four different states. Digits may be full-width, grouped by commas or followed by a unit; a number
with a remark (`22（其中修订16件）`) is MIXED and its main number the value. Everything else is TEXT.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from core.model import Number, State

DASHES = frozenset("-‐‑–—―−－─")
_LONGEST = 18
"""Digits of an integer that every store can hold (under 2^63); more are kept as text."""
SLASHES = frozenset("/／\\＼∕")
_NUMBER = r"[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PLAIN = re.compile(rf"{_NUMBER}\Z")
_MAIN = re.compile(rf"({_NUMBER})\s*([^0-9,.].*)\Z", re.DOTALL)


@lru_cache(maxsize=4096)
def state_of(printed: str) -> tuple[State, Number | None, str | None]:
    """State, value and remark of a cell's print; the value is an int, or a Decimal where decimals are printed."""
    if printed.isascii() and printed.isdigit() and len(printed) <= _LONGEST:  # as nearly all cells are
        value = int(printed)
        return (State.NUM if value else State.ZERO), value, None
    text = "".join(printed.split())
    if not text.isascii():
        text = "".join(ch for ch in text if unicodedata.category(ch) != "Cf")
    if not text:
        return State.BLANK, None, None
    if set(text) <= SLASHES:
        return State.SLASH, None, None
    if set(text) <= DASHES:
        return State.DASH, None, None
    text = _narrow_digits(text)
    if sum(ch.isdigit() for ch in text) > _LONGEST:
        return State.TEXT, None, None
    if _PLAIN.match(text):
        return _numeric(text)
    mixed = _MAIN.match(text)
    if mixed:
        return State.MIXED, number(mixed[1]), mixed[2]
    return State.TEXT, None, None


def number(text: str) -> Number:
    """The value of digits as printed, with sign, commas and decimal point; ValueError if it is none."""
    plain = _narrow_digits(text).replace(",", "").replace("−", "-")
    return Decimal(plain) if "." in plain else int(plain)


def _numeric(text: str) -> tuple[State, Number, None]:
    value = number(text)  # `-0` and `0.00` are zeros too
    return (State.NUM if value else State.ZERO), value, None


def _narrow_digits(text: str) -> str:
    """Full-width digits, signs, comma and point as ASCII; other characters stay."""
    return "".join(unicodedata.normalize("NFKC", ch) if ch in "０１２３４５６７８９．，＋－" else ch for ch in text)
