"""Text as labels are compared: only its Chinese letters, folded, each with its place in the source.

White space, punctuation, digits and ordinals' marks fall away, so that a label broken over lines, set one character a line or
with blanks inside reads like the form's. Compatibility forms and the radicals that PDF fonts put for letters are folded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from core.model import Span

_RADICALS = dict(zip("⺠⻓⻔⻚⻋⻉⻅⻢⻛⻝⻜⻣⻥⻦⻩⻬⻰", "民长门页车贝见马风食飞骨鱼鸟黄齐龙", strict=True))
"""Supplement radicals that NFKC leaves alone."""
_SAME = {"它": "他"}
"""Letters that labels are printed with one for another."""
NUMERALS = frozenset("一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Letters:
    """The Chinese letters of a text and where each stands in it."""

    text: str
    at: tuple[int, ...]


def letters(text: str, skip: Iterable[Span] = ()) -> Letters:
    """The Chinese letters of `text` outside the skipped spans (ascending, apart)."""
    kept: list[str] = []
    at: list[int] = []
    position = 0
    for start, end in (*skip, (len(text), len(text))):
        for index in range(position, start):
            for letter in _letter(text[index]):
                kept.append(letter)
                at.append(index)
        position = max(position, end)
    return Letters("".join(kept), tuple(at))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The Chinese letters of a text, folded."""
    return "".join(_letter(ch) for ch in text if ch > "\x7f")


def squeeze(text: str) -> str:
    """A text without white space and format characters, otherwise as printed."""
    return "".join(ch for ch in text if not ch.isspace() and unicodedata.category(ch) != "Cf")


@cache
def _letter(ch: str) -> str:
    """The folded letters of one character, mostly one or none."""
    if ch <= "\x7f":
        return ""
    folded = unicodedata.normalize("NFKC", _RADICALS.get(ch, ch))
    return "".join(_SAME.get(c, c) for c in folded if unicodedata.category(c) == "Lo")
