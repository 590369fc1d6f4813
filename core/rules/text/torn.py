"""W.TRUNC: words and clauses that break off. Found by lists and by paragraphs that end in a comma; a person looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from core.passages import Joined, paragraphs
from core.rules.context import Subject
from core.rules.findings import Hit, Seen
from core.rules.parts import whole
from core.rules.places import hit, sentence
from core.rules.registry import rule
from core.rules.text.lists import Entry, entries, read

_CLAUSE_ENDS: Final = "[，。；！？]"
_SENTENCE_ENDS: Final = "[。；！]"
"""Ends of paragraphs are none: there the layout may have parted a word."""
_BROKEN_OFF: Final = "，、"
_BEFORE_AN_ITEM: Final = re.compile(
    r"[，、](?=\n?(?:[（(][二三四五六七八九十2-9]{1,2}[）)]|[二三四五六七八九十]{1,2}、|[2-9][.．、](?![0-9])))"
)


@rule("W.TRUNC", needs=("text",))
def clause_unfinished(subject: Subject) -> Iterator[Seen]:
    """A torn word, a clause that ends in a word which needs another, a paragraph that ends in a comma."""
    running = whole(subject).running
    allowed = subject.profile.words.get("not_slips", ())
    for entry in _torn():
        places = [] if entry.words in allowed else list(entry.places(running.text))
        if places:
            arguments = {"words": entry.words, "right": entry.right}
            key = "message" if entry.right else "message_hanging"
            yield hit(running, places, arguments, message=key, quote=sentence(running.text, *places[0]))
    yield from _broken_off(subject, running)


@cache
def _torn() -> tuple[Entry, ...]:
    data = read("torn")
    own = {words: rf"(?:{before})\Z" for words, before in data["own_words"].items()}
    torn = [replace(entry, before=own.get(entry.words, ""), after=_CLAUSE_ENDS) for entry in entries("torn", "torn")]
    lost = [entry if entry.after else replace(entry, after=_CLAUSE_ENDS) for entry in entries("torn", "lost")]
    return (*torn, *lost, *(replace(entry, after=_SENTENCE_ENDS) for entry in entries("torn", "hanging")))


def _broken_off(subject: Subject, running: Joined) -> Iterator[Hit]:
    """A paragraph that ends in a comma before a heading, a numbered item or at the end; before a table the words go on there."""
    tables = subject.report.table_spans
    headings = {section.heading for section in subject.report.sections}
    for match in _BEFORE_AN_ITEM.finditer(running.text):
        at = match.start()
        if "\n" in subject.report.text[running.places[at] : running.places[at + 1]]:
            last = (max(running.text.rfind("\n", 0, at) + 1, at - 19), at + 1)
            yield hit(running, [last], {"words": match[0]}, message="message_broken_off", quote=last)
    for start, end in paragraphs(running):
        if running.text[end - 1] not in _BROKEN_OFF or running.span(start, end) in headings:
            continue
        place = running.span(end - 1, end)[1]
        following = running.places[end + 1] if end + 1 < len(running.text) else len(subject.report.text)
        if not any(place <= table[0] <= following for table in tables):
            last = (max(start, end - 20), end)
            yield hit(running, [last], {"words": running.text[end - 1]}, message="message_broken_off", quote=last)
