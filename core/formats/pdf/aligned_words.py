"""Tables without rules, first half: the words of a page and the blocks of figures that stand in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.formats.pdf.cells import PageGlyphs, lines_of
from core.formats.pdf.frame import around
from core.model import Box

FIGURE: Final = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.．]*(?:[（(][^（）()]{1,12}[）)])?|[/／\\—–\-－―]{1,2}")
"""What may stand alone in a cell for a figure, a short remark in brackets included."""

_LAST: Final = frozenset("0123456789０１２３４５６７８９,，.．)）/／\\—–-－―")
"""What a figure may end in."""
_TOKEN: Final = r"(?:[0-9０-９][0-9０-９,，.．]*|[/／\\—–\-－―]{1,2})"
_ALONE: Final = re.compile(rf"(?<!\S){_TOKEN}(?:\s+{_TOKEN})*(?!\S)")
_LEAST_DIGITS: Final = 2
_LEAST_SIGNS: Final = 6
"""Dashes stand beside page numbers too."""
_LEAST_ALONE: Final = 8
"""Figures anywhere on the page, where the text does not run along the rows."""
_SPLIT: Final = 1.0
"""Blank between words, in heights of the type."""
_SPLIT_FIGURES: Final = 0.3
"""Between figures, and between heads set so wide that they nearly touch."""
_SPLIT_WIDE: Final = 0.8
"""Between full-width digits, which stand far apart in one figure."""
_FAR: Final = 6.0
"""Heights of the type that may lie between two rows of a table."""
_FARTHEST: Final = 16.0
"""The same where a row stands in the columns of those above it: long labels in narrow columns part rows widely."""
_ALIGNED: Final = 3
"""Figures in line with columns that make a row one of theirs."""
_ONE_ROW: Final = 1.2
"""Heights of the type between lines that are one row: nearer than two rows can stand."""
_TOUCHING: Final = 2.2
"""Heights of the type between a row and a figure alone on its line that may be a piece of it."""


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs of a line with no wide blank between them."""

    indices: tuple[int, ...]
    text: str
    box: Box
    parts: tuple[Word, ...] = ()
    """The same by narrower blanks, where there are any."""

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def height(self) -> float:
        """Of the type."""
        return self.box.bottom - self.box.top

    @property
    def is_figure(self) -> bool:
        """Whether it may be a figure."""
        return FIGURE.fullmatch(self.text) is not None


@dataclass(slots=True)
class Row:
    """A line that ends in figures."""

    figures: list[Word]
    middle: float
    height: float
    lone: bool = False
    """One figure with nothing else on its line."""


@dataclass(slots=True)
class Block:
    """Rows whose figures stand in the same columns."""

    rows: list[Row]
    columns: list[tuple[float, float]] = field(default_factory=list)
    """Left and right edge of the figures of each column."""
    loose: list[Word] = field(default_factory=list)
    """Figures alone on their lines, in no row."""

    @property
    def height(self) -> float:
        """Of the type, at most."""
        return max(row.height for row in self.rows)

    def column_of(self, word: Word) -> int | None:
        """The column whose figures stand above or below the word."""
        for number, (left, right) in enumerate(self.columns):
            if word.box.x0 < right + 1 and word.box.x1 > left - 1:
                return number
        return None

    def torn(self, row: Row, column: int) -> bool:
        """Whether a figure without a row stands so near that it may be a piece of this one, broken into lines."""
        return any(
            abs(word.middle - row.middle) < _TOUCHING * row.height and self.column_of(word) == column
            for word in self.loose
        )


def may_hold_columns(page: PageGlyphs, apart_from: Sequence[Box]) -> bool:
    """Whether figures follow one another, outside the given boxes: a quick look before the slow one."""
    alone = 0
    for row in _ALONE.finditer(page.text):
        box = page.boxes[row.start()]
        if box is None or any(_within(box, other) for other in apart_from):
            continue
        tokens = row[0].split()
        digits = sum(1 for token in tokens if token[0].isdigit())
        alone += digits
        if digits >= _LEAST_DIGITS or len(tokens) >= _LEAST_SIGNS or alone >= _LEAST_ALONE:
            return True
    return False


def words_by_line(page: PageGlyphs, apart_from: Sequence[Box]) -> list[list[Word]]:
    """The words of the page by lines from top to bottom, those within the given boxes left out; none at all where no row has two
    figures, without which there is no block."""
    indices = [
        index
        for index, box in enumerate(page.boxes)
        if box is not None and not page.text[index].isspace() and not any(_within(box, other) for other in apart_from)
    ]
    lines = lines_of(indices, page.boxes)
    ending = {number: list(_words(line, page)) for number, line in enumerate(lines) if page.text[line[-1]] in _LAST}
    if all(len(row.figures) < 2 for row in _rows(ending.values())):
        return []
    return [ending.get(number) or list(_words(line, page)) for number, line in enumerate(lines)]


def blocks_of(lines: Sequence[Sequence[Word]], drawn: bool = True) -> list[Block]:
    """Blocks of figures from top to bottom: several columns, or one column hard by such a block.

    Where places are not `drawn` but counted from the characters of a text, a row needs all its figures in the columns above it:
    columns begun further down read figures of damaged texts wrong (measured: 16 of 9,600)."""
    found = _rows(lines)
    rows = [row for row in found if not row.lone]
    words = [word for line in lines for word in line if not word.is_figure]
    blocks: list[Block] = []
    for row in rows:
        if not (blocks and _joins(blocks[-1], row, words, drawn)):
            blocks.append(Block([], [(word.box.x0, word.box.x1) for word in row.figures]))
        blocks[-1].rows.append(row)
        _widen(blocks[-1], row)
    loose = [word for row in found if row.lone for word in row.figures]
    for block in blocks:
        block.loose = loose
    return _near_columns(blocks)


def _words(line: Sequence[int], page: PageGlyphs) -> Iterator[Word]:
    for held in _cut(line, page, _SPLIT):
        cuts = list(_cut(held, page, _SPLIT_FIGURES))
        parts = tuple(_word(part, page) for part in cuts) if len(cuts) > 1 else ()
        yield replace(_word(held, page), parts=parts) if parts else _word(held, page)


def _cut(line: Sequence[int], page: PageGlyphs, blank: float) -> Iterator[list[int]]:
    held: list[int] = []
    for index in line:
        if held and _parted(held[-1], index, page, blank):
            yield held
            held = []
        held.append(index)
    if held:
        yield held


def _parted(one: int, other: int, page: PageGlyphs, blank: float) -> bool:
    a, b = page.boxes[one], page.boxes[other]
    if a is None or b is None:
        return False
    gap = (b.x0 - a.x1) / max(1.0, min(a.bottom - a.top, b.bottom - b.top))
    if gap <= _SPLIT_FIGURES:  # nearly always, and the least that parts any words
        return False
    both = FIGURE.fullmatch(page.text[one]) and FIGURE.fullmatch(page.text[other])
    wide = (
        both and unicodedata.east_asian_width(page.text[one]) == unicodedata.east_asian_width(page.text[other]) == "F"
    )
    return gap > (_SPLIT_WIDE if wide else _SPLIT_FIGURES if both else blank)


def _word(indices: Sequence[int], page: PageGlyphs) -> Word:
    return Word(tuple(indices), "".join(page.text[i] for i in indices), around(page.boxes[i] for i in indices))


def _rows(lines: Iterable[Sequence[Word]]) -> list[Row]:
    return _one_row([row for line in lines if (row := _row(line)) is not None])


def _row(line: Sequence[Word]) -> Row | None:
    """The figures at the end of a line; None for a line that does not end in any."""
    figures: list[Word] = []
    for word in reversed(line):
        if not word.is_figure:
            break
        figures.insert(0, word)
    if not figures:
        return None
    middle = sum(word.middle for word in figures) / len(figures)
    return Row(figures, middle, max(word.height for word in figures), len(line) == 1)


def _one_row(rows: Sequence[Row]) -> list[Row]:
    """The rows from top to bottom, lines that reach into one another made one: figures broken into lines stand so."""
    found: list[Row] = []
    for row in rows:
        group = [other for other in found[-2:] if row.middle - other.middle < _ONE_ROW * min(row.height, other.height)]
        if not group:
            found.append(row)
            continue
        merged = group[0] if len(group) == 1 else _put_together(*group)
        found[-len(group) :] = [_put_together(merged, row)]
    return found


def _put_together(upper: Row, lower: Row) -> Row:
    """Both rows at the height of the one with more figures; figures one above the other are one figure."""
    main = upper if len(upper.figures) >= len(lower.figures) else lower
    figures = list(upper.figures)
    for word in lower.figures:
        over = next((f for f in figures if f.box.x0 < word.box.x1 and word.box.x0 < f.box.x1), None)
        if over is None:
            figures.append(word)
        else:
            whole = Word(over.indices + word.indices, over.text + word.text, around([over.box, word.box]))
            figures[figures.index(over)] = whole
    return Row(sorted(figures, key=lambda word: word.box.x0), main.middle, main.height, upper.lone and lower.lone)


def _joins(block: Block, row: Row, words: Sequence[Word], drawn: bool) -> bool:
    last = block.rows[-1]
    columns = [block.column_of(word) for word in row.figures]
    own = [column for column in columns if column is not None]
    certain = drawn and len(own) >= _ALIGNED
    far = _FARTHEST if certain else _FAR
    if row.middle - last.middle > far * max(row.height, last.height):
        return False
    if any(last.middle < word.middle < row.middle and block.column_of(word) is not None for word in words):
        return False  # a new head, a sentence
    if len(block.columns) == 1:
        return len(columns) == 1 and columns[0] is not None
    if len(set(own)) < len(own) or len(own) < 2:
        return False
    return certain or len(own) == len(columns)  # others begin columns in which all rows above are blank


def _widen(block: Block, row: Row) -> None:
    for word in row.figures:
        number = block.column_of(word)
        if number is not None:
            left, right = block.columns[number]
            block.columns[number] = (min(left, word.box.x0), max(right, word.box.x1))
        else:
            block.columns = sorted([*block.columns, (word.box.x0, word.box.x1)])


def _near_columns(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of several columns, and those of one that follow or precede such a block within a few lines."""
    kept = [len(block.columns) > 1 for block in blocks]
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        step = 1 if order.step < 0 else -1
        for number in order:
            other = number + step
            gap = abs(blocks[number].rows[0].middle - blocks[other].rows[-1].middle)
            if step == 1:
                gap = abs(blocks[other].rows[0].middle - blocks[number].rows[-1].middle)
            if kept[other] and gap <= _FAR * blocks[number].height:
                kept[number] = True
    return [block for block, keep in zip(blocks, kept, strict=True) if keep]


def _within(box: Box, other: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return other.x0 <= x < other.x1 and other.top <= y < other.bottom
