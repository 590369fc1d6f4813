"""Lists and exports: what leaves the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ExportError
from core.ports import Archive, Events, Query, ReportRow, Reports
from core.wording import Language

if TYPE_CHECKING:
    from core.desk.intake import Answer

DATABASE_ENDINGS = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True, slots=True)
class Reporting:
    """Exports by ending, and the list without a screen."""

    reports: Reports
    events: Events
    archive: Archive

    def rows(self, query: Query) -> Iterator[ReportRow]:
        """Every row under the filter, page by page."""
        after = None
        while True:
            page = self.reports.page(query, after)
            yield from page.rows
            if page.after is None:
                return
            after = page.after

    def export(self, target: Path, query: Query | None = None, mask_sources: bool = False, force: bool = False) -> str:
        """Write a working paper by its ending; the SHA-256 of what was written.

        ExportError where the ending is unknown, the file exists (unless `force`), or writing failed; then nothing of
        that name is left behind.
        """
        if target.exists() and not force:
            raise ExportError("export.exists", str(target))
        if target.suffix.lower() not in DATABASE_ENDINGS:
            raise ExportError("export.unknown-ending", str(target), ending=target.suffix)
        return self.archive.export(target, query, mask_sources)


def answer_object(answer: Answer, language: Language) -> dict[str, Any]:
    """The JSON-able object of `gouji check --json` (CONTRACT.md) for one file."""
    from core.export.check_object import check_object, error_object

    if answer.error is not None:
        return error_object(answer.name, answer.sha256, answer.size, answer.error, language)
    assert answer.checked is not None
    return check_object(answer.checked, language)


def rule_cards(language: Language) -> list[dict[str, Any]]:
    """All rules with their cards in one language: id, family, name, severity, title, checks, why, basis, example, reasons."""
    from core.rules.registry import all_rules

    parts = ("title", "checks", "why", "basis", "example")
    return [
        {
            "id": rule.id,
            "family": rule.family,
            "name": rule.card.name,
            "severity": int(rule.card.severity),
            **{part: getattr(rule.card, part)[language] for part in parts},
            "may_be_right_when": [reason[language] for reason in rule.card.may_be_right_when],
        }
        for rule in all_rules()
    ]
