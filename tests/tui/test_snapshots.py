"""Every screen as it looks, small and large, in both languages: a change must be meant (`make snapshots`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workstation.world import desk_on

from tui.app import GoujiApp

SIZES = {"80x24": (80, 24), "160x48": (160, 48)}
SCREENS = frozenset(
    {"list", "workbench", "exception", "inbox", "progress", "compare", "log", "help", "settings", "recap", "export"}
)
"""The screens of UX.md (d), merging apart (test_merging): in three sizes."""
LARGE = SCREENS | {"decided"}
MIDDLE = SCREENS
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
    "exception": ("j", "j", "enter", "g", "x"),
    "selection": ("enter", "v", "l", "l", "l", "v", "l", "s"),
    "jump": ("enter", "apostrophe"),
    "marked": ("t", "t", "a"),
    "filter": ("f", "8"),
    "inbox": ("enter", "c", "w", "h", "y", "enter", "q", "I"),
    "progress": ("j", "j", "m", "P"),
    "log": ("enter", "i", "i", "u", "q", "L"),
    "hits": ("S", "平", "稳", "enter"),
    "compare": ("enter", "C"),
    "settings": ("colon", *"配色、语言", "enter"),
    "export": ("E",),
    "sum": ("enter", "s"),
    "exact": ("enter", "number_sign"),
    "since": ("j", "j", "m", "k", "asterisk"),
    "withdraw": ("colon", *"隐藏", "enter", *"误收"),
    "doctor": ("colon", *"诊断", "enter", "m", "right_square_bracket", "ctrl+g"),
    "recap": ("enter", "i", "q", "q"),
}
SHOWN = [
    *((view, "zh", size) for view in VIEWS for size in (SIZES if view in LARGE else ["80x24"])),
    *((view, "en", "80x24") for view in ("list", "workbench", "help")),
    ("workbench", "en", "120x36"),
    *((view, "zh", "100x30") for view in sorted(MIDDLE)),
]


@pytest.mark.parametrize(("view", "language", "size"), SHOWN, ids=str)
def test_a_screen_looks_as_it_did(view: str, language: Any, size: str, database: Path, snap_compare: Any) -> None:
    width, height = size.split("x")
    app = GoujiApp(desk_on(database), language)
    assert snap_compare(
        app, press=(*VIEWS[view], *(["wait:400"] if view == "list" else [])), terminal_size=(int(width), int(height))
    )


@pytest.mark.parametrize("theme", ["dark", "light", "safe", "mono"])
def test_a_theme_looks_as_it_did(theme: str, database: Path, snap_compare: Any) -> None:
    app = GoujiApp(desk_on(database), "zh", theme=theme)
    assert snap_compare(app, press=("enter",), terminal_size=(80, 24))
