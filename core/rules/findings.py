"""What rules yield, and how it becomes findings: frozen, complete at birth, with an identity that survives re-reading."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.address import Address
from core.masking import conceal, concealed
from core.model import Blames, Evidence, Finding, Number, Severity, Span, Verdict
from core.rules.cards import Card
from core.rules.context import Subject
from core.rules.personal import hidden
from core.wording import Argument, Phrase

NOTHING: Mapping[str, Argument] = MappingProxyType({})

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding as its rule states it; what is left out comes from the rule's card and from the report."""

    scope: str
    """Makes the leaf `RULE.scope` that decisions bind to: stable, and unique among the rule's hits in one report."""
    arguments: Mapping[str, Argument] = field(default_factory=lambda: NOTHING)
    addresses: tuple[Address, ...] = ()
    spans: tuple[Span, ...] = ()
    """Besides those of the figures."""
    quote: str = ""
    """The words of the report it rests on; cut from the first span where empty."""
    verdict: Verdict = Verdict.FAIL
    severity: int | None = None
    """The card's where None."""
    blames: Blames = Blames.REPORT
    message: str = "message"
    """Key of the card's template."""
    proof: str | bool = False
    """Key of the card's template, True for `proof`."""
    proof_arguments: Mapping[str, Argument] | None = None
    """`arguments` where None."""
    expected: Number | None = None
    found: Number | None = None
    covers: tuple[str, ...] = ()
    """Leaves it explains; its own where empty."""
    hint: Mapping[Address, Number] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A violation that another rule's finding covers; it counts for this rule's outcome only."""

    verdict: Verdict = Verdict.FAIL


@dataclass(frozen=True, slots=True)
class NotAssessable:
    """The rule cannot tell, and why."""

    reason: Phrase


@dataclass(frozen=True, slots=True)
class Proviso:
    """Passed, with this remark."""

    reason: Phrase


Seen = Hit | Leaf | NotAssessable | Proviso


def quote_key(text: str) -> str:
    """A scope for prose: eight hex digits of the normalised words."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:8]


def normalised(text: str) -> str:
    """Without white space and format characters, full-width forms narrowed: what a re-reading must not change."""
    kept = "".join(ch for ch in text if unicodedata.category(ch) != "Cf")
    return unicodedata.normalize("NFKC", _SPACE.sub("", kept))


def born(card: Card, subject: Subject, hit: Hit) -> Finding:
    """The finding a hit becomes; personal data in its words is masked before it is born (RULES.md §5b, P.*)."""
    spans = _spans(subject, hit)
    secrets = subject.once(hidden)
    quote = conceal(hit.quote or (_cut(subject, hit.spans[0]) if hit.spans else ""), secrets)
    reading = hit.blames is Blames.READING
    proof = "proof" if hit.proof is True else hit.proof
    finding = Finding(
        id=identity(subject, card.id, hit.addresses, quote, hit.scope),
        rule=card.id,
        verdict=hit.verdict,
        severity=Severity.EXPLAIN if reading else Severity(hit.severity or card.severity),
        blames=hit.blames,
        message=Phrase(f"rule.{card.id}.{hit.message}", hit.arguments),
        evidence=Evidence(hit.addresses, spans, quote),
        proof=Phrase(f"rule.{card.id}.{proof}", _first(hit.proof_arguments, hit.arguments)) if proof else None,
        expected=hit.expected,
        found=hit.found,
        covers=hit.covers or (f"{card.id}.{hit.scope}",),
        hint=hit.hint,
    )
    return concealed(finding, secrets)


def identity(subject: Subject, rule: str, addresses: Iterable[Address], quote: str, scope: str) -> str:
    """Twenty hex digits of source, rule, addresses with what is printed there, and the normalised quote; the scope too
    where neither tells two findings of a rule apart."""
    places = [[str(address), subject.figure(address).printed] for address in addresses]
    key = [subject.report.source.sha256, rule, places, normalised(quote)]
    if not places and not quote:
        key.append(scope)
    return hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:20]


def _first(given: Mapping[str, Argument] | None, otherwise: Mapping[str, Argument]) -> Mapping[str, Argument]:
    return otherwise if given is None else given


def _spans(subject: Subject, hit: Hit) -> tuple[Span, ...]:
    """The hit's own spans first, then those of its figures, each once."""
    own = dict.fromkeys(hit.spans)
    own |= dict.fromkeys(span for address in hit.addresses for span in subject.figure(address).locator.spans)
    return tuple(own)


def _cut(subject: Subject, span: Span, longest: int = 200) -> str:
    start, end = span
    return subject.report.text[start : min(end, start + longest)].strip()
