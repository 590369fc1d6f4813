"""What the rules said, as rows and back without loss."""

from __future__ import annotations

import json

from core.address import Address
from core.model import Blames, Evidence, Finding, Outcome, Report, Severity, Verdict
from db.phrases import (
    cell_number,
    chinese,
    hint_json,
    json_hint,
    json_phrase,
    json_spans,
    number_cell,
    packed,
    phrase_json,
    spans_json,
    storable,
)
from db.rows import Row, needed_phrase


def outcome_row(outcome: Outcome) -> Row:
    """From `rule` on."""
    return (outcome.rule, outcome.verdict.value, phrase_json(outcome.reason), chinese(outcome.reason))


def row_outcome(row: Row) -> Outcome:
    """Of the columns that `outcome_row` gives."""
    rule, verdict, reason, _zh = row
    return Outcome(rule, Verdict(verdict), json_phrase(reason))


def finding_row(finding: Finding, page: int | None) -> Row:
    """From `finding` on."""
    return (
        finding.id,
        finding.rule,
        finding.verdict.value,
        int(finding.severity),
        finding.blames.value,
        phrase_json(finding.message),
        chinese(finding.message),
        phrase_json(finding.proof),
        chinese(finding.proof),
        packed([str(address) for address in finding.evidence.addresses]),
        spans_json(finding.evidence.spans),
        storable(finding.evidence.quote),
        page,
        number_cell(finding.expected),
        number_cell(finding.found),
        packed(list(finding.covers)),
        hint_json(finding.hint),
    )


def row_finding(row: Row) -> Finding:
    """Of the columns that `finding_row` gives."""
    (id_, rule, verdict, severity, blames, message, _zh, proof, _proof_zh, addresses, spans, quote, _page) = row[:13]
    expected, found, covers, hint = row[13:]
    places = tuple(Address.parse(text) for text in json.loads(addresses))
    return Finding(
        id=id_,
        rule=rule,
        verdict=Verdict(verdict),
        severity=Severity(severity),
        blames=Blames(blames),
        message=needed_phrase(message),
        evidence=Evidence(places, json_spans(spans), quote),
        proof=json_phrase(proof),
        expected=cell_number(expected),
        found=cell_number(found),
        covers=tuple(json.loads(covers)),
        hint=json_hint(hint),
    )


def finding_page(finding: Finding, report: Report) -> int | None:
    """The page a finding is on: of its first place in the text, else of its first figure that has one."""
    for start, _end in finding.evidence.spans[:1]:
        for number, (first, last) in enumerate(report.page_spans, 1):
            if first <= start < last:
                return number
    figures = (report.figures.get(address) for address in finding.evidence.addresses)
    return next((figure.locator.page for figure in figures if figure and figure.locator.page), None)
