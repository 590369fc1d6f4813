"""Personal data is shown with its first three and last two characters only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.masking import HEAD, TAIL, conceal, concealed, mask, masked
from core.model import Blames, Evidence, Finding, Severity, Verdict
from core.wording import Phrase


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("110101199003071234", "110*************34"),
        ("138 0013 8000", "138 **** **00"),
        ("1380013\n8000", "138****\n**00"),
        ("张某某", "张**"),
        ("李四", "李*"),
        ("", ""),
    ],
)
def test_three_and_two_characters_stay(printed: str, shown: str) -> None:
    """Numbers keep three and two, names their first character, blanks and line breaks their places."""
    assert masked(printed) == shown


@given(st.text(max_size=40))
def test_the_length_stays(words: str) -> None:
    """Places in a masked text are those of the text, and nothing but the two ends is left of it."""
    shown = masked(words)
    assert len(shown) == len(words)
    assert [a.isspace() for a in shown] == [a.isspace() for a in words]
    kept = [ch for ch in shown if not ch.isspace()]
    assert len(kept) <= 1 or set(kept[HEAD:-TAIL] if len(kept) > HEAD + TAIL else kept[1:]) <= {"*"}


def test_only_the_spans_are_masked() -> None:
    """The rest of the text stays as it is, and in its place."""
    text = "电话13800138000，身份证11010519491231002X。"
    assert mask(text, [(2, 13), (17, 35)]) == "电话138******00，身份证110*************2X。"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("来电13800138000。", "来电138******00。"),
        ("来电1380013", "来电138****"),
        ("来电13800138…", "来电138*****…"),
        ("0138000已登记", "*****00已登记"),
        ("来电138", "来电138"),
        ("两次：13800138000、13800138000", "两次：138******00、138******00"),
    ],
)
def test_a_secret_is_masked_in_other_words(words: str, shown: str) -> None:
    """Also where a quote breaks off within it."""
    assert conceal(words, ["13800138000"]) == shown


@given(
    st.text("0123456789", min_size=8, max_size=18), st.text("甲乙丙，。", max_size=8), st.text("甲乙丙，。", max_size=8)
)
def test_no_piece_of_a_quote_shows_the_middle(secret: str, before: str, after: str) -> None:
    """However a quote is cut, at most three digits of the beginning and two of the end stand in it."""
    whole = before + secret + after
    for start in range(len(before), len(before) + len(secret)):
        shown = conceal(whole[start:], [secret])
        digits = sum(ch.isdigit() for ch in shown)
        assert digits <= HEAD + TAIL, (whole[start:], shown)


def test_a_finding_shows_no_secret() -> None:
    """Quote, message and proof of a finding are masked; its places stay."""
    finding = Finding(
        id="x",
        rule="W.PUNCT",
        verdict=Verdict.FAIL,
        severity=Severity.STYLE,
        blames=Blames.REPORT,
        message=Phrase("rule.W.PUNCT.message", {"quote": "号码13800138000", "count": 1, "marks": (",", "13800138000")}),
        evidence=Evidence((), ((3, 14),), "号码13800138000"),
        proof=Phrase("rule.W.PUNCT.message", {"quote": "13800138000", "count": 1, "marks": ()}),
    )
    shown = concealed(finding, ["13800138000"])
    assert "13800138000" not in repr(shown)
    assert shown.evidence.spans == ((3, 14),)
    assert concealed(finding, []) is finding
