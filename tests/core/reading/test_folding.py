"""Letters of a text: the usual ones are taken as they stand, all others looked up, and nobody can tell which was done."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from core.reading import folding
from core.reading.folding import folded, letters

UNUSUAL = "\ue000"
"""Has no letters, and is looked up: with it, so is all that stands beside it."""
TEXTS = st.text(alphabet=st.sampled_from("信息它公开⻔㈠０1 a、（\n\f\ue000\u3038") | st.characters(), max_size=40)


def test_a_character_that_is_not_looked_up_is_its_own_letter_or_none() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [ch for ch in every if not folding._MORE.search(ch) and folded(ch) != folding._LETTERS[ch]] == []


@given(TEXTS)
def test_a_text_is_folded_alike_whether_it_is_looked_up_or_not(text: str) -> None:
    assert folded(text) == folded(text + UNUSUAL)


@given(TEXTS, st.lists(st.integers(0, 40), max_size=6))
def test_letters_stand_where_they_stand_whether_looked_up_or_not(text: str, places: list[int]) -> None:
    ends = sorted(min(place, len(text)) for place in places[: len(places) // 2 * 2])
    skip = list(zip(ends[::2], ends[1::2], strict=True))
    found, looked_up = letters(text, skip), letters(text + UNUSUAL, skip)
    assert found == looked_up
    assert [folded(text[place]) for place in found.at if len(folded(text[place])) == 1] == [
        letter for letter, place in zip(found.text, found.at, strict=True) if len(folded(text[place])) == 1
    ]
