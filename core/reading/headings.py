"""The six sections, found by the words of their headings and never by ordinal alone (RULES.md S.SECTIONS, §9).

Every place where a heading could begin is compared with the form's titles, their variants and the wordings of headings.toml;
the best place for each section wins. Tables of contents, lists of the titles in the preamble and sub-items that carry
the same words are told apart by ordinal, line and what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz

from core.form import Form, form
from core.model import Section, Span
from core.passages import Joined, squeeze
from core.prepared import tables
from core.reading.squeezed_edges import Edges

_ORDINAL: Final = re.compile(
    r"(?P<chapter>第?[一二三四五六七八九十]{1,2}(?:部分|章)?[、.．，,：:]?)"
    r"|(?P<lower>[（(][一二三四五六七八九十0-9０-９]{1,2}[）)][、.．]?|[0-9０-９]{1,2}[、.．](?![0-9０-９]))"
)
_DIGITS: Final = "一二三四五六七八九十"
_MAY_OPEN: Final = re.compile("(?<=[。；;！？!?）)”0-9])[一二三四五六第]")
"""Inside a line a heading may follow a stop or a figure, if a chapter's ordinal begins it."""
_WIDE: Final = re.compile("[^\x00-\x7f]")
_LEADERS: Final = re.compile(r"[.．…·•。\-—_]{2,}[0-9０-９]{0,3}\Z|[0-9０-９]{1,3}\Z")
_STOPS: Final = "。！？!?；;：:"
_TAIL: Final = re.compile(r"[^。，；：！？、,;:（(《“0-9]{0,14}")
_LIST_GOES_ON: Final = re.compile(r"[、，,；;和及与等]")
_FINAL_WORDS: Final = re.compile("[情况事项]")
"""Of which a misprinted title keeps at least one; spares the comparison elsewhere."""
_FINAL_WITHIN: Final = 24
_NEARLY: Final = 84
"""Likeness, of 100, from which a line is a misprinted title."""
_MORE: Final = 2
"""Characters that a misprinted title may have more than it should."""
_TITLE_ENDS: Final = re.compile("(?:报告|年报)\\Z")
"""The report's title, below which its first heading may stand without ordinal."""
_CLOSE: Final = 8
"""Characters between the headings of a table of contents at most."""
_ACCEPTED: Final = 75


@dataclass(frozen=True, slots=True)
class _Words:
    """What a section's heading may say."""

    number: int
    titles: tuple[str, ...]
    pattern: re.Pattern[str] | None
    stem: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that could be a heading; indices count in the squeezed text."""

    number: int
    start: int
    title: int
    end: int
    score: float
    ordinal: str
    chapter: bool


def find_sections(text: str, version: str, squeezed: Joined | None = None) -> tuple[Section, ...]:
    """The sections in the text's order, each reaching to the next heading, the last one to the text's end; `squeezed` is the
    same text without blanks, where that is known."""
    squeezed = squeezed or squeeze(text)
    candidates = [c for c in _candidates(text, squeezed, form(version)) if c.score >= _ACCEPTED]
    chosen = sorted(_best(_without_contents(candidates)), key=lambda c: c.start)
    starts = [squeezed.places[c.start] for c in chosen]
    stops = [*starts[1:], len(text.rstrip())][: len(starts)]
    return tuple(
        _section(text, squeezed, candidate, (start, max(stop, squeezed.places[candidate.end - 1] + 1)))
        for candidate, start, stop in zip(chosen, starts, stops, strict=True)
    )


def _section(text: str, squeezed: Joined, found: _Candidate, span: Span) -> Section:
    heading = squeezed.span(found.start, found.end)
    return Section(found.number, squeezed.text[found.title : found.end], found.ordinal or None, heading, span)


@cache
def _opening(version: str) -> re.Pattern[str]:
    """How any of the headings may begin: most lines begin otherwise, and need not be compared with each."""
    words = _vocabulary(version)
    titles = "|".join(re.escape(title) for of in words for title in of.titles)
    return re.compile("|".join([titles, *(p.pattern for of in words for p in (of.pattern, of.stem) if p)]))


@cache
def _vocabulary(version: str) -> tuple[_Words, ...]:
    data = tables("reading/headings.toml")
    titles = {heading.number: (heading.title, *heading.also) for heading in form(version).sections}
    return tuple(
        _Words(s["number"], titles[s["number"]], _any_of(s["patterns"]), _any_of(s["stems"])) for s in data["section"]
    )


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _candidates(text: str, squeezed: Joined, of: Form) -> Iterator[_Candidate]:
    edges = Edges.of(text, squeezed)
    inside = [match.start() for match in _MAY_OPEN.finditer(squeezed.text)]
    wide = -1
    for start in sorted({*edges.kinds, *inside} - {len(squeezed.text)}):
        opens = start in edges.kinds
        mark = _ORDINAL.match(squeezed.text, start)
        if squeezed.text[start] <= "\x7f":
            line_end = edges.line_end(start + 1)
            if wide < start:  # looked for once, and not from each start again
                wide = next((match.start() for match in _WIDE.finditer(squeezed.text, start)), len(squeezed.text))
            if wide >= line_end and (mark is None or mark.end() < line_end):
                continue  # as before nearly all figures of a row: no heading has such letters
        if mark is not None and (opens or mark["chapter"]) and _may_be(squeezed.text, mark.end(), edges, of.version):
            yield from _matches(squeezed, edges, start, mark.end(), mark, of.version)
        if opens and _may_be(squeezed.text, start, edges, of.version):
            yield from _matches(squeezed, edges, start, start, None, of.version)


def _may_be(text: str, title: int, edges: Edges, version: str) -> bool:
    """Whether a title, or a misprinted one, could stand there at all: most places are told apart by this."""
    if _opening(version).match(text, title):
        return True
    line_end = edges.line_end(min(title + 1, len(text)))
    return _FINAL_WORDS.search(text, title, min(line_end, title + _FINAL_WITHIN)) is not None


def _matches(
    squeezed: Joined,
    edges: Edges,
    start: int,
    title: int,
    mark: re.Match[str] | None,
    version: str,
) -> Iterator[_Candidate]:
    begins = _opening(version).match(squeezed.text, title)
    line_end = edges.line_end(min(title + 1, len(squeezed.text)))
    near = _misprinted(squeezed.text, title, line_end, version)
    if not begins and not near:
        return
    opens = edges.kinds.get(start, False)
    for words in _vocabulary(version):
        hit = (_match(squeezed.text, title, line_end, words) if begins else None) or near.get(words.number)
        if hit is None:
            continue
        end, score = hit
        score += _ordinal_score(mark, words.number) + _place_score(squeezed.text, edges, start, end, opens)
        if mark is None and not _stands_alone(squeezed.text, edges, start, end, score):
            continue
        yield _Candidate(
            words.number, start, title, end, score, mark[0] if mark else "", bool(mark and mark["chapter"])
        )


def _match(text: str, at: int, line_end: int, words: _Words) -> tuple[int, float] | None:
    """End and likeness of the section's title at a place, as it should be printed; None if it is none."""
    for title in words.titles:
        if text.startswith(title, at):
            return at + len(title), 100.0
    found = words.pattern.match(text, at) if words.pattern else None
    if found:
        return found.end(), 88.0
    stem = words.stem.match(text, at) if words.stem else None
    if stem is None:
        return None
    tail = _TAIL.match(text, stem.end(), max(line_end, stem.end()))
    end = tail.end() if tail and tail.end() == line_end else stem.end()
    return end, 85.0 if end == line_end else 60.0


def _misprinted(text: str, at: int, line_end: int, version: str) -> dict[int, tuple[int, float]]:
    """Misprinted titles: of each section of which one is nearly the line, or its beginning, where it ends and how like it is."""
    if not _FINAL_WORDS.search(text, at, min(line_end, at + _FINAL_WITHIN)):
        return {}
    found = _likest(text[at : min(line_end, at + _longest(version) + _MORE)], version)
    return {number: (at + length, likeness) for number, length, likeness in found}


@cache
def _longest(version: str) -> int:
    return max(len(title) for words in _vocabulary(version) for title in words.titles)


@lru_cache(maxsize=4096)
def _likest(line: str, version: str) -> tuple[tuple[int, int, float], ...]:
    """The sections with a title like the line, how much of it is that, and how like. Labels of the form stand in every report."""
    found = ((words.number, *_likeness(line, words.titles)) for words in _vocabulary(version))
    return tuple(hit for hit in found if hit[2] >= _NEARLY)


def _likeness(line: str, titles: tuple[str, ...]) -> tuple[int, float]:
    """How much of a line is most like one of the titles, and how like."""
    best: tuple[float, int] = (0.0, 0)
    for title in titles:
        if len(title) < 6 or len(line) < len(title) - 3:
            continue
        first, last = min(len(line), len(title) - 1), min(len(line), len(title) + _MORE)
        shortest, longest = len(title) + first, len(title) + last
        if not fuzz.ratio(line[:last], title, score_cutoff=_NEARLY * shortest / longest - 1):
            continue  # the letters that the longest shares with the title are not enough for the shortest either
        for end in range(first, last + 1):
            best = max(best, (fuzz.ratio(line[:end], title, score_cutoff=_NEARLY), end))
    return best[1], best[0]


def _ordinal_score(mark: re.Match[str] | None, number: int) -> float:
    if mark is None:
        return 0
    if mark["chapter"]:
        return 20 if _DIGITS[number - 1] in mark["chapter"] else 4
    return -20


def _place_score(text: str, edges: Edges, start: int, end: int, opens: bool) -> float:
    follows = edges.kinds.get(end)
    score = 0.0 if opens else -6.0
    if end < len(text) and follows is not True:
        if _LIST_GOES_ON.match(text, end) and text[end] not in "和及与":
            score -= 60
        score -= 4 if follows is False or text[end] in "（(：:。" else 9
    rest_end = edges.line_end(end)
    if rest_end > end and _LEADERS.match(text[end:rest_end]):
        score -= 100
    return score


def _stands_alone(text: str, edges: Edges, start: int, end: int, score: float) -> bool:
    """A heading that lost its ordinal fills its line and follows a finished sentence or a table."""
    if score < 84 or edges.kinds.get(end) is not True or edges.kinds.get(start) is not True:
        return False
    before = text[start - 1] if start else "。"
    return (
        before in _STOPS
        or before.isdigit()
        or before in "/／-—”’）)"
        or bool(_TITLE_ENDS.search(text, max(0, start - 4), start))
    )


def _without_contents(candidates: list[_Candidate]) -> list[_Candidate]:
    """Drops runs of headings with nothing between them (a table of contents) that come again with text below."""
    dropped: set[_Candidate] = set()
    run: list[_Candidate] = []
    ordered = sorted(candidates, key=lambda c: (c.start, -c.score))
    for candidate in [*ordered, None]:
        if candidate and run and (candidate.start - run[-1].end <= _CLOSE) and candidate.number >= run[-1].number:
            run.append(candidate)
            continue
        again = sum(1 for c in run if any(o.number == c.number and o.start > run[-1].end for o in candidates))
        if len({c.number for c in run}) >= 3 and again * 2 >= len(run):
            dropped |= set(run)
        run = [candidate] if candidate else []
    return [candidate for candidate in candidates if candidate not in dropped]


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    """One place per section. Bracketed or Arabic ordinals count only where no chapter of the report has a Chinese one."""
    chapters = {c.number for c in candidates if c.chapter}
    if len(chapters) >= 2:
        candidates = [c for c in candidates if c.chapter or not c.ordinal]
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.start)):
        if not any(candidate.number == c.number or candidate.start == c.start for c in chosen):
            chosen.append(candidate)
    return chosen
