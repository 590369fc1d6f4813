"""Numbered items and ordinals as printed."""

from __future__ import annotations

import pytest
from rule_cases import build_report

from core.rules import Context
from core.rules.context import Subject
from core.rules.items import items, ordinal
from core.rules.parts import section


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("五、", 5),
        ("第一部分", 1),
        ("（十二）", 12),
        ("二十三、", 23),
        ("十、", 10),
        ("３.", 3),
        ("（12）", 12),
        ("一二、", None),
        ("总体情况", None),
    ],
)
def test_an_ordinal_is_the_number_it_prints(words: str, number: int | None) -> None:
    """Chinese, Arabic and full-width ordinals; None for what is none."""
    assert ordinal(words) == number


def test_items_are_paragraphs_that_begin_with_a_number() -> None:
    """Style, number and title of each, with its place; figures and years at a line's beginning are none."""
    words = "（一）主动公开情况。全年公开信息。\n1.公开文件，及时。\n（2）公开数据。\n3.5万条信息已公开。\n2024年公开信息。\n三、其他"
    report = build_report({"words": {"1": words}})
    part = section(Subject(report, Context()), 1)
    assert part is not None
    found = list(items(part))
    assert [(i.style, i.value, i.title) for i in found] == [
        ("bracketed", 1, "主动公开情况"),
        ("plain", 1, "公开文件"),
        ("round", 2, "公开数据"),
        ("chapter", 3, "其他"),
    ]
    assert report.text[slice(*found[1].span)] == "1.公开文件"
