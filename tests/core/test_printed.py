"""What is printed in a cell: states are kept apart, values are never floats, nothing raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import State
from core.printed import state_of

CASES = [
    ("", State.BLANK, None, None),
    ("　\xa0\u200b", State.BLANK, None, None),
    ("0", State.ZERO, 0, None),
    ("０", State.ZERO, 0, None),
    ("0.00", State.ZERO, Decimal("0.00"), None),
    ("12", State.NUM, 12, None),
    ("1,234", State.NUM, 1234, None),
    ("１，２３４", State.NUM, 1234, None),
    ("7730.28", State.NUM, Decimal("7730.28"), None),
    ("-18", State.NUM, -18, None),
    ("/", State.SLASH, None, None),
    ("／", State.SLASH, None, None),
    ("-", State.DASH, None, None),
    ("——", State.DASH, None, None),
    ("3件", State.MIXED, 3, "件"),
    ("22（其中修订16件）", State.MIXED, 22, "（其中修订16件）"),
    ("无", State.TEXT, None, None),
    ("约5", State.TEXT, None, None),
    ("一", State.TEXT, None, None),
    ("1,2", State.TEXT, None, None),
    ("9" * 30, State.TEXT, None, None),
]


@pytest.mark.parametrize(("printed", "state", "value", "remark"), CASES, ids=[repr(case[0]) for case in CASES])
def test_the_state_is_what_is_printed(
    printed: str, state: State, value: int | Decimal | None, remark: str | None
) -> None:
    """Blank, zero, slash, dash, number, number with a remark and words are seven things."""
    assert state_of(printed) == (state, value, remark)


@given(st.text(max_size=40))
def test_any_print_has_a_state(printed: str) -> None:
    """A value stands with NUM, ZERO and MIXED, and with nothing else."""
    state, value, remark = state_of(printed)
    assert (value is not None) == (state in (State.NUM, State.ZERO, State.MIXED))
    assert (remark is not None) == (state is State.MIXED)
    assert not isinstance(value, float)


@given(st.integers(0, 10**17))
def test_a_number_is_read_back(value: int) -> None:
    """With or without grouping commas."""
    assert state_of(str(value))[1] == value
    assert state_of(f"{value:,}")[1] == value


@given(st.text(alphabet="0123456789", min_size=1, max_size=24))
def test_bare_digits_are_what_they_are_with_a_blank_beside_them(digits: str) -> None:
    assert state_of(digits) == state_of(f" {digits}")
