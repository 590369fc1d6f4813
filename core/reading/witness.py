"""Which of several possible readings of a row is meant: all of them are laid out, the row's own sums bear witness.

A printed figure is never changed. A figure placed by a witness keeps its doubt, and where several readings remain a cell is
read only if all of them agree on it. Tables 3 and 4 have row sums; table 2 has none, there only a single possible reading counts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from core.model import Number
from core.printed import state_of

MOST = 4000
"""Readings laid out of one row; beyond that nothing can be said."""
_DIGITS = re.compile(r"[-−－]?[0-9０-９]+")
_ZEROS = "0０"
_FEW = 12
"""Ways to part a row of which a sum may pick one; more, and a row whose sum is misprinted finds a false one."""
_STEPS = 20_000
"""Cuts tried of one row before it is given up."""
_SIGNS = "-−－"

_WIDE = 10
"""Cells of a row that can be filled in too many ways to keep them all."""

Cells = tuple[str, ...]


@cache
def parts(table: str, columns: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a row that end in their own total, as (start, end)."""
    if table == "t3" and columns == 7:
        return ((0, 7),)
    if table == "t4" and columns % 5 == 0:
        return tuple((start, start + 5) for start in range(0, columns, 5))
    return ()


@lru_cache(maxsize=4096)
def worth(printed: str) -> Number | None:
    """The number a cell counts for in a sum: a blank, dash or slash as 0; None where there is no telling."""
    state, value, _ = state_of(printed)
    if value is not None:
        return value
    return 0 if state in ("BLANK", "DASH", "SLASH") else None


def sums_hold(table: str, cells: Sequence[str | None]) -> bool | None:
    """Whether every total of the row is the sum of its parts; None where the row has no sums, a cell is no number or a total is
    not printed."""
    stretches = parts(table, len(cells))
    if not stretches or None in cells:
        return None
    if len(stretches) == 1:
        return _holds(cells)
    verdict: bool | None = True
    for start, end in stretches:
        holds = _holds(cells[start:end])
        if holds is False:
            return False
        verdict = verdict if holds else None
    return verdict


def _holds(cells: Sequence[str | None]) -> bool | None:
    if state_of(cells[-1] or "")[1] is None:
        return None
    total: Number = 0
    last: Number = 0
    for cell in cells:
        value = worth(cell or "")
        if value is None:
            return None
        total, last = total + last, value
    return total == last


def run_together(tokens: Sequence[str]) -> bool:
    """Whether a token must be several figures: it begins with a zero and goes on with digits."""
    begun = [token for token in tokens if len(token) > 1 and token[0] in _ZEROS]
    return any(map(_DIGITS.fullmatch, begun))


def plausible_splits(table: str, tokens: Sequence[str], columns: int) -> list[Cells]:
    """The ways to part a row that runs together, as far as a witness can be believed: a sum that picks one of a few ways, or
    zeros that force the cuts (`007`) where there is no sum. Empty otherwise: a sum that may pick among many ways proves nothing,
    and without a sum a cell might be blank."""
    loose = all(
        token.isdecimal() for token in tokens
    )  # where most figures run together a blank may part one figure too
    ways = splits("", ("".join(tokens),) if loose else tokens, columns, _FEW + 1)
    if not ways or len(ways) > _FEW:
        return []
    if parts(table, columns):
        return [cells for cells in ways if sums_hold(table, cells)]
    return ways if not _fits(tuple(tokens), columns - 1) and len(ways) == 1 else []


def splits(table: str, tokens: Sequence[str], columns: int, most: int = MOST) -> list[Cells]:
    """The ways to cut digit runs so that there are `columns` figures; no figure but 0 begins with 0. Where the row has sums only
    ways that satisfy them are given, `most` of them. Empty also where there are too many to try."""
    ends = {end for _, end in parts(table, columns)}
    found: list[Cells] = []
    steps = 0

    def cut(rest: tuple[str, ...], done: Cells, total: Number | None) -> bool:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            return False
        left = columns - len(done)
        if not rest or not left:
            if not rest and not left:
                found.append(done)
            return len(found) < most
        for piece, tail in _pieces(rest):
            if not _fits(tail, left - 1):
                continue
            value = worth(piece) if ends else 0
            last = len(done) + 1 in ends
            if last and (value is None or value != total):
                continue
            running = 0 if last else None if value is None or total is None else total + value
            if not cut(tail, (*done, piece), running):
                return False
        return True

    cut(tuple(tokens), (), 0)
    return found if steps <= _STEPS else []


def _pieces(rest: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The figures that a run may begin with, each with what is left."""
    head, tail = rest[0], rest[1:]
    if not _DIGITS.fullmatch(head):
        yield head, tail
        return
    sign = 1 if head[0] in _SIGNS else 0
    longest = sign + 1 if head[sign] in _ZEROS else len(head)
    for length in range(sign + 1, longest + 1):
        yield head[:length], ((head[length:], *tail) if length < len(head) else tail)


def _fits(rest: tuple[str, ...], columns: int) -> bool:
    """Whether the runs can still give just so many figures: leading zeros must stand alone, digits can."""
    least = most = 0
    for run in rest:
        if not _DIGITS.fullmatch(run):
            least, most = least + 1, most + 1
            continue
        digits = run.lstrip("".join(_SIGNS))
        bare = digits.lstrip("".join(_ZEROS))
        least, most = least + len(digits) - len(bare) + bool(bare), most + len(digits)
    return least <= columns <= most


def placements(tokens: Sequence[str], columns: int) -> Iterator[Cells]:
    """Every way to leave cells blank so that the tokens fill the others in order."""
    filling = (*tokens, "")
    for pick in _fillings(len(tokens), columns) if columns < _WIDE else _filled(len(tokens), columns):
        yield tuple([filling[index] for index in pick])


def _filled(tokens: int, columns: int) -> Iterator[tuple[int, ...]]:
    """For each way of filling cells with so many tokens: which token stands in each cell, the one behind the last for a blank."""
    for places in itertools.combinations(range(columns), tokens):
        cells = [tokens] * columns
        for token, place in enumerate(places):
            cells[place] = token
        yield tuple(cells)


@cache
def _fillings(tokens: int, columns: int) -> tuple[tuple[int, ...], ...]:
    """All of them, of a row with few cells."""
    return tuple(_filled(tokens, columns))


def can_hold(table: str, tokens: Sequence[str], columns: int) -> bool:
    """Whether with some cells left blank every total of the row is the sum of its parts. Asked stretch by stretch: there are far
    fewer ways to fill one than to fill the row."""
    stretches = parts(table, columns)
    used = {0}
    for start, end in stretches:
        used = {
            last
            for first in used
            for last in range(first, min(len(tokens), first + end - start) + 1)
            if any(map(_holds, placements(tokens[first:last], end - start)))
        }
    return bool(stretches) and len(tokens) in used


def joins(tokens: Sequence[str], columns: int) -> Iterator[Cells]:
    """Every way to take one pair of neighbouring digit runs as one figure torn in two."""
    if len(tokens) != columns + 1:
        return
    for i in range(columns):
        left, right = tokens[i], tokens[i + 1]
        if _DIGITS.fullmatch(left) and right.isdecimal() and left[0] not in _ZEROS:
            yield (*tokens[:i], left + right, *tokens[i + 2 :])


def rejoins(tokens: Sequence[str], columns: int) -> Iterator[Cells]:
    """Every way to take one pair of digit runs, wherever they stand, as one figure torn in two, in the place of either: pieces on
    several lines need not follow one another, and of two that are as long the sum is the same whichever is put to the first."""
    if len(tokens) != columns + 1:
        return
    for i, j in itertools.permutations(range(len(tokens)), 2):
        if not (_DIGITS.fullmatch(tokens[i]) and tokens[j].isdecimal() and tokens[i][0] not in _ZEROS):
            continue
        for place, gone in ((i, j), (j, i)):
            cells = (*tokens[:place], tokens[i] + tokens[j], *tokens[place + 1 :])
            yield tuple(cell for at, cell in enumerate(cells) if at != gone)


def settle(table: str, readings: Iterable[Cells]) -> tuple[list[str | None], list[Cells]] | None:
    """What all readings that the sums do not contradict agree on, cell by cell, and those readings (all, where the
    sums confirm none of them: then nothing is agreed). None if there are too many to lay out."""
    laid_out = list(itertools.islice(readings, MOST + 1))
    if not laid_out or len(laid_out) > MOST:
        return None
    verdicts = [sums_hold(table, cells) for cells in laid_out]
    if True not in verdicts and parts(table, len(laid_out[0])):
        return [None] * len(laid_out[0]), laid_out
    kept = [cells for cells, verdict in zip(laid_out, verdicts, strict=True) if verdict is not False]
    agreed: list[str | None] = [column[0] if len(set(column)) == 1 else None for column in zip(*kept, strict=True)]
    return agreed, kept
