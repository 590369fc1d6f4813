"""Published and bundled reports, read from their files: known faults of structure and identity found, none invented."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from core.formats import read
from core.model import Finding, Report, Source
from core.reading import read_report
from core.rules import check
from core.wording import say

FAMILIES = ("S.", "I.", "E.")
READ = (
    "2020-pingtan-oldform.txt",
    "2021-pingtan-gongan.html",
    "2022-pingtan-ziran.html",
    "2023-ganzhou-jkq-dangzhengban.txt",
    "2023-hongze.pdf",
    "2024-ganxian-gongxin.txt",
    "2024-ganzhou-suqu.txt",
    "2024-ganzhou-xinnengyuan-docx.docx",
    "2024-ganzhou-zhengqian.txt",
    "2024-pingtan-gongan.html",
    "2024-pingtan.html",
    "2025-ceshi-city.html",
)
"""Each report once, in all formats between them."""
SAMPLES = sorted(
    entry.name for entry in resources.files("core.samples").iterdir() if entry.name.endswith((".docx", ".html", ".txt"))
)


def report_of(data: bytes, name: str) -> Report:
    """The report of a file."""
    document = read(data, name)
    return read_report(document, Source(name, "0" * 64, document.format, len(data)))


def findings_of(report: Report) -> list[Finding]:
    """What the rules of structure and identity say."""
    return [finding for finding in check(report).findings if finding.rule.startswith(FAMILIES)]


def squeezed(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def touches(known: dict[str, Any], finding: Finding, text: str) -> bool:
    """Whether a finding shows the place of a known fault: one of its cells, or its quote within a line or two."""
    if set(known.get("cells", ())) & {str(address) for address in finding.evidence.addresses}:
        return True
    quote = squeezed(known.get("quote", ""))
    for start, end in finding.evidence.spans:
        cited, around = squeezed(text[start:end]), squeezed(text[max(0, start - 80) : end + 80])
        if len(cited) >= 4 and (cited in quote or quote in cited or quote[:12] in around):
            return True
    return False


@pytest.mark.parametrize("name", READ)
def test_known_faults_are_found_and_none_invented(corpus: Path, name: str) -> None:
    """Every known fault is shown by a finding of its rule; every finding of severity 1–2 shows a known fault or a doubt."""
    path = corpus / "reports" / name
    gold = json.loads((corpus / "gold" / f"{path.stem}.json").read_text("utf-8"))
    report = report_of(path.read_bytes(), name)
    findings = findings_of(report)
    known = [fault for fault in gold["known_discrepancies"] if fault["rule"].startswith(FAMILIES)]
    for fault in known:
        assert any(f.rule == fault["rule"] and touches(fault, f, report.text) for f in findings), fault
    doubts = [*known, *(flag for flag in gold["soft_flags"] if isinstance(flag, dict))]
    extra = [f for f in findings if f.severity <= 2 and not any(touches(doubt, f, report.text) for doubt in doubts)]
    assert not [say(finding.message) for finding in extra]


@pytest.mark.parametrize("name", SAMPLES)
def test_bundled_reports_are_sound_in_structure_and_identity(name: str) -> None:
    """No finding of severity 1–2: what is planted in the samples lies elsewhere."""
    data = resources.files("core.samples").joinpath(name).read_bytes()
    assert not [say(f.message) for f in findings_of(report_of(data, name)) if f.severity <= 2]
