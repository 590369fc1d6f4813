"""The rules on wording and on personal data over real reports, and what their findings show."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from rule_cases import build_report

from core.export.check_object import finding_object
from core.formats import read
from core.model import Checked, Report, Source
from core.reading import read_report
from core.rules import Context, check
from core.rules.profile import Profile
from core.wording import say

OURS = ("W.", "P.", "D.PLACEHOLDER")
SOUND_TEXTS = ("2024-qinglan-justice.txt", "2024-zhuping-town.html", "2024-yunxi-resources.html")
SECRET = {"P.ID": "11010519491231002X", "P.MOBILE": "13800138000", "P.BANK": "6212260000000000000"}


def report_at(path: Path) -> Report:
    data = path.read_bytes()
    document = read(data, path.name)
    return read_report(document, Source(path.name, hashlib.sha256(data).hexdigest(), document.format, len(data)))


def ours(checked: Checked) -> list[str]:
    return [f"{finding.rule} {say(finding.message)}" for finding in checked.findings if finding.rule.startswith(OURS)]


@pytest.mark.parametrize("name", SOUND_TEXTS)
def test_a_sound_report_has_no_finding_on_its_wording(name: str) -> None:
    """The bundled reports are written with care: tables, headings and contact data give no finding."""
    path = Path(str(resources.files("core").joinpath("samples", name)))
    assert ours(check(report_at(path))) == []


TELLING = (
    "2022-pingtan-ziran",
    "2023-ganzhou-jkq-dangzhengban-html",
    "2024-ganxian-gongxin",
    "2024-ganzhou-xinnengyuan-html",
    "2024-ganzhou-zhengqian",
    "2024-pingtan-gongan",
    "2024-pingtan",
    "2025-ceshi-city",
)


@pytest.mark.parametrize("stem", TELLING)
def test_every_known_slip_of_a_real_report_is_found(stem: str, corpus: Path) -> None:
    """Each slip that gold names, at its place; and nothing is raised that gold knows nothing of, style aside."""
    path = next(path for path in (corpus / "reports").iterdir() if path.stem == stem)
    gold = json.loads((corpus / "gold" / f"{stem}.json").read_text("utf-8"))
    report = report_at(path)
    findings = [finding for finding in check(report).findings if finding.rule.startswith(OURS)]
    for known in gold["known_discrepancies"]:
        if known["rule"].startswith(OURS):
            quote = "".join(known["quote"].split())
            own = [finding.evidence.spans for finding in findings if finding.rule == known["rule"]]
            cited = [words for spans in own for words in _cited(report, spans)]
            assert any(words in quote or quote in words for words in cited), known["quote"]
    noted = "".join("".join(flag["quote"].split()) for flag in [*gold["known_discrepancies"], *gold["soft_flags"]])
    grave = [finding for finding in findings if finding.severity <= 3]
    assert all(any(words[:6] in noted for words in _cited(report, f.evidence.spans)) or _near(f, noted) for f in grave)


def _cited(report: Report, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return ["".join(report.text[slice(*span)].split()) for span in spans]


def _near(finding: object, noted: str) -> bool:
    words = "".join(finding.evidence.quote.split())  # type: ignore[attr-defined]
    return any(words[start : start + 6] in noted for start in range(len(words) - 5))


@pytest.mark.parametrize(("rule", "secret"), SECRET.items())
def test_no_finding_shows_a_secret(rule: str, secret: str) -> None:
    """Not the rule's own, not those of other rules that quote the same words, in no language, id or leaf."""
    case = {"words": {"1": f"未受到政府信息公开申请,卡号{secret},强化强化解读，XX局登记证件{secret}，"}}
    report = build_report(case)
    checked = check(report)
    findings = [finding for finding in checked.findings if finding.rule.startswith(OURS)]
    assert {"W.DUP", "W.PUNCT", "W.TYPO", "W.TRUNC", "D.PLACEHOLDER", rule} <= {finding.rule for finding in findings}
    shown = json.dumps([finding_object(f, lang) for f in checked.findings for lang in ("zh", "en")], ensure_ascii=False)
    assert secret not in shown
    assert secret[:6] not in shown
    assert secret[-4:] not in shown


def test_a_leaf_tells_nothing_of_a_number() -> None:
    """Two numbers that look alike when masked give leaves of one name: the name is made of what is shown."""
    first, second = (
        check(build_report({"words": {"1": f"来电{number}已登记。"}})).findings
        for number in ("13800138000", "13811118800")
    )
    leaves = [next(f.covers[0] for f in found if f.rule == "P.MOBILE") for found in (first, second)]
    assert leaves[0] == leaves[1]


def test_the_project_turns_a_list_off() -> None:
    """Entries are added and taken out by the profile; the finding goes with them."""
    report = build_report({"words": {"1": "公开信息不带非法连接。"}})
    assert any("W.TYPO" in line for line in ours(check(report)))
    allowed = Profile(words={"not_slips": ("非法连接",)})
    assert not any("W.TYPO" in line for line in ours(check(report, Context(profile=allowed))))


@pytest.mark.parametrize("name", ["slips", "sensitive", "torn", "doubled"])
def test_the_word_lists_say_each_thing_once(name: str) -> None:
    """No entry stands twice, nothing is replaced by itself, nothing wrong is suggested as right."""
    data = tomllib.loads(resources.files("core").joinpath(f"rules/text/{name}.toml").read_text("utf-8"))
    pairs = [tuple(item) for key in ("slips", "torn") for item in data.get(key, [])]
    assert len({wrong for wrong, _ in pairs}) == len(pairs)
    assert all(wrong != right for wrong, right in pairs)
    wrong = {words for words, _ in pairs} if name == "slips" else set()
    assert not [right for _, right in pairs if any(words in right for words in wrong)]


def test_a_running_report_without_sections_is_read_too() -> None:
    """Without headings the whole text is one part."""
    report = build_report({"text": "一是健全机制。三是强化培训。"})
    assert any("W.ENUMWORD" in line for line in ours(check(replace(report, sections=()))))
