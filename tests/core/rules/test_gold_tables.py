"""The published reports, with their figures as a careful reader gave them: known faults of the tables found, none invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rule_cases import build_report

from core.model import Finding
from core.rules import check

FAMILIES = ("T2.", "T3.", "T4.", "C.")
IN_PROSE = {"T2.SCOPE", "T3.SHIFT"}
"""Known from the running text, or from how the file is laid out: figures alone cannot show them."""


def findings_of(gold: dict[str, Any]) -> list[Finding]:
    """What the rules of the tables say of the gold figures."""
    figures = {address: printed or "" for address, printed in gold["cells"].items()}
    undivided = gold.get("extra_cells", {})
    if undivided:
        figures = {a: "!" if a.startswith("t3/other/") and not printed else printed for a, printed in figures.items()}
    case = {"figures": {**figures, **undivided}, "body": gold["org"], "year": gold["year"], "words": {"1": "无"}}
    if gold["year"] < 2021:
        case["form"] = "2019"
        case["figures"] = {a: p for a, p in case["figures"].items() if not a.startswith("t2/") and p != "!"}
    return [finding for finding in check(build_report(case)).findings if finding.rule.startswith(FAMILIES)]


def touched(known: dict[str, Any], finding: Finding) -> bool:
    """Whether they share a cell."""
    return bool(set(known["cells"]) & {str(address) for address in finding.evidence.addresses})


def test_known_faults_are_found_and_none_invented(corpus: Path) -> None:
    """Every known fault of the tables shares a cell with a finding; every finding of severity 1–2 with a known fault."""
    for path in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        findings = findings_of(gold)
        known = [k for k in gold["known_discrepancies"] if k["rule"].startswith(FAMILIES)]
        missed = [k for k in known if k["rule"] not in IN_PROSE and not any(touched(k, f) for f in findings)]
        assert not missed, path.name
        doubts = [*known, *(flag for flag in gold["soft_flags"] if isinstance(flag, dict))]
        if gold.get("uncertain_cells"):
            continue  # the file leaves open where these figures stand: a reading has doubts that gold cannot carry
        extra = [f.rule for f in findings if f.severity <= 2 and not any(touched(d, f) for d in doubts)]
        assert not extra, path.name


@pytest.mark.parametrize("stem", ["2024-ganzhou-xinnengyuan", "2024-ganzhou-zhengqian"])
def test_four_broken_identities_are_one_finding(corpus: Path, stem: str) -> None:
    """One wrong total is one finding of severity 1 with the four identities as its leaves."""
    gold = json.loads((corpus / "gold" / f"{stem}.json").read_text("utf-8"))
    (finding,) = [finding for finding in findings_of(gold) if finding.severity == 1]
    assert {leaf for leaf in finding.covers if not leaf.startswith("T3.HANDLED_GT")} == {
        "T3.RESULT.natural",
        "T3.RESULT.total",
        "T3.BALANCE.natural",
        "T3.BALANCE.total",
    }
    assert {str(address): value for address, value in finding.hint.items()} == {
        "t3/total/natural": 1,
        "t3/total/total": 1,
    }
