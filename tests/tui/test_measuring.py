"""The terminal is asked once; ambiguous characters become plain where it draws them wide, position by position."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import measuring, shown, wrapping


@pytest.mark.parametrize(
    ("got", "wide"),
    [(b"\x1b[12;5R", False), (b"\x1b[12;9R", True), (b"jj\x1b[1;7R", True), (b"", False), (b"\x1b[R", False)],
)
def test_an_answer_tells_the_width(got: bytes, wide: bool) -> None:
    assert measuring.read_answer(got, 0.01).wide is wide


def test_no_answer_is_a_near_and_narrow_terminal() -> None:
    assert not measuring.read_answer(b"", 5).far
    assert measuring.read_answer(b"\x1b[1;5R", 0.2).far
    assert not measuring.read_answer(b"\x1b[1;5R", 0.01).far


@pytest.fixture
def narrow() -> Iterator[None]:
    shown.be_narrow()
    wrapping.width_of.cache_clear()
    yield
    shown.be_narrow(False)
    wrapping.width_of.cache_clear()


@pytest.mark.usefixtures("narrow")
@given(st.text(st.sampled_from("“”‘’…—·①②×÷±° ab政府，。\x1b\u202e\ufffd■→"), max_size=40))
def test_nothing_of_ambiguous_width_is_drawn_and_positions_stay(text: str) -> None:
    drawn = shown.line(text)
    assert len(drawn) == len(text)
    assert not [c for c in drawn if ord(c) > 0x7F and unicodedata.east_asian_width(c) == "A"]
    assert all(a == b for a, b in zip(text, drawn, strict=True) if not shown.is_hidden(a))


@pytest.mark.usefixtures("narrow")
def test_wrapped_text_is_plain_too() -> None:
    assert wrapping.wrap("他说“公开”—①", 40) == ['他说"公开"-1']
