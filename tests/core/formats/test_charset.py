"""Bytes become the text that was meant, or a text that says where it is in doubt."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError
from core.formats.charset import MAX_TEXT, decode

REPORT = "政府信息公开工作年度报告\n本年新收政府信息公开申请数量 125 件，上年结转 3 件。\n"
TRADITIONAL = "政府資訊公開年度報告，本年新收申請 125 件"
COMMON = st.sampled_from(
    [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-16", "utf-32"])
def test_every_encoding_in_use_is_read_without_being_told(encoding: str) -> None:
    decoded = decode(REPORT.encode(encoding))
    assert decoded.text == REPORT
    assert decoded.warnings == ()


@given(
    st.lists(COMMON, min_size=4, max_size=60).map("".join),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_any_common_chinese_comes_back(text: str, encoding: str) -> None:
    assert decode((text + "，共 12 件\n").encode(encoding)).text == text + "，共 12 件\n"


def test_a_character_of_four_bytes_is_read() -> None:
    assert "𠮷" in decode((REPORT + "𠮷").encode("gb18030")).text


def test_a_false_declaration_is_corrected_and_reported() -> None:
    decoded = decode(REPORT.encode("gbk"), "utf-8")
    assert decoded.text == REPORT
    assert [w.phrase.template for w in decoded.warnings] == ["source.warning.charset_declared"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb_2312-80", "gb18030"])
def test_declaring_the_smaller_chinese_set_is_no_lie(declared: str) -> None:
    assert decode(REPORT.encode("gb18030"), declared).warnings == ()


def test_big5_is_told_from_gb18030_and_reported_as_a_guess() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert decoded.text == TRADITIONAL
    assert [w.phrase.template for w in decoded.warnings] == ["source.warning.charset_guessed"]


def test_rare_characters_throughout_raise_a_doubt() -> None:
    decoded = decode(b"".join(bytes((0x82, low)) for low in range(0x40, 0x7E)), "gb18030")
    assert "source.warning.charset_doubtful" in [w.phrase.template for w in decoded.warnings]


def test_bytes_of_no_character_are_marked_where_they_stand() -> None:
    decoded = decode(REPORT.encode() + b"\xff 125")
    assert decoded.text == REPORT + "� 125"
    assert [(w.kind, w.spans) for w in decoded.warnings] == [("bad-bytes", ((len(REPORT), len(REPORT) + 1),))]


def test_nul_is_marked_and_reported() -> None:
    decoded = decode(REPORT.encode() + b"1\x002")
    assert decoded.text == REPORT + "1�2"
    assert decoded.warnings[0].phrase.arguments == {"count": 1}


@pytest.mark.parametrize(
    ("data", "kind"), [(bytes(range(128, 256)) * 9, "damaged"), (b"x" * (MAX_TEXT + 1), "too-large")]
)
def test_what_fits_no_encoding_or_no_memory_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.kind == kind


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "no-such-set", "\0", "utf-16", "base64", "idna"])
)
def test_no_bytes_and_no_declaration_crash_it(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared)
    except SourceError:
        return
    assert "\0" not in decoded.text
    assert codecs.lookup(decoded.encoding)
