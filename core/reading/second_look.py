"""A second look at the same file by another table finder: it may fill what the first left unread, and it may raise doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.address import Address
from core.model import Doubt, Figure, State, Warning
from core.reading.folding import squeeze
from core.reading.tables import Tables
from core.wording import Phrase

_NOT_READ = (State.UNREAD, State.MISSING)
_FINDERS = "reading.doubt.finders"


def combined(first: Tables, second: Tables) -> Tables:
    """The first reading, with the second's figures where the first has none, and a doubt where the two print differently. The
    warnings are those of the reading that left less unread."""
    figures = {address: _either(figure, second.figures.get(address)) for address, figure in first.figures.items()}
    better = second if _unread(second) < _unread(first) else first
    return Tables(figures, (*better.warnings, *_differences(figures)))


def _differences(figures: Mapping[Address, Figure]) -> tuple[Warning, ...]:
    """One warning for all figures that the two table finders print differently: one of them has a fault."""
    count = sum(figure.doubt is not None and figure.doubt.why.template == _FINDERS for figure in figures.values())
    return (Warning("finders", Phrase("reading.warning.finders", {"count": count})),) if count else ()


def _unread(tables: Tables) -> int:
    return sum(figure.state in _NOT_READ for figure in tables.figures.values())


def _either(first: Figure, second: Figure | None) -> Figure:
    if second is None or second.state in _NOT_READ:
        return first
    if first.state in _NOT_READ:
        return second
    if squeeze(first.printed) == squeeze(second.printed):
        return first
    words = {"first": first.printed, "second": second.printed}
    why = Phrase(_FINDERS, words)
    return replace(first, doubt=Doubt(why, (first.printed, second.printed)))
