"""Running text cut into rows by cells, after Chinese line-break rules, with every row's place in the text.

Textual wraps at blanks only and knows no characters forbidden at a line's start or end (UX.md §c). A row never starts with a
closing mark, never ends with an opening one, and Latin words, numbers and paired dashes stay whole where they fit.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tui.shown import Clean, is_hidden, picture

NOT_AT_START = frozenset("、。，．：；？！）】」』》〉〕｝”’…—～·・％‰℃°!),.:;?]}%々ー")
NOT_AT_END = frozenset("（【「『《〈〔｛“‘([{￥$№")
KEPT_TOGETHER = frozenset("…—")
TAB_STOP = 4


@lru_cache(8192)
def width_of(character: str) -> int:
    """Cells of one character as it is drawn: a hidden one takes those of its picture."""
    return get_character_cell_size(picture(character) if is_hidden(character) else character)


class Row(NamedTuple):
    """One drawn row: a half-open range of the text and the number of its line, counted from 1; 0 for a continuation."""

    start: int
    end: int
    number: int


class Wrapped:
    """A text wrapped at a width."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(2, width)
        self.rows = _rows(text, self.width)
        self._starts = [row.start for row in self.rows]

    def row_at(self, offset: int) -> int:
        """Index of the row that shows the code point; the last row for what lies beyond."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def drawn(self, index: int) -> Clean:
        """The row's text as it is drawn."""
        return drawn(self.text, self.rows[index].start, self.rows[index].end)

    def cells(self, index: int, start: int, end: int) -> tuple[int, int]:
        """The cells that the span covers in the row (half-open); empty where it is elsewhere."""
        row = self.rows[index]
        first, last = max(start, row.start), min(end, row.end)
        if first >= last:
            return (0, 0)
        before = _advance(self.text, row.start, first, 0)
        return (before, _advance(self.text, first, last, before))

    def number_of(self, index: int) -> int:
        """The line number of the row's line, also for a continuation."""
        while index > 0 and not self.rows[index].number:
            index -= 1
        return self.rows[index].number


def drawn(text: str, start: int, end: int) -> Clean:
    """That range of the text with tabs opened to blanks and hidden characters as pictures."""
    cell, parts = 0, []
    for character in text[start:end]:
        if character == "\t":
            blanks = TAB_STOP - cell % TAB_STOP
            parts.append(" " * blanks)
            cell += blanks
        else:
            parts.append(picture(character) if is_hidden(character) else character)
            cell += width_of(character)
    return Clean("".join(parts))


def wrap(text: str, width: int) -> list[Clean]:
    """The rows of a text, drawn."""
    wrapped = Wrapped(text, width)
    return [Clean(wrapped.drawn(index).rstrip()) for index in range(len(wrapped.rows))]


def _advance(text: str, start: int, end: int, cell: int) -> int:
    """The cell reached after that range, when it begins at `cell` of its row."""
    for character in text[start:end]:
        cell += TAB_STOP - cell % TAB_STOP if character == "\t" else width_of(character)
    return cell


def _rows(text: str, width: int) -> list[Row]:
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        cuts = _cuts(line, width)
        rows.extend(
            Row(start + first, start + last, 0 if first else number)
            for first, last in zip((0, *cuts), (*cuts, len(line)), strict=True)
        )
        start += len(line) + 1
    return rows


def _cuts(line: str, width: int) -> list[int]:
    """Where the line is cut, so that no row is wider than `width` (blanks at its end may hang over)."""
    cuts: list[int] = []
    start, cell, index = 0, 0, 0
    if len(line) * 2 <= width and "\t" not in line:
        return cuts
    while index < len(line):
        step = TAB_STOP - cell % TAB_STOP if line[index] == "\t" else width_of(line[index])
        if cell + step > width and index > start and not line[index].isspace():
            start = _permitted(line, start, index)
            cuts.append(start)
            index, cell = start, 0
            continue
        cell += step
        index += 1
    return cuts


def _permitted(line: str, start: int, limit: int) -> int:
    """The last permitted cut in (start, limit]; `limit` itself where only a cut in a long run remains."""
    for cut in range(limit, max(start, limit - 40), -1):
        if _may_cut(line, cut):
            return cut
    return limit


def _may_cut(line: str, cut: int) -> bool:
    before, after = line[cut - 1], line[cut]
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    if before in KEPT_TOGETHER and before == after:
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isascii() and not character.isspace()


def cells_of(text: Clean) -> int:
    """How many cells the text takes."""
    return sum(map(width_of, text))


def packed(words: Clean, width: int) -> list[Clean]:
    """Entries that are parted by two blanks in rows of at most that many cells, none of them cut in two."""
    rows: list[Clean] = []
    for entry in map(Clean, words.split("  ")):
        if rows and cells_of(rows[-1]) + 2 + cells_of(entry) <= width:
            rows[-1] = Clean(f"{rows[-1]}  {entry}")
        else:
            rows.append(entry)
    return rows


def elide(text: Clean, width: int, rows: int) -> list[Clean]:
    """The text in at most so many rows: where it is longer its middle gives way to `...`, since a sum's result stands at its end."""
    whole = wrap(text, width)
    if len(whole) <= rows:
        return whole
    kept, room = whole[: max(0, rows - 1)], width - 4
    start, cells = len(text), 0
    while start > 0 and cells + width_of(text[start - 1]) <= room:
        start -= 1
        cells += width_of(text[start])
    start = next((place for place in range(start, len(text)) if text[place - 1 : place].isspace()), start)
    return [*kept, Clean(f"... {text[start:]}")]


def fit(text: Clean, width: int, right: bool = False) -> Clean:
    """The text cut or filled to exactly that many cells; a cut is shown by `>` in the last one."""
    cells = cells_of(text)
    if cells > width:
        text, cells = _cut(text, width)
    blanks = " " * (width - cells)
    return Clean(blanks + text if right else text + blanks)


def _cut(text: Clean, width: int) -> tuple[Clean, int]:
    cells = 0
    for index, character in enumerate(text):
        step = width_of(character)
        if cells + step > width - 1:
            return (Clean(text[:index] + ">" * min(1, width)), cells + min(1, width))
        cells += step
    return (text, cells)
