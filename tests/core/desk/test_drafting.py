"""What an act takes from outside the report."""

from __future__ import annotations

from core.desk.drafting import reason_words
from core.rules import all_rules


def test_a_reasons_words_are_those_of_the_card() -> None:
    """For every rule and every digit; an unknown digit or rule has none, and is no error."""
    for rule in all_rules():
        for digit, reason in enumerate(rule.card.may_be_right_when, 1):
            assert reason_words(rule.id, digit) == {"because": reason["zh"]}
        assert reason_words(rule.id, len(rule.card.may_be_right_when) + 1) == {}
    assert reason_words("NO.RULE", 1) == {}
