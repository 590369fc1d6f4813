"""A project's settings for the rules: which are off or on, thresholds, local deadlines, word lists; recorded by hash.

off = ["W.PUNCT"]
on = ["S.PAD"]

[thresholds]                      # RULE.name as on the card, decimals as strings or integers
"T3.CARRYOUT_BIG.share" = "0.25"

[deadlines]                       # last day of publication, month-day, by words of the body's name or region
default = "01-31"
summary = "03-31"
"怀化" = "01-28"

[words]                           # lists that rules of the text families take up, by their names
sensitive = ["…"]

The same file may hold `[policy]`, who may do what (core.review); that is not read here.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import RuleError

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")


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
        """SHA-256 of the settings in canonical form: the same settings give the same hash, however they are written."""
        content = {
            "off": sorted(self.off),
            "on": sorted(self.on),
            "thresholds": {name: str(value) for name, value in self.thresholds.items()},
            "deadlines": dict(self.deadlines),
            "words": {name: list(words) for name, words in self.words.items()},
        }
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


DEFAULT = Profile()


def load(path: Path) -> Profile:
    """The profile of a TOML file; RuleError names the first setting that is not as described above. Whether the rules and
    thresholds it names exist is seen when it is first used."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as cause:
        raise RuleError("rules.profile-unreadable", str(path), cause=cause.strerror or "") from cause
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise RuleError("rules.profile-unreadable", str(path), cause=str(cause)) from cause
    unknown = sorted(set(data) - {"off", "on", "thresholds", "deadlines", "words", "policy"})
    if unknown:
        raise RuleError("rules.profile-setting", str(path), setting=unknown[0])
    return Profile(
        off=frozenset(_strings(path, "off", data.get("off", []))),
        on=frozenset(_strings(path, "on", data.get("on", []))),
        thresholds=_table(path, "thresholds", data, lambda value: Decimal(str(value))),
        deadlines=_table(path, "deadlines", data, _day),
        words=_table(path, "words", data, lambda value: _strings(path, "words", value)),
    )


def _strings(path: Path, setting: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RuleError("rules.profile-setting", str(path), setting=setting)
    return tuple(value)


def _table(path: Path, setting: str, data: dict[str, Any], convert: Any) -> Mapping[str, Any]:
    table = data.get(setting, {})
    try:
        return MappingProxyType({name: convert(value) for name, value in table.items()})
    except (AttributeError, InvalidOperation, ValueError) as cause:
        raise RuleError("rules.profile-setting", str(path), setting=setting) from cause


def _day(value: Any) -> str:
    if not isinstance(value, str) or not _DAY.match(value):
        raise ValueError(value)
    return value
