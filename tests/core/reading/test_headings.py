"""The six sections are found by their words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from core.errors import SourceError
from core.form import form
from core.formats import read
from core.model import Section
from core.reading import headings
from core.reading.headings import find_sections

TITLES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
ORDINALS = "一二三四五六"
BODY = "全年工作按要求开展。"


def _report(
    titles: dict[int, str] | None = None, bodies: dict[int, str] | None = None, preamble: str = "本报告根据条例编制。"
) -> str:
    """A report with the form's headings; `titles` replaces whole heading lines ("" leaves section and text out)."""
    lines = ["某市水利局2024年政府信息公开工作年度报告", preamble]
    for number, title in enumerate(TITLES, 1):
        heading = (titles or {}).get(number, f"{ORDINALS[number - 1]}、{title}")
        if heading:
            lines += [heading, (bodies or {}).get(number, BODY)]
    return "\n".join(lines) + "\n"


def _shape(text: str) -> list[tuple[int, str | None, str]]:
    return [(s.number, s.ordinal, s.title) for s in find_sections(text, "2021")]


PLAIN = [(number, f"{ORDINALS[number - 1]}、", title) for number, title in enumerate(TITLES, 1)]


def _with(number: int, ordinal: str | None, title: str) -> list[tuple[int, str | None, str]]:
    return [(number, ordinal, title) if entry[0] == number else entry for entry in PLAIN]


def test_the_forms_own_headings_are_found() -> None:
    assert _shape(_report()) == PLAIN


VARIANTS = [
    (3, "三、收到及处理政府信息公开申请情况", "三、", "收到及处理政府信息公开申请情况"),
    (
        4,
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    (4, "四、政府信息公开行政复议和行政诉讼情况", "四、", "政府信息公开行政复议和行政诉讼情况"),
    (4, "四、政府信息公开行政复议、\n行政诉讼情况", "四、", "政府信息公开行政复议、行政诉讼情况"),
    (5, "五、存在的主要问题及明年工作计划", "五、", "存在的主要问题及明年工作计划"),
    (5, "五、政府信息公开工作存在的主要问题和改进措施", "五、", "政府信息公开工作存在的主要问题和改进措施"),
    (5, "存在的主要问题及改进情况", None, "存在的主要问题及改进情况"),
    (6, "六、其它需要报告事项", "六、", "其它需要报告事项"),
    (6, "六 、 其 他 需 要 报 告 的 事 项", "六、", "其他需要报告的事项"),
    (6, "五、其他需要报告的事项", "五、", "其他需要报告的事项"),
    (2, "二、主动公开政府信息情况 第二十条第（一）项", "二、", "主动公开政府信息情况"),
    (2, "二、主动公开政府信惠情况", "二、", "主动公开政府信惠情况"),
    (1, "第一部分 总体情况", "第一部分", "总体情况"),
    (1, "一. 总体情况", "一.", "总体情况"),
]


@pytest.mark.parametrize(("number", "line", "ordinal", "title"), VARIANTS, ids=[v[1] for v in VARIANTS])
def test_a_drifted_misprinted_or_broken_heading_is_found_as_printed(
    number: int, line: str, ordinal: str | None, title: str
) -> None:
    assert _shape(_report({number: line})) == _with(number, ordinal, title)


def test_a_heading_glued_to_its_text_ends_where_the_title_ends() -> None:
    text = _report({6: "六、其他需要报告的事项 无其他需要报告的事项"})
    last = find_sections(text, "2021")[-1]
    assert (last.number, last.title) == (6, "其他需要报告的事项")
    assert text[slice(*last.heading)] == "六、其他需要报告的事项"


TRAPS = {
    "a list of the six titles in the preamble": {"preamble": "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息\n公开行政复议行政诉讼情况、存在的主要问题及改进情况、其\n他需要报告的事项等6个部分。"},
    "a list with ordinals in one sentence": {"preamble": "本报告分为：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。"},
    "a table of contents with page numbers": {"preamble": "目录\n" + "\n".join(f"{ORDINALS[i]}、{t}……{i + 1}" for i, t in enumerate(TITLES))},
    "a table of contents without page numbers": {"preamble": "目录\n" + "\n".join(f"{ORDINALS[i]}、{t}" for i, t in enumerate(TITLES))},
    "sub-items with the words of headings": {"bodies": {1: "（一）主动公开政府信息情况。全年公开。\n（二）依申请公开情况\n全年受理。\n（三）存在的主要问题及改进情况\n无。"}},
    "sub-items numbered like sections": {"bodies": {1: "一、加强领导\n成立小组。\n二、主动公开工作\n全年公开。\n三、依申请公开工作\n全年受理。\n五、监督保障\n有。"}},
    "rows of table three numbered like sections": {"bodies": {3: "一、本年新收政府信息公开申请数量 1 0\n二、上年结转政府信息公开申请数量 0 0\n三、本年度办理结果\n四、结转下年度继续办理 0 0"}},
    "heading words in running text": {"bodies": {5: "总体情况良好，但\n存在的主要问题及改进情况，需要说明。其他需要报告的事项无。\n主动公开政府信息情况有待改善。"}},
    "headings above tables given as pictures": {"bodies": {2: "", 3: "", 4: ""}},
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS, ids=list(TRAPS))
def test_the_same_words_elsewhere_are_no_headings(trap: str) -> None:
    text = _report(**TRAPS[trap])  # type: ignore[arg-type]
    assert _shape(text) == PLAIN
    starts = [s.heading[0] for s in find_sections(text, "2021")]
    assert starts[0] >= text.rindex("一、总体情况")


@pytest.mark.parametrize("number", range(1, 7))
def test_a_missing_section_is_missing_and_takes_no_other_with_it(number: int) -> None:
    assert _shape(_report({number: ""})) == [entry for entry in PLAIN if entry[0] != number]


def test_the_order_on_the_page_is_kept_when_sections_are_swapped() -> None:
    text = _report({5: "五、其他需要报告的事项", 6: "六、存在的主要问题及改进情况"})
    assert [s.number for s in find_sections(text, "2021")] == [1, 2, 3, 4, 6, 5]


def test_sections_follow_one_another_without_gap_or_overlap() -> None:
    sections = find_sections(_report(), "2021")
    assert all(a.span[1] == b.span[0] for a, b in pairwise(sections))
    assert all(s.span[0] == s.heading[0] for s in sections)


def _readable(corpus: Path) -> list[tuple[Path, tuple[Section, ...]]]:
    found = []
    for file in sorted((corpus / "reports").iterdir()):
        if file.suffix == ".pdf":
            continue  # the PDF readers' own tests cover what their text is
        try:
            found.append((file, find_sections(read(file.read_bytes(), file.name).text, "2021")))
        except SourceError:
            continue
    return found


def test_every_published_report_has_its_six_sections(corpus: Path) -> None:
    for file, sections in _readable(corpus):
        assert [s.number for s in sections] == [1, 2, 3, 4, 5, 6], file.name


def test_headings_without_any_ordinal_are_found_also_right_below_the_title() -> None:
    """All six, each alone on its line."""
    titles = [heading.title for heading in form("2021").sections]
    text = "某市水利局2024年政府信息公开工作年度报告\n" + "\n".join(f"{title}\n全年公开信息12条。" for title in titles)
    assert [(s.number, s.ordinal) for s in find_sections(text, "2021")] == [(n, None) for n in range(1, 7)]


def test_a_sixth_section_that_is_only_called_other_matters_is_one() -> None:
    """As some bodies shorten it."""
    text = "一、总体情况\n公开信息12条。\n五、存在问题及整改措施\n更新慢。\n六、其他事项\n无。"
    assert [s.number for s in find_sections(text, "2021")] == [1, 5, 6]


@pytest.mark.parametrize("version", ["2021", "2019"])
def test_no_heading_begins_with_a_figure_or_a_latin_letter(version: str) -> None:
    """What `_candidates` relies on: places before the figures of a row are passed over."""
    behind = ["", *TITLES, *(title for heading in form(version).sections for title in heading.also)]
    for code in range(128):
        assert not any(headings._opening(version).match(chr(code) + words) for words in behind)
