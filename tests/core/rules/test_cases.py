"""Every rule judges its named cases as told, and has at least three that fail and three that pass."""

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import all_cases, build_context, build_report

from core.model import Blames, Checked, Finding, Verdict
from core.rules import all_rules, check
from core.wording import is_worded, say

CASES = all_cases()
FAILING = {Verdict.FAIL, Verdict.REVIEW}
EXACT = ("rule", "severity", "expected", "found")


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case['name']}" for rule, case in CASES])
def test_the_case_is_judged_as_told(rule: str, case: dict[str, Any]) -> None:
    """Outcome, reason and finding are those the case names."""
    checked = check(build_report(case), build_context(case), only={rule, case.get("finding", {}).get("rule", rule)})
    _assert_complete(checked.findings)
    outcome = next(outcome for outcome in checked.outcomes if outcome.rule == rule)
    told = {f.rule: say(f.message) for f in checked.findings}
    assert outcome.verdict == case["outcome"], (outcome, told)
    if "reason" in case:
        assert outcome.reason is not None and outcome.reason.template == case["reason"]
    if "finding" in case:
        _assert_told(checked, rule, case["finding"])
    elif outcome.verdict in FAILING and not case.get("covered"):
        assert any(finding.rule == rule for finding in checked.findings)
    else:
        assert not any(finding.rule == rule for finding in checked.findings)


def _assert_told(checked: Checked, rule: str, told: dict[str, Any]) -> None:
    findings = [finding for finding in checked.findings if finding.rule == told.get("rule", rule)]
    assert len(findings) == told.get("count", 1), [say(finding.message) for finding in findings]
    finding = findings[0]
    for key in set(told) & set(EXACT):
        assert getattr(finding, key) == told[key], key
    if "verdict" in told:
        assert finding.verdict == told["verdict"]
    if "blames" in told:
        assert finding.blames == told["blames"]
    if "quote" in told:
        assert finding.evidence.quote == told["quote"]
    if "hint" in told:
        assert {str(address): value for address, value in finding.hint.items()} == told["hint"]
    for key, language in (("message", "zh"), ("message_en", "en")):
        if key in told:
            assert say(finding.message, language) == told[key]  # type: ignore[arg-type]
    if "proof" in told:
        assert finding.proof is not None and say(finding.proof) == told["proof"]
    assert set(told.get("addresses", [])) <= {str(address) for address in finding.evidence.addresses}
    assert set(told.get("covers", [])) <= set(finding.covers)


def _assert_complete(findings: tuple[Finding, ...]) -> None:
    """Every finding has a place, leaves and an id of its own, words in both languages, severity 3 where it blames the reading."""
    leaves = [leaf for finding in findings for leaf in finding.covers]
    assert len(leaves) == len(set(leaves))
    assert len({finding.id for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.evidence.addresses or finding.evidence.spans
        assert finding.covers
        assert finding.blames is Blames.REPORT or finding.severity == 3
        assert is_worded(finding.message) and (finding.proof is None or is_worded(finding.proof))
        for language in ("zh", "en"):
            assert "{" not in say(finding.message, language)  # type: ignore[arg-type]
            assert finding.proof is None or say(finding.proof, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules() if not rule.card.silent])
def test_the_rule_has_cases(rule: str) -> None:
    """At least three cases fail or go to a person, and three pass or cannot be judged."""
    outcomes = [case["outcome"] for of, case in CASES if of == rule]
    assert sum(outcome in FAILING for outcome in outcomes) >= 3
    assert sum(outcome not in FAILING for outcome in outcomes) >= 3


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules() if rule.card.silent])
def test_the_silent_rule_has_cases(rule: str) -> None:
    """A rule without findings has three cases with a remark on what was normalised, and three without."""
    remarks = ["reason" in case for of, case in CASES if of == rule]
    assert remarks.count(True) >= 3
    assert remarks.count(False) >= 3


def test_every_case_belongs_to_a_rule() -> None:
    """No case is left behind when a rule goes."""
    assert {rule for rule, _ in CASES} <= {rule.id for rule in all_rules()}


def test_a_sound_report_has_no_finding_of_severity_one_or_two() -> None:
    """The report that every case starts from is sound."""
    assert not [say(finding.message) for finding in check(build_report({})).findings if finding.severity <= 2]
