"""Rule cards: what a rule checks, why, on what basis, with an example, and when a hit may be right all the same.

One TOML file a family, one table a rule, every sentence in Chinese and English; the format stands in `core.rules.registry`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Any

from core.errors import RuleError
from core.model import Severity
from core.wording import files_of, tables_of

Sentence = Mapping[str, str]
"""`zh` and `en`."""

FOLDER = "rules/cards"

ORDER = ("table3", "table3_plausible", "table4", "table2", "cells")
"""Families of the tables first; all others follow by name."""

PARTS = ("title", "checks", "why", "basis", "example", "message")
"""Sentences that every card has."""


@dataclass(frozen=True, slots=True)
class Card:
    """A rule's card."""

    id: str
    name: str
    """Display name in kebab case: the defect, never the remedy."""
    severity: Severity
    title: Sentence
    checks: Sentence
    why: Sentence
    basis: Sentence
    example: Sentence
    may_be_right_when: tuple[Sentence, ...]
    """Reasons to dismiss, chosen by the digits 1–9."""
    on: bool = True
    silent: bool = False
    """It never makes a finding: it passes, and says what was normalised."""
    thresholds: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    templates: frozenset[str] = frozenset()
    """Keys of all its sentences; each is the template `rule.<id>.<key>`."""


@cache
def families() -> tuple[str, ...]:
    """Names of the families, by their card files."""
    names = [name.removesuffix(".toml") for name in files_of(FOLDER)]
    return tuple(sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)))


@cache
def read_cards(family: str) -> Mapping[str, Card]:
    """The family's cards by rule id, in the file's order; RuleError for a card that lacks a part."""
    tables = tables_of(FOLDER, f"{family}.toml")
    return MappingProxyType({identity: _card(identity, table) for identity, table in tables.items()})


def _card(identity: str, data: dict[str, Any]) -> Card:
    lacking = [part for part in (*PARTS, "name", "severity", "may_be_right_when") if part not in data]
    lacking += [part for part, value in data.items() if isinstance(value, dict) and not _complete(part, value)]
    reasons = data.get("may_be_right_when", ())
    if lacking or not 1 <= len(reasons) <= 9 or not all(_complete("", reason) for reason in reasons):
        raise RuleError("rules.card-incomplete", rule=identity, parts=tuple(lacking) or ("may_be_right_when",))
    return Card(
        id=identity,
        name=data["name"],
        severity=Severity(data["severity"]),
        **{part: MappingProxyType(data[part]) for part in PARTS if part != "message"},
        may_be_right_when=tuple(MappingProxyType(reason) for reason in reasons),
        on=data.get("on", True),
        silent=data.get("silent", False),
        thresholds=_thresholds(identity, data.get("thresholds", {})),
        templates=frozenset(key for key, value in data.items() if isinstance(value, dict) and "zh" in value),
    )


def _complete(part: str, value: Mapping[str, Any]) -> bool:
    return part == "thresholds" or (
        set(value) == {"zh", "en"} and all(isinstance(v, str) and v for v in value.values())
    )


def _thresholds(identity: str, data: Mapping[str, str]) -> Mapping[str, Decimal]:
    try:
        return MappingProxyType({name: Decimal(value) for name, value in data.items()})
    except (InvalidOperation, TypeError) as cause:
        raise RuleError("rules.card-incomplete", rule=identity, parts=("thresholds",)) from cause
