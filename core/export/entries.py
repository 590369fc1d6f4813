"""The lines of a list of findings: what the rules found, what reviewers added, and what was checked without a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from core.address import Address
from core.export.case import Case, Stood, page_of
from core.export.manner import Manner
from core.form import label
from core.model import Number, Outcome, Verdict
from core.review import Decision, Remark
from core.rules import rules
from core.wording import say

PLACES = 12
"""Figures named one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, every word ready to be printed; None where there is nothing to say."""

    entry: str
    """Found by a rule, added by a reviewer, or checked."""
    body: str
    year: int | None
    rule: str | None = None
    title: str | None = None
    severity: int | None = None
    verdict: str | None = None
    blames: str | None = None
    standing: str | None = None
    message: str | None = None
    proof: str | None = None
    quote: str | None = None
    page: int | None = None
    place: str | None = None
    expected: Number | None = None
    found: Number | None = None
    proposed: str | None = None
    basis: str | None = None
    by: str | None = None
    at: datetime | None = None
    """On the clock of the place."""
    category: str | None = None
    remark: str | None = None
    file: str = ""
    source: str = ""
    """SHA-256."""
    id: str | None = None


def entries(case: Case, manner: Manner) -> Iterator[Entry]:
    """Findings, then exceptions, then every rule's outcome that is no finding."""
    for stood in case.stood:
        yield of_finding(case, stood, manner)
    for remark in case.state.exceptions:
        yield of_exception(case, remark, manner)
    for outcome in case.checked.outcomes:
        if outcome.verdict in (Verdict.PASS, Verdict.NA):
            yield of_outcome(case, outcome, manner)


def of_finding(case: Case, stood: Stood, manner: Manner) -> Entry:
    """A finding with its answers."""
    finding, language = stood.finding, manner.language
    newest = stood.decisions[-1] if stood.decisions else None
    return _entry(
        case,
        manner.word("entry.finding"),
        rule=finding.rule,
        title=rule_title(finding.rule, manner),
        severity=int(finding.severity),
        verdict=manner.word(f"verdict.{finding.verdict}"),
        blames=manner.word(f"blames.{finding.blames}"),
        standing=manner.word(f"standing.{stood.standing}"),
        message=case.printed(say(finding.message, language)),
        proof=case.printed(say(finding.proof, language)) if finding.proof else None,
        quote=case.printed(finding.evidence.quote) or None,
        page=page_of(case.report, finding),
        place=places(finding.evidence.addresses, manner) or None,
        expected=finding.expected,
        found=finding.found,
        proposed=proposal(case, stood, manner) or None,
        basis=rule_basis(finding.rule, manner),
        by=manner.listed(*dict.fromkeys(decision.by for decision in stood.decisions)) or None,
        at=manner.local(newest.at) if newest else None,
        category=category(newest.category, manner) if newest else None,
        remark=_said(case, stood, manner) or None,
        id=finding.id,
    )


def of_exception(case: Case, remark: Remark, manner: Manner) -> Entry:
    """What a reviewer holds against the report though no rule raised it."""
    where = case.places.get(remark.event)
    quote = case.mask.text[slice(*where.span)] if where and where.span else None
    figure = case.report.figures.get(remark.address) if remark.address else None
    return _entry(
        case,
        manner.word("entry.exception"),
        standing=manner.word("standing.confirmed"),
        message=case.printed(remark.text) or category(remark.category, manner),
        quote=case.printed(quote) if quote else None,
        page=figure.locator.page if figure else None,
        place=label(remark.address, manner.language) if remark.address else None,
        proposed=case.printed(remark.value) if remark.value else None,
        by=remark.by,
        at=manner.local(remark.at),
        category=category(remark.category, manner),
        remark=manner.word(f"level.{remark.level}") if remark.level else None,
        id=remark.event,
    )


def of_outcome(case: Case, outcome: Outcome, manner: Manner) -> Entry:
    """A rule that passed or could not be applied."""
    return _entry(
        case,
        manner.word("entry.check"),
        rule=outcome.rule,
        title=rule_title(outcome.rule, manner),
        verdict=manner.word(f"verdict.{outcome.verdict}"),
        message=case.printed(say(outcome.reason, manner.language)) if outcome.reason else None,
    )


def _entry(case: Case, kind: str, **fields: object) -> Entry:
    make: Callable[..., Entry] = Entry
    row = case.row
    return make(kind, case.printed(row.body), row.year, file=case.printed(row.name), source=row.uid, **fields)


def places(addresses: tuple[Address, ...], manner: Manner) -> str:
    """Figures by their labels; of many the first, and how many there are."""
    shown = manner.listed(*(label(address, manner.language) for address in addresses[:PLACES]))
    return shown if len(addresses) <= PLACES else manner.word("places", shown=shown, count=len(addresses))


def proposal(case: Case, stood: Stood, manner: Manner) -> str:
    """What should stand there: as a reviewer proposed it, else the rule's hint (the smallest change that satisfies all)."""
    own = {
        remark.address: case.printed(remark.value)
        for remark in case.state.remarks
        if remark.kind == "propose" and remark.value and remark.address in stood.finding.evidence.addresses
    }
    hint = own or {address: str(value) for address, value in stood.finding.hint.items()}
    terms = (manner.word("proposed", place=address, value=value) for address, value in hint.items() if address)
    return manner.listed(*terms)


def _said(case: Case, stood: Stood, manner: Manner) -> str:
    """Why, in the reviewers' words; with names and answers where several answered."""
    several = len(stood.decisions) > 1
    parts = []
    for decision in stood.decisions:
        why = manner.listed(reason(stood.finding.rule, decision, manner), case.printed(decision.text))
        answer = manner.word(f"answer.{decision.verdict}")
        parts.append(manner.word("said", by=decision.by, answer=answer, why=why) if several else why)
    return "\n".join(part for part in parts if part)


def reason(rule: str, decision: Decision, manner: Manner) -> str:
    """The words of the reason on the rule's card that was chosen to dismiss it."""
    card = rules()[rule].card if rule in rules() else None
    if decision.reason is None or card is None or not 0 < decision.reason <= len(card.may_be_right_when):
        return ""
    return card.may_be_right_when[decision.reason - 1][manner.language]


def category(digit: int | None, manner: Manner) -> str:
    """The kind of error a reviewer named."""
    return manner.word(f"category.{digit}") if digit else ""


def rule_title(rule: str, manner: Manner) -> str:
    """A rule's title; its id where this version has no such rule."""
    return rules()[rule].card.title[manner.language] if rule in rules() else rule


def rule_basis(rule: str, manner: Manner) -> str | None:
    """On what the rule rests."""
    return rules()[rule].card.basis[manner.language] if rule in rules() else None
