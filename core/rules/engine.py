"""Running the rules over a report: an outcome for every rule, findings complete at birth; nothing raises."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from core.errors import RuleError
from core.model import Checked, Finding, Outcome, Report, Verdict
from core.rules.context import NEEDS, Context, Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, born
from core.rules.profile import Profile
from core.rules.registry import VERSION, Rule, all_rules, rules
from core.wording import Phrase

LOG = logging.getLogger(__name__)

FAILED = Phrase("rule.failed")
OFF = Phrase("rules.na.off")


def check(report: Report, context: Context | None = None, only: Collection[str] | None = None) -> Checked:
    """All that the rules say of the report, or these rules alone. RuleError only where the profile names a rule or threshold
    that is none."""
    context = context or Context()
    subject = Subject(report, context, thresholds(context.profile))
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for rule in all_rules():
        if only is not None and rule.id not in only:
            continue
        outcome, found = _run(rule, subject)
        outcomes.append(outcome)
        findings += found
    return Checked(
        report=report,
        outcomes=tuple(outcomes),
        findings=in_order(findings),
        rules=version(context.profile),
    )


def version(profile: Profile) -> str:
    """Version of the rule set and hash of the profile, as every check carries it."""
    return f"{VERSION}+{profile.hash[:16]}"


@lru_cache(maxsize=8)
def _limits(profile_hash: str, settings: tuple[tuple[str, Decimal], ...]) -> Mapping[str, Decimal]:
    card = {f"{rule.id}.{name}": value for rule in all_rules() for name, value in rule.card.thresholds.items()}
    return MappingProxyType(card | dict(settings))


def thresholds(profile: Profile, file: str | None = None) -> Mapping[str, Decimal]:
    """Every threshold as `RULE.name`, the profile's before the card's; RuleError, naming the file it was read from, for rules
    and names that are none."""
    for identity in sorted(profile.off | profile.on):
        if identity not in rules():
            raise RuleError("rules.unknown", file, rule=identity)
    for name in profile.thresholds:
        identity, _, key = name.rpartition(".")
        if identity not in rules() or key not in rules()[identity].card.thresholds:
            raise RuleError("rules.unknown-threshold", file, name=name)
    return _limits(profile.hash, tuple(sorted(profile.thresholds.items())))


def _run(rule: Rule, subject: Subject) -> tuple[Outcome, list[Finding]]:
    if rule.id in subject.profile.off or not (rule.card.on or rule.id in subject.profile.on):
        return Outcome(rule.id, Verdict.NA, OFF), []
    try:
        for need in rule.needs:
            met, reason = NEEDS[need]
            if not met(subject):
                return Outcome(rule.id, Verdict.NA, reason), []
        seen = list(rule.function(subject))
        return _outcome(rule, seen), [born(rule.card, subject, hit) for hit in seen if isinstance(hit, Hit)]
    except Exception:  # a rule that fails on odd input must not cost the report its other checks
        LOG.exception("rule %s failed on %s", rule.id, subject.report.source.sha256)
        return Outcome(rule.id, Verdict.NA, FAILED), []


def _outcome(rule: Rule, seen: list[Seen]) -> Outcome:
    """The worst of what was seen: FAIL, REVIEW, NA, PASS."""
    if not seen:
        return Outcome(rule.id, Verdict.PASS)
    verdicts = {item.verdict for item in seen if isinstance(item, (Hit, Leaf))}
    for verdict in (Verdict.FAIL, Verdict.REVIEW):
        if verdict in verdicts:
            return Outcome(rule.id, verdict)
    for item in seen:
        if isinstance(item, NotAssessable):
            return Outcome(rule.id, Verdict.NA, item.reason)
    proviso = next((item.reason for item in seen if isinstance(item, Proviso)), None)
    return Outcome(rule.id, Verdict.PASS, proviso)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, then by place; leaves and ids unique."""
    return _told_apart(sorted(findings, key=_by_severity_then_place))


def _by_severity_then_place(finding: Finding) -> tuple[int, int, str, str]:
    spans = finding.evidence.spans
    return finding.severity, min(spans)[0] if spans else 1 << 60, finding.rule, finding.id


def _told_apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """A leaf or id that stands twice gets a counter, so that decisions cannot bind to two things at once."""
    ids: dict[str, int] = {}
    leaves: dict[str, int] = {}
    result = []
    for finding in findings:
        covers = tuple(_counted(leaf, leaves) for leaf in finding.covers)
        result.append(replace(finding, id=_counted(finding.id, ids), covers=covers))
    return tuple(result)


def _counted(key: str, seen: dict[str, int]) -> str:
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"
