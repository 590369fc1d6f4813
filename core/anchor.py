"""Anchor (锚点): a quote by which a remark finds its place again in a text that was read anew.

A wrong "exact" would show a remark at words it was never made on; so a place counts as exact only where the quote stands
unchanged *and* what surrounds it decides for this occurrence against every other. Whatever else is found is "drifted",
to be looked at; what is too unlike is an "orphan". (UX.md row 20 and check 29.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

CONTEXT = 64
"""Characters kept before and after the quote."""
WIDEST = 256
"""Where quote and context occur twice in the text, more is kept until they do not, up to this."""
SURE = 0.7
"""Likeness (0–1) of the context that an unchanged quote needs to be exact."""
AHEAD = 0.12
"""By how much it must be ahead of the next best occurrence."""
LIKE = 0.6
"""Likeness of quote and context together under which nothing is found."""
QUOTE_LIKE = 0.5
"""Likeness of the quote alone under which it counts as gone: at most half of it may have changed."""
CLOSE = 16
"""Characters in which a second occurrence of the quote makes its context useless to tell them apart."""
NEARBY = 4000
"""Characters around the old position that are searched first."""


class Place(StrEnum):
    """How well the place was found."""

    EXACT = "exact"
    """The quote stands there unchanged, and it is that occurrence."""
    DRIFTED = "drifted"
    """Most likely there, but words have changed or several places are alike."""
    ORPHAN = "orphan"
    """Not found."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of a text as the W3C's TextQuoteSelector and TextPositionSelector describe it; counted in code points."""

    quote: str
    prefix: str
    suffix: str
    position: int

    @classmethod
    def make(cls, text: str, span: tuple[int, int]) -> Self:
        """The anchor of a non-empty span of this text; ValueError if the span is not in it."""
        start, end = span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span of this text: {span}")
        width = CONTEXT
        while width < WIDEST and _twice(text, text[max(0, start - width) : end + width]):
            width *= 2
        return cls(text[start:end], text[max(0, start - width) : start], text[end : end + width], start)

    def as_body(self) -> dict[str, Any]:
        """As it stands in an event."""
        return {"quote": self.quote, "prefix": self.prefix, "suffix": self.suffix, "position": self.position}

    @classmethod
    def parse(cls, body: Mapping[str, Any]) -> Self:
        """From an event."""
        return cls(body["quote"], body["prefix"], body["suffix"], body["position"])


@dataclass(frozen=True, slots=True)
class Located:
    """Where an anchor stands in a text; no span for an orphan."""

    state: Place
    span: tuple[int, int] | None


@lru_cache(maxsize=512)  # a report is laid out anew after every act; its text and most anchors are the same
def locate(text: str, anchor: Anchor) -> Located:
    """Find an anchor's place in a text."""
    whole = anchor.prefix + anchor.quote + anchor.suffix
    if (start := _only(text, whole)) is not None:  # nothing has changed around it: by far the commonest case
        first = start + len(anchor.prefix)
        return Located(Place.EXACT, (first, first + len(anchor.quote)))
    aligned = _aligned(text, anchor, whole)
    likest = _likest_occurrence(text, anchor)
    certain = [guess.span for guess in (aligned, likest) if guess and guess.certain]
    if aligned and text[slice(*aligned.span)] == anchor.quote and aligned.span in certain:
        return Located(Place.EXACT, aligned.span)
    best = aligned or likest
    return Located(Place.DRIFTED, best.span) if best else Located(Place.ORPHAN, None)


@dataclass(frozen=True, slots=True)
class _Guess:
    span: tuple[int, int]
    certain: bool


def _aligned(text: str, anchor: Anchor, whole: str) -> _Guess | None:
    """Where quote and context, laid over the words most like them, put the quote. Certain where the unchanged words around the
    quote show on either side alone that it can be no other place of the text."""
    from rapidfuzz.distance import Levenshtein  # the start of the workstation does not need it

    window = _window(text, whole, anchor.position - len(anchor.prefix))
    if window is None:
        return None
    start, end = window
    opcodes = Levenshtein.opcodes(whole, text[start:end])
    first, last = len(anchor.prefix), len(anchor.prefix) + len(anchor.quote)
    span = start + _carried(opcodes, first, low=True), start + _carried(opcodes, last, low=False)
    now = text[span[0] : span[1]]
    if not now.strip() or Levenshtein.normalized_similarity(anchor.quote, now) < QUOTE_LIKE:
        return None
    return _Guess(span, _certain((text, whole), opcodes, start, first, last))


def _certain(texts: tuple[str, str], opcodes: Any, start: int, first: int, last: int) -> bool:
    """Neither now nor in the context kept do the unchanged words up to the quote's end, or those from its start on, occur twice."""
    for tag, old_start, old_end, new_start, _ in opcodes:
        if tag == "equal" and old_start <= first and last <= old_end:
            shift = start + new_start - old_start
            up_to, from_on = texts[0][shift + old_start : shift + last], texts[0][shift + first : shift + old_end]
            return not any(_twice(text, part) for text in texts for part in (up_to, from_on))
    return False


def _likest_occurrence(text: str, anchor: Anchor) -> _Guess | None:
    """The unchanged quote whose surroundings are most like those kept; certain where they are well ahead of every other's and
    the quote does not stand a second time close by (as a 0 in a row of zeros does)."""
    scored = sorted((_context_likeness(text, anchor, at), at) for at in _all(text, anchor.quote))
    if not scored or scored[-1][0] < SURE:
        return None
    best, start = scored[-1]
    second = scored[-2][0] if len(scored) > 1 else 0.0
    alone = anchor.quote not in anchor.prefix[-CLOSE:] and anchor.quote not in anchor.suffix[:CLOSE]
    return _Guess((start, start + len(anchor.quote)), alone and best - second >= AHEAD)


def _context_likeness(text: str, anchor: Anchor, start: int) -> float:
    """0–1: how like the surroundings of an occurrence are to those kept."""
    from rapidfuzz.distance import Levenshtein

    end = start + len(anchor.quote)
    before = text[max(0, start - len(anchor.prefix)) : start]
    after = text[end : end + len(anchor.suffix)]
    sides = ((anchor.prefix, before), (anchor.suffix, after))
    kept = sum(len(old) for old, _ in sides)
    if not kept:
        return 1.0
    return sum(Levenshtein.normalized_similarity(old, new) * len(old) for old, new in sides) / kept


def _window(text: str, whole: str, expected: int) -> tuple[int, int] | None:
    """The range of the text most like `whole`, near the old position before anywhere else."""
    from rapidfuzz import fuzz

    low, high = max(0, expected - NEARBY), max(0, expected + len(whole) + NEARBY)
    for start, part in ((low, text[low:high]), (0, text)):
        if len(part) < len(whole) // 2:
            continue
        hit = fuzz.partial_ratio_alignment(whole, part, score_cutoff=LIKE * 100)
        if hit is not None:  # of a part shorter than what is sought it aligns the part, all of it
            return (
                (start + hit.dest_start, start + hit.dest_end)
                if len(part) >= len(whole)
                else (start, start + len(part))
            )
    return None


def _carried(opcodes: Any, place: int, *, low: bool) -> int:
    """Where a place of the old words stands in the new ones; at a change, the edge that leaves the quote's side whole."""
    for tag, old_start, old_end, new_start, new_end in opcodes:
        inside = old_start <= place < old_end if low else old_start < place <= old_end
        if not inside:
            continue
        if tag == "equal":
            return int(new_start + place - old_start)
        share = (place - old_start) / (old_end - old_start)
        return int(new_start + round(share * (new_end - new_start)))
    return int(opcodes[-1][4]) if opcodes and not low else 0


def _all(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + 1)


def _only(text: str, part: str) -> int | None:
    at = text.find(part)
    return at if at != -1 and text.find(part, at + 1) == -1 else None


def _twice(text: str, part: str) -> bool:
    return text.find(part, text.find(part) + 1) != -1
