"""Several panes on one screen: from one to the next, by number, larger and smaller."""

from __future__ import annotations

from tui.locale import _
from tui.screens.asking import Asking

PANES = ("source", "table", "findings", "notes")
WIDTHS = ((0, "-stacked"), (100, "-two"), (140, "-rail"))
"""From so many cells on: one above the other, two side by side, with the list as a rail."""
BELOW = ("findings", "notes")
"""These share the room below; where it is narrow, one at a time."""


class Panes(Asking):
    """A screen of the panes named in `PANES`."""

    def __init__(self) -> None:
        super().__init__()
        self.zoomed = 0
        """0 normal, 1 half, 2 full."""

    def do_pane_next(self) -> None:
        self._turn_pane(1)

    def do_pane_previous(self) -> None:
        self._turn_pane(-1)

    def do_pane_1(self) -> None:
        self._into("source")

    def do_pane_2(self) -> None:
        self._into("table")

    def do_pane_3(self) -> None:
        self._into("findings")

    def do_pane_4(self) -> None:
        self._into("notes")

    def _turn_pane(self, step: int) -> None:
        order = ("table", "source", "findings", "notes") if self.has_class("-stacked") else PANES
        here = order.index(self.focused.id) if self.focused and self.focused.id in order else 0
        self._into(order[(here + step) % len(order)])

    def _into(self, pane: str) -> None:
        if pane in BELOW:
            self.set_class(pane == "notes", "noting")
        self.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)
        if self.zoomed:
            self._resize_panes(pane)

    def do_zoom(self) -> None:
        """The focused pane: normal, half, full."""
        self.zoomed = (self.zoomed + 1) % 3
        pane = self.focused.id if self.focused else ""
        if self.zoomed == 1 and pane == "table" and self.has_class("-stacked"):
            self.zoomed = 2  # there the tables have the half already
        self._resize_panes()
        self.tell((_("size: normal"), _("size: half"), _("size: full; z goes back"))[self.zoomed], "faint")
        self.gouji.habits.keep(self._size_key, f"{self.zoomed} {pane}")

    @property
    def _size_key(self) -> str:
        """Sizes are remembered for each of the three layouts by itself."""
        return "zoom " + next((name for _least, name in WIDTHS if self.has_class(name)), "")

    def restore_size(self) -> None:
        """As the panes were left in this layout."""
        held = (self.gouji.habits.get(self._size_key) or "0 table").split()
        known = len(held) == 2 and held[0] in ("0", "1", "2") and held[1] in PANES
        self.zoomed = int(held[0]) if known else 0
        if self.zoomed:
            self._into(held[1])

    def _resize_panes(self, pane: str | None = None) -> None:
        focus = pane or (self.focused.id if self.focused else "table")
        self.set_class(self.zoomed == 1, "half")
        self.set_class(self.zoomed == 2, "full")
        self.set_class(focus in BELOW, "below")
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == focus and self.zoomed > 0, "zoomed")
