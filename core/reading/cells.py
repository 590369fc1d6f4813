"""From what a reading saw of a cell to a Figure: state, value, remark, and the doubts that a print itself raises.

Digits that stand on two lines of one cell are one figure wrapped, and say so; digits set apart by a blank on one line may be two
figures and are not read. Characters that merely look like digits leave the cell TEXT, with a doubt.
"""

from __future__ import annotations

import re
import unicodedata

from core.address import Address
from core.model import Doubt, Figure, State
from core.printed import state_of
from core.reading.folding import squeeze
from core.reading.sighting import Sighting
from core.wording import Phrase

_D = "0-9０-９"
_APART = re.compile(rf"[{_D}][^\S\n]+[{_D}]")
_WRAPPED = re.compile(rf"[{_D}]\s*\n\s*[{_D}]")
_MALFORMED = re.compile(rf"[{_D}]+[,，.．][{_D},，.．]*")
"""Digits with commas or points where no number has them: a piece of a number, or two."""
_NOTE_MARKS = re.compile("[①-⑳]{1,3}")
_LOOKALIKES = frozenset("OoQD〇○零ОоΟοІіlI|ⅠSsБЗз")
"""Latin, Cyrillic and Greek letters and signs that stand for 0, 1, 3, 5, 6 in bad prints."""


def figure_of(address: Address, cell: Sighting) -> Figure:
    """The figure; UNREAD where the reading cannot say what is printed."""
    if cell.printed is None:
        why = cell.why or Phrase("reading.unread.column")
        return Figure(address, "", State.UNREAD, None, cell.locator, Doubt(why, cell.candidates))
    printed = cell.printed.strip()
    digits = printed.isascii() and printed.isdigit()
    unread = None if digits else _unread(address, cell, printed)
    if unread is not None:
        return unread
    state, value, remark = state_of(printed)
    doubt = Doubt(cell.why, cell.candidates) if cell.why else None
    if digits and value is not None:
        return Figure(address, printed, state, value, cell.locator, doubt)
    if doubt is None and _WRAPPED.search(printed):
        doubt = Doubt(Phrase("reading.doubt.wrapped"), tuple(printed.split()))
    if doubt is None and state is State.MIXED and _open(remark or ""):
        doubt = Doubt(Phrase("reading.doubt.remark", {"run": printed}))
    noted = state is State.MIXED and bool(_NOTE_MARKS.fullmatch(remark or ""))
    if state in (State.TEXT, State.MIXED) and not noted and _looks_numeric(printed):
        return Figure(
            address, printed, State.TEXT, None, cell.locator, doubt or Doubt(Phrase("reading.doubt.lookalike"))
        )
    return Figure(address, printed, state, value, cell.locator, doubt, remark)


def _open(remark: str) -> bool:
    """Whether a bracket of a remark is not closed: a page break may have cut it."""
    return sum(map(remark.count, "（(")) > sum(map(remark.count, "）)"))


def _unread(address: Address, cell: Sighting, printed: str) -> Figure | None:
    """The figure of a cell whose print does not tell one number; None where it may."""
    if _APART.search(printed) and not re.search(r"[^\d\s.,，０-９]", printed):
        why = Phrase("reading.unread.apart", {"run": printed})
        return Figure(address, "", State.UNREAD, None, cell.locator, Doubt(why, (squeeze(printed), *printed.split())))
    if _MALFORMED.fullmatch(squeeze(printed)) and state_of(printed)[0] is State.TEXT:
        why = Phrase("reading.unread.malformed", {"run": printed})
        return Figure(address, "", State.UNREAD, None, cell.locator, Doubt(why, (printed,)))
    if "\ufffd" in printed:
        why = Phrase("reading.unread.unknown", {"run": printed})
        return Figure(address, "", State.UNREAD, None, cell.locator, Doubt(why))
    return None


def _looks_numeric(printed: str) -> bool:
    """Made of digits, marks of numbers and look-alikes only, or of digits of another script."""
    text = squeeze(printed)
    odd = [ch for ch in text if ch in _LOOKALIKES or (unicodedata.category(ch) in ("Nd", "No") and ch not in _PLAIN)]
    return bool(odd) and all(ch in _LOOKALIKES or ch in _PLAIN or ch in ".,，．-" or ch in odd for ch in text)


_PLAIN = frozenset("0123456789０１２３４５６７８９")
