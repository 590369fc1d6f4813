"""What speaks for the form's order of columns in running text."""

from __future__ import annotations

import pytest

from core.reading.text_order import heads_known

HEADS = "申请人情况自然人件法人或其他组织商业企业件科研机构件社会公益组织件法律服务机构件其他件"


@pytest.mark.parametrize(("more", "known"), [("总计件", True), ("总计", True), ("案件总计件", False)])
def test_a_unit_behind_a_head_is_no_head_but_cases_are(more: str, known: bool) -> None:
    """自然人（件） is the applicants' column; 案件 is another, which the form has not."""
    letters = HEADS + more
    assert heads_known(letters, len(letters)) is known
