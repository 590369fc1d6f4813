"""Identity numbers, mobile numbers, cards and names are found where they are, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import build_report

from core.model import Report
from core.personal import REGIONS, is_identity, is_luhn, personal_data, secrets

SOUND = build_report({})


def report_of(text: str, *tables: tuple[int, int]) -> Report:
    """A report of this text, with tables at these places."""
    return replace(SOUND, text=text, table_spans=tables, masthead=replace(SOUND.masthead, title=None), sections=())


def found(text: str, *tables: tuple[int, int]) -> list[tuple[str, str]]:
    return [(item.kind, text[slice(*item.span)]) for item in personal_data(report_of(text, *tables))]


@given(st.sampled_from(sorted(REGIONS)), st.dates(), st.integers(0, 999))
def test_a_made_up_identity_number_is_found(region: int, born: object, serial: int) -> None:
    """Any number with region, date and the right check digit; with another check digit it is none."""
    stem = f"{region}0105{born:%Y%m%d}{serial:03d}"
    right = [digit for digit in "0123456789X" if is_identity(stem + digit)]
    year = int(f"{born:%Y}")
    assert len(right) == (1 if 1850 < year < 2100 else 0)
    if right and 1900 <= year < 2100:
        assert found(f"证件{stem + right[0]}。") == [("identity", stem + right[0])]


@given(st.text("0123456789", min_size=12, max_size=18))
def test_one_check_digit_in_ten_is_right(stem: str) -> None:
    """Exactly one last digit makes a card number."""
    assert sum(is_luhn(stem + digit) for digit in "0123456789") == 1


@given(st.integers(13000000000, 19999999999), st.sampled_from(["，", "。", "）", "已登记", "\n"]))
def test_a_mobile_number_is_found(number: int, behind: str) -> None:
    """Whatever stands behind it, units aside."""
    assert found(f"来电{number}{behind}") == [("mobile", str(number))]


@given(
    st.integers(13000000000, 19999999999),
    st.sampled_from(["次", "元", "条", "余万次", "%", "3", ".5", "@163.com", ",000"]),
)
def test_a_count_is_no_mobile_number(number: int, behind: str) -> None:
    """Eleven digits before a unit, a further digit or in a mailbox."""
    assert found(f"累计{number}{behind}") == []


def test_a_number_across_a_line_break_is_one() -> None:
    """The layout's line break is part of its place."""
    text = "本机关工作人员在办理依申请公开事项过程中与申请人联系，登记的联系号码为1380013\n8000，其后补正材料并按期作出答复。"
    assert found(text) == [("mobile", "1380013\n8000")]
    assert secrets(text, personal_data(report_of(text))) == ("1380013\n8000", "1380013 8000", "13800138000")


def test_figures_of_a_table_are_no_telephone() -> None:
    """In a table eleven digits are figures; an identity number is one there too."""
    text = "总计 13800138000\n注 11010519491231002X\n"
    assert found(text, (0, len(text))) == [("identity", "11010519491231002X")]


@pytest.mark.parametrize("place", ["above", "below"])
def test_what_stands_outside_the_prose_is_searched(place: str) -> None:
    """Above the title and behind the sign-off too."""
    extra = "联系人手机13800138000\n"
    text = extra + SOUND.text if place == "above" else SOUND.text + extra
    moved = len(extra) if place == "above" else 0
    title = SOUND.masthead.title
    assert title is not None
    assert title.span is not None
    stated = replace(title, span=(title.span[0] + moved, title.span[1] + moved))
    sections = tuple(
        replace(
            part,
            heading=(part.heading[0] + moved, part.heading[1] + moved),
            span=(part.span[0] + moved, part.span[1] + moved),
        )
        for part in SOUND.sections
    )
    report = replace(SOUND, text=text, masthead=replace(SOUND.masthead, title=stated), sections=sections)
    assert [text[slice(*item.span)] for item in personal_data(report)] == ["13800138000"]


@given(st.text("0123456789 -Xx申请人张某王李为：，。\n\f某１３８/@.", max_size=120))
def test_odd_text_raises_nothing(text: str) -> None:
    """Spans lie in the text, in order, and never overlap."""
    last = 0
    for item in personal_data(report_of(text, (len(text) // 2, len(text) * 2 // 3))):
        assert last <= item.span[0] < item.span[1] <= len(text)
        last = item.span[1]
