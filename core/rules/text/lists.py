"""The word lists and how an entry is found in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from core.prepared import tables

_REACH: Final = 200
_ARROW: Final = re.compile(r"\s*(?:→|->|=>|＝|=)\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that are looked for, in the surroundings in which they are wrong."""

    words: str
    right: str = ""
    """What is probably meant; empty where only a person can tell."""
    severity: int | None = None
    """The card's where None."""
    before: str = ""
    """A pattern that must stand right before it (it ends in `\\Z`); none where empty, as of the others."""
    after: str = ""
    """Must stand right behind it."""
    not_before: str = ""
    not_after: str = ""
    opened: bool = False
    """What stands in `before` is a part of the fault and is shown too."""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in the text, in such surroundings."""
        start = text.find(self.words)
        while start >= 0:
            end = start + len(self.words)
            if self._fits(text, start, end):
                yield start, end
            start = text.find(self.words, end)

    def opening(self, text: str, start: int) -> tuple[int, int] | None:
        """Where the words of `before` begin that belong to the place `start`: their first few characters."""
        floor = max(0, start - _REACH)
        found = compiled(self.before).search(text[floor:start]) if self.before else None
        return (floor + found.start(), min(floor + found.start() + 6, start)) if found else None

    def _fits(self, text: str, start: int, end: int) -> bool:
        lead = text[max(0, start - _REACH) : start]
        if self.after and not compiled(self.after).match(text, end):
            return False
        if self.before and not compiled(self.before).search(lead):
            return False
        if self.not_after and compiled(self.not_after).match(text, end):
            return False
        return not (self.not_before and compiled(self.not_before).search(lead))


compiled = cache(re.compile)
"""Once the words were found somewhere: of a hundred surroundings few are ever asked for."""


def entry(data: dict[str, Any]) -> Entry:
    """An entry of a list file: `words` (one or several, one way to be wrong each), `right`, `before`, `after` …"""
    return Entry(
        words=data["words"],
        right=data.get("right", ""),
        severity=data.get("severity"),
        before=_pattern(data, "before", r"(?:{})\Z"),
        after=_pattern(data, "after", "{}"),
        not_before=_pattern(data, "not_before", r"(?:{})\Z"),
        not_after=_pattern(data, "not_after", "{}"),
        opened=data.get("opened", False),
    )


def _pattern(data: dict[str, Any], key: str, frame: str) -> str:
    return frame.format(data[key]) if key in data else ""


@cache
def read(name: str) -> dict[str, Any]:
    """A list file as it is."""
    return tables(f"rules/text/{name}.toml")


@cache
def entries(name: str, key: str) -> tuple[Entry, ...]:
    """The entries of one list: tables, or pairs `["wrong", "right"]`."""
    return tuple(Entry(item[0], item[1]) if isinstance(item, list) else entry(item) for item in read(name).get(key, ()))


def added(lines: Iterable[str]) -> Iterator[Entry]:
    """A project's own entries: `wrong→right`, or the words alone."""
    for line in lines:
        words, *right = _ARROW.split(line.strip(), maxsplit=1)
        if words:
            yield Entry(words, right[0] if right else "")
