"""Rules, cards, profiles, findings: what holds for every rule."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import build_report

from core.errors import RuleError
from core.model import Verdict
from core.rules import all_rules, check, rules
from core.rules import registry as registry_module
from core.rules.cards import _card as make_card
from core.rules.cards import families, read_cards
from core.rules.context import Subject
from core.rules.findings import Seen
from core.wording import say, tables_of, templates

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


def test_every_family_has_cards_and_cases() -> None:
    """No family without a rule; ids are unique over all families."""
    assert sum(len(read_cards(family)) for family in families()) == len(rules())


@pytest.fixture
def reloaded() -> Iterator[None]:
    """The rules are put together again during the test and after it."""
    registry_module.rules.cache_clear()
    yield
    registry_module.rules.cache_clear()


@pytest.mark.usefixtures("reloaded")
def test_a_rule_without_card_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing runs that nobody can look up."""
    monkeypatch.setitem(registry_module._functions, "T9.NONE", (lambda subject: iter(()), ()))
    with pytest.raises(RuleError) as caught:
        registry_module.rules()
    assert "T9.NONE" in say(caught.value.phrase)


@pytest.mark.usefixtures("reloaded")
def test_a_card_without_rule_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is promised that does not run."""
    card = next(iter(read_cards("table4").values()))
    monkeypatch.setattr(registry_module, "read_cards", lambda family: {**read_cards(family), f"{family}.NONE": card})
    with pytest.raises(RuleError) as caught:
        registry_module.rules()
    assert caught.value.phrase.template == "rules.card-without-rule"


@pytest.mark.parametrize("part", ["title", "checks", "why", "basis", "example", "message", "name", "may_be_right_when"])
def test_a_card_that_lacks_a_part_does_not_load(part: str) -> None:
    """The rule and what is missing are named."""
    data = {key: value for key, value in tables_of("rules/cards", "table4.toml")["T4.SUM"].items() if key != part}
    with pytest.raises(RuleError) as caught:
        make_card("T4.SUM", data)
    assert "T4.SUM" in say(caught.value.phrase) and part in say(caught.value.phrase)


def test_rules_asked_for_alone_say_what_they_say_among_all() -> None:
    """A check of some rules says of these what a check of all does, in the same order."""
    report = build_report(BROKEN)
    everything, some = check(report), check(report, only={"T3.RESULT", "T3.BALANCE", "C.BLANK"})
    asked = [outcome for outcome in everything.outcomes if outcome.rule in {"T3.RESULT", "T3.BALANCE", "C.BLANK"}]
    assert list(some.outcomes) == asked
    assert [f for f in everything.findings if f.rule in {"T3.RESULT", "T3.BALANCE", "C.BLANK"}] == list(some.findings)
