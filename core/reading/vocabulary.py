"""The words by which prose states numbers, from claims.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.prepared import tables


@dataclass(frozen=True, slots=True)
class Noun:
    """Words that tell what a clause speaks of: a topic of ours, or a matter that is another's (`foreign`)."""

    key: str
    words: re.Pattern[str]
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """How one quantity is worded before (`label`) or behind (`after`) its number."""

    topic: str
    quantity: str
    scope: str | None
    label: re.Pattern[str] | None
    after: re.Pattern[str] | None
    units: frozenset[str] | None
    verb: bool
    """Its words are bare verbs: without the topic's noun beside them nothing else may be named."""
    after_handled: bool
    """Only where the sentence has counted what was handled before."""
    after_carried_in: bool = False
    """Only right behind the number carried in."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A clause that says zero, with the claims it makes."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    claims: tuple[Mapping[str, str], ...]
    blocks: bool
    """The clause names the blocks of table 4 it speaks of."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything claims.toml holds."""

    units: tuple[str, ...]
    counted: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]
    bounds: Mapping[str, Mapping[str, str]]
    """Place (`before`, `within`, `behind`) -> printed word -> bound."""
    nouns: tuple[Noun, ...]
    area: re.Pattern[str]
    quantities: tuple[Quantity, ...]
    sayings: tuple[Saying, ...]
    words: Mapping[str, re.Pattern[str]]
    lists: Mapping[str, re.Pattern[str]]
    scopes: Mapping[str, re.Pattern[str]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tables("reading/claims.toml")
    return Vocabulary(
        units=tuple(sorted(data["units"], key=len, reverse=True)),
        counted=frozenset(data["counted"]),
        patterns=_compiled({key: data[key] for key in ("not_before", "not_behind", "in_quotes")}),
        bounds={
            place: {word: bound for bound, words in by_bound.items() for word in words}
            for place, by_bound in data["bounds"].items()
        },
        nouns=(
            *(Noun(entry["key"], re.compile(entry["words"])) for entry in data["topic"]),
            *(Noun(entry["subject"], re.compile(entry["words"]), True) for entry in data["foreign"]),
        ),
        area=re.compile("|".join(entry["words"] for entry in data["area"])),
        quantities=tuple(_quantity(entry) for entry in data["quantity"]),
        sayings=tuple(_saying(entry) for entry in data["phrase"]),
        words=_compiled(data["words"]),
        lists=_compiled(data["lists"]),
        scopes=_compiled(data["scopes"]),
    )


def _compiled(patterns: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in patterns.items()}


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _quantity(entry: Mapping[str, Any]) -> Quantity:
    units = entry.get("units")
    return Quantity(
        topic=entry["topic"],
        quantity=entry["quantity"],
        scope=entry.get("scope"),
        label=_optional(entry.get("label")),
        after=_optional(entry.get("after")),
        units=frozenset(units.split("|")) if units is not None else None,
        verb=entry.get("verb", False),
        after_handled=entry.get("after_handled", False),
        after_carried_in=entry.get("after_carried_in", False),
    )


def _saying(entry: Mapping[str, Any]) -> Saying:
    return Saying(
        re.compile(entry["pattern"]), _optional(entry.get("unless")), tuple(entry["claims"]), entry.get("blocks", False)
    )
