"""The line that says how far a command is: nothing animated, few bytes, none where it could not be taken back."""

from __future__ import annotations

import io
import time

import pytest

from tui.commands.progress_line import ERASED, EVERY, progress_line
from tui.shown import Clean


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal; called in the test itself, since pytest puts its own there before."""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_a_thousand_steps_in_a_second_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(time, "monotonic", lambda: 5.0)
    with progress_line(Clean("Reading")) as tell:
        for done in range(1000):
            tell(done, 1000)
    assert screen.getvalue() == f"\rReading{ERASED}"


def test_each_second_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    clock = iter([n * EVERY for n in range(100)])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with progress_line(Clean("Reading")) as tell:
        tell(1, 8)
        tell(2, 8)
    assert screen.getvalue() == f"\rReading\rReading 1/8\rReading 2/8{ERASED}"


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_go_back_gets_nothing(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setenv("TERM", term)
    with progress_line(Clean("Reading")) as tell:
        tell(1, 8)
    assert screen.getvalue() == ""


def test_a_file_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    with progress_line(Clean("Reading")) as tell:
        tell(1, 8)
    assert file.getvalue() == ""


def test_it_is_taken_back_also_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    with pytest.raises(ValueError, match="no"), progress_line(Clean("Reading")):
        raise ValueError("no")
    assert screen.getvalue().endswith(ERASED)
