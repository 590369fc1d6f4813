"""Text as labels are compared: only its Chinese letters, folded, each with its place in the source.

White space, punctuation, digits and ordinals' marks fall away, so that a label broken over lines, set one character a line or
with blanks inside reads like the form's. Compatibility forms and the radicals that PDF fonts put for letters are folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

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
    simple = not _MORE.search(text)
    for start, end in (*skip, (len(text), len(text))):
        first, between, position = position, text[position:start], max(position, end)
        if between.isascii():  # as between the figures of a row: no letters of ours
            continue
        if simple or not _MORE.search(between):
            for run in _RUNS.finditer(between):
                kept.append(run[0].translate(_ALIKE))
                at += range(first + run.start(), first + run.end())
            continue
        each = [_LETTERS[ch] for ch in between]
        piece = "".join(each)
        places = [index for index, letter in enumerate(each, first) if letter]
        if len(places) != len(piece):  # a sign that stands for several letters
            places = [index for index, letter in enumerate(each, first) for _ in letter]
        kept.append(piece)
        at += places
    return Letters("".join(kept), tuple(at))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The Chinese letters of a text, folded."""
    return folded(text)


def folded(text: str) -> str:
    """The same, not kept for the next time: for whole texts."""
    if not _MORE.search(text):
        return "".join(_RUNS.findall(text)).translate(_ALIKE)
    return "".join([_LETTERS[ch] for ch in text if ch > "\x7f"])


def squeeze(text: str) -> str:
    """A text without white space and format characters, otherwise as printed."""
    if text.isalnum():  # as nearly all cells are: a number, which is neither
        return text
    return _solid(text)


@lru_cache(maxsize=2048)
def _solid(text: str) -> str:
    solid = "".join(text.split())
    return solid if solid.isascii() else "".join([ch for ch in solid if unicodedata.category(ch) != "Cf"])


class _Folded(dict[str, str]):
    """The folded letters of each character, mostly one or none; each character is looked at once."""

    def __missing__(self, ch: str) -> str:
        folded = "" if ch <= "\x7f" else unicodedata.normalize("NFKC", _RADICALS.get(ch, ch))
        self[ch] = "".join(_SAME.get(c, c) for c in folded if _is_chinese(c))
        return self[ch]


def _is_chinese(ch: str) -> bool:
    """A Chinese letter: labels are printed beside their Tibetan, Uyghur, Mongolian, Korean or Yi, whose letters are none of ours."""
    return unicodedata.category(ch) == "Lo" and unicodedata.name(ch, "").startswith("CJK")


_LETTERS: Final = _Folded()
_RUNS: Final = re.compile("[\u4e00-\u9fef]+")
"""Letters as nearly all are printed: they are their own folding."""
_MORE: Final = re.compile("[^\x00-\xff\u2000-\u206f\u2460-\u249b\u3001-\u3003\u3008-\u3020\uff01-\uff5e\u4e00-\u9fef]")
"""Whatever else may be a letter; marks and digits are none."""
_ALIKE: Final = str.maketrans(_SAME)
