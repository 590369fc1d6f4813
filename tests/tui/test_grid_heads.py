"""The heads and the labels of the tables are whole at every size, in both languages, for both forms."""

from __future__ import annotations

import pytest

from core.form import form
from core.model import Figure, Locator, State
from core.wording import Language
from tui import locale
from tui.shown import Clean
from tui.widgets.grid import TableGrid
from tui.widgets.sheet import FIGURE, HEADS, Marks, sheet
from tui.wrapping import cells_of


class Grid(TableGrid):
    """A grid of a given breadth, on no screen."""

    width = 80

    @property
    def breadth(self) -> int:
        return self.width


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("version", ["2021", "2019"])
@pytest.mark.parametrize("breadth", [72, 75, 80, 96, 120, 160])
def test_no_head_is_cut(language: Language, version: str, breadth: int) -> None:
    locale.use(language)
    figures = {a: Figure(a, "18650", State.NUM, 18650, Locator(()), None) for a in form(version).addresses}
    grid = Grid(language)
    grid.width, grid.sheet = breadth, sheet(figures, version, Marks(), language)
    for row in grid.sheet.rows:
        if row.kind == HEADS:
            shown = Clean("".join(text for text, _pen in grid._heads(row)))
            assert [head for head in row.heads if head not in shown] == []
            label, columns = grid._widths(row.table)
            assert cells_of(shown) == label + sum(columns)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("version", ["2021", "2019"])
@pytest.mark.parametrize("breadth", [63, 75, 80, 160])
def test_no_label_is_cut_and_no_two_are_alike(language: Language, version: str, breadth: int) -> None:
    """Where the whole name finds no room a shorter one stands: 63 cells are the pane at 100 columns, 75 that at 160."""
    locale.use(language)
    figures = {a: Figure(a, "618", State.NUM, 618, Locator(()), None) for a in form(version).addresses}
    grid = Grid(language)
    grid.width, grid.sheet = breadth, sheet(figures, version, Marks(), language)
    shown = {
        (row.table, grid.row(place)[0][0].rstrip()) for place, row in enumerate(grid.sheet.rows) if row.kind == FIGURE
    }
    assert [words for _table, words in shown if words.endswith(">")] == []
    assert len(shown) == sum(row.kind == FIGURE for row in grid.sheet.rows)
