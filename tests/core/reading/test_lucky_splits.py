"""A sum that picks one way to part a run of digits may do so by luck."""

from __future__ import annotations

import pytest

from core.address import Address
from core.model import Doubt, Figure, State
from core.reading.lucky_splits import without_lucky
from core.wording import Phrase


def _figure(row: str, printed: str, template: str) -> Figure:
    state = State.NUM if printed else State.UNREAD
    value = int(printed) if printed else None
    why = Doubt(Phrase(template, {"run": "4540"}), ("454", "0"))
    return Figure(Address("t3", row, "natural"), printed, state, value, doubt=why if template else None)


@pytest.mark.parametrize(("beside", "state"), [("reading.unread.together", "UNREAD"), ("reading.unread.count", "NUM")])
def test_runs_parted_by_sums_are_believed_only_where_none_is_left(beside: str, state: str) -> None:
    """Where another row that runs together cannot be parted, sums may be misprinted; what stands in cells of its own is not touched."""
    figures = [_figure("new", "454", "reading.doubt.split"), _figure("granted", "", beside)]
    plain = Figure(Address("t3", "partial", "natural"), "7", State.NUM, 7)
    found = without_lucky({figure.address: figure for figure in (*figures, plain)})
    assert [str(found[figure.address].state) for figure in (*figures, plain)] == [state, "UNREAD", "NUM"]
    doubt = found[figures[0].address].doubt
    assert doubt is not None
    assert doubt.candidates == ("454", "0")
