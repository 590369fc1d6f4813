"""Actions and keys: two tables, one meaning for each key in each place, nothing promised that nobody does."""

from __future__ import annotations

import itertools

import pytest

from core.wording import Language
from tui import keymap, locale
from tui.actions import ACTIONS, ITEMS, LIST, PAGE, WORKBENCH, of
from tui.app import GoujiApp
from tui.screens.compare import CompareScreen
from tui.screens.hits import HitsScreen
from tui.screens.inbox import InboxScreen
from tui.screens.log import LogScreen
from tui.screens.merging import MergeScreen
from tui.screens.pages import ActionsScreen, PageScreen
from tui.screens.progress import ProgressScreen
from tui.screens.reports import ReportsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.workbench import WorkbenchScreen
from tui.widgets.findings import FindingsList
from tui.widgets.grid import TableGrid
from tui.widgets.lines import Lines
from tui.widgets.reports import ReportList
from tui.widgets.source import SourceView
from tui.wrapping import cells_of

DOERS = {
    LIST: (ReportsScreen, ReportList, GoujiApp),
    WORKBENCH: (WorkbenchScreen, SourceView, TableGrid, FindingsList, GoujiApp),
    ITEMS: (
        MergeScreen,
        InboxScreen,
        ProgressScreen,
        LogScreen,
        CompareScreen,
        HitsScreen,
        SettingsScreen,
        Lines,
        GoujiApp,
    ),
    PAGE: (PageScreen, ActionsScreen, Lines, GoujiApp),
}
TWINS = "：？【】、，／＝。［］｛｝　ｊＧ"


@pytest.mark.parametrize("context", DOERS)
def test_everything_offered_in_a_place_is_done_by_somebody_there(context: str) -> None:
    undone = [a.id for a in of(context) if not any(hasattr(doer, a.deed) for doer in DOERS[context])]
    assert undone == []


def test_every_deed_of_a_screen_or_pane_stands_in_the_action_table() -> None:
    deeds = {name for doers in DOERS.values() for doer in doers for name in dir(doer) if name.startswith("do_")}
    assert deeds <= {action.deed for action in ACTIONS.values()}


def test_actions_and_keys_name_the_same_ids() -> None:
    assert set(keymap.KEYS) == set(ACTIONS)


@pytest.mark.parametrize("context", DOERS)
def test_no_key_has_two_meanings_in_one_place(context: str) -> None:
    keys = list(itertools.chain.from_iterable(keymap.KEYS[action.id] for action in of(context)))
    assert len(keys) == len(set(keys))


def test_no_key_is_bound_that_a_terminal_keeps_or_cannot_tell() -> None:
    keys = {key for own in keymap.KEYS.values() for key in own}
    assert not keys & keymap.FORBIDDEN
    assert not [key for key in keys if key.startswith(("alt+", "ctrl+shift+"))]


def test_what_has_no_key_is_reached_by_the_palette() -> None:
    keyless = [id for id, keys in keymap.KEYS.items() if not keys]
    assert all(set(ACTIONS[id].where) <= set(ACTIONS["palette"].where) for id in keyless)


@pytest.mark.parametrize("typed", TWINS)
def test_full_width_punctuation_acts_as_its_twin(typed: str) -> None:
    pressed = keymap.pressed("whatever", typed)
    assert pressed.twin == typed
    assert len(pressed.key) == 1 or pressed.key == "space"
    assert pressed.key.isascii()


def test_the_twins_of_the_keys_in_use_are_right() -> None:
    typed = {"：": ":", "？": "?", "【": "[", "】": "]", "、": "/", "／": "/", "＝": "=", "。": ".", "　": "space"}
    assert {character: keymap.pressed("", character).key for character in typed} == typed


def test_plain_keys_are_not_twins() -> None:
    assert keymap.pressed("j", "j") == keymap.Pressed("j")
    assert keymap.pressed("question_mark", "?") == keymap.Pressed("?")
    assert keymap.pressed("enter", "\r") == keymap.Pressed("enter")
    assert keymap.pressed("space", " ") == keymap.Pressed("space")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_action_fits_a_line_of_help_in_both_languages(language: Language) -> None:
    locale.use(language)
    long = [a.id for a in ACTIONS.values() if not 0 < cells_of(locale._(a.words)) <= 60]
    assert long == []
