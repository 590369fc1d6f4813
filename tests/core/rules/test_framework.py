"""Rules, cards, profiles, findings: what holds for every rule."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import build_report

from core.errors import RuleError
from core.model import Verdict
from core.rules import Context, all_rules, check, rules
from core.rules import registry as registry_module
from core.rules.cards import families, read_cards
from core.rules.context import Subject
from core.rules.findings import Seen
from core.rules.profile import DEFAULT, Profile, load
from core.wording import say, templates

BROKEN = {"rows": {"t3/new": "1 0 0 0 0 0 1", "t3/granted": "1 0 0 0 0 0 1"}}


def test_every_rule_leaves_an_outcome() -> None:
    """What was checked is itself evidence: one outcome a rule, in the catalogue's order."""
    checked = check(build_report({}))
    assert [outcome.rule for outcome in checked.outcomes] == [rule.id for rule in all_rules()]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_card_speaks_both_languages(rule: registry_module.Rule) -> None:
    """Every sentence of a card is a template in both languages that fills the same places."""
    for key in rule.card.templates:
        template = templates()[f"rule.{rule.id}.{key}"]
        places = [{part.split("}")[0] for part in template[language].split("{")[1:]} for language in ("zh", "en")]
        assert places[0] == places[1], key


def test_a_report_is_judged_the_same_every_time() -> None:
    """Same report, same profile: the same findings with the same ids."""
    assert check(build_report(BROKEN)) == check(build_report(BROKEN))


def test_ids_follow_the_print_and_the_source() -> None:
    """Another file or another print is another finding; the leaves that decisions bind to stay."""
    report = build_report(BROKEN)
    first = check(report).findings[0]
    elsewhere = replace(report, source=replace(report.source, sha256="1" * 64))
    other_print = build_report({"rows": {"t3/new": "1 0 0 0 0 0 1", "t3/granted": "１ 0 0 0 0 0 1"}})
    assert check(elsewhere).findings[0].id != first.id
    assert check(other_print).findings[0].id != first.id
    assert check(other_print).findings[0].covers == first.covers


def test_a_lost_line_break_changes_no_id() -> None:
    """The quote is compared without white space."""
    case = {"figures": {"t4/reconsideration/corrected": "1", "t4/reconsideration/total": "1"}}
    wrapped = {**case, "headings": {"4": "四、政府信息公开行政复议、\n行政诉讼情况"}}
    ids = [
        next(finding.id for finding in check(build_report(c)).findings if finding.rule == "T4.CORRECTED")
        for c in (case, wrapped)
    ]
    assert ids[0] == ids[1]


def test_a_rule_that_fails_is_not_assessed_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One failing rule costs the report none of its other checks."""

    def fails(subject: Subject) -> Iterator[Seen]:
        raise ZeroDivisionError

    table = dict(registry_module.rules())
    table["T4.SUM"] = replace(table["T4.SUM"], function=fails)
    monkeypatch.setattr("core.rules.engine.all_rules", lambda: tuple(table.values()))
    with caplog.at_level(logging.ERROR):
        checked = check(build_report(BROKEN))
    outcome = next(outcome for outcome in checked.outcomes if outcome.rule == "T4.SUM")
    assert outcome.verdict is Verdict.NA
    assert outcome.reason is not None and outcome.reason.template == "rule.failed"
    assert any(finding.rule == "T3.RESULT" for finding in checked.findings)
    assert "T4.SUM" in caplog.text


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from([str(a) for a in build_report({}).figures]), st.text(max_size=12), max_size=20))
def test_no_rule_fails_on_odd_print(figures: dict[str, str]) -> None:
    """Whatever stands in the cells, every rule comes to an outcome of its own."""
    for outcome in check(build_report({"figures": figures})).outcomes:
        assert outcome.reason is None or outcome.reason.template != "rule.failed", outcome.rule


def test_the_profile_is_recorded() -> None:
    """A check names the version of the rules and the hash of its settings."""
    plain = check(build_report({}))
    other = check(build_report({}), Context(profile=Profile(off=frozenset({"C.BLANK"}))))
    assert plain.rules == f"{registry_module.VERSION}+{DEFAULT.hash[:16]}"
    assert other.rules != plain.rules


@pytest.mark.parametrize("profile", [Profile(off=frozenset({"T9.NONE"})), Profile(thresholds={"T9.NONE.share": 1})])  # type: ignore[dict-item]
def test_a_profile_that_names_nothing_is_refused(profile: Profile) -> None:
    """A misspelt rule or threshold must not pass unnoticed."""
    with pytest.raises(RuleError):
        check(build_report({}), Context(profile=profile))


def test_a_profile_is_read(tmp_path: Path) -> None:
    """Settings from TOML; however they are written, the same settings have the same hash."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text('off = ["C.DASH", "C.SLASH"]\n[thresholds]\n"T2.JUMP.ratio" = 4\n[deadlines]\ndefault = "01-28"\n')
    other.write_text('[deadlines]\ndefault = "01-28"\n[thresholds]\n"T2.JUMP.ratio" = "4"\n')
    assert load(one).off == {"C.DASH", "C.SLASH"}
    assert replace(load(other), off=frozenset({"C.SLASH", "C.DASH"})).hash == load(one).hash


@pytest.mark.parametrize(
    "text", ["off = 1", "colour = 2", '[deadlines]\na = "31 Jan"', '[thresholds]\na = "much"', "off = ["]
)
def test_a_profile_that_is_wrong_is_named(tmp_path: Path, text: str) -> None:
    """The error carries the file and a sentence."""
    path = tmp_path / "profile.toml"
    path.write_text(text)
    with pytest.raises(RuleError) as caught:
        load(path)
    assert caught.value.file == str(path)
    assert say(caught.value.phrase)


def test_every_family_has_cards_and_cases() -> None:
    """No family without a rule; ids are unique over all families."""
    assert sum(len(read_cards(family)) for family in families()) == len(rules())
