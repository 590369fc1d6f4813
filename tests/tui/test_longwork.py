"""Clocks and threads beside the screen: what they have to say when the program ends is for nobody, and breaks nothing."""

from __future__ import annotations

from functools import partial

from workstation.screen import press

from core.desk import Desk
from tui.app import GoujiApp
from tui.shown import clean


async def test_clocks_and_threads_that_come_too_late_find_nobody_and_say_nothing(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        app.work(clean("counting"), lambda desk, step: None, lambda answer: None)
    assert app.front is None and app.screen_stack == []
    seen: list[str] = []
    app.look()
    app._tick()
    app._tell(clean("late"))
    app._tell_behind(3)
    app._ended(partial(seen.append, "late"))
    await app._next()
    assert seen == []
