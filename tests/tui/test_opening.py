"""The usual start reads its words itself; click would have read them in the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tui import cli, opening, watch
from tui.commands import tree

HERE = "here.db"
"""A file that exists; `gone.db` does not."""
OPENING: list[tuple[str, ...]] = [
    (),
    (HERE,),
    ("review",),
    ("review", HERE),
    ("review", "gone.db"),
    ("review", "review"),
    ("review", "demo"),
    ("--lang", "en"),
    ("--lang", "zh", HERE),
    (HERE, "--lang", "zh"),
    ("review", "--lang", "en", HERE),
    ("--lang", "zh", "review", HERE, "--lang", "en"),
]
LEFT_TO_CLICK: list[tuple[str, ...]] = [
    ("gone.db",),
    ("",),
    ("review", ""),
    ("-h",),
    ("--version",),
    ("review", "--help"),
    ("review", "--read-only", HERE),
    ("review", "--db", HERE),
    ("review", "--as", "Li", HERE),
    ("--lang=en", "review"),
    ("review", "--lang"),
    ("review", "--lang", "fr"),
    ("review", "--", HERE),
    ("review", HERE, HERE),
    (HERE, "review"),
    ("demo",),
    ("list", "--json"),
]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the workstation was opened on, instead of opening it."""
    (tmp_path / HERE).touch()
    monkeypatch.chdir(tmp_path)
    found: list[tuple[Any, ...]] = []

    def note(file: object = None, database: object = None, read_only: bool = False, acting_as: object = None) -> int:
        found.append((None if file is None else str(file), database, read_only, acting_as))
        return 0

    monkeypatch.setattr(opening, "open_at", note)
    monkeypatch.setattr(watch, "watched", lambda: None)
    return found


@pytest.mark.parametrize("words", OPENING, ids=" ".join)
def test_click_would_open_the_same(words: tuple[str, ...], opened: list[tuple[Any, ...]]) -> None:
    assert cli.opens(words) is not None
    assert cli.run(list(words), "zh") == tree.carry_out(list(words)) == 0
    assert len(opened) == 2
    assert opened[0] == opened[1]


@pytest.mark.parametrize("words", LEFT_TO_CLICK, ids=" ".join)
def test_other_words_are_left_to_click(words: tuple[str, ...], opened: list[tuple[Any, ...]]) -> None:
    """Options, help, mistakes and other commands: one library reads them and says what is wrong."""
    assert cli.opens(words) is None


def test_a_shell_that_completes_words_is_answered_by_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GOUJI_COMPLETE", "bash_complete")
    assert cli.opens(()) is None
