"""Random reports in many layouts, whole and damaged: a figure may be left unread, but never is one wrong."""

from __future__ import annotations

from random import Random

import pytest
from tables_at_random.damage import DAMAGES, Damage
from tables_at_random.judge import judge
from tables_at_random.layouts import LAYOUTS, Layout, html_flat, html_merged, markdown, text_tabs
from tables_at_random.set_out import LAYOUTS as SET_OUT
from tables_at_random.set_out import text_set_out
from tables_at_random.values import Printed, printed

from core.formats import read
from core.model import Figure
from core.reading.tables import read_tables, version_of


def _read(layout: Layout, page: Printed, random: Random) -> dict[str, Figure]:
    name, data = layout(page, random)
    document = read(data, name)
    return {str(address): figure for address, figure in read_tables(document, version_of(document)).figures.items()}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("layout", [*LAYOUTS, *SET_OUT], ids=lambda layout: layout.__name__)
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
    """Plain text with a figure in every cell is read, however labels and figures are broken into lines, in every row whose own sum
    holds; one whose sum is misprinted may hide a torn figure beside a blank, and where there is one table 2, which has no sums, may
    hide others."""
    random = Random(7)
    page = printed(random)
    _, unread, wrong = judge(page, _read(layout, page, random))
    assert not wrong
    assert {address for address in unread if not _adds_up(page, address)} == set(unread)


@pytest.mark.parametrize("seed", range(2))
def test_blank_cells_between_columns_set_out_with_blanks_are_read(seed: int) -> None:
    """Where the places of the figures tell their columns a blank cell is read as one, and the rest of its row stays."""
    random = Random(seed)
    page = printed(random)
    blank = [row for row in page.t3[5::4] if all(len(figure) < 4 for figure in row.figures)]
    for row in blank:
        row.figures[random.randrange(6)] = ""
    figures = _read(text_set_out, page, random)
    _, unread, wrong = judge(page, figures)
    assert blank
    assert not wrong
    assert not [a for a in unread if a.rpartition("/")[0] in {f"t3/{row.key}" for row in blank}]


def _adds_up(page: Printed, address: str) -> bool:
    truth = page.truth()
    stem = address.rpartition("/")[0]
    values = [int(print) for place, print in truth.items() if place.rpartition("/")[0] == stem]
    return not address.startswith("t2/") and sum(values[:-1]) == values[-1]
