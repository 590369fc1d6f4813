"""Second reading: the order of the text. Row labels are anchors, the figures between one label's start and the next are its row.

This reading knows nothing of columns but their order on the form, so it is firm only where a row has exactly as many figures as
columns, the heads do not contradict that order, nothing foreign stands between, and the figures of neighbouring rows match in
number. Everything else is laid out and settled by evidence, or left unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from core.address import Address
from core.formats.document import Document
from core.model import Span
from core.reading.anchors import Anchor, chain
from core.reading.figure_tokens import Token, page_lines, tokens
from core.reading.folding import Letters, letters, squeeze
from core.reading.line_cells import by_lines, rows_by_lines
from core.reading.resolve import Habit, row_of, unread_row
from core.reading.segments import Segment, Surroundings, behind, leading, segments
from core.reading.shifts import amiss, miscounted
from core.reading.sighting import SeenRow
from core.reading.slots import celled, with_slots
from core.reading.text_order import foreign_heads, heads_in_order, heads_known, in_prose, sums_vouch, totals_first
from core.reading.wants import APPLICANT_HEADS, NOTE, T2_HEADS, Want, addresses, columns, groups, rows
from core.reading.witness import run_together, sums_hold
from core.wording import Phrase

_TOGETHER = 3
"""Rows with figures run together that make it the table's habit."""
_BEGINNINGS = (4, 5)
"""Letters of a label by which it is counted: a cell's width may part it from the rest, and other labels begin with the first four."""
_ONCE = {
    "2021": ("本年制发件数", "现行有效件数", "本年收费金额"),
    "2019": ("本年新制作数量", "对外公开总数量", "采购总金额"),
}
"""Heads of table 2, first and last, that all stand a second time only where the table does."""
_TWICE = 15
"""Long labels that must stand a second time before a second table of the kind is believed."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A document's text taken apart: figures, and the letters that remain."""

    document: Document
    tokens: tuple[Token, ...]
    letters: Letters


@dataclass(frozen=True, slots=True)
class TextTable:
    """What the text's order says of a table."""

    rows: Mapping[str, SeenRow]
    anchors: tuple[Anchor, ...] = ()
    lost: tuple[Token, ...] = ()
    """Figures that belong to no known row."""
    foreign: tuple[str, ...] = ()
    """Words where a label should stand."""
    celled: frozenset[str] = frozenset()
    """Rows whose figures each stand in a marked cell of their own."""
    misprinted: tuple[tuple[str, str], ...] = ()
    """Row key and printed label of rows recognised by likeness, where the label stands on one line."""


def stream(document: Document) -> Stream:
    """The figures and letters of a document."""
    pages = page_lines(document.text)
    found = tokens(document.text, pages)
    numbers = _page_numbers(document, found)
    found = [token for token in found if not (token.edge and token in numbers)]
    skip = sorted([token.span for token in (*found, *numbers)] + pages)
    return Stream(document, tuple(found), letters(document.text, _apart(skip)))


def _page_numbers(document: Document, found: Sequence[Token]) -> set[Token]:
    """Figures at the edge of a page that count its pages: on most pages, each the number of its own."""
    counting = set()
    for token in found:
        page = document.page_at(token.span[0]) if token.edge else None
        if page and token.printed == str(page.number):
            counting.add(token)
    inner = [page for page in document.pages if document.text[slice(*page.span)].strip()]
    return counting if len(counting) >= max(2, (len(inner) * 3 - 3) // 5) else set()


def _apart(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def read_table(text: Stream, version: str, table: str) -> TextTable:
    """The rows of table 2 or 3 in the order of the text."""
    wanted = _wants(version, table)
    anchors = chain(text.document.text, text.letters, wanted)
    anchors = tuple(a for a in anchors if not _group_only(a, anchors))
    keys = {want.key for want in rows(version, table)}
    if not any(anchor.want.key in keys for anchor in anchors):
        return TextTable({})
    around = _surroundings(text, version, table, keys)
    found = [s for s in segments(anchors, around) if s.anchor.want.key in keys]
    found = _without_bare_ordinals(text, found)
    said = [s for s in found if table == "t2" and not s.amid and in_prose(text.document.text, s)]
    found = [s for s in found if s not in said]
    if not found:
        return TextTable({})
    odd = _oddity(text, version, table, anchors, around, found)
    sizes = {want.key: len(addresses(version, table, want.key)) for want in rows(version, table)}
    lined = rows_by_lines(text.document, found, sizes)
    seen = _rows(text, version, table, found, lined)
    if odd:
        seen = {key: _odd_row(row, odd) for key, row in seen.items()}
    lost = tuple(token for s in found for token in s.lost)
    lost = () if found and len(found[-1].lost) == len(lost) else lost
    marked = frozenset((*lined, *(s.anchor.want.key for s in found if celled(text.document, s))))
    foreign = (
        *(s.foreign for s in found[:-1] if s.foreign),
        *behind(found, around),
        *(s.anchor.want.name for s in said),
    )
    return TextTable(seen, anchors, lost, foreign, marked, _misprinted(text, anchors, keys))


def _odd_row(row: SeenRow, odd: Phrase) -> SeenRow:
    """A row of a table with something odd about it; where the columns are in doubt no slot or sum places its figures."""
    if odd.template == "reading.unread.column" and any(cell.why for cell in row.cells):
        return unread_row(row.addresses, odd, row.printed)
    return replace(row, firm=False, why=row.why or odd)


def _misprinted(text: Stream, anchors: Sequence[Anchor], keys: set[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for anchor in anchors:
        start, end = text.letters.at[anchor.start], text.letters.at[anchor.end - 1] + 1
        printed = text.document.text[start:end]
        if not anchor.exact and anchor.want.key in keys and "\n" not in printed:
            found.append((anchor.want.key, printed))
    return tuple(found)


def _wants(version: str, table: str) -> tuple[Want, ...]:
    """Row labels, for table 2 with the heads between them: several small tables follow one another."""
    if table != "t2":
        return rows(version, table)
    wanted: list[Want] = []
    heads: tuple[str, ...] = ()
    for want in rows(version, table):
        having = tuple(address.column for address in addresses(version, table, want.key))
        if having != heads:
            names = [column.names for column in columns(version, table) if column.key in having]
            wanted += [Want(f"head/{want.key}/{i}", name) for i, name in enumerate(names)]
            heads = having
        wanted.append(want)
    return tuple(wanted)


def _group_only(anchor: Anchor, anchors: Sequence[Anchor]) -> bool:
    """（六）其他处理 is a row only where none of its parts is."""
    return anchor.want.key == "other/undivided" and any(
        a.want.key in ("other/no_correction", "other/no_payment") for a in anchors
    )


def _surroundings(text: Stream, version: str, table: str, keys: set[str]) -> Surroundings:
    names = [name for column in columns(version, table) for name in column.names]
    heads = {NOTE, "续表", *(APPLICANT_HEADS if table == "t3" else (*names, *T2_HEADS))}
    group_letters = "".join(want.name for want in groups(version, table))
    counts = {key: len(addresses(version, table, key)) for key in keys}
    order = tuple(sorted(heads, key=len, reverse=True))
    return Surroundings(text.letters, text.tokens, order, group_letters, counts, len(text.document.text))


def _without_bare_ordinals(text: Stream, found: list[Segment]) -> list[Segment]:
    """An ordinal without its mark (`1 属于国家秘密`) is the next label's, not the last figure of the row above."""
    cleaned = list(found)
    for i, (row, following) in enumerate(pairwise(found)):
        mark = following.anchor.want.ordinal.strip(".")
        last = row.tokens[-1] if row.tokens else None
        if last and mark.isdigit() and last.printed == mark and not row.lost and len(row.tokens) in (2, 8):
            between = following.anchor.source - last.span[1]
            bare = text.letters.at[following.anchor.start] == following.anchor.source
            if bare and between <= 2:
                cleaned[i] = replace(row, tokens=row.tokens[:-1])
    return cleaned


def _oddity(
    text: Stream, version: str, table: str, anchors: Sequence[Anchor], around: Surroundings, found: Sequence[Segment]
) -> Phrase | None:
    """What makes the whole table doubtful: columns in another order, a second table, figures that stand before their labels."""
    first = found[0]
    size = around.columns[first.anchor.want.key]
    if len(leading(first.anchor, around)) >= size > 1:
        return Phrase("reading.unread.shifted")
    letters = text.letters.text
    if table == "t3" and (totals_first(found) or foreign_heads(text.document.text, anchors[0].source)):
        return Phrase("reading.unread.column")
    if table == "t3" and not (
        heads_in_order(letters, version, anchors[0].start)
        and (heads_known(letters, first.anchor.start) or sums_vouch(found))
    ):
        return Phrase("reading.unread.column")
    if table == "t2" and not any(anchor.want.key.startswith("head/") for anchor in anchors):
        return Phrase("reading.unread.column")
    if table == "t2" and all(letters.count(name) > 1 for name in _ONCE[version]):
        return Phrase("reading.unread.several", {"found": ()})
    lone = [a for a in anchors if len(a.want.name) >= 8 and a.exact]
    if sum(text.letters.text.count(a.want.name) > 1 for a in lone) >= _TWICE:
        return Phrase("reading.unread.several", {"found": ()})
    return None


def _rows(
    text: Stream, version: str, table: str, found: Sequence[Segment], lined: Mapping[str, tuple[Span, ...]]
) -> dict[str, SeenRow]:
    doubtful = miscounted(version, table, found)
    twice = _labels_twice(text, version, table, found)
    seen: dict[str, SeenRow] = {}
    excess = sum(len(s.tokens) > len(addresses(version, table, s.anchor.want.key)) for s in found)
    together = sum(run_together([token.printed for token in s.tokens]) for s in found) >= _TOGETHER
    for i, segment in enumerate(found):
        places = addresses(version, table, segment.anchor.want.key)
        beside = i + 1 < len(found) or _on_its_line(text, segment)
        if segment.foreign and len(segment.tokens) < len(places) and beside:
            seen[segment.anchor.want.key] = unread_row(
                places,
                Phrase("reading.unread.foreign", {"words": segment.foreign[:20]}),
                tuple(token.printed for token in segment.tokens),
            )
            continue
        lines = lined.get(segment.anchor.want.key, ())
        habit = Habit(excess <= 2, together, bool(lines) or celled(text.document, segment), 2 * excess > len(found))
        row = row_of(text.document, places, segment.tokens, segment.reach, habit)
        row = with_slots(text.document, segment, row)
        row = by_lines(text.document, row, lines) if lines else row
        if segment.anchor.want.key in twice:
            row = unread_row(places, Phrase("reading.unread.several", {"found": row.printed}), row.printed)
        elif (i in doubtful and not _tied(text.document, segment)) or amiss(version, table, found, i):
            row = unread_row(places, Phrase("reading.unread.shifted"), row.printed)
        elif i + 1 < len(found) and _fragments(table, segment, row):
            row = unread_row(
                places, _miscount(places, segment), (*row.printed, *(squeeze(t.printed) for t in segment.lost))
            )
        seen[segment.anchor.want.key] = row
    return seen


def _on_its_line(text: Stream, segment: Segment) -> bool:
    """Whether the figures behind foreign words stand on the line of the label: in the table, not in the prose below."""
    if segment.tokens or not segment.lost:
        return False
    return "\n" not in text.document.text[segment.anchor.source : segment.lost[0].span[0]]


def _fragments(table: str, segment: Segment, row: SeenRow) -> bool:
    """Figures fewer than a row has stand behind the row's own, and no sum says that these are whole: pieces broken off them."""
    if not 0 < len(segment.lost) < len(row.addresses):
        return False
    return not sums_hold(table, [None if cell.printed is None else squeeze(cell.printed) for cell in row.cells])


def _miscount(places: Sequence[Address], segment: Segment) -> Phrase:
    count = {"columns": len(places), "found": len(segment.tokens) + len(segment.lost)}
    return Phrase("reading.unread.count", {**count})


def _tied(document: Document, segment: Segment) -> bool:
    """All figures stand on the line where the label begins, or end it: no neighbour can own them."""
    if not segment.tokens:
        return False
    start, end = segment.anchor.source, segment.tokens[-1].span[1]
    return document.format != "pdf" and "\n" not in document.text[start:end]


def _labels_twice(text: Stream, version: str, table: str, found: Sequence[Segment]) -> set[str]:
    """Rows whose label, or its beginning, stands more often within the table than the form has it: which one is meant nobody
    can tell."""
    area = text.letters.text[found[0].anchor.start : found[-1].anchor.end] if found else ""
    usual = _beginnings(version, table)
    keys = {segment.anchor.want.key for segment in found}
    return {key for beginning, key in usual if key in keys and area.count(beginning) > usual[beginning, key]}


@cache
def _beginnings(version: str, table: str) -> Mapping[tuple[str, str], int]:
    """By beginning and key of a row label of the form, how often its labels have that beginning."""
    wanted = rows(version, table)
    beginnings = {(want.name[:length], want.key) for want in wanted for length in _BEGINNINGS if len(want.name) > 3}
    return {(start, key): sum(other.name.count(start) for other in wanted) for start, key in beginnings}
