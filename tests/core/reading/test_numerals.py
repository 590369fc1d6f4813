"""Numerals and dates of prose."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.numerals import DATE, PERIOD, chinese, date_of, value_of

VALUES = [
    ("13", 13), ("１３", 13), ("1,234", 1234), ("18651.06", Decimal("18651.06")), ("1.2万", 12000), ("3亿", 300_000_000),
    ("二十三", 23), ("一百零三", 103), ("两千零五", 2005), ("十", 10), ("二〇二五", 2025), ("二○二四", 2024), ("二零二四", 2024),
    ("一万二千", 12000), ("abc", None), ("", None), ("1.2.3", None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), VALUES)
def test_a_printed_number_has_this_value(printed: str, value: int | Decimal | None) -> None:
    assert value_of(printed) == value


def _spelled(value: int) -> str:
    """A numeral by steps, written by another rule than the reader's."""
    digits, steps, out = "零一二三四五六七八九", ["千", "百", "十", ""], ""
    for digit, step in zip(f"{value:04d}", steps, strict=True):
        if digit != "0":
            out += digits[int(digit)] + step
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零")


@given(st.integers(1, 9999))
def test_every_chinese_numeral_is_read_back(value: int) -> None:
    assert chinese(_spelled(value)) == value


DATES = [
    ("2025年1月22日", date(2025, 1, 22)), ("二〇二五年一月二十二日", date(2025, 1, 22)), ("二○二五年十二月三十一日", date(2025, 12, 31)),
    ("２０２５年１月２日", date(2025, 1, 2)), ("2025年2月30日", None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "day"), DATES)
def test_a_printed_date_is_that_day_or_none_where_no_calendar_has_it(printed: str, day: date | None) -> None:
    match = re.fullmatch(DATE, printed)
    assert match is not None
    assert date_of(match) == day


@pytest.mark.parametrize(
    "printed", ["自2024年1月1日起至2024年12月31日止", "2024年1月1日至12月31日", "2024年1月1日—2024年12月31日"]
)
def test_a_period_may_leave_out_its_second_year(printed: str) -> None:
    match = re.fullmatch(PERIOD, printed)
    assert match is not None
    assert (date_of(match, "a"), date_of(match, "b", 2024)) == (date(2024, 1, 1), date(2024, 12, 31))
