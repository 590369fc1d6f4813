"""Where something is typed: Textual's own entries, without a blinking cursor. Loaded when something is asked for the first time."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from tui.widgets.line_entry import TYPED, line_entry, place_cursor

__all__ = ["NoteArea", "line_entry", "text_entry"]


class NoteArea(TextArea):
    """A text entry in which Enter answers and ctrl+n makes a new line."""

    class Answered(Message):
        """Enter was pressed."""

    def on_focus(self) -> None:
        place_cursor(self)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Answered())
        elif event.key == "ctrl+n":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)


def text_entry(id: str) -> NoteArea:
    """Several lines to type."""
    area = NoteArea(id=id, compact=True, highlight_cursor_line=False, classes=TYPED)
    area.cursor_blink = False
    return area
