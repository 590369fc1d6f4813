"""Running text cut into rows by cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.shown import clean
from tui.wrapping import NOT_AT_END, NOT_AT_START, Wrapped, cells_of, fit, packed, wrap

TEXT = st.text(st.sampled_from("政府信息公开，。（）“”……——《》12,345.%abc \t\n\x1b\u200bｱé"), max_size=200)
WIDTH = st.integers(4, 40)


@given(TEXT, WIDTH)
def test_rows_hold_the_whole_text_in_order(text: str, width: int) -> None:
    rows = Wrapped(text, width).rows
    assert "\n".join(_line(text, rows)) == text


def _line(text: str, rows: list) -> list[str]:  # type: ignore[type-arg]
    lines: list[str] = []
    for row in rows:
        part = text[row.start : row.end]
        if row.number:
            lines.append(part)
        else:
            lines[-1] += part
    return lines


@given(TEXT, WIDTH)
def test_no_row_is_wider_than_the_pane_but_for_blanks_at_its_end(text: str, width: int) -> None:
    assert all(cells_of(row) <= width for row in wrap(text, width))


@given(TEXT, WIDTH)
def test_every_place_of_the_text_is_found_in_its_row(text: str, width: int) -> None:
    wrapped = Wrapped(text, width)
    for offset, character in enumerate(text):
        if character == "\n":
            continue
        row = wrapped.row_at(offset)
        start, end = wrapped.cells(row, offset, offset + 1)
        assert wrapped.rows[row].start <= offset < wrapped.rows[row].end
        assert cells_of(clean(character)) in (end - start, 1)


@pytest.mark.parametrize("width", range(8, 40))
def test_no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    text = (
        "（一）申请情况。2024年，本机关新收“政府信息公开申请”20件（含上年结转4件），占比83.3%；其中自然人……其他。" * 3
    )
    rows = wrap(text, width)
    assert not [row for row in rows if row[0] in NOT_AT_START or row[-1] in NOT_AT_END]


def test_numbers_and_latin_words_stay_whole_where_they_fit() -> None:
    assert wrap("共收到申请1,234,567件", 14) == ["共收到申请", "1,234,567件"]


def test_a_run_longer_than_the_pane_is_cut_all_the_same() -> None:
    assert wrap("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


def test_tabs_open_to_stops_and_hidden_characters_show() -> None:
    assert wrap("a\tb\x1b", 20) == ["a   b␛"]


@given(st.text(st.sampled_from("政a1 "), max_size=20), st.integers(1, 12), st.booleans())
def test_fitted_text_takes_exactly_its_cells(text: str, width: int, right: bool) -> None:
    assert cells_of(fit(clean(text), width, right)) == width


@given(st.lists(st.text("abc批注=_", min_size=1, max_size=12), min_size=1, max_size=12), st.integers(24, 60))
def test_packed_entries_stay_whole_and_in_order_and_within_the_width(entries: list[str], width: int) -> None:
    rows = packed(clean("  ".join(entries)), width)
    assert [entry for row in rows for entry in row.split("  ")] == entries
    assert all(cells_of(row) <= width for row in rows)
