"""Help and palette: made from the action table, complete, searchable, and able to run what they show."""

from __future__ import annotations

import pytest
from workstation.screen import bench, drawn, pane, press

from core.desk import Desk
from tui import actions
from tui.app import GoujiApp
from tui.screens.pages import ActionsScreen
from tui.screens.reports import ReportsScreen
from tui.screens.workbench import WorkbenchScreen


@pytest.mark.parametrize(("keys", "context"), [((), "list"), (("enter",), "workbench")])
async def test_help_shows_every_action_of_the_place_and_nothing_else(
    desk: Desk, keys: tuple[str, ...], context: str
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 80)) as pilot:
        await press(pilot, *keys, "question_mark")
        shown = [line[19:] for line in drawn(pane(app, "lines")).splitlines()[1:] if line.strip()]
        assert shown == [action.words for action in actions.of(context)]


async def test_typing_narrows_and_enter_runs(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "colon", *"order")
        assert [action.id for action in app.screen.found] == ["sort"]  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReportsScreen)
        assert "order: body" in drawn(pane(app, "filters"))


async def test_the_arrows_choose_while_one_types(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "colon", *"previous", "down", "down")
        assert isinstance(app.screen, ActionsScreen)
        chosen = [line for line in drawn(pane(app, "lines")).splitlines() if line.startswith(">")]
        assert chosen == [">[  F7             previous finding to answer"]


async def test_one_command_changes_the_language_of_what_is_on_the_screen(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "colon", *"Chinese", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkbenchScreen)
        assert "疑点" in drawn(pane(app, "findings"))
        await press(pilot, "q")
        assert "待审" in drawn(pane(app, "header"))
        assert "打开" in drawn(pane(app, "keys"))


async def test_the_exact_characters_of_a_figure_on_one_key(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "number_sign")
        assert "1 U+0031 DIGIT ONE" in drawn(pane(app, "lines"))
        await press(pilot, "q")
        assert bench(app)
