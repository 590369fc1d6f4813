"""What stands on the terminal, cell by cell: of every update only the cells that are not there yet are sent.

Textual paints a new screen up to four times and repaints what has not changed; over a slow line that is what one waits for.
Belongs to the pinned version of Textual: a test compares what is sent with what Textual would have sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Cell = tuple[str, Style | None]
"""A character with what combines with it; the second cell of a wide one is `SECOND`."""
SECOND: Cell = ("", None)
NEAR = 8
"""Cells between two changes that are sent again rather than jumped over: a jump costs about as many bytes."""

Piece = tuple[int, int, Strip]
"""Row, first cell, what is drawn there."""


class Changes(CompositorUpdate):
    """The pieces that are new."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """The bytes, each piece at its place."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self.pieces)


class Painted:
    """The terminal as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Cell]] = {}
        self._whole: dict[int, tuple[int, Strip]] = {}
        """Rows drawn once, on nothing that is known: taken apart when another update comes, not for the first picture."""

    def forget(self) -> None:
        """Nothing is known any more: the terminal was resized, or somebody else wrote on it."""
        self._rows.clear()
        self._whole.clear()

    def changes(self, update: LayoutUpdate | ChopsUpdate) -> Changes:
        """What of the update is not there yet; from now on it is."""
        pieces = list(_pieces(update))
        if any(segment.control for _y, _x, strip in pieces for segment in strip):
            self.forget()  # a picture, say, covers more than the cells that carry it
            return Changes(pieces)
        return Changes([new for piece in pieces for new in self._new(*piece)])

    def _new(self, y: int, x: int, strip: Strip) -> Iterator[Piece]:
        """The runs of cells in which the strip differs from what stands there."""
        if y not in self._rows and y not in self._whole:
            self._whole[y] = x, strip
            yield y, x, strip
            return
        cells, row = cells_of_strip(strip), self._row(y)
        differing = [i for i, cell in enumerate(cells) if row.get(x + i) != cell]
        if not differing:
            return
        for start, end in _runs(differing, cells):
            self._cut_halves(row, x + start, x + end)
            row.update(zip(range(x + start, x + end), cells[start:end], strict=True))
            yield y, x + start, _strip(cells[start:end])

    def _row(self, y: int) -> dict[int, Cell]:
        """What is known of a row, cell by cell."""
        if y in self._whole:
            x, strip = self._whole.pop(y)
            self._rows[y] = dict(enumerate(cells_of_strip(strip), x))
        return self._rows.setdefault(y, {})

    def _cut_halves(self, row: dict[int, Cell], first: int, end: int) -> None:
        """A wide character of which one half is written over leaves a cell of which nothing is known."""
        if row.get(first) == SECOND:
            row.pop(first - 1, None)
        if row.get(end) == SECOND:
            row.pop(end, None)


def _runs(differing: list[int], cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the cells to send: near ones together, no wide character cut."""
    start = last = differing[0]
    for i in (*differing[1:], None):
        if i is not None and i - last <= NEAR:
            last = i
            continue
        while start > 0 and cells[start] == SECOND:
            start -= 1
        end = last + 1
        while end < len(cells) and cells[end] == SECOND:
            end += 1
        yield start, end
        if i is not None:
            start = last = i


def cells_of_strip(strip: Strip) -> list[Cell]:
    """A strip cell by cell."""
    cells: list[Cell] = []
    for text, style, _control in strip:
        if text.isascii():
            cells.extend([(character, style) for character in text])
            continue
        for character in text:
            width = get_character_cell_size(character)
            if width == 0 and cells:
                cells[-1] = (cells[-1][0] + character, cells[-1][1])
                continue
            cells.append((character, style))
            cells.extend([SECOND] * (width - 1))
    return cells


def _strip(cells: list[Cell]) -> Strip:
    """Cells as a strip again: a combining mark stays with its character, which cutting a strip does not promise."""
    kept = [cell for cell in cells if cell != SECOND]
    return Strip(
        [Segment("".join(text for text, _ in run), style) for style, run in groupby(kept, lambda cell: cell[1])]
    )


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    """What Textual would send, as pieces at their places."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, Strip.join(strips)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            whole = first <= x < last and end <= last
            yield y, x, strip if whole else strip.crop(0, min(end, last) - x)
