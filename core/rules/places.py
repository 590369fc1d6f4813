"""Where a finding on wording is shown: the words with what stands around them in their clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from core.model import Verdict
from core.passages import Joined
from core.rules.findings import Hit, quote_key
from core.wording import Argument

_STOPS: Final = "，。；：！？\n"
_AROUND: Final = 10
_LONGEST: Final = 60


def around(text: str, start: int, end: int, reach: int = _AROUND, stops: str = _STOPS) -> tuple[int, int]:
    """The words with at most `reach` characters of their clause on either side."""
    first, last = start, end
    while first > max(0, start - reach) and text[first - 1] not in stops:
        first -= 1
    while last < min(len(text), end + reach) and text[last] not in stops:
        last += 1
    return first, last


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around, cut to what a message can hold."""
    first = max(text.rfind(stop, 0, start) for stop in "。！？\n") + 1
    ends = [at + 1 for stop in "。！？" if (at := text.find(stop, max(end - 1, start))) >= 0]
    line = text.find("\n", end)
    last = min([len(text), *ends, *([line] if line >= 0 else [])])
    return max(first, start - _LONGEST // 2), min(last, max(end, start + _LONGEST))


def hit(
    running: Joined,
    places: Iterable[tuple[int, int]],
    arguments: Mapping[str, Argument],
    *,
    verdict: Verdict = Verdict.REVIEW,
    severity: int | None = None,
    message: str = "message",
    quote: tuple[int, int] | None = None,
    reach: int = _AROUND,
) -> Hit:
    """A finding on the words at some places: one, named after the clause of the first."""
    at = list(places)
    shown = [around(running.text, *place, reach) for place in at]
    words = running.text[slice(*(quote or shown[0]))].strip()
    return Hit(
        quote_key(words),
        {"quote": words, "count": len(at), **arguments},
        spans=tuple(dict.fromkeys(running.span(*place) for place in ([quote] if quote else []) + shown)),
        quote=words,
        verdict=verdict,
        severity=severity,
        message=message,
    )
