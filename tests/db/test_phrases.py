"""Phrases, numbers and names as cells, exactly; and sentences for readers of the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.address import Address
from core.wording import Argument, Phrase
from db.phrases import cell_number, cells_name, chinese, json_phrase, name_cells, number_cell, phrase_json, storable


@given(st.text(st.characters()))
def test_what_is_storable_is_utf8_of_the_same_length(text: str) -> None:
    """Positions in a text stay true, and a text that can be stored is left alone."""
    stored = storable(text)
    stored.encode()
    assert len(stored) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, stored, strict=True))
    assert storable(stored) == stored


@given(st.binary())
def test_any_bytes_of_a_file_name_come_back(raw: bytes) -> None:
    """As the file system gives them to Python."""
    name = raw.decode("utf-8", "surrogateescape")
    shown, kept = name_cells(name)
    shown.encode()
    assert cells_name(shown, kept) == name


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (None, None),
        (0, 0),
        (2**63 - 1, 2**63 - 1),
        (2**63, "9223372036854775808"),
        (-(2**63), -(2**63)),
        (-(2**63) - 1, "-9223372036854775809"),
        (Decimal("3.60"), "3.60"),
        (Decimal(0), "0"),
    ],
)
def test_a_number_stays_the_number_it_is(number: int | Decimal | None, cell: int | str | None) -> None:
    """What SQLite's integers hold is one; a decimal keeps its places; nothing is rounded."""
    assert number_cell(number) == cell
    assert cell_number(cell) == number
    assert str(cell_number(cell)) == str(number)


def test_every_kind_of_argument_comes_back_as_it_was() -> None:
    """Text that looks like a number or a date too."""
    arguments: dict[str, Argument] = {
        "text": "2024-01-01",
        "count": 3,
        "huge": 10**30,
        "fee": Decimal("1.50"),
        "day": date(2025, 1, 31),
        "place": Address("t3", "new", "natural"),
        "nothing": None,
        "several": ("a", 1, (Decimal(2), date(2024, 2, 29))),
    }
    phrase = Phrase("rule.T3.ROW.message", arguments)
    assert json_phrase(phrase_json(phrase)) == phrase
    assert json_phrase(phrase_json(None)) is None


def test_a_template_of_another_version_is_shown_by_name_with_its_arguments() -> None:
    """Readers of the file see something true, and a database of a newer program never breaks one."""
    assert chinese(Phrase("rule.NEWER.message", {"left": 3})) == "rule.NEWER.message left=3"
    assert chinese(Phrase("rule.T4.SUM.message", {"other": 3})) == "rule.T4.SUM.message other=3"
    assert chinese(None) is None
