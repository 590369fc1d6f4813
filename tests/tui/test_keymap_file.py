"""A person's own keys: put in where they fit, told where they do not, never locking anybody in."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workstation.screen import message

from core.desk import Desk
from tui import keymap, keymap_file
from tui.actions import ACTIONS, EVERYWHERE, of
from tui.app import GoujiApp
from tui.keymap import FORBIDDEN, KEYS


def test_own_keys_replace_those_of_the_table(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('confirm = "ctrl+x"\nmove-down = ["j", "down", "ctrl+n"]\n', "utf-8")
    keys, faults = keymap_file.load(file)
    assert faults == ()
    assert (keys["confirm"], keys["move-down"]) == (("ctrl+x",), ("j", "down", "ctrl+n"))
    assert keys["dismiss"] == KEYS["dismiss"]


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        ({"frobnicate": "x"}, "no such action"),
        ({"confirm": "ctrl+c"}, "the terminal keeps it"),
        ({"confirm": "alt+x"}, "is no key"),
        ({"confirm": "banana"}, "is no key"),
        ({"confirm": 7}, ""),
        ({"back": []}, "must keep a key"),
        ({"confirm": "d", "dismiss": "d"}, "d: both"),
        ({"confirm": "j"}, "j: both"),
    ],
)
def test_what_does_not_fit_is_told(own: dict[str, object], fault: str) -> None:
    keys, faults = keymap_file.merged(own)
    assert not fault or any(fault in line for line in faults)
    assert keys["back"] and keys["open"]


KEYS_TRIED = st.sampled_from(
    ["x", "j", "down", "ctrl+d", "ctrl+c", "alt+q", "", "enter", "q", "9", "F2", "f2", "：", "]"]
)


@given(st.dictionaries(st.sampled_from(sorted(ACTIONS)), st.lists(KEYS_TRIED, max_size=3), max_size=6))
def test_whatever_stands_there_no_key_has_two_meanings_and_there_is_a_way_out(own: dict[str, object]) -> None:
    keys, _faults = keymap_file.merged(own)
    for place in EVERYWHERE:
        used = list(itertools.chain.from_iterable(keys[action.id] for action in of(place)))
        assert len(used) == len(set(used))
    assert all(keys[id] for id in keymap_file.NEEDED)
    assert not {key for one in keys.values() for key in one} & FORBIDDEN


def test_a_file_that_is_no_toml_leaves_the_table_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(b"\xff\xfe = [")
    keys, faults = keymap_file.load(file)
    assert keys == KEYS
    assert len(faults) == 1


async def test_faults_are_said_at_the_start_and_own_keys_act(desk: Desk) -> None:
    keys, faults = keymap_file.merged({"sort": "ctrl+o", "frobnicate": "x"})
    keymap.use(keys)
    try:
        app = GoujiApp(desk, "en")
        app.told = faults
        async with app.run_test(size=(80, 24)) as pilot:
            assert "frobnicate: there is no such action" in message(app)
            await pilot.press("ctrl+o")
            assert app.reports.asked_for.order == "body"
    finally:
        keymap.use(KEYS)
