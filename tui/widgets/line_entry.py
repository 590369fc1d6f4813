"""One line to type: Textual's own, without a blinking cursor, the terminal's cursor where the next character goes."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input

TYPED = "typed"
"""Class of every entry: letters typed into it are text, never keys."""


def place_cursor(entry: Widget) -> None:
    """Put the terminal's cursor there as soon as the entry stands: an input method opens its window at it."""

    def place() -> None:
        if entry.has_focus and entry.size:
            entry.app.cursor_position = entry.cursor_screen_offset  # type: ignore[attr-defined]
            entry.refresh()

    entry.call_after_refresh(place)


class LineEntry(Input):
    """One line."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes; Input says one cell further at the end of the text."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def on_focus(self) -> None:
        place_cursor(self)


def line_entry(id: str) -> LineEntry:
    """One line to type."""
    entry = LineEntry(id=id, select_on_focus=False, compact=True, classes=TYPED)
    entry.cursor_blink = False
    return entry
