"""Template id and typed arguments in, a sentence out (zh, en): the only place that makes sentences.

Findings, warnings and errors hold a `Phrase`; the words stand in `core/wordings/*.toml` and in the rule cards, as
`id = { zh = "…", en = "…" }` with `{name}` places. Numbers are printed without grouping, addresses by the form's labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Any, Literal

from core.address import Address

Language = Literal["zh", "en"]
Argument = int | Decimal | str | date | Address | tuple["Argument", ...] | None
"""What a phrase may hold. A `str` is quoted as it is: a quote of the document or a name, never a sentence."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence not yet made."""

    template: str
    arguments: Mapping[str, Argument] = field(default_factory=lambda: MappingProxyType({}))


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """All templates by id, from the wording files and the rule cards."""
    return MappingProxyType({**_of("wordings", ""), **_of("rules/cards", "rule.")})


@cache
def _of(folder: str, prefix: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for name in files_of(folder):
        found |= _flatten(tables_of(folder, name), prefix)
    return MappingProxyType(found)


@cache
def files_of(folder: str) -> tuple[str, ...]:
    """Names of the TOML files in a folder of this package, in order."""
    from core import prepared  # as here: a start says nothing of core's

    return prepared.names(folder)


@cache
def tables_of(folder: str, name: str) -> Mapping[str, Any]:
    """A TOML file of this package, parsed once: the cards hold templates too."""
    from core import prepared

    return MappingProxyType(prepared.tables(f"{folder}/{name}"))


def _flatten(table: Mapping[str, object], prefix: str) -> dict[str, Mapping[str, str]]:
    """`{a: {b: {zh, en}}}` as `{"a.b": {zh, en}}`; leaves without both languages are left to the cards' own reader."""
    flat: dict[str, Mapping[str, str]] = {}
    for key, value in table.items():
        if not isinstance(value, dict):
            continue
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            flat[prefix + key] = {"zh": value["zh"], "en": value["en"]}
        else:
            flat |= _flatten(value, f"{prefix}{key}.")
    return flat


def say(phrase: Phrase, language: Language = "zh") -> str:
    """The sentence. What another version stored, and this one has no words for, is told by its id and its arguments."""
    words = {name: _word(value, language) for name, value in phrase.arguments.items()}
    if not is_worded(phrase):
        return f"{phrase.template} {', '.join(f'{name}={word}' for name, word in words.items())}".rstrip()
    return _sentences(phrase.template)[language].format_map(words)


def is_worded(phrase: Phrase) -> bool:
    """Whether there is such a sentence and all that it has places for. Of phrases made here that is always so (tests)."""
    return bool(_sentences(phrase.template)) and places(phrase.template) <= phrase.arguments.keys()


def _sentences(template: str) -> Mapping[str, str]:
    """Both languages' sentences; empty where there is no such template."""
    plain = _of("wordings", "").get(template)  # the cards are many: read where a sentence of theirs is wanted
    return plain or templates().get(template, {})


@cache
def places(template: str) -> frozenset[str]:
    """Names of the arguments a template has places for, in either language."""
    parts = (part for sentence in _sentences(template).values() for part in Formatter().parse(sentence))
    return frozenset(place for _literal, place, _format, _conversion in parts if place)


def _word(value: Argument, language: Language) -> str:
    from core.form import label  # the form's labels are words too; imported late, form needs nothing of this module

    if isinstance(value, Address):
        return label(value, language)
    if isinstance(value, tuple):
        return _words(value, language)
    if isinstance(value, int):
        return str(Decimal(value))  # of an int of thousands of digits Python refuses to make a string
    return "" if value is None else str(value)


def _words(values: tuple[Argument, ...], language: Language) -> str:
    """A pair of an address and what stands there is a term: `予以公开 6` for a whole row or column, else `… = 6`;
    terms of rows are joined as a sum, lists of lists by semicolons, everything else as a list."""
    match values:
        case (Address(row="*") | Address(column="*") as place, str() | int() | Decimal() as value):
            return f"{_word(place, language)} {value}"
        case (Address() as place, str() | int() | Decimal() as value):
            return f"{_word(place, language)} = {value}"
    words = [_word(part, language) for part in values]
    if words and all(isinstance(part, tuple) and _in_a_sum(part) for part in values):
        return " + ".join(words)
    if words and all(isinstance(part, tuple) and part and isinstance(part[0], tuple) for part in values):
        return ("；" if language == "zh" else "; ").join(words)
    return ("、" if language == "zh" else ", ").join(words)


def _in_a_sum(part: tuple[Argument, ...]) -> bool:
    return len(part) == 2 and isinstance(part[0], Address) and "*" in (part[0].row, part[0].column)
