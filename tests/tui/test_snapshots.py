"""Every screen as it looks, small and large, in both languages: a change must be meant (`make snapshots`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workstation.world import desk_on

from tui.app import GoujiApp

SIZES = {"80x24": (80, 24), "160x48": (160, 48)}
VIEWS: dict[str, tuple[str, ...]] = {
    "list": (),
    "workbench": ("enter",),
    "source": ("enter", "enter"),
    "confirm": ("enter", "x"),
    "dismiss": ("enter", "d"),
    "note": ("enter", "c"),
    "mark": ("enter", "m"),
    "decided": ("enter", "i", "g", "space", "x", "7"),
    "help": ("enter", "question_mark"),
    "palette": ("colon",),
    "recap": ("enter", "i", "q", "q"),
}
SHOWN = [
    *(
        (view, "zh", size)
        for view in VIEWS
        for size in (SIZES if view in ("list", "workbench", "decided") else ["80x24"])
    ),
    *((view, "en", "80x24") for view in ("list", "workbench", "help")),
    ("workbench", "en", "120x36"),
]


@pytest.mark.parametrize(("view", "language", "size"), SHOWN, ids=str)
def test_a_screen_looks_as_it_did(view: str, language: Any, size: str, database: Path, snap_compare: Any) -> None:
    width, height = size.split("x")
    app = GoujiApp(desk_on(database), language)
    assert snap_compare(
        app, press=(*VIEWS[view], *(["wait:400"] if view == "list" else [])), terminal_size=(int(width), int(height))
    )
