"""A project's settings for the rules: which are off or on, thresholds, local deadlines, word lists; kept with every run.

off = ["W.PUNCT"]
on = ["S.PAD"]

[thresholds]                      # RULE.name as on the card, decimals as strings, or integers
"T3.CARRYOUT_BIG.share" = "0.25"

[deadlines]                       # last day of publication, month-day, by words of the body's name or region
default = "01-31"
summary = "03-31"
"怀化" = "01-28"

[words]                           # lists that rules of the text families take up, by their names (LISTS)
sensitive = ["…"]

The same file may hold `[policy]`, who may do what (core.review); that is not read here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from core.errors import RuleError

SETTINGS = ("off", "on", "thresholds", "deadlines", "words", "policy")
LISTS = ("sensitive", "not_sensitive", "slips", "not_slips", "doubled_allowed")
"""Names of the word lists that rules take up."""
LEAP_YEAR = 2024

_DAY = re.compile(r"[0-9]{2}-[0-9]{2}\Z")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Profile:
    """Settings that differ from the cards' own."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    thresholds: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    deadlines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """`MM-DD` of the following year, by `default`, `summary`, or words of the body's name or region."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of `settings`."""
        return hashlib.sha256(self.settings.encode()).hexdigest()

    @cached_property
    def settings(self) -> str:
        """The settings in canonical form (JSON): the same ones give the same text, however they are written."""
        content = {
            "off": sorted(self.off),
            "on": sorted(self.on),
            "thresholds": {name: f"{value.normalize():f}" for name, value in self.thresholds.items()},
            "deadlines": dict(self.deadlines),
            "words": {name: list(words) for name, words in self.words.items()},
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


DEFAULT = Profile()


def load(path: Path) -> Profile:
    """The profile of a TOML file; RuleError names file and key of the first setting that is not as described above. Whether the
    rules and thresholds it names exist is seen when it is first used."""
    import tomllib  # only where there is such a file

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as cause:
        raise RuleError("rules.profile-unreadable", str(path), cause=cause.strerror or "") from cause
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise RuleError("rules.profile-unreadable", str(path), cause=str(cause)) from cause
    _known(path, "", data, SETTINGS)
    words = _table(path, "words", data, _texts)
    _known(path, "words.", words, LISTS)
    on, off = (_texts(path, setting, data.get(setting, [])) for setting in ("on", "off"))
    for rule in sorted(set(on) & set(off)):
        raise RuleError("rules.profile-on-and-off", str(path), rule=rule)
    return Profile(
        off=frozenset(off),
        on=frozenset(on),
        thresholds=_table(path, "thresholds", data, _threshold),
        deadlines=_table(path, "deadlines", data, _day),
        words=words,
    )


def _known(path: Path, prefix: str, named: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in named:
        if name not in known:
            raise RuleError("rules.profile-unknown", str(path), setting=f"{prefix}{name}", known=known)


def _table(
    path: Path, setting: str, data: Mapping[str, Any], convert: Callable[[Path, str, Any], Value]
) -> Mapping[str, Value]:
    table = data.get(setting, {})
    if not isinstance(table, dict):
        raise RuleError("rules.profile-table", str(path), setting=setting)
    return MappingProxyType({name: convert(path, f"{setting}.{name}", value) for name, value in table.items()})


def _texts(path: Path, setting: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise RuleError("rules.profile-texts", str(path), setting=setting)
    return tuple(value)


def _threshold(path: Path, setting: str, value: Any) -> Decimal:
    """A number that is not negative; a float would not be the number that is written there."""
    try:
        number = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else Decimal(-1)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise RuleError("rules.profile-threshold", str(path), setting=setting)
    return number


def _day(path: Path, setting: str, value: Any) -> str:
    """A day that some year has."""
    try:
        datetime.strptime(f"{LEAP_YEAR}-{value}", "%Y-%m-%d")
    except ValueError:
        value = None
    if not isinstance(value, str) or not _DAY.match(value):
        raise RuleError("rules.profile-day", str(path), setting=setting)
    return value
