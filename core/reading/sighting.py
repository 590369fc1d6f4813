"""What one reading saw of a row: plain data that the two readings hand to `core.reading.agreement`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from core.address import Address
from core.model import Locator
from core.wording import Phrase

NOWHERE = Locator()


class Sighting(NamedTuple):
    """One cell as one reading has it. A tuple, for there are several of every figure."""

    printed: str | None
    """Empty for a blank; None where the reading cannot say."""
    locator: Locator = NOWHERE
    why: Phrase | None = None
    """Why it is in doubt, or why it could not be read."""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row of a table (in table 4: its fifteen figures) as one reading has it, in the form's order of columns."""

    addresses: tuple[Address, ...]
    cells: tuple[Sighting, ...]
    firm: bool
    """Nothing about the row is odd: its label, its count, its columns."""
    printed: tuple[str, ...]
    """What is printed in the row, in reading order, blanks left out."""
    why: Phrase | None = None
    """What is odd about it."""
    sound: bool = True
    """Whatever is odd concerns single cells, not the row as a whole."""
    ruled: bool = True
    """False where the cells of a grid are told by the places of their words alone."""
