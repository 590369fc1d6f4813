"""What a template leaves behind in a report: XX, 某某, （文字描述）, blank years, a left-over 附件 above the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.model import Verdict
from core.passages import Joined
from core.prepared import tables
from core.rules.context import Subject
from core.rules.findings import Hit, Seen, quote_key
from core.rules.parts import whole
from core.rules.personal import found as personal
from core.rules.places import around
from core.rules.registry import rule

_LINK = re.compile(r"(?:https?://|www\.)[!-~]*|[!-~]+@[!-~]+|[!-~]*/[!-~]*")
_PLAIN = "XxＸｘ×╳✕"
_REACH = 12


@dataclass(frozen=True, slots=True)
class Left:
    """A form of words that a template leaves."""

    words: str
    """A pattern, compiled when it is wanted."""
    severity: int
    signs: tuple[str, ...] = ()
    """One of these is in the text wherever the pattern is; none given: not known beforehand."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern."""
        return _compiled(self.words)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands in the text."""
        if not self.signs or any(sign in text for sign in self.signs):
            yield from self.pattern.finditer(text)


_compiled = cache(re.compile)


@cache
def _lists() -> tuple[tuple[Left, ...], Left]:
    data = tables("rules/placeholder.toml")
    return tuple(_left(entry) for entry in data["left"]), _left(data["above"])


def _left(entry: dict[str, Any]) -> Left:
    return Left(entry["pattern"], entry["severity"], tuple(entry.get("signs", ())))


@rule("D.PLACEHOLDER", needs=("text",))
def template_left(subject: Subject) -> Iterator[Seen]:
    """Something the writer should have filled in or taken out; one finding for each form of words."""
    running = whole(subject).running
    taken: list[tuple[int, int]] = []
    for left in _lists()[0]:
        places = [match.span() for match in left.matches(running.text) if _counts(subject, running, match)]
        places = [place for place in places if not any(a < place[1] and place[0] < b for a, b in taken)]
        taken += places
        by_words: dict[str, list[tuple[int, int]]] = {}
        for place in places:
            by_words.setdefault(running.text[slice(*place)], []).append(place)
        for words, at in by_words.items():
            yield _hit(running, left.severity, words, at)
    yield from _above_the_title(subject)


def _hit(running: Joined, severity: int, words: str, at: list[tuple[int, int]]) -> Hit:
    clauses = [around(running.text, *place, _REACH) for place in at]
    quote = running.text[slice(*clauses[0])]
    return Hit(
        quote_key(quote),
        {"words": words, "quote": quote, "count": len(at)},
        spans=tuple(dict.fromkeys(running.span(*clause) for clause in clauses)),
        quote=quote,
        severity=severity,
        verdict=Verdict.FAIL if severity in (2, 4) else Verdict.REVIEW,
        message="message" if len(at) == 1 else "message_many",
    )


def _counts(subject: Subject, running: Joined, match: re.Match[str]) -> bool:
    """Letters of a link (`xxgk` aside, `xx` is a folder's name) and of a shortened personal name are no placeholder."""
    words = match[0]
    if words[0] not in _PLAIN + "某":
        return True
    if words.isascii() and len(words) < 3 and _in_a_link(running.text, *match.span()):
        return False
    place = running.span(*match.span())
    names = (item.span for item in subject.once(personal) if item.kind == "applicant")
    return not any(start < place[1] and place[0] < end for start, end in names)


def _in_a_link(text: str, start: int, end: int) -> bool:
    around = slice(max(0, start - 80), end + 80)
    return any(m.start() + around.start <= start < m.end() + around.start for m in _LINK.finditer(text[around]))


def _above_the_title(subject: Subject) -> Iterator[Seen]:
    """附件 N on a line of its own above the title."""
    title, left = subject.report.masthead.title, _lists()[1]
    if title is None or title.span is None:
        return
    for match in re.finditer(r"[^\n\f]+", subject.report.text[: title.span[0]]):
        words = match[0].strip()
        if left.pattern.fullmatch(words):
            near = not subject.report.text[match.end() : title.span[0]].strip()
            yield Hit(
                "above-title",
                {"words": " ".join(words.split()), "quote": title.value, "count": 1},
                spans=((match.start(), title.span[1] if near else match.end()),),  # with the title that it stands above
                quote=words,
                severity=left.severity,
                message="message_above",
            )
