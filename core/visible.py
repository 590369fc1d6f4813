"""What papers print: stored text is exact; printed, each control, format or otherwise invisible character stands as exactly one
visible one, so that positions stay true (RELIABILITY §3.2). The terminal's gate, `tui.shown`, draws the same pictures."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Printed for what has no picture of its own."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_IGNORABLE = (  # Default_Ignorable_Code_Point outside category Cf
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)


def is_hidden(character: str) -> bool:
    """Whether a program would act on the character or draw nothing for it."""
    if unicodedata.category(character) in _HIDDEN:
        return True
    return any(low <= ord(character) <= high for low, high in _IGNORABLE)


def picture(character: str) -> str:
    """The one visible character for a hidden one: ␀–␟ and ␡ for C0 and DEL, U+FFFD for the rest."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else STAND_IN


class _Pictures(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        drawn = picture(character) if is_hidden(character) else character
        self[code] = drawn
        return drawn


_pictures = _Pictures({ord("\n"): "\n"})


def visible(text: str) -> str:
    """`text` of the same length with nothing hidden in it; line feeds stay."""
    return text if text.isascii() and text.isprintable() else _drawn(text)


@lru_cache(maxsize=4096)  # papers say the same words on every line
def _drawn(text: str) -> str:
    return text.translate(_pictures)
