"""Everything a report says outside its tables: masthead, the six sections, the numbers stated in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.formats.document import Document
from core.model import Claim, Masthead, Section, Span, Stated, Warning
from core.passages import squeeze
from core.reading.claims import read_claims
from core.reading.headings import find_sections
from core.reading.masthead import next_title, read_masthead, report_end
from core.reading.regions import table_spans
from core.wording import Phrase


@dataclass(frozen=True, slots=True)
class Prose:
    """What the words of a document say."""

    masthead: Masthead
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Warning, ...] = ()
    table_spans: tuple[Span, ...] = ()
    """Where the form's tables stand, for `Report.table_spans`."""


def read_prose(document: Document, form: str) -> Prose:
    """Masthead, sections and claims of a document; `form` is the version of the form (`2021`, `2019`)."""
    squeezed = squeeze(document.text)
    sections = find_sections(document.text, form, squeezed)
    tables = table_spans(document, squeezed, sections)
    masthead = read_masthead(document, squeezed, sections, tables)
    other = next_title(document.text, squeezed, masthead, tables)
    sections = _before(other, _closed(document.text, sections, masthead, tables))
    body, year = masthead.body.value if masthead.body else None, masthead.year
    claims = read_claims(document.text, _extent(sections, masthead), sections, tables, body, year)
    return Prose(masthead, sections, claims, _told(other), tables)


def _before(other: Stated | None, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections as far as they stand before another report's title."""
    if other is None or other.span is None:
        return sections
    limit = other.span[0]
    kept = (section for section in sections if section.heading[1] <= limit)
    return tuple(replace(section, span=(section.span[0], min(section.span[1], limit))) for section in kept)


def _told(other: Stated | None) -> tuple[Warning, ...]:
    if other is None:
        return ()
    spans = (other.span,) if other.span else ()
    return (Warning("several", Phrase("reading.warning.several", {"title": other.value}), spans),)


def _extent(sections: tuple[Section, ...], masthead: Masthead) -> Span:
    """The report's own words: from below its title, or its first heading where the title is elsewhere, to its end."""
    if not sections:
        return (0, 0)
    title = masthead.title.span if masthead.title else None
    start = title[1] if title and title[1] <= sections[0].span[0] else sections[0].span[0]
    return start, sections[-1].span[1]


def _closed(
    text: str, sections: tuple[Section, ...], masthead: Masthead, tables: tuple[Span, ...]
) -> tuple[Section, ...]:
    """The last section ends before the sign-off and before what the page itself adds."""
    if not sections:
        return ()
    last = sections[-1]
    floor = max([last.heading[1], *(stop for _, stop in tables)])
    end = report_end(text, floor)
    if masthead.signed_span and masthead.signed_span[0] >= last.heading[1]:
        end = min(end, masthead.signed_span[0])
    end = max(last.heading[1], last.span[0] + len(text[last.span[0] : end].rstrip()))
    return (*sections[:-1], replace(last, span=(last.span[0], end)))
