"""The sheet that asks: its choices can be read to their end."""

from __future__ import annotations

import pytest
from workstation.screen import drawn, pane

from core.desk import Desk
from tui.app import GoujiApp
from tui.screens.asking import Asking
from tui.shown import Clean
from tui.widgets.question import Asked, Choice

REASON = Clean(
    "The number speaks of another set (another body, period, channel or matter) and the table is right as it stands"
)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_a_choice_longer_than_a_row_goes_on_below(desk: Desk, size: tuple[int, int]) -> None:
    """Nobody can pick what cannot be read; digits and the mark of the chosen one stay in front."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Asking)
        screen.ask(Asked(Clean("Why?"), lambda _answer: None, (Choice(1, Clean("misread")), Choice(2, REASON)), 2))
        await pilot.pause()
        rows = drawn(pane(app, "choices")).splitlines()[1:]
        assert rows[0].rstrip() == " 1 misread"
        assert rows[1].startswith(">2 The number")
        assert " ".join(" ".join(rows[1:]).split())[1:] == f"2 {REASON}"


async def test_help_and_the_way_out_stay_in_the_narrowest_key_line(desk: Desk) -> None:
    """Other entries are left out whole, from the end."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.pause()
        line = drawn(pane(app, "keys"))
        assert "? help" in line and "q back" in line
        assert line.lstrip().startswith("Enter open")
        assert "undo" not in line
