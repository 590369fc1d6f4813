"""What a test reads off the workstation: the drawn text, pane by pane."""

from __future__ import annotations

from textual.pilot import Pilot

from tui.app import GoujiApp
from tui.screens.frame import Frame
from tui.screens.workbench import WorkbenchScreen
from tui.widgets.canvas import Canvas
from tui.widgets.notice import KeyLine


def drawn(pane: Canvas) -> str:
    """The pane's rows as they stand on the screen, blanks at their ends cut."""
    painted = pane._drawn  # what was sent, not what would be drawn if it were asked now
    return "\n".join(painted[y].text.rstrip() for y in range(pane.content_size.height) if y in painted)


def pane(app: GoujiApp, id: str) -> Canvas:
    return app.screen.query_one(f"#{id}", Canvas)


def message(app: GoujiApp) -> str:
    """What is said; its second row stands over the keys."""
    keys = app.screen.query_one("#keys", KeyLine)
    return "\n".join([drawn(pane(app, "message")), *([drawn(keys)] if keys.over else [])]).strip()


def bench(app: GoujiApp) -> WorkbenchScreen:
    assert isinstance(app.screen, WorkbenchScreen), app.screen
    return app.screen


def frame(app: GoujiApp) -> Frame:
    assert isinstance(app.screen, Frame)
    return app.screen


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Keys one after another, each done before the next."""
    for key in keys:
        await pilot.press(key)


async def resumed(pilot: Pilot[int]) -> None:
    """Until the workbench stands that a start leads back to: it is made after the list's first picture."""
    for _ in range(250):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, WorkbenchScreen) and pilot.app.screen.is_mounted:
            break
    await pilot.pause()


async def idle(pilot: Pilot[int]) -> None:
    """Until nothing goes on beside the screen."""
    app = pilot.app
    assert isinstance(app, GoujiApp)
    for _ in range(500):
        if app.running is None:
            break
        await pilot.pause(0.02)
    await pilot.pause()
