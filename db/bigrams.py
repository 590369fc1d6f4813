"""Text as overlapping pairs of characters, so that two-character words, the commonest in Chinese, are found.

Lines are joined before cutting (a broken line cuts words); punctuation separates; compatibility forms are unified.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

_RUN = re.compile(r"[^\W_]+")
"""Letters and digits of any script, as `str.isalnum` has them."""


class _Unified(dict[int, str]):
    """For `str.translate`: each character in NFKC and lower case, white space gone; worked out once a character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = "" if character.isspace() else unicodedata.normalize("NFKC", character).casefold()
        return self[code]


_UNIFIED = _Unified()


def pairs(text: str) -> str:
    """What the index holds: every pair of neighbouring letters or digits, the last character of a run alone."""
    runs = _RUN.findall(text.translate(_UNIFIED))
    return " ".join(" ".join((*map(add, run, run[1:]), run[-1])) for run in runs)


def match(words: str) -> str:
    """A query for the index: each word as a phrase of its pairs, all of them wanted; one character as a prefix."""
    runs = [run for word in words.split() for run in _RUN.findall(word.translate(_UNIFIED))]
    phrases = (f'"{" ".join(map(add, run, run[1:]))}"' if len(run) > 1 else f'"{run}" *' for run in runs)
    return " AND ".join(phrases) or '""'


def offset(text: str, word: str) -> int | None:
    """Where `word` stands in the text, white space, case and compatibility forms aside; None if it does not. The first place where
    it is written as one writes it, line breaks and blanks aside; only where there is none, one with other forms."""
    letters = [re.escape(letter) for part in word.split() for letter in part]
    plain = re.search(r"\s*".join(letters), text, re.IGNORECASE) if letters else None
    if plain is not None:
        return plain.start()
    wanted = word.translate(_UNIFIED)
    found = text.translate(_UNIFIED).find(wanted) if wanted else -1
    if found < 0:
        return None
    reached = 0
    for index, character in enumerate(text):
        reached += len(_UNIFIED[ord(character)])
        if reached > found:
            return index
    return None
