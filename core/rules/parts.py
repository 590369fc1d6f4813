"""The parts of a report's prose that rules look into, and the places where an absence is shown (RULES.md §9).

An absence has no place of its own; it is shown where a reader would look for what is missing: a signature at the last
sentence, a period or a basis in the introduction (else the title), a topic at the heading of its section and its first clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.model import Span
from core.passages import Joined, clauses, join, outside, paragraphs, prose_of, sentences
from core.rules.context import Subject

_LINE = re.compile(r"[^\s][^\n\f]*")
_LONG = 60
"""Characters of a place at most; of a longer sentence its last clause is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of running text; places within it count from its beginning."""

    running: Joined
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, without blanks and line breaks of the layout, one LF between paragraphs."""
        return self.running.text[self.start : self.end]

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the document; start < end."""
        return self.running.span(self.start + start, self.start + end)

    def of(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Where a match in `text` stands in the document."""
        return self.span(*match.span(group))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Its sentences."""
        return ((a - self.start, b - self.start) for a, b in sentences(self.running, self.start, self.end))

    def clauses(self) -> Iterator[tuple[int, int]]:
        """Its clauses."""
        return ((a - self.start, b - self.start) for a, b in clauses(self.running, self.start, self.end))

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Its paragraphs."""
        return ((a - self.start, b - self.start) for a, b in paragraphs(self.running, self.start, self.end))


def whole(subject: Subject) -> Part:
    """All prose, from the title to the sign-off."""
    return subject.once(_whole)


def _whole(subject: Subject) -> Part:
    running = prose_of(subject.report)
    return Part(running, 0, len(running.text))


def section(subject: Subject, number: int) -> Part | None:
    """A section's prose without its heading; None where it was not found, empty where nothing is said."""
    return subject.once(_sections).get(number)


def _sections(subject: Subject) -> Mapping[int, Part]:
    """The first section of each number."""
    running = whole(subject).running
    found = {part.number: part for part in reversed(subject.report.sections)}
    return {number: _part(running, (part.heading[1], part.span[1])) for number, part in found.items()}


def introduction(subject: Subject) -> Part | None:
    """What stands between the title and the first heading; None where nothing does."""
    return subject.once(_introduction)


def _introduction(subject: Subject) -> Part | None:
    report = subject.report
    if not report.sections:
        return None
    opening = min(part.heading[0] for part in report.sections)
    title = report.masthead.title.span if report.masthead.title else None
    if title and title[1] <= opening:
        part = _part(whole(subject).running, (title[1], opening))
    else:
        running = join(report.text, outside((0, opening), report.table_spans))
        part = Part(running, 0, len(running.text))
    return part if part.text.strip() else None


def _part(running: Joined, span: Span) -> Part:
    start, end = running.range_of(span)
    words = running.text[start:end]
    first = start + len(words) - len(words.lstrip("\n"))
    return Part(running, first, first + len(words.strip("\n")))


def title_place(subject: Subject) -> Span:
    """The title; where the text prints none, its first line."""
    title = subject.report.masthead.title
    if title and title.span:
        return title.span
    return line_of(subject, 0)


def introduction_place(subject: Subject, about: re.Pattern[str]) -> Span:
    """The introduction's last clause of that kind, else its last clause; the title where there is no introduction."""
    part = introduction(subject)
    if part is None:
        return title_place(subject)
    found = [(a, b) for a, b in part.clauses() if b - a >= 4]
    fitting = [(a, b) for a, b in found if about.search(part.text, a, b)]
    return part.span(*(fitting or found)[-1]) if found else title_place(subject)


def ending(subject: Subject) -> Span:
    """The last sentence before the sign-off; the last heading where nothing stands under it."""
    last = max(subject.report.sections, key=lambda part: part.span[0], default=None)
    if last is None:
        return title_place(subject)
    part = _part(whole(subject).running, (last.heading[1], last.span[1]))
    spoken = [(a, b) for a, b in part.sentences() if part.text[a:b].strip()]
    if not spoken:
        return last.heading
    start, end = spoken[-1]
    if end - start > _LONG:
        start = [a for a, b in part.clauses() if a < end and b > start][-1]
    return part.span(start, end)


def opening_of(subject: Subject, number: int) -> Span:
    """A section's heading with its first clause; the title where it was not found."""
    found, part = subject.section(number), section(subject, number)
    if found is None or part is None:
        return title_place(subject)
    first = next(part.clauses(), None)
    return (found.heading[0], part.span(*first)[1]) if first else found.heading


def heading_before(subject: Subject, number: int) -> Span:
    """Where a section that is missing would be looked for: the heading of the nearest one before it, else the title."""
    before = [part for part in subject.report.sections if part.number < number]
    return max(before, key=lambda part: part.number).heading if before else title_place(subject)


def line_of(subject: Subject, place: int) -> Span:
    """The line of print that holds a place of the text; the nearest one before or after it where that line is blank."""
    text = subject.report.text
    lines = [match.span() for match in _LINE.finditer(text)]
    before = [line for line in lines if line[0] <= place]
    return (before or lines)[-1 if before else 0] if lines else (0, len(text))
