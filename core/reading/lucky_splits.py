"""Digits that run together, parted by a sum that picks one of a few ways. It may do so by luck, where sums are misprinted or hold for
nothing: it is believed only where every row of the table that runs together can be parted so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.address import Address
from core.model import Doubt, Figure, State
from core.wording import Phrase

_SPLIT: Final = "reading.doubt.split"
_TOGETHER: Final = "reading.unread.together"


def without_lucky(figures: dict[Address, Figure]) -> dict[Address, Figure]:
    """The figures of one table, those parted by sums unread where others that run together are left unread."""
    whys = {figure.doubt.why.template for figure in figures.values() if figure.doubt}
    if not {_SPLIT, _TOGETHER} <= whys:
        return figures
    return {address: _unread(figure) for address, figure in figures.items()}


def _unread(figure: Figure) -> Figure:
    doubt = figure.doubt
    if doubt is None or doubt.why.template != _SPLIT:
        return figure
    run: Mapping[str, object] = doubt.why.arguments
    why = Doubt(Phrase(_TOGETHER, dict(run)), doubt.candidates)  # type: ignore[arg-type]
    return replace(figure, printed="", state=State.UNREAD, value=None, remark=None, doubt=why)
