"""The object of `gouji check --json`, one a file: what outside checks rely on. Fields are added, never renamed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.errors import SourceError
from core.model import Checked, Claim, Figure, Finding, Number, Outcome, Report, Source
from core.wording import Language, Phrase, say

SCHEMA = "gouji.check/1"


def check_object(checked: Checked, language: Language = "zh") -> dict[str, Any]:
    """A report with everything read and found; JSON-able, decimals as strings, never floats but for box edges."""
    report = checked.report
    return {
        "schema": SCHEMA,
        "source": source_object(report.source),
        "report": report_object(report),
        "figures": {str(address): figure_object(figure, language) for address, figure in report.figures.items()},
        "sections": [
            {"number": section.number, "title": section.title, "span": list(section.span)}
            for section in report.sections
        ],
        "claims": [claim_object(claim) for claim in report.claims],
        "checks": [outcome_object(outcome, language) for outcome in checked.outcomes],
        "findings": [finding_object(finding, language) for finding in checked.findings],
        "warnings": [say(warning.phrase, language) for warning in report.warnings],
        "error": None,
    }


def error_object(name: str, sha256: str, size: int, error: SourceError, language: Language = "zh") -> dict[str, Any]:
    """The same object for a file that could not be read."""
    return {
        "schema": SCHEMA,
        "source": {"name": name, "sha256": sha256, "format": None, "bytes": size, "pages": None},
        "report": None,
        "figures": {},
        "sections": [],
        "claims": [],
        "checks": [],
        "findings": [],
        "warnings": [],
        "error": {"kind": error.kind, "message": say(error.phrase, language)},
    }


def source_object(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "bytes": source.size,
        "pages": source.pages,
    }


def report_object(report: Report) -> dict[str, Any]:
    masthead = report.masthead
    return {
        "title": masthead.title.value if masthead.title else None,
        "body": masthead.body.value if masthead.body else None,
        "year": masthead.year,
        "form": report.form,
        "period": [day.isoformat() for day in masthead.period] if masthead.period else None,
        "signed_by": masthead.signed_by.value if masthead.signed_by else None,
        "signed_on": masthead.signed_on.isoformat() if masthead.signed_on else None,
        "published_on": masthead.published_on.isoformat() if masthead.published_on else None,
    }


def figure_object(figure: Figure, language: Language) -> dict[str, Any]:
    box = figure.locator.box
    doubt = figure.doubt
    return {
        "printed": figure.printed,
        "state": figure.state.value,
        "value": plain(figure.value),
        "page": figure.locator.page,
        "box": [round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom)] if box else None,
        "spans": [list(span) for span in figure.locator.spans],
        "doubt": {"why": say(doubt.why, language), "candidates": list(doubt.candidates)} if doubt else None,
        "remark": figure.remark,
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    return {
        "quantity": claim.quantity,
        "value": plain(claim.value),
        "exact": claim.exact,
        "span": list(claim.span),
        "unit": claim.unit,
        "subject": claim.subject,
        "period": claim.period,
        "scope": claim.scope,
        "role": claim.role,
        "of": claim.of,
        "beside": claim.beside,
        "closure": claim.closure,
        "bound": claim.bound,
        "label": claim.label,
    }


def outcome_object(outcome: Outcome, language: Language) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "outcome": outcome.verdict.value,
        "reason": sentence(outcome.reason, language),
    }


def finding_object(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "severity": int(finding.severity),
        "blames": finding.blames.value,
        "message": say(finding.message, language),
        "proof": sentence(finding.proof, language),
        "addresses": [str(address) for address in finding.evidence.addresses],
        "spans": [list(span) for span in finding.evidence.spans],
        "quote": finding.evidence.quote,
        "expected": plain(finding.expected),
        "found": plain(finding.found),
        "covers": list(finding.covers),
        "hint": {str(address): plain(value) for address, value in finding.hint.items()},
    }


def sentence(phrase: Phrase | None, language: Language) -> str | None:
    return say(phrase, language) if phrase is not None else None


def plain(value: Number | None) -> int | str | None:
    """An integer as it is, a decimal as its digits."""
    return format(value, "f") if isinstance(value, Decimal) else value
