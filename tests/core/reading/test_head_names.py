"""What the words above a column mean."""

from __future__ import annotations

import pytest

from core.reading.head_names import name_of


@pytest.mark.parametrize(
    ("table", "above", "name"),
    [
        ("t3", ("申请人情况", "自然人"), "natural"),
        ("t3", ("申请人情况", "法人或其他组织", "商业企业"), "commercial"),
        ("t3", ("申请人情况", "法人或其他组织", "商企企业"), "commercial"),
        ("t3", ("申请人情况", "法人或其他组织", "商业企业科研机构"), ""),
        ("t3", ("申请人情况", "法人或其他组织", "商科业研企机业构"), ""),
        ("t3", ("申请人情况", "自然人商业企业"), ""),
        ("t3", ("申请人情况", "法人或其他组织"), ""),
        ("t3", ("上年同期",), ""),
        ("t4", ("行政复议", "结果维持"), "reconsideration/upheld"),
        ("t4", ("行政复议", "结果维持结果纠正"), ""),
        ("t4", ("结果纠正",), "*/corrected"),
        ("t3", (), ""),
    ],
)
def test_a_head_names_one_column_of_the_form_or_none(table: str, above: tuple[str, ...], name: str) -> None:
    """Letters of two names in one cell are two heads with no rule between them, in whatever order their lines came."""
    assert name_of(table, above, "2021") == name
