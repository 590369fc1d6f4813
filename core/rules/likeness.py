"""How alike two texts are, once what everybody must write is taken out: shared runs and shared eight-character strings.

What is compared is a section's prose without tables, headings, prescribed words (`stock.toml`) and the figures themselves:
every number is one `#`, so that last year's text with new figures is still last year's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from core.model import Report, Section, Span
from core.passages import Joined, join, outside, paragraphs, sentences
from core.prepared import tables

GRAM: Final = 8
"""Characters of the strings that are counted (RULES.md: 8-gram containment)."""
_BREAK: Final = "\n"
"""Stands where something was taken out; no string reaches over it."""
_NUMBER: Final = re.compile(
    r"[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?[%％]?|(?<![一-龥])[零〇一二三四五六七八九十百千万]+(?=[件条次期个项份起宗人])"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparing, each character with its place in the report's text."""

    text: str
    places: Sequence[Span]
    grams: frozenset[str]

    @property
    def size(self) -> int:
        """Characters that say something."""
        return len(self.text) - self.text.count(_BREAK)

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the report; start < end."""
        return self.places[start][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in both texts."""

    length: int
    """Characters, a number counting as one."""
    span: Span
    """In the first text's report."""


def wording(report: Report, *numbers: int) -> Wording:
    """What the report itself says in these sections; kept for the next comparison."""
    return _wording(report.text, report.sections, report.table_spans, numbers)


def containment(one: Wording, other: Wording) -> float:
    """Share (0–1) of the first text's strings that the second has too; 0 for an empty text."""
    return len(one.grams & other.grams) / len(one.grams) if one.grams else 0.0


def ratio(one: Wording, other: Wording) -> float:
    """Likeness of the two texts as they run (0–1): insertions and deletions that lead from one to the other, normalised."""
    return fuzz.ratio(one.text, other.text) / 100


def shares_run(one: Wording, other: Wording, length: int) -> bool:
    """Whether a run of at least that length stands in both; quick, for sifting."""
    windows = set(_windows(one.text, length))
    return any(window in windows for window in _windows(other.text, length))


def longest_run(one: Wording, other: Wording) -> Run | None:
    """The longest run of the same words, to the character; None where not even eight in a row are shared."""
    if not one.grams & other.grams:
        return None
    foreign = other.text.replace(_BREAK, "\f")  # so that breaks match nothing
    match = SequenceMatcher(None, one.text, foreign, autojunk=False).find_longest_match()
    return Run(match.size, one.span(match.a, match.a + match.size)) if match.size else None


def shared_runs(one: Wording, other: Wording, least: int = 20) -> tuple[Run, ...]:
    """Stretches of the first text made of strings that the second has too, longest first."""
    runs, start = [], -1
    for index in range(len(one.text) + 1):
        if one.text[index : index + GRAM] in other.grams:
            start = index if start < 0 else start
        elif start >= 0:
            end = index - 1 + GRAM
            if end - start >= least:
                runs.append(Run(end - start, one.span(start, end)))
            start = -1
    return tuple(sorted(runs, key=lambda run: (-run.length, run.span)))


def grams(text: str, length: int = GRAM) -> frozenset[str]:
    """All strings of that length in a text made ready; none reaches over a break."""
    return frozenset(_windows(text, length))


def _windows(text: str, length: int) -> Iterable[str]:
    position = 0
    for part in text.split(_BREAK):
        for start in range(position, position + len(part) - length + 1):
            yield text[start : start + length]
        position += len(part) + 1


@lru_cache(maxsize=512)
def _wording(text: str, sections: tuple[Section, ...], tables: tuple[Span, ...], numbers: tuple[int, ...]) -> Wording:
    own = [part for section in sections if section.number in numbers for part in outside(section.span, tables)]
    headings = [section.heading for section in sections]
    prose = join(text, own, headings)
    folded, places = _folded(prose, _left_out(prose, headings))
    return Wording(folded, places, grams(folded))


def _left_out(prose: Joined, headings: Iterable[Span]) -> list[tuple[int, int]]:
    """Ranges of the running text that are headings or sentences everybody must write."""
    stock = _stock()
    found = [prose.range_of(span) for span in headings]
    for first, last in paragraphs(prose):
        if last - first <= stock.heading and prose.text[last - 1] not in "。！？；":
            found.append((first, last))
    for first, last in sentences(prose):
        if stock.sentences.search(_NUMBER.sub("#", prose.text[first:last])):
            found.append((first, last))
    return sorted(part for part in found if part[0] < part[1])


def _folded(prose: Joined, holes: list[tuple[int, int]]) -> tuple[str, list[Span]]:
    """The text with numbers as `#` and breaks for what is left out; every character with its place."""
    characters: list[str] = []
    places: list[Span] = []
    for first, last in outside((0, len(prose.text)), holes):
        if characters:
            _add(characters, places, _BREAK, (prose.places[first], prose.places[first]))
        position = first
        for match in _NUMBER.finditer(prose.text, first, last):
            _take(prose, position, match.start(), characters, places)
            _add(characters, places, "#", prose.span(*match.span()))
            position = match.end()
        _take(prose, position, last, characters, places)
    return _without_words("".join(characters), places)


def _take(prose: Joined, start: int, end: int, characters: list[str], places: list[Span]) -> None:
    for index in range(start, end):
        if prose.text[index] not in "\n ":
            _add(characters, places, prose.text[index], (prose.places[index], prose.places[index] + 1))


def _add(characters: list[str], places: list[Span], character: str, place: Span) -> None:
    characters.append(character)
    places.append(place)


def _without_words(text: str, places: list[Span]) -> tuple[str, list[Span]]:
    kept: list[str] = []
    where: list[Span] = []
    position = 0
    for match in _stock().words.finditer(text):
        kept.append(text[position : match.start()] + _BREAK)
        where += [*places[position : match.start()], places[match.start()]]
        position = match.end()
    return "".join(kept) + text[position:], where + places[position:]


@dataclass(frozen=True, slots=True)
class _Stock:
    sentences: re.Pattern[str]
    words: re.Pattern[str]
    heading: int


@lru_cache(maxsize=1)
def _stock() -> _Stock:
    data = tables("rules/stock.toml")
    return _Stock(re.compile("|".join(data["sentences"])), re.compile("|".join(data["words"])), data["heading"])
