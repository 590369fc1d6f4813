"""Random reports in many layouts, whole and damaged: a figure may be left unread, but never is one wrong."""

from __future__ import annotations

from random import Random

import pytest
from tables_at_random.damage import DAMAGES, Damage
from tables_at_random.judge import judge
from tables_at_random.layouts import LAYOUTS, Layout, html_flat, html_merged, markdown, text_tabs
from tables_at_random.values import Printed, printed

from core.formats import read
from core.model import Figure
from core.reading.tables import read_tables, version_of


def _read(layout: Layout, page: Printed, random: Random) -> dict[str, Figure]:
    name, data = layout(page, random)
    document = read(data, name)
    return {str(address): figure for address, figure in read_tables(document, version_of(document)).figures.items()}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_no_figure_is_wrong(layout: Layout, damage: Damage) -> None:
    """Whatever is damaged, what is read is what was printed."""
    random = Random(f"{layout.__name__} {damage.__name__}")
    page = printed(random, odd=random.choice([0.0, 0.1]))
    damage(page, random)
    _, _, wrong = judge(page, _read(layout, page, random))
    assert not wrong


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", [html_merged, html_flat, markdown], ids=lambda layout: layout.__name__)
def test_marked_cells_are_all_read(layout: Layout, seed: int) -> None:
    """A format that marks its cells leaves nothing unread, blanks, dashes and remarks included."""
    random = Random(seed)
    page = printed(random, odd=0.1)
    right, unread, wrong = judge(page, _read(layout, page, random))
    assert (right, unread, wrong) == (200, [], [])


@pytest.mark.parametrize("layout", [*LAYOUTS[2:6], text_tabs], ids=lambda layout: layout.__name__)
def test_full_rows_of_plain_text_are_all_read(layout: Layout) -> None:
    """Plain text with a figure in every cell is read completely, however labels and figures are broken into lines."""
    random = Random(7)
    page = printed(random)
    right, unread, wrong = judge(page, _read(layout, page, random))
    assert not wrong
    assert right >= 193, unread  # a row whose own sum is misprinted may look like a torn figure
