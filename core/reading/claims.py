"""Every number stated in prose, with what it counts, whose it is, of which year and how sure (RULES.md §5).

The steps: running text by paragraph and sentence; amounts; what they count; which belong together; zeros and repetitions said
in words; announced lists. A number that counts nothing known is kept as `other`, so that sums and shares in it can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.model import Claim, Section, Span
from core.passages import Joined, join, outside, paragraphs, sentences
from core.reading.drafts import Draft, frozen
from core.reading.enumerations import enumerations
from core.reading.links import link
from core.reading.sayings import repeated, zeros
from core.reading.statements import Context, statements

_SUB_HEADING: Final = re.compile(
    r"(?:[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,2}[、是])(?P<words>[^。：\n]{0,30})"
)
_GOES_ON: Final = re.compile(
    r"[（(]?(?:其中|其余|剩余|余下|尚有|还有|已|全部|均|按|上述|以上|从|申请|答复|予以|办结|所有|截至|目前|共|无|未|经|在|对|结转|另|处理|办理结果)"
)
_INFORMED: Final = re.compile(r"(?:政府|政务)?信息公开|依申请")
_ALIAS: Final = re.compile(r"以下简称[：:]?[“\"「『]?(?P<name>[一-鿿]{2,20})[”\"」』）)]")


def read_claims(
    text: str, span: Span, sections: tuple[Section, ...], tables: Iterable[Span], body: str | None, year: int | None
) -> tuple[Claim, ...]:
    """The claims in a span of the text (the report without title and page frame), tables left out."""
    joined = join(text, outside(span, tables), [section.heading for section in sections])
    return claims_of(joined, sections, body, year)


def claims_of(joined: Joined, sections: tuple[Section, ...], body: str | None, year: int | None) -> tuple[Claim, ...]:
    """The claims of running text; `body` and `year` are the report's own, where known."""
    drafts = list(enumerations(joined))
    names = tuple(name for name in (body, *_aliases(joined.text)) if name)
    context = Context(own_names=names if body else (), year=year)
    for start, end in paragraphs(joined):
        _enter(context, joined, start, end, sections)
        for first, last in sentences(joined, start, end):
            drafts += _sentence(joined, first, last, context, year)
    return frozen(_unique(drafts), joined)


def _enter(context: Context, joined: Joined, start: int, end: int, sections: tuple[Section, ...]) -> None:
    """Sets the context for a paragraph: its section, and the topic that a sub-heading gives to what follows."""
    place = joined.places[start]
    section = next((s.number for s in sections if s.span[0] <= place < s.span[1]), None)
    if section != context.section:
        context.section = section
        context.default = {3: "application", 4: "dispute"}.get(section or 0)
        context.heading = ""
    heading = _SUB_HEADING.match(joined.text, start, end)
    if heading and section not in (3, 4):
        words = context.heading = heading["words"]
        context.default = (
            "application" if re.search("申请公开|公开申请", words) else "disclosure" if "主动公开" in words else None
        )
    context.running = None
    context.informed = section in (3, 4) or context.default == "application"
    context.before = ()


def _sentence(joined: Joined, start: int, end: int, context: Context, year: int | None) -> Iterator[Draft]:
    words = joined.text[start:end]
    if not _GOES_ON.match(words):
        context.running = None
    context.informed = context.informed or bool(_INFORMED.search(words))
    drafts = statements(joined, start, end, context)
    link(joined, drafts, start, end, context.before)
    drafts = list(_doubled(drafts))
    none = list(zeros(joined, start, end, context.informed, drafts))
    drafts = [*(d for d in drafts if not any(z.start <= d.start < z.end for z in none)), *none]
    drafts.sort(key=lambda d: d.start)
    applications = "application" in (context.running, context.default)
    drafts += repeated(joined, start, end, drafts, list(context.before), applications)
    if drafts:
        context.before = (*context.before, *drafts)
    yield from drafts


def _doubled(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """受理并答复 N 件 states two quantities with one number."""
    for draft in drafts:
        if draft.quantity == "new+handled":
            draft.quantity = "new"
            yield Draft(
                "handled", draft.value, draft.start, draft.end, draft.clause, draft.unit, draft.bound, draft.subject,
                draft.period, draft.scope, label=draft.label, topic=draft.topic,
            )  # fmt: skip
        yield draft


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """Without a count that an announced list has taken (三个方面)."""
    kept = list(drafts)
    announced = [d for d in kept if d.quantity == "enumerated" and d.role is None]
    return [d for d in kept if d.quantity == "enumerated" or not any(a.start <= d.start < a.end for a in announced)]


def _aliases(text: str) -> Iterator[str]:
    for match in _ALIAS.finditer(text):
        yield match["name"]
