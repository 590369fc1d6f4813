"""`.csv` opens in a spreadsheet and holds no formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory.desks import checked, report
from papers.making import JUSTICE, decided, office, quoting, usual, write

from core.export.csv import guarded
from core.export.manner import Manner


def lines(path: Path) -> list[dict[str, str]]:
    """The file by its headings."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_findings_exceptions_and_checks_are_lines(tmp_path: Path) -> None:
    """What was found, what was added and what passed are in it, each with the answers given."""
    made = usual()
    decided(made)
    read = lines(write(made, tmp_path / "out.csv"))
    ours = [line for line in read if line["机关"] == JUSTICE]
    assert [line["类别"] for line in ours] == ["疑点", "疑点", "疑点", "审核人异议", "核查记录", "核查记录"]
    confirmed, asked, reading, exception, passed, unassessable = ours
    assert (confirmed["规则"], confirmed["认定"], confirmed["认定人"]) == ("T3.RESULT", "属实", "wang、li")
    assert (confirmed["应为"], confirmed["所填"], confirmed["建议更正"]) == (
        "1",
        "2",
        "表三 总计（办理结果）·自然人 改为 1",
    )
    assert confirmed["算式"] == "新收 1 + 结转 0 = 1 ≠ 总计 1 + 结转下年 1"
    assert "国办公开办函〔2021〕30号" in confirmed["依据"]
    assert (asked["认定"], asked["说明"]) == ("待询", "请说明办结口径")
    assert reading["指向"] == "读取"
    assert (exception["内容"], exception["建议更正"], exception["错误类型"]) == (
        "与上年结转不衔接",
        "21",
        "与上年不衔接",
    )
    assert (passed["规则"], passed["结论"]) == ("T4.SUM", "通过")
    assert (unassessable["结论"], unassessable["内容"]) == ("未能核查", "报告年度不明")


def test_times_are_those_of_the_place(tmp_path: Path) -> None:
    """Midnight UTC is eight in the morning in Shanghai."""
    made = usual()
    decided(made)
    read = lines(write(made, tmp_path / "out.csv"))
    assert {line["认定时间（当地）"][:13] for line in read} - {""} == {"2025-03-01 08"}


def test_headings_and_words_follow_the_language(tmp_path: Path) -> None:
    """In English the headings and answers are English, the quotes as printed."""
    made = usual()
    decided(made)
    read = lines(write(made, tmp_path / "out.csv", Manner("en")))
    first = next(line for line in read if line["Rule"] == "T3.RESULT")
    assert (first["Standing"], first["Quote"]) == ("confirmed", "其中自然人16件")


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "＝1", "＋1", "－", "＠a", "\t=1", "\r=1", " =1", "-", "--1"]
)
def test_what_begins_like_a_formula_is_quoted(words: str) -> None:
    """By an apostrophe in front."""
    assert guarded(words) == f"'{words}"


@pytest.mark.parametrize("words", ["-5", "+3.20", "12", "0", "", "一、总体情况", "2024-01-31", "a=b"])
def test_plain_numbers_and_words_stay(words: str) -> None:
    """A minus before digits is a number (R36)."""
    assert guarded(words) == words


@given(st.text(st.sampled_from("=+-@＝＋－＠'\t\r 1.a年"), max_size=8))
def test_nothing_but_a_number_begins_with_a_sign(words: str) -> None:
    """Whatever the text: guarded, it is itself or itself behind an apostrophe, and never a formula."""
    safe = guarded(words)
    assert safe in (words, f"'{words}")
    if safe[:1] in "=+-@＝＋－＠\t\r" and safe:
        float(safe)


def test_a_hostile_report_writes_text_only(tmp_path: Path) -> None:
    """Formulas in quotes, names and messages are quoted, control characters shown by their pictures."""
    hostile = '=HYPERLINK("http://x.invalid","点")\x1b]0;\x07\u202e'
    made = office(checked(report("a" * 64, "@机关"), quoting(hostile)), roster=())
    path = write(made, tmp_path / "out.csv")
    first = lines(path)[0]
    assert first["机关"] == "'@机关"
    assert first["原文"] == "'" + hostile.replace("\x1b", "␛").replace("\x07", "␇").replace("\u202e", "\ufffd")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
