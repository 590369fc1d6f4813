"""How a working paper is to be made, and the words it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path

from core.wording import Argument, Language, Phrase, say, templates


@cache
def _word(key: str, language: Language) -> str:
    return say(Phrase(f"export.{key}"), language)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paper is to be made."""

    language: Language = "zh"
    zone: tzinfo | None = None
    """In which times are shown; None: that of this machine."""
    sheets: bool = False
    """In a workbook, also a sheet for each report, with formulas that recompute its sums."""
    template: Path | None = None
    """The office's own template of the letter."""
    deadlines: Mapping[str, str] = field(default_factory=dict)
    """The project's own days of publication (`core.rules.deadlines`)."""

    def word(self, key: str, **arguments: Argument) -> str:
        """A word or sentence of the papers: template `export.KEY`."""
        return say(Phrase(f"export.{key}", arguments), self.language) if arguments else _word(key, self.language)

    def listed(self, *words: str) -> str:
        """Words as a list."""
        return ("、" if self.language == "zh" else ", ").join(word for word in words if word)

    def has(self, key: str) -> bool:
        """Whether there is such a word."""
        return f"export.{key}" in templates()

    def local(self, at: str) -> datetime:
        """A stored time (UTC, ISO 8601) as the clock on the wall showed it, to the second, without zone."""
        there = datetime.fromisoformat(at).astimezone(self.zone)
        return there.replace(tzinfo=None, microsecond=0)

    def day(self, text: str | None) -> date | None:
        """A date as entered (ISO)."""
        return date.fromisoformat(text) if text else None
