"""Control and format characters in a text: kept as they are, and told of (they can turn what is shown round, or hide a digit)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from core.formats.document import PAGE_BREAK
from core.model import Span, Warning
from core.wording import Phrase

ODD: Final = re.compile(
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]+"
)
"""All but tab and line feed; soft hyphens, marks of direction and of no width, tags."""
MOST: Final = 100
"""Places that a warning names one by one."""
_REVERSED: Final = re.compile(r"\u202e[^\u202c\n]*[0-9０-９][^\u202c\n]*")
"""Digits that are shown from right to left: 51 where 15 was read."""
_SAME_LENGTH: Final = "\n" * len(PAGE_BREAK)


def odd_spans(text: str) -> list[Span]:
    """Where such characters stand, neighbours as one."""
    return [match.span() for match in ODD.finditer(text)]


def odd_codes(text: str, spans: Iterable[Span]) -> tuple[tuple[str, ...], int]:
    """Which they are (`U+200B`), in order, and how many."""
    found = Counter(char for start, end in spans for char in text[start:end])
    return tuple(f"U+{ord(char):04X}" for char in sorted(found)), sum(found.values())


def of_text(text: str) -> tuple[Warning, ...]:
    """A warning if a document's text holds any besides the breaks between its pages, and one for digits so turned round."""
    spans = odd_spans(text.replace(PAGE_BREAK, _SAME_LENGTH))
    if not spans:
        return ()
    codes, count = odd_codes(text, spans)
    control = Warning(
        "control", Phrase("source.warning.control", {"codes": codes, "count": count}), tuple(spans[:MOST])
    )
    turned = tuple(match.span() for match in _REVERSED.finditer(text))
    return (control, Warning("turned", Phrase("source.warning.reversed"), turned)) if turned else (control,)
