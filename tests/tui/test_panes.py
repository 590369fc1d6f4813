"""Panes of the workbench by width: the notes beside the findings where there is room, sizes remembered for each layout."""

from __future__ import annotations

from pathlib import Path

from workstation.screen import bench, drawn, message, pane, press, resumed
from workstation.world import desk_on

from core.desk import Desk
from tui.app import GoujiApp


async def test_the_notes_stand_beside_the_findings_on_a_wide_screen(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(160, 48)) as pilot:
        await press(pilot, "enter", "c", *"why", "enter")
        await pilot.pause()
        assert "? Table 4 Reconsideration" in drawn(pane(app, "notes"))
        assert "zhang" in drawn(pane(app, "notes"))
        assert "1 of 2" in drawn(pane(app, "findings"))


async def test_on_a_narrow_screen_the_notes_take_the_findings_place_and_answer_to_the_same_keys(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "c", *"why", "enter", "g", "4")
        await pilot.pause()
        assert pane(app, "notes").display
        assert not pane(app, "findings").display
        await press(pilot, "R")
        await pilot.pause()
        assert "resolved by zhang" in drawn(pane(app, "notes"))
        await press(pilot, "3")
        await pilot.pause()
        assert pane(app, "findings").display
        assert not pane(app, "notes").display


async def test_the_size_of_the_panes_is_remembered_for_each_layout(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "tab", "z", "z")
        assert (bench(app).zoomed, bench(app).has_class("full")) == (2, True)
        app.remember()
    wide = GoujiApp(desk_on(database), "en")
    async with wide.run_test(size=(120, 36)) as pilot:
        await resumed(pilot)
        assert bench(wide).zoomed == 0
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=(80, 24)) as pilot:
        await resumed(pilot)
        assert bench(again).zoomed == 2
        assert pane(again, "source").has_focus


async def test_no_tail_of_a_finding_stands_above_the_one_that_is_next(database: Path) -> None:
    """An answer makes a finding longer; the next one is still read from a whole row on."""
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "d", "1")
        await pilot.pause()
        findings = bench(app).findings
        assert findings.starts(findings.top)
        assert drawn(findings).splitlines()[1].startswith((">", " -", " !"))


async def test_a_size_that_would_change_nothing_is_left_out(desk: Desk) -> None:
    """Where panes stand one above the other the tables have the half already."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "z")
        assert (bench(app).zoomed, message(app)) == (2, "size: full; z goes back")
        await press(pilot, "z")
        assert (bench(app).zoomed, message(app)) == (0, "size: normal")
        await press(pilot, "tab", "z")
        assert bench(app).zoomed == 1
