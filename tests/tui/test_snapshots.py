"""Every screen as it looks, small and large, in both languages: a change must be meant (`make snapshots`)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from workstation.world import SteadyClock, checked_of, desk_on, edition_of

from db import open_store
from tui.app import GoujiApp

SIZES = {"80x24": (80, 24), "160x48": (160, 48)}
SCREENS = frozenset(
    {"list", "workbench", "exception", "inbox", "progress", "compare", "log", "help", "settings", "recap", "export"}
    | {"rules", "card", "hits", "doctor", "since", "exact", "palette", "filter", "source"}
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
    "rules": ("question_mark", "tab"),
    "card": ("enter", "K"),
    "exception": ("j", "j", "enter", "g", "x"),
    "selection": ("enter", *"hhhh", "v", "l", "l", "l", "v", "l", "s"),
    "jump": ("enter", "apostrophe"),
    "marked": ("t", "t", "a"),
    "filter": ("f", "8"),
    "inbox": ("enter", "c", "w", "h", "y", "enter", "q", "I"),
    "progress": ("j", "j", "m", "P"),
    "log": ("enter", "i", "i", "u", "q", "L"),
    "hits": ("S", "平", "稳", "enter"),
    "compare": ("enter", "C"),
    "settings": ("colon", *"配色", "enter"),
    "export": ("E",),
    "sum": ("enter", "s"),
    "exact": ("enter", "number_sign"),
    "since": ("j", "j", "m", "k", "asterisk"),
    "withdraw": ("colon", *"隐藏", "enter", *"误收"),
    "doctor": ("colon", *"诊断", "enter", "m", "right_square_bracket", "ctrl+g"),
    "recap": ("enter", "i", "q", "q"),
}
TYPED = {"配色": "theme", "隐藏": "hidden", "误收": "twice", "诊断": "press"}
"""What is typed in Chinese, and what for it in English."""
SHOWN = [
    *((view, "zh", size) for view in VIEWS for size in (SIZES if view in LARGE else ["80x24"])),
    *((view, "en", "80x24") for view in VIEWS),
    ("workbench", "en", "120x36"),
    *((view, "zh", "100x30") for view in sorted(MIDDLE)),
]


@pytest.fixture(autouse=True)
def of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whose home it is must not be seen."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.mark.parametrize(("view", "language", "size"), SHOWN, ids=str)
def test_a_screen_looks_as_it_did(view: str, language: Any, size: str, database: Path, snap_compare: Any) -> None:
    width, height = size.split("x")
    app = GoujiApp(desk_on(database), language)
    keys = (*keys_of(view, language), *(["wait:400"] if view == "list" else []))
    assert snap_compare(app, press=keys, terminal_size=(int(width), int(height)))


def keys_of(view: str, language: str) -> tuple[str, ...]:
    """The keys that lead to the view, its words in the language."""
    keys = VIEWS[view]
    if language == "en":
        for chinese, english in TYPED.items():
            first = next((n for n in range(len(keys)) if "".join(keys[n : n + len(chinese)]) == chinese), None)
            if first is not None:
                keys = (*keys[:first], *english, *keys[first + len(chinese) :])
    return keys


@pytest.mark.parametrize("size", ["80x24", "100x30", "160x48"])
def test_last_year_beside_this_year_looks_as_it_did(size: str, database: Path, snap_compare: Any) -> None:
    """The figures that changed, in the form's order, each with both prints and the change."""
    before = checked_of(
        3, t2__licensing__decisions="906", t2__fees__amount="12", t3__new__natural="", t3__new__total="7"
    )
    with closing(open_store(database, "rw", SteadyClock(500))) as store:
        store.reports.add([(replace(edition_of(before, 3), year=2023), replace(before, findings=()))])
    width, height = size.split("x")
    app = GoujiApp(desk_on(database), "zh")
    assert snap_compare(app, press=("enter", "C"), terminal_size=(int(width), int(height)))


@pytest.mark.parametrize("theme", ["dark", "light", "safe", "mono"])
def test_a_theme_looks_as_it_did(theme: str, database: Path, snap_compare: Any) -> None:
    app = GoujiApp(desk_on(database), "zh", theme=theme)
    assert snap_compare(app, press=("enter",), terminal_size=(80, 24))
