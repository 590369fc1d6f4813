"""Several panes on one screen: from one to the next, by number, larger and smaller."""

from __future__ import annotations

from tui.screens.asking import Asking

PANES = ("source", "table", "findings")


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

    def _turn_pane(self, step: int) -> None:
        order = ("table", "source", "findings") if self.has_class("-stacked") else PANES
        here = order.index(self.focused.id) if self.focused and self.focused.id in order else 0
        self._into(order[(here + step) % len(order)])

    def _into(self, pane: str) -> None:
        self.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)
        if self.zoomed:
            self._resize_panes(pane)

    def do_zoom(self) -> None:
        """The focused pane: normal, half, full."""
        self.zoomed = (self.zoomed + 1) % 3
        self._resize_panes()

    def _resize_panes(self, pane: str | None = None) -> None:
        focus = pane or (self.focused.id if self.focused else "table")
        self.set_class(self.zoomed == 1, "half")
        self.set_class(self.zoomed == 2, "full")
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == focus and self.zoomed > 0, "zoomed")
