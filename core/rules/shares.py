"""Percentages of whole numbers: which k and N can give a printed p %, rounded or cut off."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from core.model import Number

How = Literal["rounded", "cut"]


def decimals(printed: Number) -> int:
    """Decimal places of a printed number."""
    exponent = printed.as_tuple().exponent if isinstance(printed, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def fits(part: Number, whole: Number, percent: Number) -> How | None:
    """Whether part of whole is that percentage to its printed places: by rounding half up, else by cutting off."""
    if not whole:
        return None
    scale = 10 ** decimals(percent)
    if isinstance(part, int) and isinstance(whole, int) and whole > 0:  # as nearly always
        said, hundredfold = int(percent * scale), part * 100 * scale
        if (2 * hundredfold + whole) // (2 * whole) == said:
            return "rounded"
        return "cut" if hundredfold // whole == said else None
    exact = Fraction(part) * 100 * scale / Fraction(whole)
    printed = Fraction(percent) * scale
    if (exact + Fraction(1, 2)).__floor__() == printed:
        return "rounded"
    return "cut" if exact.__floor__() == printed else None


def possible(percent: Number, whole: int) -> How | None:
    """Whether some whole number of `whole` is that percentage."""
    near = int(Fraction(percent) * whole / 100)
    found = {fits(part, whole, percent) for part in range(max(0, near - 1), near + 3)}
    return "rounded" if "rounded" in found else "cut" if "cut" in found else None


def nearest(percent: Number, whole: int) -> tuple[int, int]:
    """The two whole numbers whose shares stand around that percentage."""
    below = int(Fraction(percent) * whole / 100)
    return below, below + 1


def shown(part: Number, whole: Number, percent: Number) -> Decimal:
    """The share to one place more than printed, for a proof line; half up."""
    places = decimals(percent) + 1
    scaled = (Fraction(part) * 100 * 10**places / Fraction(whole) + Fraction(1, 2)).__floor__()
    return Decimal(scaled).scaleb(-places)
