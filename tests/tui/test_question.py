"""The sheet that asks: its choices can be read to their end."""

from __future__ import annotations

import pytest
from workstation.screen import drawn, pane, press

from core.desk import Desk
from tui.app import GoujiApp
from tui.screens.asking import Asking
from tui.shown import Clean
from tui.widgets.question import Asked, Choice
from tui.wrapping import cells_of

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
        await press(pilot, "j")  # the first hint is told over it
        await pilot.pause()
        line = drawn(pane(app, "keys"))
        assert "? help" in line and "q back" in line
        assert line.lstrip().startswith("Enter open")
        assert "undo" not in line


@pytest.mark.parametrize("width", [80, 60, 40, 20])
@pytest.mark.parametrize(
    "keys", [("enter", "x"), ("j", "j", "enter", "x"), ("enter", "c"), ("enter", "m")], ids=" ".join
)
async def test_the_way_out_of_a_question_is_always_on_the_key_line(
    keys: tuple[str, ...], width: int, desk: Desk
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(width, 24)) as pilot:
        await press(pilot, *keys)
        await pilot.pause()
        line = drawn(pane(app, "keys"))
        assert "Esc cancel" in line
        assert cells_of(Clean(line)) <= width
