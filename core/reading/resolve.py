"""From the figures of a row in running text to its cells, by counting; where the count is wrong, by evidence or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import comb

from core.address import Address
from core.formats.document import Document
from core.model import Locator, Span
from core.reading.figure_tokens import Token
from core.reading.folding import squeeze
from core.reading.sighting import SeenRow, Sighting
from core.reading.witness import (
    MOST,
    Cells,
    can_hold,
    joins,
    parts,
    placements,
    plausible_splits,
    rejoins,
    run_together,
    settle,
    splits,
    sums_hold,
)
from core.wording import Phrase

_MARK = re.compile(r"[,，.．/／—–－−\-A-Za-zΑ-ωА-я〇○零]")
_REMARK_OPENS = re.compile(r"[ \t]{0,2}[（(](?:其中|含|包括|修订|失效|废止|注)[^（）()\n]*\n")
_PURE = re.compile(r"[-−－]?[0-9０-９]+")
CANDIDATES = 8
"""Candidates a doubt names at most."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What the rest of the table tells of a row."""

    isolated: bool = True
    """Other rows count right, so a wrong count is this row's own fault."""
    together: bool = False
    """Figures run together in other rows too."""
    celled: bool = False
    """The text marks its cells, and each figure stands in one of its own."""
    crowded: bool = False
    """Most rows of the table have a figure more than the form has columns, so a row with just so many lacks one."""


def row_of(
    document: Document, addresses: tuple[Address, ...], tokens: Sequence[Token], reach: Span, habit: Habit
) -> SeenRow:
    """The row with these figures, found in the `reach` of the text. Where each stands on its page is left to `agreement`."""
    columns = len(addresses)
    kept, dropped = _without_page_numbers(addresses[0].table, tokens, columns)
    printed = tuple([squeeze(token.printed) for token in kept])
    short = habit.together and len(kept) < columns
    together = columns > 1 and (run_together(printed) or _glued(kept) or short)
    if _stained(document.text, kept, reach) or (together and not _pure(addresses[0].table, printed)):
        run = squeeze(document.text[kept[0].span[0] : kept[-1].span[1]] if kept else document.text[slice(*reach)])
        return unread_row(addresses, Phrase("reading.unread.together", {"run": run[:40]}), printed)
    if _open_remark(document.text, kept):
        return unread_row(addresses, Phrase("reading.unread.remark", {"run": " ".join(printed)[:40]}), printed)
    if dropped and not _page_number(addresses[0].table, tokens, kept, columns):
        count = {"columns": columns, "found": len(tokens)}
        printed = tuple(squeeze(token.printed) for token in tokens)
        return unread_row(addresses, Phrase("reading.unread.count", {**count}), printed)
    if len(kept) == columns and not together:
        if habit.crowded:
            count = {"columns": columns + 1, "found": columns}
            return unread_row(addresses, Phrase("reading.unread.count", {**count}), printed)
        if not habit.celled and _torn(addresses[0].table, printed):
            return unread_row(addresses, Phrase("reading.unread.torn", {"run": " ".join(printed)}), printed)
        why = Phrase("reading.doubt.page", {"run": dropped}) if dropped else None
        cells = tuple([Sighting(token.printed, Locator((token.span,)), why) for token in kept])
        return SeenRow(addresses, cells, why is None, printed, why)
    if not kept:
        return SeenRow(addresses, (Sighting(""),) * columns, True, ())
    return _by_evidence(document, addresses, kept, printed, replace(habit, together=together))


def _open_remark(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a remark begins behind a figure that does not end as one: other cells stand between its lines."""
    behind = text[tokens[0].span[1] : tokens[-1].span[1] + 3] if tokens else ""
    if "（" not in behind and "(" not in behind:
        return False
    return any(_REMARK_OPENS.match(text, token.span[1]) for token in tokens)


def _page_number(table: str, tokens: Sequence[Token], kept: Sequence[Token], columns: int) -> bool:
    """Whether the figure left out of a row is a page's number and no piece of the row: it stands at the edge of a page, or the sum
    of the others tells, and no sum holds with it put to a neighbour."""
    suspect = next(token for token in tokens if token not in kept)
    printed = tuple(squeeze(token.printed) for token in tokens)
    if len(kept) == columns and sums_hold(table, tuple(squeeze(token.printed) for token in kept)):
        return True
    if len(kept) != columns or any(sums_hold(table, cells) for cells in joins(printed, columns)):
        return len(kept) < columns
    return suspect.edge


def _torn(table: str, printed: tuple[str, ...]) -> bool:
    """The count is right but the sum is not, and would be were one figure torn in two and one cell blank: who can tell?"""
    columns = len(printed)
    if sums_hold(table, printed) is not False:
        return False
    return any(
        sums_hold(table, cells) is True
        for joined in joins(printed, columns - 1)
        for cells in placements(joined, columns)
    )


def _pure(table: str, printed: tuple[str, ...]) -> bool:
    """Digits only, so that every cut is known; a minus sign only in table 2, elsewhere it is a dash glued on."""
    return all(_PURE.fullmatch(p) and (table == "t2" or p.isdecimal()) for p in printed)


def _stained(text: str, tokens: Sequence[Token], reach: Span) -> bool:
    """Whether marks of a figure (dash, slash, a letter that looks like a digit) stand in the row outside the figures recognised."""
    position = reach[0]
    for start, end in (*(token.span for token in tokens), (reach[1], reach[1])):
        if text[position:start].isspace():  # as between most figures
            position = end
            continue
        for match in _MARK.finditer(text, position, max(position, start)):
            before, after = text[max(0, match.start() - 1)], text[match.end() : match.end() + 1]
            point = match[0] in ",，.．"
            if (before.isdigit() and after.isdigit()) or (
                not point and (not tokens or before.isdigit() or after.isdigit())
            ):
                return True
        position = end
    return False


def _glued(tokens: Sequence[Token]) -> bool:
    """Whether two figures stand together with nothing between them."""
    return any(a.span[1] == b.span[0] for a, b in pairwise(tokens))


def _without_page_numbers(table: str, tokens: Sequence[Token], columns: int) -> tuple[list[Token], str]:
    """The figures without one that stands like a page number, where the rest stands on one line or the count asks for it."""
    tokens = list(tokens)
    suspects = [t for t in tokens if t.alone and (t.edge or _outlier(t, tokens))]
    if len(suspects) != 1 or len(tokens) < 2:
        return tokens, ""
    rest = [t for t in tokens if t is not suspects[0]]
    if len(tokens) > columns or not all(t.alone for t in rest):
        if len(tokens) == columns and sums_hold(table, [squeeze(t.printed) for t in tokens]):
            return tokens, ""
        return rest, suspects[0].printed
    return tokens, ""


def _outlier(token: Token, tokens: Sequence[Token]) -> bool:
    """Alone on its line while the others share one."""
    others = [t for t in tokens if t is not token]
    return len(others) > 1 and len({t.line for t in others}) == 1


def _by_evidence(
    document: Document,
    addresses: tuple[Address, ...],
    tokens: Sequence[Token],
    printed: tuple[str, ...],
    habit: Habit,
) -> SeenRow:
    columns, table, run = len(addresses), addresses[0].table, " ".join(printed)
    count = Phrase("reading.unread.count", {"columns": columns, "found": len(printed)})
    readings: Iterable[Cells]
    if len(printed) > columns:
        unread, placed = count, Phrase("reading.doubt.joined", {"run": run})
        certain = (
            habit.isolated
            and parts(table, columns)
            and not (_scattered(tokens) and _by_other_pieces(table, printed, columns))
        )
        readings = joins(printed, columns) if certain else ()
    elif habit.together:
        unread, placed = Phrase("reading.unread.together", {"run": run}), Phrase("reading.doubt.split", {"run": run})
        readings = plausible_splits(table, printed, columns)
    else:
        unread, placed = count, Phrase("reading.doubt.placed", {"columns": columns, "found": len(printed)})
        blanks = placements(printed, columns)
        few = comb(columns, len(printed)) <= MOST
        confirmed = few and can_hold(table, printed, columns)  # a lucky cut of a digit run confirms nothing
        torn = (cells for joined in joins(printed, len(printed) - 1) for cells in placements(joined, columns))
        readings = chain(splits(table, printed, columns), blanks, torn) if confirmed else ()
    settled = settle(table, readings)
    whole = document.locate(*(t.span for t in tokens))
    if settled is None:
        return unread_row(addresses, unread, printed, whole)
    agreed, kept = settled
    cells = tuple(
        _cell(document, tokens, agreed[i], [cells[i] for cells in kept], i, kept, (placed, unread), whole)
        for i in range(columns)
    )
    return SeenRow(addresses, cells, False, printed, unread)


def _scattered(tokens: Sequence[Token]) -> bool:
    """Whether the row's figures stand on several lines, and not each on one of its own: pieces need not follow one another."""
    return len({token.line for token in tokens}) > 1 and not all(token.alone for token in tokens)


def _by_other_pieces(table: str, printed: Cells, columns: int) -> bool:
    """Whether the sum holds too where a figure's torn piece is not the one that follows it."""
    near = set(joins(printed, columns))
    return any(sums_hold(table, cells) for cells in rejoins(printed, columns) if cells not in near)


def _cell(
    document: Document,
    tokens: Sequence[Token],
    agreed: str | None,
    options: list[str],
    column: int,
    kept: list[Cells],
    why: tuple[Phrase, Phrase],
    whole: Locator,
) -> Sighting:
    candidates = tuple(dict.fromkeys(options))[:CANDIDATES]
    if agreed is None:
        return Sighting(None, whole, why[1], candidates)
    spans = {_place(tokens, cells, column) for cells in kept}
    span = spans.pop() if len(spans) == 1 else None
    return Sighting(agreed, document.locate(span) if span else whole, why[0], candidates)


def _place(tokens: Sequence[Token], cells: Cells, column: int) -> Span | None:
    """Where the figure of a column stands, by counting the printed characters before it."""
    before, length = sum(map(len, cells[:column])), len(cells[column])
    for token in tokens:
        size = len(squeeze(token.printed))
        if before < size:
            if size != len(token.printed) or before + length > size:
                return token.span
            return token.span[0] + before, token.span[0] + before + length
        before -= size
    return None


def unread_row(
    addresses: tuple[Address, ...], why: Phrase, printed: tuple[str, ...] = (), locator: Locator | None = None
) -> SeenRow:
    """A row of which no cell can be told."""
    candidates = tuple(dict.fromkeys(printed))[:CANDIDATES]
    cell = Sighting(None, locator or Locator(), why, candidates)
    return SeenRow(addresses, (cell,) * len(addresses), False, printed, why)
