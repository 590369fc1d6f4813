"""What this terminal really delivers: press a key and see how it arrives, and what it does in each place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.widget import Widget

from tui import keymap, keymap_file
from tui.actions import ITEMS, LIST, PAGE, WORKBENCH
from tui.locale import _, said
from tui.screens.frame import Frame
from tui.shown import Clean, line
from tui.widgets.canvas import Piece
from tui.widgets.lines import Lines
from tui.wrapping import fit

MOST = 200
"""Keys that are kept on the screen."""


class DoctorScreen(Frame):
    """No key acts here; Esc twice leaves."""

    context: ClassVar[str] = PAGE
    offered: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS = "#lines"

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Piece]] = []
        self._last = ""

    def body(self) -> Iterable[Widget]:
        yield Lines(_("Keys as they arrive"), id="lines")

    def on_mount(self) -> None:
        super().on_mount()
        _keys, faults = keymap_file.load()
        sound = _("every action has its keys, no key has two meanings in one place")
        self.rows = [[(fault, "severe")] for fault in faults] or [[(sound, "faint")]]
        self.head((Clean(" Gouji "), "strong"), (_("press any keys; Esc twice leaves"), "plain"))
        self._show()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        pressed = keymap.pressed(event.key, event.character)
        if pressed.key == self._last == "escape":
            self.app.pop_screen()
            return
        self._last = pressed.key
        names = {LIST: _("list"), WORKBENCH: _("workbench"), ITEMS: _("other screens")}
        does = [
            said("{place}: {words}", place=name, words=_(action.words))
            for place, name in names.items()
            if (action := keymap.action_of(pressed.key, place))
        ]
        twin = said("typed full-width: {typed}", typed=pressed.twin) if pressed.twin else Clean("")
        came = f"U+{ord(event.character):04X}" if event.character and len(event.character) == 1 else ""
        self.rows.append(
            [
                (fit(line(pressed.key), 11), "key"),
                (fit(line(came), 9), "faint"),
                (line("   ".join(filter(None, (twin, *does))) or _("does nothing")), "plain"),
            ]
        )
        self._show()

    def _show(self) -> None:
        lines = self.query_one(Lines)
        self.rows = self.rows[-MOST:]
        lines.show(self.rows)
        lines.do_go_bottom()
