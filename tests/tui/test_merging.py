"""Another copy's work on the screen: looked at first, taken over by one more word, what is in dispute settled by a third."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from workstation.screen import bench, drawn, idle, message, pane, press
from workstation.world import desk_on, first, person, whole_desk

from core.desk import Desk
from core.ledger import Kind
from db.replicas import continue_from
from tui.app import GoujiApp
from tui.screens.merging import MergeScreen

SIZE = (100, 24)


@pytest.fixture
def hers(database: Path, tmp_path: Path) -> Path:
    """Another copy in which li dismissed the first finding and wrote a note."""
    export = Path(shutil.copy(database, tmp_path / "export.db"))
    continue_from(export, tmp_path / "her-work.db")
    desk = desk_on(tmp_path / "her-work.db", person("li", 1002))
    uid = first(desk)
    desk.reviewing.dismiss(uid, desk.reviewing.open(uid).findings[0].finding.id, None, "phoned")
    desk.reviewing.note(uid, "see page 3")
    return tmp_path / "her-work.db"


@pytest.fixture
def ours(database: Path) -> Iterator[Desk]:
    """Here zhang confirmed the same finding; wang looks at it now."""
    desk = desk_on(database)
    uid = first(desk)
    desk.reviewing.confirm(uid, desk.reviewing.open(uid).findings[0].finding.id, 1)
    with whole_desk(database, person("wang", 1003)) as whole:
        yield whole


async def test_a_look_takes_nothing_and_says_what_would_come(ours: Desk, hers: Path) -> None:
    app = GoujiApp(ours, "en")
    before = ours.stamp()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "colon", *"another copy", "enter")
        await pilot.pause()
        await press(pilot, *str(hers), "enter")
        await idle(pilot)
        assert isinstance(app.screen, MergeScreen)
        rows = drawn(pane(app, "lines"))
        assert "would come: new reports 0, acts 2, reports in dispute 1" in rows
        assert "acts: 2 (li)  in dispute: 1" in rows
        await press(pilot, "q")
    assert ours.stamp() == before


async def test_what_came_is_in_dispute_and_a_third_person_settles_it(ours: Desk, hers: Path) -> None:
    app = GoujiApp(ours, "en")
    async with app.run_test(size=SIZE) as pilot:
        app.merge(hers, True, lambda arrived: app.push_screen(MergeScreen(hers, arrived)))
        await idle(pilot)
        await press(pilot, "x", "1")
        await idle(pilot)
        assert "zhang: confirmed  li: dismissed" in drawn(pane(app, "lines"))
        await press(pilot, "D")
        asked = drawn(pane(app, "choices"))
        assert "zhang: confirmed" in asked
        assert "li: dismissed (phoned)" in asked
        await press(pilot, "2")
        assert "nothing here" in drawn(pane(app, "lines"))
    (settled,) = ours.reviewing.mine(Kind.SETTLE)
    assert settled.body["verdict"] == "dismiss"


async def test_a_party_to_a_dispute_does_not_settle_it_for_its_own_side(ours: Desk, hers: Path, database: Path) -> None:
    assert ours.merging
    ours.merging(hers, False)
    with whole_desk(database) as zhangs:
        app = GoujiApp(zhangs, "en")
        async with app.run_test(size=SIZE) as pilot:
            await press(pilot, "enter", "D", "1")
            assert "cannot settle a dispute in its own favour" in message(app)
            await press(pilot, "D", "2")
            assert [event.body["verdict"] for event in zhangs.reviewing.mine(Kind.SETTLE)] == ["dismiss"]
            await press(pilot, "g", "D")
            assert "no dispute here" in message(app)


async def test_the_inbox_lists_disputes_and_enter_goes_to_the_finding(ours: Desk, hers: Path) -> None:
    assert ours.merging
    ours.merging(hers, False)
    app = GoujiApp(ours, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "I", "tab", "tab", "tab")
        assert "zhang: confirmed  li: dismissed" in drawn(pane(app, "lines"))
        await press(pilot, "enter")
        await pilot.pause()
        view = bench(app).current_finding
        assert view is not None
        assert view.standing == "disputed"


async def test_a_copy_that_is_none_is_refused_in_one_line(ours: Desk, tmp_path: Path) -> None:
    app = GoujiApp(ours, "en")
    async with app.run_test(size=SIZE) as pilot:
        app.merge(tmp_path / "nowhere.db", True, lambda arrived: None)
        await idle(pilot)
        assert "nowhere.db" in message(app)


async def test_my_answer_taken_back_lets_the_finding_wait_again(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "k")
        app.screen.perform(_action("retract"))  # type: ignore[attr-defined]
        assert len(bench(app).bench.unsettled) == 2
        await press(pilot, "u")
        assert len(bench(app).bench.unsettled) == 1


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)], ids=str)
@pytest.mark.parametrize("keys", [(), ("x", "1"), ("x", "1", "D")], ids=["look", "merged", "settle"])
def test_the_merge_screen_looks_as_it_did(
    keys: tuple[str, ...], size: tuple[int, int], ours: Desk, hers: Path, snap_compare: Any
) -> None:
    app = GoujiApp(ours, "zh")

    async def look(pilot: Pilot[int]) -> None:
        app.merge(hers, True, lambda arrived: app.push_screen(MergeScreen(hers, arrived)))
        await idle(pilot)
        for key in keys:
            await pilot.press(key)
            await idle(pilot)

    assert snap_compare(app, run_before=look, terminal_size=size)


def _action(id: str):  # type: ignore[no-untyped-def]
    from tui.actions import ACTIONS

    return ACTIONS[id]
