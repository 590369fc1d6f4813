"""Table 4 in the order of the text: fifteen figures behind (or amid) the heads of the three blocks.

The table has no row labels, so its place is the stretch of letters made of nothing but the words of its heads. The heads tell
the order of the blocks and of the five outcomes; where they are torn, their number still has to be right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from core.form import form
from core.reading.anchors import Anchor
from core.reading.figure_tokens import Token
from core.reading.resolve import Habit, row_of, unread_row
from core.reading.segments import Segment
from core.reading.sighting import SeenRow
from core.reading.slots import celled, with_slots
from core.reading.text_reading import Stream
from core.reading.wants import Want, addresses
from core.wording import Phrase

_WORDS = frozenset("结果维持纠正其他尚未审总计合计行政复议诉讼法经直接起后")
_KEYS = ("维持", "纠正", "其他", "尚未", "计")
_TORN = "结果结果其他尚未总计" * 3 + "维持纠正结果审结" * 3
"""The outcomes in narrow columns, each in two lines, as programs that know no cells write the lines out."""
_LEAST = 8
"""Letters of head words that make a stretch worth looking at."""
_RUN = re.compile(f"[{''.join(sorted(_WORDS))}]{{{_LEAST},}}")
_STOP = re.compile("[。；;，,！？]")
_FIRST = re.compile("直接起诉")
_SECOND = re.compile("复议后起诉|后起诉")


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


def read_disputes(text: Stream, version: str) -> tuple[SeenRow | None, bool]:
    """The fifteen figures as one row, None where no heads of the table were found; and whether the text marks their cells."""
    stretches = [s for s in _stretches(text) if _is_head(text.letters.text[s.start : s.end])]
    if not stretches:
        return None, False
    places = addresses(version, "t4", "*")
    rows = [_row(text, version, s) for s in stretches]
    if len(rows) == 1:
        return rows[0]
    known = [(row, marked) for row, marked in rows if row.printed]
    if len(known) == 1:
        return known[0]
    return _same([row for row, _ in rows]) or unread_row(places, _several()), all(marked for _, marked in rows)


def _several() -> Phrase:
    return Phrase("reading.unread.several", {"found": ()})


def _same(rows: list[SeenRow]) -> SeenRow | None:
    return rows[0] if len({row.printed for row in rows}) == 1 else None


def _stretches(text: Stream) -> list[_Stretch]:
    """Letters of heads and nothing else, with no stop or comma between: a sentence above the table may end in such words."""
    letters, at, source = text.letters.text, text.letters.at, text.document.text
    found = []
    for run in _RUN.finditer(letters):
        start = run.start()
        for end in range(start + 1, run.end() + 1):
            if end == run.end() or _STOP.search(source, at[end - 1], at[end]):
                if end - start >= _LEAST:
                    found.append(_Stretch(start, end))
                start = end
    return found


def _is_head(letters: str) -> bool:
    """All three blocks and all outcomes are named; a heading (`政府信息公开行政复议、行政诉讼情况`) names no outcome."""
    return bool(_FIRST.search(letters) and _SECOND.search(letters)) and all(key in letters for key in _KEYS)


def _row(text: Stream, version: str, stretch: _Stretch) -> tuple[SeenRow, bool]:
    places = addresses(version, "t4", "*")
    at = text.letters.at
    start, last = at[stretch.start], at[stretch.end - 1]
    stop = at[stretch.end] if stretch.end < len(at) else len(text.document.text)
    starts = [token.span[0] for token in text.tokens]
    tokens = text.tokens[bisect_left(starts, start) : bisect_left(starts, stop)]
    if sum(not token.edge for token in tokens) == len(places):  # page numbers stand among heads and figures
        tokens = tuple(token for token in tokens if not token.edge)
    behind = tuple(token for token in tokens if token.span[0] > last)
    letters = text.letters.text[stretch.start : stretch.end]
    if tokens and len(behind) != len(tokens) and not _row_by_row(text, stretch, tokens):
        return unread_row(places, Phrase("reading.unread.shifted"), tuple(token.printed for token in tokens)), False
    if not tokens:
        return unread_row(places, Phrase("reading.unread.count", {"columns": len(places), "found": 0})), False
    anchor = Anchor(Want("*", ("",)), stretch.start, stretch.end, start, True)
    segment = Segment(anchor, tuple(tokens), "", (), (tokens[0].span[0], stop))
    habit = Habit(celled=celled(text.document, segment))
    row = with_slots(text.document, segment, row_of(text.document, places, tokens, segment.reach, habit))
    if not _in_order(letters):
        row = SeenRow(row.addresses, row.cells, False, row.printed, row.why or Phrase("reading.unread.column"))
    return row, habit.celled


def _in_order(letters: str) -> bool:
    """Blocks in the form's order and the first five outcomes too; each outcome once, or three times."""
    blocks = [letters.find("行政"), letters.find("直接起诉"), letters.find("后起诉")]
    counts = {len(re.findall(key, letters)) for key in _KEYS}
    first = [letters.find(key) for key in _KEYS]
    ordered = first == sorted(first) or letters.endswith(_TORN)
    return blocks == sorted(blocks) and blocks[0] >= 0 and ordered and counts in ({1}, {3})


def _row_by_row(text: Stream, stretch: _Stretch, tokens: tuple[Token, ...]) -> bool:
    """The blocks are rows: five figures stand behind each block's name."""
    letters = text.letters.text[stretch.start : stretch.end]
    if len(tokens) != len(form("2021").table("t4").rows) * 5 or "直接起诉" not in letters:
        return False
    second = text.letters.at[stretch.start + letters.find("直接起诉")]
    third = text.letters.at[stretch.start + letters.find("后起诉")]
    sizes = [
        sum(token.span[0] < second for token in tokens),
        sum(second <= token.span[0] < third for token in tokens),
        sum(third <= token.span[0] for token in tokens),
    ]
    return sizes == [5, 5, 5]
