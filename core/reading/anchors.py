"""Where a table's row labels stand in running text: the chain of labels in the form's order that lie closest together.

Exact labels and long beginnings of labels are candidates; the chain is chosen over all of them at once, so that a word of the
prose or a column head is not taken for a row. What is missing afterwards is looked for between its neighbours with bounded
fuzziness; the order is then the second witness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from core.reading.folding import Letters
from core.reading.wants import Want

SIMILAR = 72.0
"""Least similarity (0–100) of a misprinted label; two misprinted letters of eight, three of twelve."""
_BEGINNING = 5
"""Letters of a label that make a beginning worth taking."""
_MOST = 4000
"""Candidates weighed at most."""
_LOOK_BACK = 400
"""Candidates that a chain may pass over; a form has some sixty."""
_GAP_COST, _GAP_MOST = 0.03, 2.4
_ORDINAL_BEFORE = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]{1,2}\s*[)）]|[一二三四五六七八九十]{1,2}\s*[、.．,，]|[0-9０-９]\s*[、.．,，)）]|[（(]\s*[0-9０-９]\s*[)）]|[㈠-㈩①-⑨⒈-⒐])\s*$"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label found."""

    want: Want
    start: int
    """In the letters."""
    end: int
    source: int
    """In the source text, at its ordinal."""
    exact: bool
    """The whole label or its beginning stands there letter by letter."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    start: int
    end: int
    weight: float


def chain(source: str, found: Letters, wants: Sequence[Want]) -> tuple[Anchor, ...]:
    """The labels of `wants` that are there, in order; empty if fewer than a quarter (at least two) are."""
    chosen = _best_chain(_candidates(source, found, wants))
    if len(chosen) < max(2, len(wants) // 4):
        return ()
    anchors = [_anchor(source, found, wants[c.index], c.start, c.end, True) for c in chosen]
    return tuple(_with_misprints(source, found, wants, [c.index for c in chosen], anchors))


def _candidates(source: str, found: Letters, wants: Sequence[Want]) -> list[_Candidate]:
    candidates = []
    for index, want in enumerate(wants):
        places: dict[int, int] = {}
        for name in want.names:
            for start, length in _places(found.text, name):
                places[start] = max(places.get(start, 0), length)
        for start, length in places.items():
            weight = min(length, 10) / 2
            if length < 4:
                weight = 0.6 + (2.4 if _ordinal_fits(source, found.at[start], want) else 0.0)
            candidates.append(_Candidate(index, start, start + length, weight))
    if (
        len(candidates) > _MOST
    ):  # no report: keep what a table would have, long labels and short ones with their ordinal
        candidates = [c for c in candidates if c.weight > 1][:_MOST]
    return sorted(candidates, key=lambda c: (c.start, c.index))


def _places(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name or a long beginning of it stands, with the number of letters that agree."""
    head = name[:_BEGINNING]
    found = []
    start = text.find(head)
    while start >= 0:
        length = len(name) if text.startswith(name, start) else len(head)
        while length < len(name) and text[start + length : start + length + 1] == name[length]:
            length += 1
        found.append((start, length))
        start = text.find(head, start + 1)
    return found


def _ordinal_fits(source: str, start: int, want: Want) -> bool:
    ordinal = _ORDINAL_BEFORE.search(source[max(0, start - 8) : start])
    mark = want.ordinal.strip("（）.、")
    return bool(ordinal and mark and mark in ordinal[0].translate(str.maketrans("０１２３４５６７８９", "0123456789")))


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """Highest sum of weights less the cost of the gaps; labels ascend, places do not overlap."""
    best: list[float] = []
    previous: list[int] = []
    for i, c in enumerate(candidates):
        highest, before, index, start, weight = c.weight, -1, c.index, c.start, c.weight
        for j in range(i - 1, max(-1, i - _LOOK_BACK - 1), -1):  # the best are near; of equals the first counts
            if best[j] + weight < highest:
                continue
            b = candidates[j]
            if b.index < index and b.end <= start:
                score = best[j] + weight - min((start - b.end) * _GAP_COST, _GAP_MOST)
                if score > highest or (score == highest and before >= 0):
                    highest, before = score, j
        best.append(highest)
        previous.append(before)
    at = max(range(len(candidates)), key=best.__getitem__, default=-1)
    chosen: list[_Candidate] = []
    while at >= 0:
        chosen.append(candidates[at])
        at = previous[at]
    return chosen[::-1]


def _anchor(source: str, found: Letters, want: Want, start: int, end: int, exact: bool) -> Anchor:
    place = found.at[start]
    ordinal = _ORDINAL_BEFORE.search(source[max(0, place - 8) : place])
    if ordinal:
        place = max(0, place - 8) + ordinal.start()
    return Anchor(want, start, end, place, exact)


def _with_misprints(
    source: str, found: Letters, wants: Sequence[Want], indexes: list[int], anchors: list[Anchor]
) -> list[Anchor]:
    """The anchors with labels between them that are there but misprinted."""
    present = dict(zip(indexes, anchors, strict=True))
    for index, want in enumerate(wants):
        if index in present or len(want.name) < 4:
            continue
        below = max((i for i in present if i < index), default=None)
        above = min((i for i in present if i > index), default=None)
        start = present[below].end if below is not None else max(0, anchors[0].start - 40)
        stop = present[above].start if above is not None else min(len(found.text), anchors[-1].end + 40)
        hit = _misprint(found.text[start:stop], want)
        if hit:
            present[index] = _anchor(source, found, want, start + hit[0], start + hit[1], False)
    return [present[index] for index in sorted(present)]


def _misprint(gap: str, want: Want) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    for name in want.names:
        if len(gap) < len(name) * 2 // 3:
            continue
        hit = partial_ratio_alignment(name, gap, score_cutoff=SIMILAR)
        if hit and (best is None or hit.score > best[0]) and hit.src_end - hit.src_start >= len(name) * 2 // 3:
            best = (hit.score, hit.dest_start, hit.dest_end)
    return (best[1], best[2]) if best else None
