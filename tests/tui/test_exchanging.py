"""What takes its time goes on beside the screen; what concerns whole files is done from the screen too, with two persons where it needs two."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from workstation.screen import bench, drawn, idle, message, pane, press
from workstation.world import person, whole_desk

from core.desk import Desk
from core.ledger import Kind
from core.ports import Query
from tui.actions import ACTIONS
from tui.app import GoujiApp
from tui.longwork import Step
from tui.screens.frame import Frame
from tui.screens.reports import ReportsScreen

SIZE = (100, 24)


@pytest.fixture
def whole(database: Path) -> Iterator[Desk]:
    with whole_desk(database) as desk:
        yield desk


def do(app: GoujiApp, action: str) -> None:
    """As the palette does it."""
    assert isinstance(app.screen, Frame)
    app.screen.perform(ACTIONS[action])


async def test_an_export_is_written_while_one_goes_on(whole: Desk, tmp_path: Path) -> None:
    app, target = GoujiApp(whole, "en"), tmp_path / "out.db"
    async with app.run_test(size=SIZE) as pilot:
        app._export(target, False)
        app.open_report(whole.page(Query()).rows[0].uid)
        await idle(pilot)
        assert bench(app), "no page comes over what one does meanwhile"
        assert "written: " in message(app)
    with sqlite3.connect(target) as out:
        assert out.execute("SELECT count(*) FROM self_check").fetchone() == (0,)


async def test_an_empty_list_is_not_exported(whole: Desk) -> None:
    """Nobody hands in an empty file because of a filter."""
    app = GoujiApp(whole, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "/", *"nobody has this", "enter", "E")
        assert "nothing to export" in message(app)
        assert not drawn(pane(app, "choices")).strip()


async def test_a_file_that_is_there_is_replaced_only_by_a_second_word(whole: Desk, tmp_path: Path) -> None:
    app, target = GoujiApp(whole, "en"), tmp_path / "out.csv"
    target.write_text("mine", "utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "E", *["backspace"] * 20, *str(target), "enter")
        assert "is there already" in drawn(pane(app, "choices"))
        await press(pilot, "2")
        assert target.read_text("utf-8") == "mine"
        await press(pilot, "E", *["backspace"] * 20, *str(target), "enter", "1")
        await idle(pilot)
        assert "its SHA-256" in drawn(pane(app, "lines"))
    assert target.read_text("utf-8") != "mine"


async def test_one_long_thing_at_a_time_and_its_line_gives_way_to_what_the_screen_says(whole: Desk) -> None:
    app, go = GoujiApp(whole, "en"), threading.Event()

    def slow(_desk: Desk, step: Step) -> str:
        step(3, 8)
        go.wait(10)
        return "done"

    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j")
        app.work("counting", slow, lambda result: app._say(result))  # type: ignore[arg-type]
        await pilot.pause(0.1)
        app._tick()
        await pilot.pause()
        assert message(app) == "counting: 3/8"
        app.work("more", slow, lambda result: None)  # type: ignore[arg-type]
        await pilot.pause()
        assert message(app) == "not yet: counting: 3/8"
        app._tick()
        await pilot.pause()
        assert message(app) == "not yet: counting: 3/8"
        go.set()
        await idle(pilot)
        assert message(app) == "done"


async def test_a_withdrawn_report_leaves_the_list_and_comes_back_and_goes_for_good_by_two_persons(
    whole: Desk, database: Path
) -> None:
    app = GoujiApp(whole, "en")
    uid = whole.page(Query()).rows[0].uid
    async with app.run_test(size=SIZE) as pilot:
        do(app, "withdraw")
        await press(pilot, *"secret", "enter")
        assert uid not in {row.uid for row in whole.page(Query()).rows}
        app.reports.narrow(Query(stages=frozenset({"withdrawn"})))
        await pilot.pause()
        do(app, "restore")
        await press(pilot, *"checked", "enter")
        assert uid in {row.uid for row in whole.page(Query()).rows}
        app.open_report(uid)
        await pilot.pause()
        do(app, "withdraw")
        await press(pilot, *"secret", "enter")
        assert isinstance(app.screen, ReportsScreen), "a report that is hidden is left"
        app.reports.narrow(Query(stages=frozenset({"withdrawn"})))
        await pilot.pause()
        do(app, "purge")
        await press(pilot, "1", *"secret", "enter")
        assert "another person must say the same" in message(app)
    with whole_desk(database, person("li", 1002)) as second:
        other = GoujiApp(second, "en")
        async with other.run_test(size=SIZE) as pilot:
            other.reports.narrow(Query(stages=frozenset({"withdrawn"})))
            await pilot.pause()
            do(other, "purge")
            await pilot.pause()
            assert "zhang has asked for this: secret" in drawn(pane(other, "choices"))
            await press(pilot, "1", *"agreed", "enter")
            assert "removed for good" in message(other)


async def test_body_and_year_are_named_where_they_were_not_recognised(whole: Desk) -> None:
    app = GoujiApp(whole, "en")
    async with app.run_test(size=SIZE) as pilot:
        app.reports.listed.go(0)
        do(app, "identify")
        await press(pilot, *["backspace"] * 30, *"云溪市档案馆", "enter")
        assert "a space and the year" in message(app)
        do(app, "identify")
        await press(pilot, "space", *"2025", "enter")
        assert "云溪市档案馆" in drawn(pane(app, "list"))
    (event,) = whole.reviewing.mine(Kind.IDENTIFY)
    assert (event.body["body"], event.body["year"]) == ("云溪市档案馆", 2025)


async def test_a_drawn_sample_is_marked_and_assigned_with_how_it_was_drawn(whole: Desk) -> None:
    app = GoujiApp(whole, "en")
    async with app.run_test(size=SIZE) as pilot:
        do(app, "sample")
        await press(pilot, "tab", *["backspace"] * 3, "3", "enter")
        await idle(pilot)
        assert "3 of 8 drawn and marked" in message(app)
        assert "marked 3" in drawn(pane(app, "list"))
        await press(pilot, "a", "1")
    events = whole.reviewing.mine(Kind.ASSIGN)
    assert len(events) == 3
    assert {(event.body["sample"]["drawn"], event.body["sample"]["method"]) for event in events} == {(3, "random")}


async def test_a_confirmed_finding_is_followed_up(whole: Desk) -> None:
    app = GoujiApp(whole, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        do(app, "follow")
        await pilot.pause()
        assert "nothing here is confirmed" in message(app)
        await press(pilot, "x", "1", "left_square_bracket", "k")
        do(app, "follow")
        await press(pilot, "1", *["backspace"] * 10, *"2026-04-30", "enter")
        do(app, "follow")
        await pilot.pause()
        assert "to be put right by 2026-04-30" in drawn(pane(app, "choices"))
        await press(pilot, "escape")
    assert [event.body["due"] for event in whole.reviewing.mine(Kind.FOLLOW)] == ["2026-04-30"]


async def test_what_has_changed_since_the_sign_off_on_one_key(whole: Desk, database: Path) -> None:
    app = GoujiApp(whole, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "asterisk")
        assert "nobody has signed" in drawn(pane(app, "lines"))
        await press(pilot, "q", "enter")
        uid = bench(app).uid
        await press(pilot, "m")
        app.open_report(uid)
        await pilot.pause()
        await press(pilot, "asterisk")
        assert "nothing has changed since" in drawn(pane(app, "lines"))
        await press(pilot, "q", "equals_sign", "7", "enter", "asterisk")
        rows = drawn(pane(app, "lines"))
        assert "signed by zhang" in rows
        assert "reading" in rows
        assert "->" in rows


async def test_the_doctor_says_how_a_key_arrives_and_what_it_does_and_no_key_acts(whole: Desk) -> None:
    app = GoujiApp(whole, "en")
    async with app.run_test(size=(160, 24)) as pilot:
        do(app, "doctor")
        await press(pilot, "m", "]", "ctrl+g")
        rows = drawn(pane(app, "lines"))
        assert "no key has two meanings" in rows
        assert "U+006D" in rows
        assert "list: mark reviewed" in rows
        assert "does nothing" in rows
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ReportsScreen)
    assert whole.reviewing.mine() == ()
