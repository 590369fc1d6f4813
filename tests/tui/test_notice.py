"""The line in which a screen says something."""

from __future__ import annotations

import pytest
from workstation.screen import drawn, pane

from core.desk import Desk
from tui.app import GoujiApp
from tui.screens.frame import Frame
from tui.shown import Clean

LONG = "文件名的结尾说明要写成什么：" + "数据库、表格、文书、目录和交换格式都可以，" * 5


@pytest.mark.parametrize(
    ("words", "rows", "cut"),
    [("已撤销", 1, False), (LONG[:60], 2, False), (LONG, 2, True)],
    ids=["short", "two rows", "too long"],
)
async def test_words_too_long_for_a_row_take_a_second_and_then_show_the_cut(
    desk: Desk, words: str, rows: int, cut: bool
) -> None:
    """And the row is given back with the next key."""
    app = GoujiApp(desk, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Frame)
        screen.tell(Clean(words))
        await pilot.pause()
        notice = pane(app, "message")
        shown = drawn(notice).replace("\n", "").strip()
        assert notice.size.height == rows
        assert shown.endswith(">") == cut
        assert cut or "".join(shown.split()) == words
        await pilot.press("j")
        await pilot.pause()
        assert notice.size.height == 1
        assert not drawn(notice).strip()
