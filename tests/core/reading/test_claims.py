"""Claims: every number a sentence states, and nothing else (cases: tests/cases/claims.toml)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats import read
from core.formats.document import Cell, Document, Grid
from core.model import Claim
from core.passages import join
from core.reading.claims import claims_of
from core.reading.prose import read_prose

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "claims.toml").read_text("utf-8"))["case"]
PLAIN = {"unit": None, "scope": None, "role": None, "of": None, "beside": None, "subject": None, "period": None}


def _claims(text: str, body: str | None = None) -> tuple[Claim, ...]:
    return claims_of(join(text), (), body, 2024)


def _shown(claim: Claim) -> dict[str, Any]:
    fields = ("quantity", "value", *PLAIN, "closure", "bound")
    return {key: getattr(claim, key) for key in fields}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_sentence_states_exactly_these_numbers(case: dict[str, Any]) -> None:
    expected = [
        {**PLAIN, "closure": None, "bound": None, **claim, "value": _number(claim["value"])} for claim in case["claims"]
    ]
    assert [_shown(claim) for claim in _claims(case["text"], case.get("body"))] == expected


def _number(value: int | str) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(value)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_spans_lead_to_the_printed_number_inside_its_clause(case: dict[str, Any]) -> None:
    for claim in _claims(case["text"], case.get("body")):
        assert claim.clause[0] <= claim.span[0] < claim.span[1] <= claim.clause[1]
        printed = "".join(case["text"][slice(*claim.span)].split()).replace(",", "")
        if claim.role in (None, "part") and claim.unit == "件" and isinstance(claim.value, int) and claim.value > 9:
            assert str(claim.value) in printed.translate(
                str.maketrans("０１２３４５６７８９", "0123456789")
            ) or not any(ch.isdigit() for ch in printed)


@given(
    st.integers(0, 10**7),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from(["", " ", "\n", "　"]),
    st.sampled_from(
        [
            ("共收到政府信息公开申请", "件", "new"),
            ("全年办理依申请公开", "件", "handled"),
            ("主动公开政府信息", "条", "disclosed_total"),
        ]
    ),
)
def test_any_number_however_grouped_and_spaced_is_read_as_printed(
    value: int, form: str, gap: str, phrase: tuple[str, str, str]
) -> None:
    words, unit, quantity = phrase
    (claim,) = _claims(f"2024年，我局{words}{gap}{form.format(value)}{gap}{unit}。")
    assert (claim.quantity, claim.value, claim.unit, claim.period) == (quantity, value, unit, 2024)


@given(st.integers(1, 99999), st.integers(1, 4))
def test_a_line_break_inside_a_number_does_not_cut_it(value: int, at: int) -> None:
    digits = str(value)
    text = f"2024年全年我局共收到并受理政府信息公开申请{digits[:at]}\n{digits[at:]}件，已答复。"
    assert _claims(text)[0].value == value


@given(st.text(alphabet="受理申请件公开0123456789，。；、（）其中上年结转占%率\n 不予无未收到", max_size=120))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    for index, claim in enumerate(_claims(text)):
        assert claim.of is None or 0 <= claim.of != index
        assert 0 <= claim.span[0] < claim.span[1] <= len(text)


REPORT = """某市水利局2024年政府信息公开工作年度报告
一、总体情况
2024年，我局共收到政府信息公开申请3件，已全部办结。
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
（七）总计 3 0 0 0 0 0 3
四、结转下年度继续办理 0 0 0 0 0 0 0
注：新收申请含上年转来2件。
2024年我局未收到补正材料，另有12条说明。
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计
1 0 0 0 1 0 0 0 0 0 0 0 0 0 0
我局共发生行政复议1件，结果维持。
"""


def test_tables_and_their_notes_hold_no_claims_but_prose_around_them_does() -> None:
    prose = read_prose(Document("text", REPORT), "2021")
    stated = [(c.quantity, c.value) for c in prose.claims]
    assert stated == [
        ("new", 3),
        ("handled_word", 3),
        ("all_done", 0),
        ("other", 12),
        ("reconsideration", 1),
        ("reconsideration", 1),  # 结果维持: the one that was upheld
    ]


def test_a_page_of_prose_framed_as_a_grid_is_still_prose() -> None:
    """A table finder may take a frame around text for a table of one column."""
    words = (
        "某市水利局2024年政府信息公开工作年度报告",
        "一、总体情况",
        "2024年，我局收到政府信息公开申请3件，",
        "均已答复。",
    )
    text = "\n".join(words)
    cells = []
    for row, line in enumerate(words):
        start = text.index(line)
        cells.append(Cell(row, 0, line, ((start, start + len(line)),)))
    grid = Grid(len(words), 1, tuple(cells), (0, len(text)))
    prose = read_prose(Document("pdf", text, (grid,)), "2021")
    assert [(c.quantity, c.value) for c in prose.claims] == [("new", 3), ("all_answered", 3)]
    assert prose.table_spans == ()


def test_a_label_wrapped_around_its_figures_states_no_number() -> None:
    """A table set out with blanks under heads of its own is a table: what stands amid its labels is no claim."""
    rows = "\n".join(f"8.属于行政查询事{'':4}{n}     5     7     0     4     8     {n + 24}\n项" for n in (6, 7))
    text = (
        "某市水利局2024年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请3件。\n"
        "三、收到和处理政府信息公开申请情况\n项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
        f"{rows}\n四、政府信息公开行政复议、行政诉讼情况\n无。"
    )
    claims = read_prose(Document("text", text), "2021").claims
    assert [(claim.quantity, claim.value) for claim in claims] == [("new", 3)]


EXPECTED: dict[str, dict[tuple[str, int | Decimal], int]] = {
    "2024-ganzhou-xinnengyuan": {("rate", Decimal("92.85")): 5, ("rate", Decimal("99.5")): 144, ("handled_word", 1): 1},
    "2024-pingtan-gongan": {("share", Decimal("37.5")): 8, ("share", Decimal("12.5")): 8},
    "2022-pingtan-ziran": {("disclosed_part", 9): 64, ("disclosed_part", 31): 64},
    "2020-pingtan-oldform": {("disclosed_part", 1053): 2602, ("all_answered", 21): 21},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_claims_of_published_reports_stand_with_their_totals_and_bases(name: str, corpus: Path) -> None:
    for file in sorted((corpus / "reports").glob(f"{name}.*")):
        document = read(file.read_bytes(), file.name)
        claims = read_prose(document, "2021").claims
        found = {(c.quantity, c.value): claims[c.of].value for c in claims if c.of is not None}
        assert EXPECTED[name].items() <= found.items()
