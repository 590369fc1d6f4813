"""Running text leads back to the exact text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.passages import clauses, is_blank, join, normal, outside, paragraphs, printing, sentences, squeeze

LAID_OUT = "根据《中华人民共和国政府信息公开条例》（以下简称《条\n\n例》）精神，全年共收到并受理政府信息公开申请 13\n6 件，其中自然人一百三十件，均已在法定期限内\n- 2 -\n\n\f\n答复。\n一、总体情况\n第二段。"


def test_breaks_of_the_layout_are_undone_and_paragraphs_kept() -> None:
    joined = join(LAID_OUT)
    assert joined.text == (
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）精神，全年共收到并受理政府信息公开申请136件，其中自然人一百三十件，均已在法定期限内答复。\n"
        "一、总体情况\n第二段。"
    )


def test_a_place_in_the_running_text_leads_to_the_exact_text() -> None:
    joined = join(LAID_OUT)
    at = joined.text.index("136件")
    assert LAID_OUT[slice(*joined.span(at, at + 4))] == "13\n6 件"
    assert joined.range_of(joined.span(at, at + 4)) == (at, at + 4)


def test_a_page_number_between_figures_is_left_out_only_beside_a_page_break() -> None:
    assert (
        join("全年共收到政府信息公开申请，\n12\n\f\n合计答复三件。").text
        == "全年共收到政府信息公开申请，合计答复三件。"
    )
    assert "12" in join("全年共收到政府信息公开申请\n12\n件。").text


def test_blanks_between_latin_words_stay_and_those_beside_chinese_go() -> None:
    assert join("见 Open Data 平台　公开 3 件").text == "见Open Data平台公开3件"


@given(st.text(alphabet="公开，。；\n\f 　12a（）一、\u200b", max_size=80))
def test_every_character_keeps_its_place_and_only_breaks_are_added(text: str) -> None:
    joined = join(text)
    assert len(joined.text) == len(joined.places)
    assert list(joined.places) == sorted(joined.places)
    for ch, place in zip(joined.text, joined.places, strict=True):
        assert ch == "\n" or text[place] == ch or (ch == " " and text[place].isspace())
    squeezed = squeeze(text)
    assert all(text[place] == ch for ch, place in zip(squeezed.text, squeezed.places, strict=True))


@given(st.text(alphabet="公开，。；\n1,23！”", max_size=60))
def test_sentences_clauses_and_paragraphs_cover_all_words(text: str) -> None:
    joined = join(text)
    covered = {i for a, b in sentences(joined) for i in range(a, b)}
    assert all(joined.text[i] == "\n" for i in range(len(joined.text)) if i not in covered)
    for start, end in sentences(joined):
        assert all(start <= a < b <= end for a, b in clauses(joined, start, end))
    assert "".join(joined.text[a:b] for a, b in paragraphs(joined)) == joined.text.replace("\n", "")


def test_a_comma_inside_a_number_ends_no_clause() -> None:
    joined = join("受理1,234件,答复12件")
    assert [joined.text[a:b] for a, b in clauses(joined, 0, len(joined.text))] == ["受理1,234件", "答复12件"]


def test_what_is_left_of_a_span_without_its_holes() -> None:
    assert outside((0, 10), [(2, 4), (8, 12)]) == ((0, 2), (4, 8))
    assert outside((0, 10), [(0, 10)]) == ()


def test_text_for_comparing_has_one_width_and_no_blanks() -> None:
    assert normal("２０２４ 年，\u200bＡ") == "2024年,A"


@given(st.text(alphabet=st.characters() | st.sampled_from(" \n\u3000\u200b\xad\x00\x85\u2028\ue000年"), max_size=30))
def test_printing_takes_out_what_prints_nothing_and_no_more(text: str) -> None:
    assert printing(text) == "".join(ch for ch in text if not is_blank(ch))
