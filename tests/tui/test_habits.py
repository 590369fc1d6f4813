"""A dropped line costs nothing: place, draft and habits are there again; what was undone is not counted."""

from __future__ import annotations

from pathlib import Path

from workstation.screen import bench, drawn, message, pane, press, resumed
from workstation.world import desk_on

from core.desk import Desk
from tui.app import GoujiApp
from tui.screens.reports import ReportsScreen
from tui.widgets.question import Question

SIZE = (80, 24)


async def test_a_cut_off_session_resumes_at_the_same_report_and_figure(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "j", "l")
        uid, figure = bench(app).uid, bench(app).table.address
        app.remember()
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=SIZE) as pilot:
        await resumed(pilot)
        assert (bench(again).uid, bench(again).table.address) == (uid, figure)


async def test_a_note_begun_when_the_line_dropped_is_open_again_with_its_words(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "c", *"see page 3")
        app.remember()
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=SIZE) as pilot:
        await resumed(pilot)
        assert bench(again).query_one(Question).typed == "see page 3"
        await press(pilot, "enter")
        assert [remark.text for remark in bench(again).bench.notes] == ["see page 3"]
        await press(pilot, "c")
        assert bench(again).query_one(Question).typed == ""


async def test_a_draft_belongs_to_its_figure(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "c", *"here", "escape", "j", "c")
        assert bench(app).query_one(Question).typed == ""
        await press(pilot, "escape", "k", "c")
        assert bench(app).query_one(Question).typed == "here"


async def test_an_act_elsewhere_leaves_a_draft_alone(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "c", *"here", "escape", "j", "space", "k", "k", "c")
        assert desk.local.drafts(desk.reviewing.reviewer.person, bench(app).uid)


async def test_who_left_by_q_starts_at_the_list(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        app.remember()
        await press(pilot, "q", "q", "enter")
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=SIZE) as pilot:
        await resumed(pilot)
        assert isinstance(again.screen, ReportsScreen)


async def test_each_report_is_reopened_at_its_figure_in_a_later_session(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "j", "l", "q", "q", "enter")
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert str(bench(again).table.address) == "t2/normative_documents/repealed"


async def test_the_first_hint_never_returns(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE):
        assert "? shows every key" in message(app)
    again = GoujiApp(desk_on(database), "en")
    async with again.run_test(size=SIZE):
        assert message(again) == ""


async def test_theme_language_and_line_are_remembered(database: Path) -> None:
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "colon", *"settings", "enter")
        await press(pilot, "enter", "j", "j", "enter")
        assert (app.theme, app.slow) == ("dark", True)
    again = GoujiApp(desk_on(database), "en")
    assert (again.theme, again.slow) == ("dark", True)


async def test_the_recap_does_not_count_what_was_undone(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "m", "u", "q")
        assert "nothing was recorded" in drawn(pane(app, "lines"))


async def test_no_habit_and_no_draft_is_in_an_export(database: Path, tmp_path: Path) -> None:
    import sqlite3

    from db import open_store

    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "c", *"secret thought")
        app.remember()
    store = open_store(database, "rw")
    store.archive.export(tmp_path / "out.db", None)
    store.close()
    with sqlite3.connect(tmp_path / "out.db") as out:
        assert out.execute("SELECT count(*) FROM local_drafts").fetchone() == (0,)
        assert out.execute("SELECT count(*) FROM local_settings").fetchone() == (0,)
    assert b"secret thought" not in (tmp_path / "out.db").read_bytes()
