"""The line in which a screen says something."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from workstation.screen import drawn, frame, message, pane

from core.desk import Desk
from tui.app import GoujiApp
from tui.shown import Clean
from tui.widgets.canvas import Canvas

LONG = "文件名的结尾说明要写成什么：" + "数据库、表格、文书、目录和交换格式都可以，" * 5


@pytest.mark.parametrize(
    ("words", "rows", "cut"),
    [("已撤销", 1, False), (LONG[:60], 2, False), (LONG, 2, True)],
    ids=["short", "two rows", "too long"],
)
async def test_words_too_long_for_a_row_go_on_over_the_keys_and_then_show_the_cut(
    desk: Desk, words: str, rows: int, cut: bool
) -> None:
    """No pane moves for them, and the next key gives the key line back."""
    app = GoujiApp(desk, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = regions(app)
        keys = drawn(pane(app, "keys"))
        frame(app).tell(Clean(words))
        await pilot.pause()
        shown = message(app)
        assert len(shown.splitlines()) == rows
        assert shown.endswith(">") == cut
        assert cut or "".join(shown.split()) == words
        assert regions(app) == before
        await pilot.press("j")
        await pilot.pause()
        assert not message(app)
        assert drawn(pane(app, "keys")) == keys
        assert regions(app) == before


def regions(app: GoujiApp) -> dict[str | None, Region]:
    """Where each pane stands."""
    return {one.id: one.region for one in app.screen.query(Canvas)}
