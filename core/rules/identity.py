"""Who the report is from and on what basis: title, body, signature, law (RULES.md §5b, §9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.bodies import kind_of, region_of
from core.model import Span, Stated, Verdict
from core.passages import normal
from core.rules.claimed import WHOLE_AREA_KINDS
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Proviso, Seen, quote_key
from core.rules.parts import Part, ending, introduction, introduction_place, section, title_place, whole
from core.rules.registry import rule
from core.wording import Phrase

_TITLE = re.compile(r"(?:关于)?(?P<body>.*?)(?P<year>20[0-9]{2})年政府信息公开工作年度报告\Z")


@rule("I.TITLE")
def title_not_as_prescribed(subject: Subject) -> Iterator[Seen]:
    """Body, year, and the words of the form."""
    title = subject.report.masthead.title
    if title is None:
        yield Hit("title", spans=(title_place(subject),), verdict=Verdict.REVIEW, message="message_none")
        return
    found = _TITLE.match(normal(title.value))
    body = subject.report.masthead.body
    if found is None:
        named = {"printed": title.value, "body": body.value if body else "", "year": subject.report.masthead.year}
        yield Hit("title", named, spans=(title_place(subject),), message="message" if body else "message_body")
    elif not found["body"]:
        yield Hit("title", {"printed": title.value}, spans=(title_place(subject),), message="message_body")
    elif title.span is None:
        yield Proviso(Phrase("rule.I.TITLE.reason_property"))


@rule("I.SIGN")
def signature_missing(subject: Subject) -> Iterator[Seen]:
    """Organ and date stand at the end."""
    masthead = subject.report.masthead
    if not subject.report.sections:
        yield NotAssessable(Phrase("rules.na.no-sections"))
        return
    organ, day = masthead.signed_by is not None, masthead.signed_on is not None
    if organ and day:
        return
    message = "message_date" if organ else "message_organ" if day else "message"
    if message == "message" and masthead.published_on:
        message = "message_page"
    place = (masthead.signed_span,) if masthead.signed_span else (ending(subject),)
    yield Hit("signature", {"published": masthead.published_on}, spans=place, message=message)


_ACT = re.compile(r"政府信息公开条例|《条例》")
_NOTICE = re.compile(r"[〔\[(【﹝{<〈]?\s*2021\s*[〕\])】﹞}>〉]?\s*(?:第)?30号")
_OLD_NOTICE = re.compile(r"[〔\[(【﹝{<〈]?\s*2019\s*[〕\])】﹞}>〉]?\s*(?:第)?60号")
_BASIS = re.compile("根据|依据|按照|依照|遵照|按|要求|规定|精神")


@rule("I.BASIS", needs=("year", "sections"))
def basis_not_named(subject: Subject) -> Iterator[Seen]:
    """The Regulations and, since 2021, the notice that prescribes the form; looked for in the introduction and in 一."""
    part, first = introduction(subject), section(subject, 1)
    words = unicodedata.normalize("NFKC", "\n".join(piece.text for piece in (part, first) if piece))
    act = _ACT.search(words) is not None
    notice = (subject.report.masthead.year or 0) < 2021 or _NOTICE.search(words) is not None
    if act and notice:
        return
    if notice:
        message = "message_act"
    elif _OLD_NOTICE.search(words):
        message = "message_old"
    else:
        message = "message" if act else "message_both" if part else "message_none"
    yield Hit("basis", spans=(_basis_place(subject, part, first),), message=message)


def _basis_place(subject: Subject, part: Part | None, first: Part | None) -> Span:
    """The introduction's clause on it; where there is none, that of section one, else the title."""
    if part is None and first is not None:
        for start, end in first.clauses():
            if _ACT.search(first.text, start, end) and _BASIS.search(first.text, start, end):
                return first.span(start, end)
    return introduction_place(subject, _BASIS)


_ORGAN = r"(?P<organ>[\u4e00-\u9fff]{1,24}?(?:委员会|管委会|政府|办公[厅室]|指挥部|中心|[局厅委办院署]))"
_REPORT_OF = (
    "报告",
    re.compile(
        _ORGAN
        + r"(?:[（(][^）)]{0,24}[）)])?(?:(?:特|现|已|组织|负责)?(?:编制|编写|撰写|起草|制作|公布|发布|公开)?(?:了|的|并公布|完成)?(?:关于)?"
        r"20[0-9]{2}年度?政府信息公开(?:工作)?年度报告|(?:特|现|已|组织|负责)?(?:编制|编写|撰写|起草)(?:了|完成)?本(?:年度)?报告)"
    ),
)
_DRAWN_UP_BY = (
    "条例",
    re.compile(
        r"\A"
        + _ORGAN
        + r"(?:[（(][^）)]{0,24}[）)])?(?:依据|根据|按照|依照)(?=《)(?!(?:[^《》]|《[^》]*》)*(?:印发|制定|下发))"
    ),
)
_AGAINST = ("针对", re.compile("针对" + _ORGAN + "(?:的)?(?:申请|提起|提出|引发)"))
_RECEIVED = (
    "申请",
    re.compile(
        r"\A(?:20[0-9]{2}年度?)?(?:全年|年内)?" + _ORGAN + "(?:共|未|没有|累计|全年|新)*(?:收到|受理|新收).{0,10}申请"
    ),
)
"""Statements of bodies within a clause, each with a word that the clause must hold."""
_SHORT = re.compile(r"(?:以下|下)(?:统称|简称)(?:为)?[：:]?[“\"‘「]?(?P<alias>[\u4e00-\u9fff]{2,16})")
_LEAD = re.compile(r"\A(?:现将|现公布|公布|公开|发布|现|将|由|本|我|因|对|被|向|和|与|及)+")
_GENERIC = re.compile(r"\A(?:本|我|全|各|该)|机关\Z|单位\Z|部门\Z|行政机关")


@rule("I.ORG")
def another_body_named(subject: Subject) -> Iterator[Seen]:
    """Title, introduction, signature and statements of the body's own name the same body, aliases allowed."""
    stated = subject.report.masthead.body
    if stated is None:
        yield NotAssessable(Phrase("rule.I.ORG.reason_no_body"))
        return
    names = _names(subject, stated)
    signed = subject.report.masthead.signed_by
    if signed and signed.span and _is_body(signed.value) and not _may_sign(subject, signed.value, names):
        named = {"printed": signed.value, "body": stated.value}
        yield Hit("signature", named, spans=(signed.span,), message="message_signature")
    part = introduction(subject)
    presented = [*_named_in(part, *_REPORT_OF), *_named_in(part, *_DRAWN_UP_BY)] if part else []
    for printed, span in presented:
        if not _is_one_of(printed, names) and _is_body(printed):
            named = {"printed": printed, "body": stated.value}
            yield Hit("introduction", named, spans=(span,), message="message_introduction")
            break
    if subject.body.kind not in WHOLE_AREA_KINDS:
        yield from _statements(subject, stated.value, names)


def _may_sign(subject: Subject, printed: str, names: tuple[str, ...]) -> bool:
    """For a whole area any of its offices may sign."""
    if _is_one_of(printed, names):
        return True
    if kind_of(normal(printed)) == subject.body.kind != "outpost":
        return False  # another government, no office of this one
    place = region_of(normal(printed))
    return subject.body.kind in WHOLE_AREA_KINDS and (place is None or _is_one_of(place, names))


def _statements(subject: Subject, body: str, names: tuple[str, ...]) -> Iterator[Hit]:
    """Statements that can only be the body's own, made of another: certain where the other is of the same kind."""
    told: set[str] = set()
    for said in (_AGAINST, _RECEIVED):
        for printed, span in _named_in(whole(subject), *said):
            if printed in told or _GENERIC.search(printed) or _is_one_of(printed, names):
                continue
            told.add(printed)
            twin = _tail(printed) == _tail(body)
            yield Hit(
                quote_key(printed),
                {"printed": printed, "body": body},
                spans=(span,),
                verdict=Verdict.FAIL if twin else Verdict.REVIEW,
                severity=None if twin else 3,
            )


def _named_in(part: Part, word: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Names of bodies in statements of that kind, with the clause they stand in."""
    text = part.text
    for start, end in part.clauses():
        match = pattern.search(text[start:end]) if word in text[start:end] else None
        name = _LEAD.sub("", match["organ"]) if match else ""
        if len(name) >= 3:
            yield name, part.span(start, end)


def _names(subject: Subject, stated: Stated) -> tuple[str, ...]:
    """What the body may be called: its name, the roster's, and every short form that the report announces."""
    body = subject.context.body
    listed = (body.name, *body.aliases) if body else ()
    announced = (match["alias"] for match in _SHORT.finditer(whole(subject).text))
    return tuple(dict.fromkeys((normal(stated.value), *(normal(name) for name in (*listed, *announced)))))


def _is_one_of(printed: str, names: tuple[str, ...]) -> bool:
    """Whether a name is a body's, a short form with its characters in order, or a longer form of it."""
    words = normal(printed)
    return any(_in_order(words, name) or _in_order(name, words) for name in names)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(ch in rest for ch in short)


def _is_body(name: str) -> bool:
    return kind_of(normal(name)) is not None and len(name) >= 4


def _tail(name: str) -> str:
    """A name without the place it begins with, its last characters at most."""
    words = normal(name)
    return words.removeprefix(region_of(words) or "")[-3:]
