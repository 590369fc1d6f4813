"""A pane drawn line by line that sends only the cells that changed.

Every pane of the workstation is a `Canvas`: a title row, then rows of styled pieces. After a change of state `redraw` compares
each visible row with what was drawn before and refreshes just the differing cells (Textual would repaint whole lines). There
are no scroll bars, no animation and no virtual size: a pane knows its first visible row and its title says where one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.shown import Clean
from tui.wrapping import width_of

Piece = tuple[Clean, str]
"""Text that has passed the gate, and the name of its style (a component class of app.tcss, without its prefix)."""

PENS = frozenset(
    {
        "plain",
        "title",
        "focused",
        "strong",
        "faint",
        "cursor",
        "cursor-away",
        "place",
        "hit",
        "severe",
        "likely",
        "mild",
    }
    | {"settled", "ticked", "doubt", "unread", "key", "notice", "progress"}
)


class Canvas(Widget, can_focus=True, inherit_bindings=False):
    """A pane: `caption` on its first row, then `row(n)` for each visible row."""

    class Moved(Message):
        """The pane's cursor has moved."""

        def __init__(self, pane: Canvas) -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> Canvas:
            """The pane, for `on` selectors."""
            return self.pane

    def __init__(self, *, id: str | None = None, titled: bool = True) -> None:
        super().__init__(id=id)
        self.titled = titled
        self.top = 0
        """Index of the first visible row."""
        self.letter = ""
        """The letter by which one jumps to the pane, while one jumps."""
        self.letters: dict[int, str] = {}
        """The letters by which one jumps to rows, by their place below the title row."""
        self._drawn: dict[int, Strip] = {}
        self._fitted = 0
        """The breadth the rows are laid out for; 0 where they must be laid out anew."""

    # What a pane says of itself -----------------------------------------------------------------------------------

    def caption(self) -> Clean:
        """The words of the title row."""
        return Clean("")

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def row(self, index: int) -> Sequence[Piece]:
        """The pieces of one row; never asked for beyond `count`."""
        return ()

    def land(self, y: int) -> None:
        """Put the cursor on what stands y rows below the title row."""

    def refit(self) -> None:
        """Lay the rows out for this breadth."""

    def unfit(self) -> None:
        """What is shown has changed: lay it out when it is next drawn (now, if the pane is on the screen)."""
        self._fitted = 0
        self._fit()

    def _fit(self) -> None:
        if self.content_size.width and self.breadth != self._fitted:
            self._fitted = self.breadth
            self.refit()

    # Drawing ------------------------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Rows that fit below the title row."""
        return max(1, self.content_size.height - self.titled)

    @property
    def breadth(self) -> int:
        """Cells of a row."""
        return max(1, self.content_size.width)

    def pen(self, name: str) -> Style:
        """The style of that name, as app.tcss has it; the screen holds them (for each pane anew they cost 20 rules a pane)."""
        return self.screen.get_component_rich_style(f"pen--{name}", partial=True)

    def render_line(self, y: int) -> Strip:
        self._fit()
        strip = self._strip(y)
        self._drawn[y] = strip
        return strip

    def redraw(self) -> None:
        """Send what has changed since the last drawing, cell by cell."""
        if not self.is_attached or not self.size:
            return
        self._fit()
        for y in range(self.content_size.height):
            old = self._drawn.get(y)
            first, last = (0, self.breadth) if old is None else _difference(old, self._strip(y), self.breadth)
            if first < last:
                self.refresh(Region(first, y, last - first, 1))  # counted from the content: Textual adds borders

    def tell_moved(self) -> None:
        """To the screen itself: by way of the pane's own queue and its parents', what follows would be a repaint of its own."""
        self.screen.post_message(self.Moved(self))

    def keep_visible(self, index: int, height: int = 1) -> None:
        """Move the view by half a page where that row is outside it (a repaint per half page, not per line)."""
        if index < self.top:
            self.top = max(0, min(index, index + height - 1 - self.room // 2))
        elif index + height > self.top + self.room:
            self.top = min(index, max(0, index + height - self.room + self.room // 2))
        self.top = max(0, min(self.top, max(0, self.count() - self.room)))

    def on_focus(self, event: events.Focus) -> None:
        self._focus_changed(event, True)

    def on_blur(self, event: events.Blur) -> None:
        self._focus_changed(event, False)

    def _focus_changed(self, event: events.Event, focused: bool) -> None:
        """Textual would paint the whole pane anew; only its title and its cursor look different."""
        event.prevent_default()
        self.has_focus = focused
        self.redraw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style of ours depends on the focus: what does is drawn by the pane itself."""

    def on_resize(self) -> None:
        """The compositor may have painted before this message came: what has moved since is drawn again."""
        self.unfit()
        self.redraw()

    def notify_style_update(self) -> None:
        self._drawn.clear()
        super().notify_style_update()

    def _strip(self, y: int) -> Strip:
        if self.titled and y == 0:
            return self._title()
        strip = self._paint(self.visible_row(y - self.titled))
        letter = self.letters.get(y - self.titled)
        return Strip([Segment(letter, self.pen("hit")), *strip.crop(1)]) if letter else strip

    def visible_row(self, y: int) -> Sequence[Piece]:
        """What stands y rows below the title row: a pane with a row that stays overrides this."""
        index = self.top + y
        return self.row(index) if 0 <= index < self.count() else ()

    def _title(self) -> Strip:
        rule, style = ("=", "focused") if self.has_focus else ("-", "title")
        words = Clean(f"({self.letter}) {self.caption()}") if self.letter else self.caption()
        text = f"{rule}{rule} {words} " if words else ""
        if self.screen.has_class("-slow"):
            return self._paint([(Clean(text), style)])
        cells = Strip([Segment(text)]).cell_length
        return self._paint([(Clean(text + rule * max(0, self.breadth - cells)), style)])

    def _paint(self, pieces: Iterable[Piece]) -> Strip:
        segments = [Segment(text, self.pen(style)) for text, style in pieces if text]
        return Strip(segments).adjust_cell_length(self.breadth, self.pen("plain")).simplify()


def _difference(old: Strip, new: Strip, width: int) -> tuple[int, int]:
    """The half-open range of cells in which two strips differ; empty where they are equal."""
    if old == new:
        return (0, 0)
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return (0, width)
    first = next((i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]), len(after))
    last = next((i for i in range(len(after), first, -1) if before[i - 1] != after[i - 1]), first)
    while 0 < first < len(after) and after[first] is _SECOND_HALF:
        first -= 1
    while last < len(after) and after[last] is _SECOND_HALF:
        last += 1
    return (first, last)


_SECOND_HALF = ("", None)


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """A strip cell by cell: (character, style), the second half of a wide character apart."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        for character in text:
            width = width_of(character)
            if width == 0 and cells:
                cells[-1] = (cells[-1][0] + character, style)
                continue
            cells.append((character, style))
            cells.extend([_SECOND_HALF] * (width - 1))
    return cells


class Bar(Canvas, can_focus=False):
    """One line of pieces: header, message, key line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, titled=False)
        self.pieces: tuple[Piece, ...] = ()

    def show(self, *pieces: Piece) -> None:
        """Draw these pieces instead."""
        self.pieces = pieces
        self.redraw()

    def count(self) -> int:
        return 1

    def row(self, index: int) -> Sequence[Piece]:
        return self.pieces
