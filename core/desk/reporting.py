"""Lists and exports: what leaves the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ExportError
from core.ports import Archive, Events, Query, ReportRow, Reports
from core.wording import Language

if TYPE_CHECKING:
    from core.desk.intake import Answer
    from core.export.case import Bundle
    from core.export.manner import Manner
    from core.rules.profile import Profile

DATABASE_ENDINGS = (".db", ".sqlite", ".sqlite3")

Writer = Callable[[Path, "Bundle", "Manner"], None]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Exports by ending, and the list without a screen."""

    reports: Reports
    events: Events
    archive: Archive
    profile: Profile | None = None
    """The project's settings for the rules, where it has any."""

    def rows(self, query: Query) -> Iterator[ReportRow]:
        """Every row under the filter, page by page."""
        after = None
        while True:
            page = self.reports.page(query, after)
            yield from page.rows
            if page.after is None:
                return
            after = page.after

    def export(
        self,
        target: Path,
        query: Query | None = None,
        mask_sources: bool = False,
        force: bool = False,
        manner: Manner | None = None,
    ) -> str:
        """Write a database or a working paper by its ending; the SHA-256 of what was written.

        In papers personal data is always masked; the sources are not in them. ExportError where the ending is unknown, the
        file exists (unless `force`), or writing failed; then nothing of that name is left behind.
        """
        if target.exists() and not force:
            raise ExportError("export.exists", str(target))
        ending = target.suffix.lower()
        if ending in DATABASE_ENDINGS:
            return self.archive.export(target, query, mask_sources)
        if ending not in PAPERS:
            raise ExportError("export.unknown-ending", str(target), ending=target.suffix)
        return self._paper(target, PAPERS[ending](), query or Query(), manner)

    def _paper(self, target: Path, write: Writer, query: Query, manner: Manner | None) -> str:
        from core.desk.papers import Gathering
        from core.export.manner import Manner
        from core.export.writing import fresh_file, sha256_of

        bundle = Gathering(self.reports, self.events).bundle(tuple(self.rows(query)), query)
        manner = manner or Manner()
        if self.profile is not None:
            manner = replace(manner, deadlines=self.profile.deadlines)
        with fresh_file(target) as partial:
            write(partial, bundle, manner)
        return sha256_of(target)


def papers_as(language: Language, sheets: bool = False, template: Path | None = None) -> Manner:
    """How papers are to be made: in which language, with a sheet for each report, by the office's own letter; local time."""
    from core.export.manner import Manner

    return Manner(language, sheets=sheets, template=template)


def blank_letter(target: Path, language: Language, force: bool = False) -> str:
    """Write the built-in template of the letter, to be adapted; its SHA-256. ExportError as in `export`."""
    from core.export.letter_template import built_in
    from core.export.writing import fresh_file, sha256_of

    if target.exists() and not force:
        raise ExportError("export.exists", str(target))
    with fresh_file(target) as partial:
        partial.write_bytes(built_in(language))
    return sha256_of(target)


def _workbook() -> Writer:
    from core.export.xlsx import write_workbook

    return write_workbook


def _letters() -> Writer:
    from core.export.docx import write_letters

    return write_letters


def _csv() -> Writer:
    from core.export.csv import write_csv

    return write_csv


def _json() -> Writer:
    from core.export.json import write_json

    return write_json


def _annotations() -> Writer:
    from core.export.web_annotations import write_annotations

    return write_annotations


PAPERS: Mapping[str, Callable[[], Writer]] = {
    ".xlsx": _workbook,
    ".docx": _letters,
    ".csv": _csv,
    ".json": _json,
    ".jsonld": _annotations,
}
"""Working papers by ending; their writers are imported when one is asked for."""


def answer_object(answer: Answer, language: Language) -> dict[str, Any]:
    """The JSON-able object of `gouji check --json` (CONTRACT.md) for one file."""
    from core.export.check_object import check_object, error_object

    if answer.error is not None:
        return error_object(answer.name, answer.sha256, answer.size, answer.error, language)
    assert answer.checked is not None
    return check_object(answer.checked, language)


def rule_cards(language: Language) -> list[dict[str, Any]]:
    """All rules with their cards in one language: id, family, name, severity, title, checks, why, basis, example, reasons;
    whether they run unless a profile says otherwise, and the thresholds a profile may set, decimals as strings."""
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
            "on": rule.card.on,
            "thresholds": {f"{rule.id}.{name}": str(value) for name, value in rule.card.thresholds.items()},
        }
        for rule in all_rules()
    ]
