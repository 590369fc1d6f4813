"""Where lines, cells and words of a text begin, once its blanks are left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import sub
from typing import Self

from core.passages import Joined


@dataclass(frozen=True, slots=True)
class Edges:
    """Where lines, cells and words begin; indices count in the squeezed text."""

    kinds: Mapping[int, bool]
    """Indices that begin a line or a cell, and (as False) those that follow a blank within a line."""
    lines: Sequence[int]
    """Those that begin a line or a cell, ascending; the last is the text's end."""

    @classmethod
    def of(cls, text: str, squeezed: Joined) -> Self:
        """The edges of a text."""
        places = squeezed.places
        kinds = {0: True}
        for index in [i for i, step in enumerate(map(sub, islice(places, 1, None), places), 1) if step > 1]:
            gap = text[places[index - 1] + 1 : places[index]]
            kinds[index] = "\n" in gap or "\t" in gap or "\f" in gap
        kinds[len(places)] = True
        return cls(kinds, [index for index, line in kinds.items() if line])

    def line_end(self, at: int) -> int:
        """The next edge of a line or cell from `at` on, which is not behind the text."""
        return self.lines[bisect_left(self.lines, at)]
