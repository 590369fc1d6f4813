"""Phrases become sentences here and nowhere else."""

from __future__ import annotations

import pytest

from core.address import Address
from core.wording import Language, Phrase, is_worded, places, say, templates


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_this_version_has_no_words_for_is_told_as_it_was_stored(language: Language) -> None:
    """Another version named the template otherwise, or filled other places: its finding is still to be read."""
    total = Address("t3", "total", "natural")
    for phrase in (Phrase("rule.NEWER.message", {"left": 3, "cell": total}), Phrase("source.damaged", {"why": "x"})):
        assert not is_worded(phrase)
        told = say(phrase, language)
        assert told.startswith(phrase.template) and all(f"{name}=" in told for name in phrase.arguments)


def test_both_languages_have_the_same_places() -> None:
    for template in templates():
        for language in ("zh", "en"):
            sentence = say(Phrase(template, dict.fromkeys(places(template), 7)), language)
            assert sentence.count("7") >= len(places(template)), template


def test_a_number_of_any_length_is_written_out() -> None:
    """Python itself refuses beyond some thousand digits."""
    assert "9" * 5000 in say(Phrase("source.too-large", {"what": 10**5000 - 1, "limit": 1}))
