"""Title, body, year, period, sign-off, publication date, contact data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from core.errors import SourceError
from core.formats import read
from core.formats.document import Document
from core.model import Masthead
from core.reading.prose import read_prose

WORDS = "\n一、总体情况\n内容如下。\n六、其他需要报告的事项\n无其他事项。\n"
FULL = "某市水利局2024年政府信息公开工作年度报告"


def _masthead(above: str, below: str = "", properties: dict[str, str] | None = None) -> Masthead:
    document = Document("text", above + WORDS + below, properties=MappingProxyType(properties or {}))
    return read_prose(document, "2021").masthead


TITLES = [
    ("in one line", FULL, FULL, "某市水利局"),
    ("blanks inside", "某市水利局 2024 年 政府信息公开 工作年度报告", FULL, "某市水利局"),
    ("broken in the words", "某市水利局2024年政府信息\n\n公开工作年度报告", FULL, "某市水利局"),
    ("year on the second line", "某市水利局\n2024年政府信息公开工作年度报告", FULL, "某市水利局"),
    ("a left-over 附件 above", "附件 2\n\n某市水利局2024年政府信息公开工作年度报告", FULL, "某市水利局"),
    ("a page number above", "- 1 -\n某市水利局\n2024年政府信息公开工作年度报告", FULL, "某市水利局"),
    ("page frame before", "首页 > 政务公开 > 政府信息公开年报\n发布时间：2025-01-09 来源：某市水利局\n" + FULL, FULL, "某市水利局"),
    ("the text follows on the line", FULL + " 根据《条例》，编制本报告。", FULL, "某市水利局"),
    ("a citation of last year's report above", "《某市水利局2023年政府信息公开工作年度报告》\n" + FULL, FULL, "某市水利局"),
    ("年度 twice", "某区2024年度政府信息公开工作年度报告", "某区2024年度政府信息公开工作年度报告", "某区"),
    ("year first", "2024年某市水利局政府信息公开工作年度报告", "2024年某市水利局政府信息公开工作年度报告", "某市水利局"),
    ("year last in brackets", "某市水利局政府信息公开工作年度报告（2024年度）", "某市水利局政府信息公开工作年度报告（2024年度）", "某市水利局"),
    ("Chinese numerals", "某市水利局二〇二四年度政府信息公开工作年度报告", "某市水利局二〇二四年度政府信息公开工作年度报告", "某市水利局"),
    ("full-width year", "某市水利局２０２４年政府信息公开工作年度报告", "某市水利局２０２４年政府信息公开工作年度报告", "某市水利局"),
    ("annual report in short", "某市水利局2024年政务公开工作年报", "某市水利局2024年政务公开工作年报", "某市水利局"),
    ("named as an archive does", "标题: " + FULL + "\n发布时间: 2025-01-09 16:34\n栏目: 政府信息公开年报", FULL, "某市水利局"),
    ("no body", "2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告", None),
    ("a higher body on a line above", "某省某市\n某区人民政府\n2024年政府信息公开工作年度报告", "某区人民政府2024年政府信息公开工作年度报告", "某区人民政府"),
]  # fmt: skip


@pytest.mark.parametrize(("how", "above", "title", "body"), TITLES, ids=[entry[0] for entry in TITLES])
def test_the_title_names_body_and_year(how: str, above: str, title: str, body: str | None) -> None:
    masthead = _masthead(above)
    assert masthead.title is not None
    assert masthead.title.value == title
    assert (masthead.body.value if masthead.body else None) == body
    assert masthead.year == 2024


def test_a_name_broken_over_two_lines_is_joined_where_it_stands_whole_elsewhere() -> None:
    above = "某市经济开发区征收搬迁\n项目建设服务中心2024年政府信息公开工作年度报告"
    masthead = _masthead(above, "某市经济开发区征收搬迁项目建设服务中心\n2025年1月3日\n")
    assert masthead.body is not None
    assert masthead.body.value == "某市经济开发区征收搬迁项目建设服务中心"


def test_the_spans_of_title_and_body_lead_to_their_words() -> None:
    above = "附件2\n某市水利局\n2024年政府信息公开\n工作年度报告"
    masthead = _masthead(above)
    assert masthead.title and masthead.title.span and masthead.body and masthead.body.span
    assert "".join(above[slice(*masthead.title.span)].split()) == FULL
    assert above[slice(*masthead.body.span)] == "某市水利局"


def test_without_a_title_in_the_text_the_files_own_serves_and_has_no_place() -> None:
    masthead = _masthead("", properties={"title": FULL + "_某市人民政府网站"})
    assert masthead.title is not None
    assert (masthead.title.value, masthead.title.span, masthead.year) == (FULL, None, 2024)


def test_a_report_that_states_nothing_has_nothing() -> None:
    masthead = _masthead("")
    assert (masthead.title, masthead.body, masthead.year, masthead.period, masthead.signed_by) == (None,) * 5


PERIODS = [
    "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "本报告中有关情况的统计期限为2024年1月1日至12月31日。",
    "本年度报告所列数据的统计期\n限自 2024 年 1 月 1\n日至 2024 年 12 月 31 日止。",
    "数据统计时间为2024年1月1日—2024年12月31日。",
]


@pytest.mark.parametrize("sentence", PERIODS)
def test_the_statistics_period_is_read_across_line_breaks(sentence: str) -> None:
    masthead = _masthead(FULL + "\n" + sentence)
    assert masthead.period == (date(2024, 1, 1), date(2024, 12, 31))
    assert masthead.period_span is not None


@pytest.mark.parametrize(
    "sentence", ["截至2024年12月，公开102条。", "深入贯彻二十大精神。", "2024年3月1日至3月31日开展宣传月活动。"]
)
def test_other_dates_are_no_statistics_period(sentence: str) -> None:
    assert _masthead(FULL + "\n" + sentence).period is None


def test_an_impossible_period_keeps_its_place_but_no_dates() -> None:
    masthead = _masthead(FULL + "\n数据统计期限自2024年1月1日至2024年12月32日止。")
    assert masthead.period is None
    assert masthead.period_span is not None


SIGNED = [
    ("某市水利局\n\n2025年1月22日\n", "某市水利局", date(2025, 1, 22)),
    ("某市水利局\n二〇二五年一月二十二日", "某市水利局", date(2025, 1, 22)),
    ("某市水利局 2025 年 1 月 22 日", "某市水利局", date(2025, 1, 22)),
    ("2025年1月22日\n某市水利局\n", "某市水利局", date(2025, 1, 22)),
    (
        "某市水利局（盖章）\n2025年1月22日\n版权所有：某市人民政府  网站地图\n扫一扫在手机打开",
        "某市水利局",
        date(2025, 1, 22),
    ),
    ("2025年1月22日", None, date(2025, 1, 22)),
    ("某市水利局", "某市水利局", None),
    ("主办单位：某市人民政府办公室", None, None),
]


@pytest.mark.parametrize(("below", "organ", "day"), SIGNED)
def test_the_sign_off_is_organ_and_date_at_the_end(below: str, organ: str | None, day: date | None) -> None:
    masthead = _masthead(FULL, below)
    assert (masthead.signed_by.value if masthead.signed_by else None, masthead.signed_on) == (organ, day)


def test_the_last_section_ends_before_sign_off_and_page_frame() -> None:
    text = FULL + WORDS + "某市水利局\n2025年1月22日\n版权所有 某市\n"
    last = read_prose(Document("text", text), "2021").sections[-1]
    assert text[slice(*last.span)].endswith("无其他事项。")


def test_the_publication_date_is_the_pages_or_what_it_prints_above_the_report() -> None:
    assert _masthead(FULL, properties={"published": "2025-01-20"}).published_on == date(2025, 1, 20)
    assert _masthead("发布日期：2025-01-21 09:30\n" + FULL).published_on == date(2025, 1, 21)
    assert _masthead(FULL).published_on is None


def test_contact_data_of_the_office_is_named_by_kind() -> None:
    sentence = "请与本局办公室联系（地址：某市大道90\n号，邮编：223100，电话：0517-87222589，电子邮箱：a_b@126.com，网址：www.example.gov.cn）。"
    found = {kind: stated.value for kind, stated in _masthead(FULL + "\n" + sentence).contact}
    assert found == {
        "phone": "0517-87222589",
        "email": "a_b@126.com",
        "postcode": "223100",
        "address": "某市大道90号",
        "website": "www.example.gov.cn",
    }


SHORTER = {"2020-pingtan-oldform", "2023-hongze", "2024-pingtan", "2024-pingtan-pdf", "2025-ceshi-city"}
"""The title states a shorter name than the one the gold data have from elsewhere."""


def test_title_body_and_year_of_every_published_report(corpus: Path) -> None:
    for file in sorted((corpus / "reports").iterdir()):
        if file.suffix == ".pdf":
            continue
        gold = json.loads((corpus / "gold" / f"{file.stem}.json").read_text("utf-8"))
        try:
            masthead = read_prose(read(file.read_bytes(), file.name), "2021").masthead
        except SourceError:
            continue
        assert masthead.title and masthead.body, file.name
        assert (masthead.title.value, masthead.year) == (gold["title"], gold["year"]), file.name
        assert masthead.body.value == gold["org"] or file.stem in SHORTER, file.name
        assert masthead.body.value in gold["title"]


@pytest.mark.parametrize(
    "printed", ["2025年元月15日", "2025-01-15", "2025.1.15", "二〇二五年一月十五日", "2025年 1 月 15 日"]
)
def test_a_sign_off_date_is_read_however_it_is_printed(printed: str) -> None:
    """Also of digits alone, and with the year's first month by its name; the organ above it is found with it."""
    found = _masthead(FULL, f"某市水利局\n{printed}")
    assert (found.signed_on, found.signed_by and found.signed_by.value) == (date(2025, 1, 15), "某市水利局")


@pytest.mark.parametrize(
    "printed",
    [
        "自2024年1月1日起，至2024年12月31日止",
        "2024.1.1—2024.12.31",
        "2024-01-01至2024-12-31",
        "2024年元月1日至12月31日",
    ],
)
def test_the_period_is_read_however_it_is_printed(printed: str) -> None:
    """With a comma between, or of digits alone."""
    assert _masthead(f"{FULL}\n本报告数据统计期限为{printed}。").period == (date(2024, 1, 1), date(2024, 12, 31))


REPORT = """{title}
一、总体情况
内容如下。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
四、结转下年度继续办理 0 0 0 0 0 0 0
六、其他需要报告的事项
收到政府信息公开申请{count}件。
"""


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (REPORT.format(title="某市教育局2024年政府信息公开工作年度报告", count=7), True),
        (REPORT.format(title="某市水利局\n2023年政府信息公开工作年度报告", count=7), True),
        (REPORT.format(title=FULL, count=7), False),
        ("相关链接\n某市教育局2024年政府信息公开工作年度报告\n", False),
    ],
    ids=["another body", "another year", "the same once more", "a link below"],
)
def test_another_report_in_the_file_is_named_and_its_words_are_not_this_ones(second: str, told: bool) -> None:
    """What the second report says is no claim of the first, and the reviewer is told of it by its title."""
    text = REPORT.format(title=FULL, count=1) + second
    prose = read_prose(Document("text", text), "2021")
    assert [warning.kind for warning in prose.warnings] == ["several"] * told
    if told:
        assert prose.masthead.title and prose.masthead.title.value == FULL
        assert {claim.value for claim in prose.claims if claim.quantity == "new"} == {1}
        assert all(section.span[1] <= text.index(second[:3], 40) for section in prose.sections)
