"""From a page's own coordinates to points from the top-left corner of the page as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible rectangle in its own space (y upwards) and the quarter turns clockwise with which it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    """0, 1, 2 or 3 quarter turns, from `/Rotate`."""

    @property
    def width(self) -> float:
        """Width as displayed, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as displayed, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as (from left, from top) of the displayed page."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page's own space as displayed; corners in any order."""
        if self.turns == 0 and left <= right and bottom <= top:  # nearly always, and once for each glyph
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def turned(box: Box, turns: int, width: float, height: float) -> Box:
    """`box` of a page of `width` x `height` after that page is turned clockwise by quarter turns."""
    if turns % 4 == 0:
        return box
    if turns % 4 == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turns % 4 == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    return Box(box.top, width - box.x1, box.bottom, width - box.x0)


def around(boxes: Iterable[Box | None]) -> Box:
    """The smallest box around those that are there, at least one."""
    x0s, tops, x1s, bottoms = zip(*[box for box in boxes if box is not None], strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))
