"""A second look at the same file by another table finder: it may fill what the first left unread, and it may raise doubts."""

from __future__ import annotations

from dataclasses import replace

from core.model import Doubt, Figure, State
from core.reading.folding import squeeze
from core.reading.tables import Tables
from core.wording import Phrase

_NOT_READ = (State.UNREAD, State.MISSING)


def combined(first: Tables, second: Tables) -> Tables:
    """The first reading, with the second's figures where the first has none, and a doubt where the two print differently. The
    warnings are those of the reading that left less unread."""
    figures = {address: _either(figure, second.figures.get(address)) for address, figure in first.figures.items()}
    better = second if _unread(second) < _unread(first) else first
    return Tables(figures, better.warnings)


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
    why = Phrase("reading.doubt.finders", words)
    return replace(first, doubt=Doubt(why, (first.printed, second.printed)))
