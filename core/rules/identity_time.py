"""When: the reported year, the statistical period, the day of publication (RULES.md §5b, §9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Verdict
from core.rules.context import Subject
from core.rules.deadlines import PUBLIC_SERVICE, deadlines
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.parts import Part, introduction, introduction_place, section, title_place, whole
from core.rules.registry import rule
from core.wording import Argument, Phrase

_YEAR = r"(?P<year>20[0-9]{2}|２０[０-９]{2})年"
_REPORT_ON = re.compile(_YEAR + r"度?政府信息公开(?:工作)?年度报告")
_STAMP = re.compile(
    _YEAR
    + r"度?[，,]?(?:本|我|全[省市县区镇乡州街局]|各|共|累计|新收|收到|受理|未|无|没有|主动公开|通过|在|以|按|严格|认真|深入|围绕|坚持|[\u4e00-\u9fff]{2,12}[局办委厅府区县市镇])"
)
_OPENING = re.compile(_YEAR + r"度?[，,]")
_ITEM = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)]?[、.．]?|[①-⑨])(?<![0-9]{2})[^。，；：\n0-9]{2,18}(?:[。：\n]|(?=20[0-9]{2}年))"
)
_FEE = re.compile("信息处理费|收费|信息公开处理费")
_OTHER_TIME = re.compile(
    "同比|相比|对比|较|比|上年|去年|上一年|往年|历年|以来|起|成立|印发|出台|施行|实施|颁布|修订|年底|年末|年初|决算|预算|规划|方案|要点|考核|评估|评议|排名|荣获|"
    "获得?|被评|结转|以前|曾|原|《|年报|年度报告|期间|至|第[一二三四]季度|[0-9]月"
)
_PAST = re.compile(
    "同比|相比|上年|去年|上一年|以来|成立|印发|出台|施行|颁布|考核|评估|荣获|获得|被评|结转|期间|年底|年末"
)
_FUTURE = re.compile(
    _YEAR
    + r"(?:度|里|中|的?工作中)?[，,]?[^。；，0-9]{0,16}?(?P<will>将(?:进一步|继续|重点|着力|持续|不断|从|按照?|以|认真|坚持|深入|采取|围绕|努力|严格|全面|积极|大力|切实|"
    r"加强|加大|强化|做好|抓好|完善|推进|紧紧|紧扣|着重|主要|牢牢|扎实)|(?:的?工作)?(?:打算|计划|安排|思路|重点是))"
)
_AHEAD = re.compile("下一步|下步|下阶段|今后|接下来|改进(?:措施|方向|打算|计划)|工作(?:打算|计划|安排)")


@rule("I.YEAR", needs=("year",))
def years_disagree(subject: Subject) -> Iterator[Seen]:
    """The title's year is that of the period, of the introduction and of what is told; measures to come are dated later."""
    year = subject.report.masthead.year or 0
    yield from _period_year(subject, year)
    yield from _introduced_year(subject, year)
    yield from _told_year(subject, year)
    yield from _measures_year(subject, year)
    yield from _signed_year(subject, year)


def _period_year(subject: Subject, year: int) -> Iterator[Hit]:
    period, place = subject.report.masthead.period, subject.report.masthead.period_span
    if period and place and (period[0].year, period[1].year) != (year, year):
        named: dict[str, Argument] = {"year": year, "start": period[0], "end": period[1]}
        yield Hit("period", named, spans=(place,), expected=year, message="message_period")


def _period_of(subject: Subject) -> int | None:
    """The year of the statistical period, where it begins and ends in one."""
    period = subject.report.masthead.period
    return period[0].year if period and period[0].year == period[1].year else None


def _introduced_year(subject: Subject, year: int) -> Iterator[Seen]:
    part, title = introduction(subject), subject.report.masthead.title
    if part is None or title is None or title.span is None:
        return
    for match in _REPORT_ON.finditer(part.text):
        if int(match["year"]) == _period_of(subject) != year:
            yield Leaf()
            return
        if int(match["year"]) != year:
            named = {"year": year, "printed": int(match["year"])}
            yield Hit("introduction", named, spans=(part.of(match),), expected=year, found=int(match["year"]))
            return


def _told_year(subject: Subject, year: int) -> Iterator[Seen]:
    """Sentences that open with another year as if it were the reported one; sure at a section's opening and for the fee."""
    for number in (1, 2, 3, 4, 5, 6):
        part = section(subject, number)
        for start, end, opens in _sentences(part) if part else ():
            assert part is not None
            words = part.text[start:end]
            stamp = (opens and _OPENING.match(words)) or _STAMP.match(words)
            if stamp is None or int(stamp["year"]) == year or str(year) in words:
                continue
            told, place = int(stamp["year"]), _stamp_place(part, start, end)
            ahead = told > year and (number == 5 or "将" in words)
            if ahead or _is_other_time(part.text[slice(*place)], opens):
                continue
            sure = opens or (number == 6 and _FEE.search(words) is not None)
            if told == _period_of(subject):
                yield Leaf()  # the period and what is told agree: it is the title's year that is wrong
                continue
            yield Hit(
                f"told.{quote_key(words)}",
                {"year": year, "printed": told},
                spans=(part.span(*place),),
                verdict=Verdict.FAIL if sure else Verdict.REVIEW,
                severity=2 if sure else 3,
                expected=year,
                found=told,
                message="message_told",
            )


def _sentences(part: Part) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a section, blanks before them left out, and whether each opens it: headings of items do not count."""
    opens = True
    for start, end in part.sentences():
        words = part.text[start:end]
        start += len(words) - len(words.lstrip("\n"))
        if start == end:
            continue
        item = _ITEM.match(part.text, start, end)
        if item and item.end() == end:
            continue
        yield (item.end() if item else start), end, opens
        opens = False


def _is_other_time(words: str, opens: bool) -> bool:
    """Whether the other year is meant: a comparison, a document's date, a prize. What opens a section is seldom that."""
    said = words.partition("年")[2]
    return (_PAST if opens else _OTHER_TIME).search(said) is not None


def _stamp_place(part: Part, start: int, end: int) -> tuple[int, int]:
    """A sentence's first two clauses: the year and what is said of it."""
    inside = [b for a, b in part.clauses() if start <= a < end][:2]
    return start, inside[-1] if inside else end


def _measures_year(subject: Subject, year: int) -> Iterator[Hit]:
    """Measures to come that are dated with the reported year."""
    part = section(subject, 5)
    for match in _FUTURE.finditer(part.text) if part else ():
        assert part is not None
        before = part.text[max(0, match.start() - 40) : match.start()]
        future = match["will"].startswith("将")
        if int(match["year"]) != year or not (future or _AHEAD.search(before + match[0])):
            continue
        yield Hit(
            f"measures.{quote_key(match[0])}",
            {"year": year, "quote": match[0]},
            spans=(part.of(match),),
            verdict=Verdict.FAIL if future else Verdict.REVIEW,
            severity=2 if future else 3,
            message="message_measures",
        )


def _signed_year(subject: Subject, year: int) -> Iterator[Hit]:
    """A report signed before its period was over; in the last days of the year a person decides."""
    signed, place = subject.report.masthead.signed_on, subject.report.masthead.signed_span
    if signed is None or place is None or signed.year > year:
        return
    sure = (signed.year, signed.month) < (year, 12)
    yield Hit(
        "signature",
        {"year": year, "signed": signed},
        spans=(place,),
        verdict=Verdict.FAIL if sure else Verdict.REVIEW,
        severity=2 if sure else 3,
        message="message_signed",
    )


_RANGE = re.compile(
    r"(?:统计|数据|期限|时间|周期|区间)[^。；]{0,30}?(?:20[0-9]{2}[年.\-/][^。；]{0,12}(?:12月|12[.\-/]31)|20[0-9]{2}年(?:度|全年)?)|20[0-9]{2}年?1月(?:1日)?[至到\-—－~～]+[^。；]{0,6}12月"
)
_UNTIL = re.compile(r"截[至止]到?(?:20[0-9]{2}年)?12月(?:31日|底)?")
_DRAWN_UP = re.compile("编制|编写|统计|形成|撰写")


@rule("I.PERIOD", needs=("sections",))
def period_not_stated(subject: Subject) -> Iterator[Seen]:
    """The period is stated once, and runs from 1 January to 31 December."""
    period, place = subject.report.masthead.period, subject.report.masthead.period_span
    if period and place:
        if [(day.month, day.day) for day in period] != [(1, 1), (12, 31)]:
            yield Hit(
                "period", {"start": period[0], "end": period[1]}, spans=(place,), severity=1, message="message_wrong"
            )
        return
    if place:
        yield Hit("period", spans=(place,), severity=2, message="message_no_date")
        return
    if any(part and _RANGE.search(part.text) for part in (introduction(subject), section(subject, 1))):
        yield Proviso(Phrase("rule.I.PERIOD.reason_otherwise"))
        return
    until = _UNTIL.search(whole(subject).text)
    shown = (introduction_place(subject, _DRAWN_UP),)
    if until:
        yield Hit("period", {"quote": until[0]}, spans=(whole(subject).of(until), *shown), message="message_until")
    else:
        yield Hit("period", spans=shown)


_OFFICE = re.compile("(?:政府|党政|委员会|管委会)?(?:办公[厅室]|政务公开办)")


@rule("I.DEADLINE", needs=("year",))
def published_late(subject: Subject) -> Iterator[Seen]:
    """Departments by 31 January, governments by 31 March, or the local day; the day of publication before the signature."""
    masthead, year = subject.report.masthead, subject.report.masthead.year or 0
    day = masthead.published_on or masthead.signed_on
    if day is None:
        yield NotAssessable(Phrase("rule.I.DEADLINE.reason_no_date"))
        return
    if subject.runs("I.YEAR") and _period_of(subject) not in (None, year):
        yield NotAssessable(Phrase("rule.I.DEADLINE.reason_years"))
        return
    soonest, latest = deadlines(subject.body, subject.profile.deadlines, year + 1)
    if day.year <= year:
        yield NotAssessable(Phrase("rule.I.DEADLINE.reason_early"))
        return
    if day <= soonest:
        return
    if day <= latest:
        yield NotAssessable(_why_open(subject))
        return
    published = masthead.published_on is not None
    named: dict[str, Argument] = {"day": day, "deadline": latest, "days": (day - latest).days}
    yield Hit(
        "deadline",
        named,
        spans=(masthead.signed_span if masthead.signed_span and not published else title_place(subject),),
        verdict=Verdict.FAIL if published else Verdict.REVIEW,
        severity=None if published else 3,
        message="message" if published else "message_signed",
        proof=True,
    )


def _why_open(subject: Subject) -> Phrase:
    kind = subject.body.kind
    if PUBLIC_SERVICE.search(subject.body.name):
        return Phrase("rule.I.DEADLINE.reason_public_service")
    if kind == "township":
        return Phrase("rule.I.DEADLINE.reason_township")
    return Phrase("rule.I.DEADLINE.reason_for_whom" if kind == "department" else "rules.na.unknown-kind")
