"""Title, body, year, statistics period, sign-off, publication date and contact data, as the document states them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.formats.document import Document
from core.model import Masthead, Section, Span, Stated
from core.passages import Joined, squeeze
from core.reading.numerals import DATE, NUMERIC_DATE, NUMERIC_PERIOD, PERIOD, chinese, date_of

_YEAR: Final = r"(?P<year>20[0-9]{2}|２０[０-９]{2}|二[〇○零OΟ０][〇○零OΟ０一二三四五六七八九]{2})"
_KIND: Final = r"(?:(?:政府|政务)?信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:的)?(?:年度)?(?:情况)?(?:的)?(?:年度?报告|年报|报告|总结)"
_BODY: Final = r"(?P<body>(?!(?:政府|政务)(?:信息|公开))[^，。；！？、,;!?：:>|/\\=\s]{2,50}?)"
_TITLES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:关于)?{_BODY}(?:关于)?{_YEAR}年?(?:度)?{_KIND}",
        rf"(?:关于)?{_BODY}(?:政府|政务)信息公开(?:工作)?{_YEAR}年度?(?:工作)?(?:报告|年报)",
        rf"{_YEAR}年度?{_BODY}(?<!政府)(?<!政务){_KIND}",
        rf"(?:关于)?{_BODY}{_KIND}[（(]{_YEAR}年度?[）)]",
        rf"(?P<body>){_YEAR}年度?{_KIND}",
    )
)
_NO_TITLE: Final = re.compile(r"《|根据|按照|依据|当前位置|您(?:现在)?的位置|所在位置|首页|^关于(?:印发|报送|发布)")
_NO_BODY: Final = re.compile(
    r"^(?:附件|目录|索引号|发布|来源|字号|打印|浏览|.{0,4}(?:时间|日期)|[-—–0-9]+$|本|我)|[0-9]{2,}[-:/]"
)
_NO_NAME: Final = re.compile(
    r"(?:服务中心|管理?局|中心|办公室|委员会|人民政府|政府|管委会|指挥部|街道办事处|办事处|局|委|厅)\Z"
)
_STOPPED: Final = re.compile(r"[。！？；：，]|报告\Z|年报\Z")
_NAMED: Final = re.compile(r"(?:信息)?(?:标题|名称|题名)[：:]")
"""What archives write before a title."""
_LINE: Final = re.compile(r"[^\n\f]+")
_ROW: Final = "结转政府信息公开申请"
"""Of a label of table 3 that prose does not have."""
_WINDOW: Final = 4
"""Lines a title may be broken over."""
_ORGAN: Final = r"(?P<organ>[^，。；！？：:0-9]{2,40}?)?[（(]?(?:盖章|公章|印章)?[)）]?"
_SIGNED: Final = tuple(re.compile(rf"{_ORGAN}{date}[。]?\Z") for date in (DATE, NUMERIC_DATE))
_FOOTER: Final = re.compile(
    r"(?:主办单位|承办单位|版权所有|网站地图|网站标识码|联系我们|关于我们|扫一扫|打印本页|关闭窗口|上一篇|下一篇|相关链接|相关附件|分享到"
    r"|责任编辑|[【\[（(]?(?:打印|关闭|返回顶部|字体)|[^。]{0,8}ICP备|[^。]{0,4}公网安备|主办：|承办：|技术支持|附件[：:1-9]|来源[：:])"
)
_PUBLISHED: Final = re.compile(
    r"(?:发布|公开|发文|成文|生成|信息)(?:时间|日期)[：:]?(?P<y>20[0-9]{2})[-—年/.](?P<m>[0-9]{1,2})[-—月/.](?P<d>[0-9]{1,2})"
)
_ISO: Final = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_CONTACTS: Final = (
    ("phone", re.compile(r"(?:电话|热线)(?:号码)?(?:为)?[：:，]?(?P<value>[(（]?0?[0-9]{2,4}[)）]?[-—－]?[0-9]{7,8}(?:[-—－转][0-9]{1,5})?)")),
    ("fax", re.compile(r"传真(?:号码|电话)?(?:为)?[：:，]?(?P<value>[(（]?0?[0-9]{2,4}[)）]?[-—－]?[0-9]{7,8})")),
    ("email", re.compile(r"(?P<value>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})")),
    ("postcode", re.compile(r"(?:邮编|邮政编码)(?:为)?[：:，]?(?P<value>[0-9]{6})(?![0-9])")),
    ("address", re.compile(r"地址(?:为)?[：:，](?P<value>[^，。；;）)]{4,60})")),
    ("website", re.compile(r"(?P<value>(?:https?:?//|www\.)[A-Za-z0-9./?=&_%#:~-]+)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Title:
    stated: Stated
    body: Stated | None
    year: int | None


def read_masthead(
    document: Document, squeezed: Joined, sections: tuple[Section, ...], tables: Iterable[Span] = ()
) -> Masthead:
    """What the document says of itself; `squeezed` is its text without blanks. Nothing is inferred: what it does not state is None."""
    text = document.text
    opening = sections[0].heading[0] if sections else min(len(text), 4000)
    title = _find_title(text, opening) or _property_title(document)
    end = bisect_left(squeezed.places, opening)
    preamble = Joined(squeezed.text[:end], squeezed.places[:end])
    period, period_span = _period(preamble)
    if period_span is None:
        period, period_span = _period(squeezed)
    organ, signed_on, signed = _sign_off(text, sections, list(tables))
    return Masthead(
        title=title.stated if title else None,
        body=title.body if title else None,
        year=title.year if title else None,
        period=period,
        period_span=period_span,
        signed_by=organ,
        signed_on=signed_on,
        signed_span=signed,
        published_on=_published(document, preamble),
        contact=tuple(_contacts(preamble)),
    )


def report_end(text: str, sections_end_from: int) -> int:
    """Where the report ends and the page's own words (links, imprint) begin; searched behind the last heading."""
    position = sections_end_from
    for line, start in _text_lines(text, sections_end_from):
        if _FOOTER.match("".join(line.split())):
            return position
        if line.strip():
            position = start + len(line.rstrip())
    return position


def next_title(text: str, squeezed: Joined, first: Masthead, tables: Sequence[Span]) -> Stated | None:
    """The title of another body's or year's report behind this one's table 3, with a table 3 of its own; None where there is none."""
    if first.body is None or not tables or squeezed.text.count(_ROW) < 2:
        return None
    lines = [(line, at) for line, at in _text_lines(text, tables[0][1], tables[-1][0]) if _squeezed(line)]
    for number in range(len(lines)):
        for window in (lines[number : number + 1], lines[max(0, number - 1) : number + 1]):
            title = _title(text, window)
            if title and title.body and title.year and (title.body.value, title.year) != (first.body.value, first.year):
                at = bisect_left(squeezed.places, window[0][1])
                if _ROW in squeezed.text[:at] and _ROW in squeezed.text[at:]:
                    return title.stated
    return None


def _text_lines(text: str, start: int, end: int | None = None) -> Iterator[tuple[str, int]]:
    """Lines with their places; a page break is a line's end too."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        yield match[0], match.start()


def _find_title(text: str, opening: int) -> _Title | None:
    """The title that names body and year, the last one above the report's first words; else one that lacks the body."""
    lines = [(line, at) for line, at in _text_lines(text, 0, opening) if _squeezed(line)]
    found: list[tuple[bool, int, int, _Title]] = []
    for last in range(len(lines)):
        for first in range(last, max(-1, last - _WINDOW), -1):
            title = _title(text, lines[first : last + 1])
            if title:
                found.append((title.body is not None, last, first, title))
                if title.body:
                    break
    if not found:
        return None
    *_, last, first, title = max(found, key=lambda entry: entry[:3])
    return _whole_body(text, lines, first, last, title)


def _whole_body(text: str, lines: list[tuple[str, int]], first: int, last: int, title: _Title) -> _Title:
    """The title with the line above, where the body's name is broken over both: the whole name stands elsewhere too, or
    what the line holds is no name by itself."""
    above = _title(text, lines[first - 1 : last + 1]) if first and title.body and last - first < _WINDOW else None
    if above is None or above.body is None or title.body is None or title.body.span is None:
        return title
    if len(above.body.value) <= len(title.body.value) or _STOPPED.search(_squeezed(lines[first - 1][0])):
        return title
    elsewhere = squeeze(text, (title.body.span[1], len(text))).text.count(above.body.value)
    return above if elsewhere or _NO_NAME.match(title.body.value) else title


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _title(text: str, lines: list[tuple[str, int]]) -> _Title | None:
    """The title these lines make together; each of them must belong to it."""
    if any(_NO_BODY.search(_squeezed(line)) for line, _ in lines[:-1]):
        return None
    window = squeeze(text, (lines[0][1], lines[-1][1] + len(lines[-1][0])))
    named = _NAMED.match(window.text)
    for pattern in _TITLES:
        match = pattern.match(window.text, named.end() if named else 0)
        if match is None or _NO_TITLE.search(match[0]) or not _ends_well(window, match, lines):
            continue
        body = _body_of(window, match)
        return _Title(Stated(match[0], window.span(match.start(), match.end())), body, chinese(match["year"]))
    return None


def _ends_well(window: Joined, match: re.Match[str], lines: list[tuple[str, int]]) -> bool:
    """The title fills the last line, or a blank parts it from the report's first words."""
    end = match.end()
    if len(lines) > 1 and end <= len(window.text) - len(_squeezed(lines[-1][0])):
        return False
    if end == len(window.text):
        return True
    return window.places[end] - window.places[end - 1] > 1 or window.text[end] in "（("


def _body_of(window: Joined, match: re.Match[str]) -> Stated | None:
    body = match["body"]
    if not body or _NO_BODY.search(body):
        return None
    return Stated(body, window.span(match.start("body"), match.end("body")))


def _property_title(document: Document) -> _Title | None:
    """The title in the file's properties, where the text itself prints none."""
    words = _squeezed(document.properties.get("title", ""))
    for pattern in _TITLES:
        match = pattern.search(words)
        if match:
            return _Title(Stated(match[0]), Stated(match["body"]), chinese(match["year"]))
    return None


def _period(prose: Joined) -> tuple[tuple[date, date] | None, Span | None]:
    """The statistics period: a range of dates in a sentence that speaks of figures, else the first full range."""
    found = list(re.finditer(PERIOD, prose.text)) or list(re.finditer(NUMERIC_PERIOD, prose.text))
    if not found:
        return None, None
    match = next(
        (m for m in found if re.search("统计|数据|期限|情况", prose.text[max(0, m.start() - 40) : m.start()])), None
    )
    if match is None:
        return None, None
    start = date_of(match, "a")
    end = date_of(match, "b", chinese(match["ay"]))
    return (start, end) if start and end else None, prose.span(*match.span())


def _sign_off(
    text: str, sections: tuple[Section, ...], tables: list[Span]
) -> tuple[Stated | None, date | None, Span | None]:
    """Organ and date below the last section, the organ on the date's line or the one above."""
    if not sections:
        return None, None, None
    floor = max([section.heading[1] for section in sections] + [span[1] for span in tables])
    end = report_end(text, floor)
    lines = [(line, at) for line, at in _text_lines(text, floor, end) if _squeezed(line)][-6:]
    for index in range(len(lines) - 1, -1, -1):
        line, at = lines[index]
        window = squeeze(text, (at, at + len(line)))
        match = next((m for pattern in _SIGNED if (m := pattern.match(window.text))), None)
        if match is None:
            continue
        span = window.span(*match.span())
        organ = match["organ"]
        if organ and not organ.startswith(("附件", "日期", "时间")):
            return Stated(organ, window.span(*match.span("organ"))), date_of(match), span
        above = _organ_line(text, lines[index - 1]) if index else None
        below = _organ_line(text, lines[index + 1]) if above is None and index + 1 < len(lines) else None
        stated = above or below
        places = [span, *([stated.span] if stated and stated.span else [])]
        return stated, date_of(match), (min(p[0] for p in places), max(p[1] for p in places))
    return _bare_organ(text, lines)


def _organ_line(text: str, line: tuple[str, int]) -> Stated | None:
    window = squeeze(text, (line[1], line[1] + len(line[0])))
    if not 3 <= len(window.text) <= 40 or re.search(r"[，。；：！？,;:!?、0-9]", window.text):
        return None
    return Stated(re.sub(r"[（(](?:盖章|公章|印章)[）)]\Z", "", window.text), window.span(0, len(window.text)))


def _bare_organ(text: str, lines: list[tuple[str, int]]) -> tuple[Stated | None, None, Span | None]:
    """A signature without date: the last line is an organ's name."""
    organ = _organ_line(text, lines[-1]) if lines else None
    if organ is None or not re.search(
        r"(?:局|委|委员会|政府|办|办公室|厅|院|中心|处|会|站|所|队|部|社|公司|学校)\Z", organ.value
    ):
        return None, None, None
    return organ, None, organ.span


def _published(document: Document, preamble: Joined) -> date | None:
    stated = _ISO.match(document.properties.get("published", ""))
    if stated:
        return date_of(stated)
    found = _PUBLISHED.search(preamble.text)
    return date_of(found) if found else None


def _contacts(prose: Joined) -> Iterator[tuple[str, Stated]]:
    for kind, pattern in _CONTACTS:
        for match in pattern.finditer(prose.text):
            yield kind, Stated(match["value"], prose.span(*match.span("value")))
