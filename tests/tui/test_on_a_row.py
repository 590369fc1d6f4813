"""What is done from the list without opening a report, and how one leaves it."""

from __future__ import annotations

import pytest
from workstation.screen import drawn, message, pane, press

from core.desk import Desk
from core.errors import StoreError
from core.ledger import Kind
from tui import keymap
from tui.app import GoujiApp
from tui.screens.pages import PageScreen
from tui.screens.reports import ReportsScreen

SIZE = (80, 24)


async def test_n_goes_through_the_reports_found_round_the_end(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n")
        assert "nothing searched for yet" in message(app)
        await press(pilot, "slash", *"云溪", "enter")
        total = app.reports.listed.pages.total
        assert total == 5
        seen = [app.reports.listed.current]
        for _step in range(total):
            await press(pilot, "n")
            seen.append(app.reports.listed.current)
        assert len({row.uid for row in seen if row}) == total
        assert seen[-1] == seen[0]
        await press(pilot, "N")
        assert app.reports.listed.current == seen[-2]
        assert message(app) == "云溪: 5 of 5"


async def test_an_exception_for_the_report_under_the_cursor_and_for_all_marked_ones(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "X", "5")
        assert [event.body["category"] for event in desk.reviewing.mine(Kind.EXCEPT)] == [5]
        await press(pilot, "j", "t", "t", "X")
        assert "each marked report: 2" in drawn(pane(app, "choices"))
        await press(pilot, "8")
        assert len(desk.reviewing.mine(Kind.EXCEPT)) == 3
        await press(pilot, "u")
        assert len(desk.reviewing.open(desk.reviewing.mine(Kind.EXCEPT)[0].report).state.exceptions) == 0


async def test_a_row_is_copied_wherever_there_are_rows(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        row = app.reports.listed.current
        assert row is not None
        await press(pilot, "y")
        assert app.clipboard == f"{row.body}\t{row.year}\t{row.name}\t{row.uid}"
        await press(pilot, "P", "y")
        assert app.clipboard.startswith("0312")
        await press(pilot, "q", "enter", "K", "y")
        assert "Block sum" not in app.clipboard
        assert "May be right when" in app.clipboard


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_at_the_list_only_the_key_that_is_shown_for_it_leaves(desk: Desk, key: str) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, key)
        assert isinstance(app.screen, ReportsScreen)
        assert message(app) == "this is the list; q leaves"
        await press(pilot, "slash", key)
        await press(pilot, "escape", "q")
        assert isinstance(app.screen, PageScreen)


async def test_a_key_of_ones_own_leaves_too(desk: Desk) -> None:
    keymap.use({**keymap.KEYS, "back": ("escape",)})
    app = GoujiApp(desk, "en")
    try:
        async with app.run_test(size=SIZE) as pilot:
            await press(pilot, "escape")
            assert isinstance(app.screen, PageScreen)
    finally:
        keymap.use(keymap.KEYS)


async def test_from_the_recap_back_leads_to_the_list_and_enter_leaves(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "q", "q")
        assert isinstance(app.screen, ReportsScreen)
        assert app.return_value is None
        await press(pilot, "q", "enter")
    assert app.return_value == 0


async def test_a_report_whose_last_year_cannot_be_read_is_told_of_in_the_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store fails between the report and last year's: one line, and the list stays."""

    def fails(*_asked: object) -> None:
        raise StoreError("store.io", "gouji.db")

    monkeypatch.setattr(type(desk.reports), "find", fails)
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert app.screen is app.reports
        assert message(app).startswith("gouji.db: disk full or failing")
