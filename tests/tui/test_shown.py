"""The gate between text we did not write and the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment

from tui.shown import STAND_IN, backstop, clean, codepoints, is_hidden, line, shown

ANY = st.text(st.characters(codec=None))
HOSTILE = (
    "\x1b]0;owned\x07",
    "\x9b31m",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x7f",
    "\u2028",
    "\ud800",
    "\ufe0f",
    "\U000e0041",
)


@given(ANY)
def test_every_character_becomes_exactly_one_so_that_positions_stay_true(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(now == was for now, was in zip(cleaned, text, strict=True) if not is_hidden(was))


@given(ANY)
def test_nothing_hidden_passes_but_the_line_feed(text: str) -> None:
    assert not any(is_hidden(character) for character in clean(text) if character != "\n")
    assert not any(is_hidden(character) for character in line(text))


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_terminal_acts_on_or_hides_is_drawn(text: str) -> None:
    assert clean(text).isprintable()


def test_c0_has_its_picture_and_the_rest_a_stand_in() -> None:
    assert clean("a\x1b\x7f\u202e\n\t") == f"a␛␡{STAND_IN}\n␉"
    assert line("a\nb") == "a␊b"


@pytest.mark.parametrize("text", ["[/]", "[b]10[/b]", "见附件[/附件]", "[@click=app.quit]x", "[125]", "\\[x]"])
def test_brackets_are_letters_never_markup(text: str) -> None:
    assert shown(text).plain == text
    assert not shown(text).spans


@given(ANY)
def test_the_backstop_lets_no_hidden_character_through(text: str) -> None:
    drawn = "".join(segment.text for segment in backstop([Segment(text)]))
    assert not any(is_hidden(character) for character in drawn)
    assert drawn == "".join(character for character in text if not is_hidden(character))


def test_code_points_name_every_character() -> None:
    assert codepoints("1\u200b１").split("\n") == [
        "1 U+0031 DIGIT ONE",
        f"{STAND_IN} U+200B ZERO WIDTH SPACE",
        "１ U+FF11 FULLWIDTH DIGIT ONE",
    ]
