"""What goes to the terminal, and what never does: only cells that are new, no hidden character."""

from __future__ import annotations

from typing import Any, cast

from rich.console import RenderableType
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen

from tui.painted import Painted
from tui.shown import backstop


class Backstop(LineFilter):
    """Drops hidden characters from every drawn line, whatever drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return backstop(segments)


class Sending(App[int]):
    """An app of which the line carries no more than what has changed."""

    painted: Painted

    def be_guarded(self) -> None:
        """From now on, every line passes the backstop, and what stands on the terminal is known."""
        self.painted = Painted()
        self._filters.append(Backstop())

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Only the cells that do not stand on the terminal yet."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count:
            changes = self.painted.changes(renderable)
            moved = self.cursor_position != self._previous_cursor_position
            super()._display(screen, cast("Any", changes) if changes.pieces or moved else None)
        else:
            super()._display(screen, renderable)

    def _set_pointer_shape(self, shape: str) -> None:
        """No OSC 22 to a terminal whose mouse is not used: the Linux console prints it as letters."""

    def on_resize(self) -> None:
        """A terminal may draw anew what it held, in its own way."""
        self.painted.forget()

    def do_redraw(self) -> None:
        """Everything once more: for a terminal on which somebody else has written."""
        self.painted.forget()
        self.screen.refresh()
