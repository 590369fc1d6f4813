"""Two readings of one row: what stands where they do not say the same."""

from __future__ import annotations

import pytest

from core.formats.document import Document
from core.model import State
from core.reading.agreement import agree
from core.reading.resolve import unread_row
from core.reading.sighting import SeenRow, Sighting
from core.reading.wants import addresses
from core.wording import Phrase

PLACES = addresses("2021", "t3", "other/no_correction")
PRINTED = ("22", "1179", "984", "0", "1", "4", "2190")


def _grid(ruled: bool) -> SeenRow:
    return SeenRow(PLACES, tuple(map(Sighting, PRINTED)), True, PRINTED, ruled=ruled)


@pytest.mark.parametrize(("ruled", "state"), [(False, {State.UNREAD}), (True, {State.NUM, State.ZERO})])
def test_a_label_that_stands_twice_in_the_text_is_not_settled_by_places_of_words(
    ruled: bool, state: set[State]
) -> None:
    """Words without rules may have lost the other row of that label to its neighbours; the cells of drawn tables have both."""
    twice = unread_row(PLACES, Phrase("reading.unread.several", {"found": PRINTED}), PRINTED)
    figures = agree(Document("pdf", "", ()), PLACES, _grid(ruled), twice, "row")
    assert {figure.state for figure in figures} == state
    assert [figure.printed for figure in figures] == ([""] * 7 if not ruled else list(PRINTED))


@pytest.mark.parametrize(("first", "state"), [("/ 455", State.UNREAD), ("455", State.NUM), ("4\n55", State.NUM)])
def test_two_figures_side_by_side_in_one_cell_may_be_the_missing_cells(first: str, state: State) -> None:
    """A cell that is lacking leaves the others as they are, unless one of them holds what the text has as two."""
    rest = ("984", "0", "1", "4", "2190")
    cells = (Sighting(None), Sighting(first), *map(Sighting, rest))
    grid = SeenRow(PLACES, cells, False, (first.replace(" ", ""), *rest), Phrase("reading.unread.column"))
    words = ("/", "455", *rest) if "/" in first else ("4", "55", *rest)
    text = SeenRow(PLACES, tuple(map(Sighting, words)), "/" in first, (*first.split(), *rest))
    figures = agree(Document("pdf", "", ()), PLACES, grid, text, "row")
    assert (figures[0].state, figures[1].state) == (State.UNREAD, state)
