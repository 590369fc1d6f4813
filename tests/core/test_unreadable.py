"""What is said of a stored file that could not be read."""

from __future__ import annotations

import pytest

from core.errors import SourceError
from core.unreadable import short, why
from core.wording import Language, say

COLUMN = 18
"""Cells a list has for the reason."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(SourceError.KINDS))
def test_every_kind_of_failure_is_said_from_its_kind_alone(kind: str, language: Language) -> None:
    """In a sentence with a way out, and in a word that fits a column."""
    whole, word = say(why(kind), language), say(short(kind), language)
    assert {"zh": "；", "en": ";"}[language] in whole and "{" not in whole
    assert word and len(word.encode("gb18030" if language == "zh" else "ascii")) <= COLUMN
    assert language == "en" or kind not in whole + word


@pytest.mark.parametrize("kind", ["", "of-a-later-version", "{cause}", "otherwise"])
def test_a_kind_this_version_does_not_know_is_said_as_it_stands(kind: str) -> None:
    assert kind in say(why(kind), "en")
    assert kind in say(short(kind), "zh")
