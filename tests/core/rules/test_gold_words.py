"""The published reports and the bundled samples, read from their files: known faults of the prose found, none invented."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.formats import read
from core.model import Checked, Finding, Source
from core.passages import normal
from core.reading import read_report
from core.rules import check

FAMILIES = ("N.", "A.")
SAMPLES = Path(__file__).parents[3] / "core" / "samples"
PLANTED = {"2024-yunxi-market.docx": {"N.NEW"}, "2024-liuwan-housing.pdf": {"A.SUM"}}
"""Faults of severity 1–2 in the words of the samples (tests/sampling/facts); every other sample has none."""
READ_QUICKLY = (".txt", ".html", ".docx")


@cache
def checked(path: Path) -> Checked:
    """The report in a file, with its findings."""
    data = path.read_bytes()
    document = read(data, path.name)
    source = Source(path.name, hashlib.sha256(data).hexdigest(), document.format, len(data))
    return check(read_report(document, source))


def of_words(path: Path) -> list[Finding]:
    """The findings of these families."""
    return [finding for finding in checked(path).findings if finding.rule.startswith(FAMILIES)]


def touches(path: Path, known: dict[str, Any], finding: Finding) -> bool:
    """Whether a finding has one of the known cells, or quotes words of the known sentence."""
    if set(known["cells"]) & {str(address) for address in finding.evidence.addresses}:
        return True
    text, quote = checked(path).report.text, normal(known["quote"])
    cited = [normal(text[start:end]) for start, end in finding.evidence.spans]
    return any(len(words) >= 4 and (words in quote or quote in words) for words in cited)


@pytest.fixture(params=sorted(p.name for p in SAMPLES.iterdir() if p.suffix in (*READ_QUICKLY, ".pdf")))
def sample(request: pytest.FixtureRequest) -> Path:
    """Each bundled sample report."""
    return SAMPLES / str(request.param)


def reports(corpus: Path) -> list[tuple[Path, dict[str, Any]]]:
    """One file of each published report, with its gold."""
    found: dict[str, tuple[Path, dict[str, Any]]] = {}
    for path in sorted((corpus / "reports").iterdir(), key=lambda path: (path.suffix != ".txt", path.name)):
        gold = json.loads((corpus / "gold" / f"{path.stem}.json").read_text("utf-8"))
        if path.suffix in READ_QUICKLY:
            found.setdefault(f"{gold['org']}{gold['year']}", (path, gold))
    return list(found.values())


def test_known_faults_of_the_words_are_found(corpus: Path) -> None:
    """Every known fault of the prose shares a cell or its words with a finding, and its rule says so."""
    for path, gold in reports(corpus):
        for known in gold["known_discrepancies"]:
            if known["rule"].startswith(FAMILIES):
                everything = checked(path).findings
                assert any(touches(path, known, finding) for finding in everything), (path.name, known["quote"])
                outcome = next(o for o in checked(path).outcomes if o.rule == known["rule"])
                assert outcome.verdict in ("FAIL", "REVIEW"), (path.name, known["rule"])


def test_no_fault_of_the_words_is_invented(corpus: Path) -> None:
    """Every finding of severity 1–2 on the prose is a known fault."""
    for path, gold in reports(corpus):
        grave = [finding for finding in of_words(path) if finding.severity <= 2]
        known = [*gold["known_discrepancies"], *(f for f in gold["soft_flags"] if isinstance(f, dict) and "cells" in f)]
        assert not [f.rule for f in grave if not any(touches(path, k, f) for k in known)], path.name


def test_the_sentence_is_evidence_of_the_tables_own_finding(corpus: Path) -> None:
    """受理 1 件，已办结 against a wrong total makes no second finding: its words are among the evidence of the first."""
    path = corpus / "reports" / "2024-ganzhou-xinnengyuan.txt"
    (grave,) = [finding for finding in checked(path).findings if finding.severity == 1]
    text = checked(path).report.text
    assert any("办结" in normal(text[start:end]) for start, end in grave.evidence.spans)
    assert not [finding for finding in of_words(path) if finding.rule == "N.HANDLED_WORD"]


def test_samples_have_the_planted_faults_only(sample: Path) -> None:
    """No false alarm of severity 1–2 on the words of a sample, and no planted fault missed."""
    assert {finding.rule for finding in of_words(sample) if finding.severity <= 2} == PLANTED.get(sample.name, set())


def test_samples_have_the_planted_share_and_parts() -> None:
    """96.4 % of 33 replies goes to a person; parts of 240 where 246 are told are found."""
    assert "A.GRIM" in {finding.rule for finding in of_words(SAMPLES / "2024-yunxi-market.docx")}
    assert "A.SUM" in {finding.rule for finding in of_words(SAMPLES / "2024-liuwan-housing.pdf")}
