"""The list beside an open report, from 140 columns on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from workstation.screen import bench, drawn, pane, press

from core.desk import Desk
from core.lines import Query
from tui.app import GoujiApp

SIZE = (160, 48)


@pytest.mark.parametrize(
    ("keys", "state"),
    [(("i",), "in review"), (("i", "u"), "to review"), (("j", "c", "w", "h", "y", "enter"), "in review")],
    ids=["an answer", "an answer taken back", "a note"],
)
async def test_the_open_report_shows_its_present_state(keys: tuple[str, ...], state: str, desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await pilot.pause()
        assert "to review" in row(app, 0)
        await press(pilot, *keys)
        assert state in row(app, 0)
        assert f"!{len(bench(app).bench.unsettled)} " in row(app, 0)


async def test_a_report_that_was_marked_stays_in_its_place_with_its_new_state(desk: Desk) -> None:
    """The rows keep the order in which one goes on to the next; the cursor is on the report that is open now."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        await pilot.pause()
        first, before = bench(app).uid, names(app)
        await press(pilot, "m")
        await pilot.pause()
        assert bench(app).uid != first
        assert "reviewed" in row(app, 2)
        assert bench(app).rail.current is not None
        assert bench(app).rail.current.uid == bench(app).uid
        assert names(app) == before


async def test_what_others_do_to_other_reports_appears_without_a_key(
    desk: Desk, second_desk: Callable[[], Desk]
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await pilot.pause()
        other = desk.page(Query(), None, 9).rows[3].uid
        second_desk().reviewing.note(other, "li was here")
        await pilot.pause(1.3)
        assert "in review" in row(app, 3)


async def test_a_report_that_the_list_does_not_hold_is_none_of_the_rows(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        kept, outside = (one.uid for one in desk.page(Query(), None, 2).rows)
        app.reports.narrow(Query(text=desk.row(kept).body))
        app.open_report(outside)
        await pilot.pause()
        await pilot.pause()
        assert bench(app).rail.count() == 1
        assert ">" not in row(app, 0)[:1]
        assert bench(app).rail.current is None


async def test_a_jump_to_one_of_its_rows_and_enter_opens_that_report(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await pilot.pause()
        wanted = desk.page(Query(), None, 9).rows[2].uid
        await press(pilot, "apostrophe", "a", "d", "enter")
        await pilot.pause()
        assert bench(app).uid == wanted


@pytest.mark.parametrize(("language", "state"), [("zh", "未能读出"), ("en", "unreadable")])
async def test_no_state_is_cut(language: str, state: str, desk: Desk) -> None:
    app = GoujiApp(desk, "zh" if language == "zh" else "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await pilot.pause()
        assert state in drawn(pane(app, "rail"))


def row(app: GoujiApp, number: int) -> str:
    return drawn(pane(app, "rail")).splitlines()[number + 1]


def names(app: GoujiApp) -> list[str]:
    """The bodies, in the order of the rows."""
    return [line[2:].split()[0] for line in drawn(pane(app, "rail")).splitlines()[1:] if line.strip()]
