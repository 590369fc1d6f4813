"""The six sections and how they are numbered (RULES.md §5b, §9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.model import Blames, Section, Span, State, Verdict
from core.passages import normal
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Seen
from core.rules.items import DIGITS, Item, items, ordinal
from core.rules.parts import Part, heading_before, introduction, line_of, section, title_place
from core.rules.registry import rule
from core.wording import Argument, Phrase

_MEANS: dict[int, tuple[re.Pattern[str], ...]] = {
    1: (re.compile("总体|整体|基本|概述|概况"),),
    2: (re.compile("主动公开"),),
    3: (re.compile("申请"),),
    4: (re.compile("复议"), re.compile("诉讼")),
    5: (re.compile("问题|不足|困难"), re.compile("改进|整改|改善|措施|(?:问题|不足|困难)$")),
    6: (re.compile("其他|其它|需要|报告"), re.compile("事项|情况|问题")),
}
"""What each heading must say for its meaning to be the form's, however it is worded."""
_PROBLEMS = re.compile("(?:存在|仍有|还有|主要)[^。]{0,30}(?:问题|不足|短板|差距|薄弱)")
_MEASURES = re.compile("下一步|下步|改进|整改|今后|将|措施|针对|为此")
_FEE = re.compile("信息处理费|信息公开处理费|其[他它]需要报告|需要报告的其[他它]")
_TOPICS = tuple(re.compile(words) for words in ("主动公开", "依申请|申请公开|公开申请", "监督保障|平台建设|信息管理"))
_LOSSES = frozenset(("scan", "skipped"))
_SHOWN = 12


@rule("S.SECTIONS")
def section_missing(subject: Subject) -> Iterator[Seen]:
    """All six sections by meaning; a heading may be lost while its text is there, or be worded otherwise."""
    found = {part.number: part for part in subject.report.sections}
    if not found:
        yield _lost(subject, "headings", "message_none", {}, title_place(subject))
        return
    for heading in subject.form.sections:
        number = heading.number
        named = {"number": DIGITS[number - 1], "title": heading.title}
        if number in found:
            if not _means(number, found[number].title):
                printed = {**named, "printed": found[number].title}
                yield Hit(
                    f"worded.{number}", printed, spans=(found[number].heading,), severity=4, message="message_worded"
                )
            continue
        trace = _trace(subject, number)
        if trace:
            yield _lost(subject, str(number), "message_lost", named, trace)
        elif _pages_lost(subject):
            yield _lost(subject, str(number), "message_page", named, heading_before(subject, number))
        else:
            yield Hit(str(number), named, spans=(heading_before(subject, number),))


def _means(number: int, title: str) -> bool:
    words = normal(title).rstrip(":。")
    return all(pattern.search(words) for pattern in _MEANS[number])


def _lost(subject: Subject, scope: str, message: str, arguments: Mapping[str, Argument], place: Span) -> Hit:
    return Hit(scope, arguments, spans=(place,), message=message, verdict=Verdict.REVIEW, blames=Blames.READING)


def _pages_lost(subject: Subject) -> bool:
    return any(warning.kind in _LOSSES for warning in subject.report.warnings)


def _trace(subject: Subject, number: int) -> Span | None:
    """Where the text of a section stands whose heading was not found; None where there is none."""
    if number in (2, 3, 4):
        return _figures_of(subject, f"t{number}")
    if number == 1:
        part = introduction(subject)
        topics = sum(bool(part and pattern.search(part.text)) for pattern in _TOPICS)
        return part.span(*next(part.clauses())) if part and topics == len(_TOPICS) else None
    before = [number for number in range(number - 1, 1, -1) if subject.section(number)][:1]
    part = section(subject, before[0]) if before else None
    return _spoken(part, number) if part else None


def _figures_of(subject: Subject, table: str) -> Span | None:
    spans = [
        span
        for address, figure in subject.figures.items()
        if address.table == table and figure.state not in (State.MISSING, State.UNREAD)
        for span in figure.locator.spans
    ]
    return line_of(subject, min(spans)[0]) if spans else None


def _spoken(part: Part, number: int) -> Span | None:
    """The sentence on problems (with measures somewhere behind it), or the one on fees."""
    found = (_PROBLEMS if number == 5 else _FEE).search(part.text)
    if found is None or (number == 5 and not _MEASURES.search(part.text, found.start())):
        return None
    return next((part.span(a, b) for a, b in part.clauses() if a <= found.start() < b), None)


@rule("S.ORDER", needs=("sections",))
def sections_out_of_order(subject: Subject) -> Iterator[Seen]:
    """The sections stand in the form's order."""
    ordered = _in_text(subject)
    numbers = [part.number for part in ordered]
    late = [part for index, part in enumerate(ordered) if any(number > part.number for number in numbers[:index])]
    if late:
        titles = tuple(part.title for part in ordered)
        yield Hit(
            "order",
            {"titles": titles, "title": late[0].title},
            spans=tuple(part.heading for part in late),
            verdict=Verdict.REVIEW,
        )


def _in_text(subject: Subject) -> list[Section]:
    return sorted(subject.report.sections, key=lambda part: part.span[0])


@rule("S.ORDINAL", needs=("sections",))
def ordinal_wrong(subject: Subject) -> Iterator[Seen]:
    """一 to 六, each once; what one slip shifts is one finding."""
    ordered = _in_text(subject)
    if all(part.ordinal is None for part in ordered):
        if any(warning.kind == "numbering" for warning in subject.report.warnings):
            yield NotAssessable(Phrase("rule.S.ORDINAL.reason_automatic"))
            return
        spans = tuple(part.heading for part in ordered)
        yield Hit("none", spans=spans, verdict=Verdict.REVIEW, message="message_all")
        return
    wrong = _wrong_ordinals(ordered)
    alone = [found for found in wrong if found[0] == "message_missing"]
    shifted = [found for found in wrong if found[0] != "message_missing"]
    for message, part in (*alone, *shifted[:1]):
        named = {"title": part.title, "printed": part.ordinal or "", "expected": DIGITS[part.number - 1]}
        others = tuple(p.heading for _, p in shifted[1:]) if message != "message_missing" else ()
        yield Hit(str(part.number), named, spans=(part.heading, *others), message=message)


def _wrong_ordinals(ordered: list[Section]) -> list[tuple[str, Section]]:
    """Each heading whose ordinal is missing, repeated or another's, with the template that says so."""
    in_order = [part.number for part in ordered] == sorted(part.number for part in ordered)
    seen: set[int] = set()
    wrong: list[tuple[str, Section]] = []
    for position, part in enumerate(ordered, 1):
        value = ordinal(part.ordinal) if part.ordinal else None
        lawful = {part.number} if len(ordered) == 6 and in_order else {part.number, position}
        if value is None:
            wrong.append(("message_missing", part))
        elif value in seen:
            wrong.append(("message_repeated", part))
        elif value not in lawful:
            wrong.append(("message_shifted", part))
        seen |= {value} if value else set()
    return wrong


@rule("S.LEVEL")
def first_level_ordinal_below(subject: Subject) -> Iterator[Seen]:
    """Items within section one that go on with 二、三、; numbering that begins again with 一、 is let be."""
    part = section(subject, 1)
    if part is None:
        yield NotAssessable(Phrase("rules.na.no-section", {"number": 1}))
        return
    chapters = [item for item in items(part) if item.style == "chapter"]
    if chapters and chapters[0].value > 1:
        marks = tuple(f"{item.mark}{item.title}" for item in chapters)
        yield Hit("items", {"items": marks}, spans=tuple(item.span for item in chapters), verdict=Verdict.REVIEW)


@rule("S.NUMSTYLE", needs=("sections",))
def numbering_style_mixed(subject: Subject) -> Iterator[Seen]:
    """Items of one level are numbered in one style, within a section and from section to section."""
    first: dict[int, Item] = {}
    for number in (1, 5, 6):
        part = section(subject, number)
        found = list(items(part)) if part else []
        mixed = _mixed(found)
        if mixed:
            before, item = mixed
            named = {"before": before.mark, "mark": item.mark, "title": item.title[:_SHOWN]}
            yield Hit(f"section.{number}", named, spans=(item.span, before.span))
        elif len(found) > 1 and found[0].value == 1:
            first[number] = found[0]
    styles = list({item.style: item for item in reversed(first.values())}.values())
    if len(styles) > 1:
        marks = tuple(f"{item.mark}{item.title[:_SHOWN]}" for item in first.values())
        places = tuple(item.span for item in reversed(styles))
        yield Hit("sections", {"items": marks}, spans=places, verdict=Verdict.REVIEW, message="message_sections")


def _mixed(found: list[Item]) -> tuple[Item, Item] | None:
    """The first item that continues another style's count, with the item before it."""
    last: dict[str, Item] = {}
    for item in found:
        if item.value > 1 and item.style not in last:
            others = [other for other in last.values() if other.value == item.value - 1]
            if others:
                return others[-1], item
        last[item.style] = item
    return None
