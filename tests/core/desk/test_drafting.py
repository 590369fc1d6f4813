"""What an act takes from outside the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory.desks import CLEAN, LI, WANG, ZHAO, Office, figure

from core.desk.drafting import news, one_of, reason_words
from core.desk.reviewing import Reviewing
from core.errors import Stale, StoreError, UsageError
from core.rules import all_rules


def test_a_reasons_words_are_those_of_the_card() -> None:
    """For every rule and every digit; an unknown digit or rule has none, and is no error."""
    for rule in all_rules():
        for digit, reason in enumerate(rule.card.may_be_right_when, 1):
            assert reason_words(rule.id, digit) == {"because": reason["zh"]}
        assert reason_words(rule.id, len(rule.card.may_be_right_when) + 1) == {}
    assert reason_words("NO.RULE", 1) == {}


def test_a_report_is_named_by_the_beginning_of_its_hash() -> None:
    """Four signs at least, and only one report that begins so; else the refusal says which of it was wrong."""
    assert one_of(["abcd1"], "abcd") == "abcd1"
    with pytest.raises(StoreError) as unknown:
        one_of([], "abcd")
    for uids, prefix in ((["abcd1", "abcd2"], "abcd"), (["abcd1"], "abc")):
        with pytest.raises(UsageError) as several:
            one_of(uids, prefix)
    assert (unknown.value.phrase.template, several.value.phrase.template) == (
        "store.unknown-report",
        "store.several-reports",
    )


def test_a_signature_covers_what_the_sign_off_says_or_nothing_is_recorded() -> None:
    """A figure was read otherwise while the key was touched, under the same findings: the signature is of another content."""
    office = Office.usual()

    def slow(data: bytes) -> str:
        held = office.reports.load("b")[1]
        figures = {**held.report.figures, CLEAN: figure(CLEAN, "7")}
        office.reports.replace("b", replace(held, report=replace(held.report, figures=figures)))
        return data.decode()

    signing = Reviewing(office.reports, office.events, office.clock, WANG, signer=slow)
    with pytest.raises(Stale, match="findings-changed"):
        signing.mark("b", signing.open("b").finding_set)
    assert office.events.of("b") == ()


def test_news_are_what_others_did_since() -> None:
    """By person, in the order they came; nothing of one's own, nothing where it is not known what was seen."""
    office = Office.usual()
    for who in (WANG, LI, WANG, ZHAO, LI):
        office.desk(who).reviewing.note("b", "批注", CLEAN)
    events = office.events.of("b")
    told = [phrase.arguments for phrase in news(events, events[0].id, WANG.person)]
    assert told == [{"who": "li", "count": 2}, {"who": "zhao", "count": 1}]
    assert news(events, events[-1].id, WANG.person) == ()
    assert news(events, None, WANG.person) == ()
