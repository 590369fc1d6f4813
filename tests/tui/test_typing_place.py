"""Where the terminal's own cursor stands while one types: there an input method opens its window (UX.md (e) 23)."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pyte
import pytest
from workstation.lines import reach
from workstation.terminal import Terminal

FIELDS = {
    "note": "\rc",
    "value proposed": "\re",
    "reading": "\r2gG=\x15",
    "search in the text": "\r/",
    "search among the reports": "/",
    "commands": ":",
}
"""Keys to an empty field, from the list."""
OPEN = re.compile("Esc (放弃|离开)")
"""The foot of the screen while a field is open."""
LEFT = "\x1b[D"


def now(terminal: Terminal) -> pyte.Screen:
    """What stands on the terminal."""
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.log)
    return screen


def place(terminal: Terminal) -> tuple[int, int]:
    """Column and row of the terminal's cursor."""
    cursor = now(terminal).cursor
    return cursor.x, cursor.y


def around(terminal: Terminal) -> tuple[str, str]:
    """What stands left of the terminal's cursor in its row, and the character under it."""
    screen = now(terminal)
    row = screen.buffer[screen.cursor.y]
    return "".join(row[x].data for x in range(screen.cursor.x)), row[screen.cursor.x].data


def behind(terminal: Terminal, keys: str, words: str) -> tuple[str, str]:
    """Type the keys; what is around the cursor once it stands behind these words."""
    os.write(terminal.fd, keys.encode())
    end = time.monotonic() + 60
    while not around(terminal)[0].endswith(words) and time.monotonic() < end:
        terminal.read(0.1, 0.5)
    terminal.read(quiet=0.3)
    before, under = around(terminal)
    assert before.endswith(words), (before, under)
    return before, under


def with_field(terminals: list[Terminal], database: Path, keys: str) -> Terminal:
    """The workstation with an open field."""
    terminal = Terminal(database)
    terminals.append(terminal)
    reach(terminal, "帮助")
    os.write(terminal.fd, keys.encode())
    end = time.monotonic() + 60
    while not OPEN.search(terminal.shown) and time.monotonic() < end:
        terminal.read(0.1, 0.5)
    assert OPEN.search(terminal.shown), terminal.shown
    return terminal


@pytest.mark.parametrize("field", FIELDS)
def test_the_cursor_stands_behind_what_was_typed(database: Path, terminals: list[Terminal], field: str) -> None:
    """Where the first will stand; right behind the last, a wide one being two cells; before it after a step back."""
    terminal = with_field(terminals, database, FIELDS[field])
    terminal.read(quiet=1.0)
    empty = place(terminal)
    said = ""
    for piece in ("政", "府a", "1公开，"):
        said += piece
        assert behind(terminal, piece, said)[1] == " "
    assert place(terminal) == (empty[0] + 12, empty[1])  # five wide ones, two narrow
    assert behind(terminal, LEFT, said[:-1])[1] == said[-1]


def test_in_a_note_of_several_lines_the_cursor_is_in_the_last(database: Path, terminals: list[Terminal]) -> None:
    """Where the words wrap by cells, and after a line break of one's own."""
    terminal = with_field(terminals, database, "\rc")
    words = "一二三四五" * 9 + "末"
    before, _under = behind(terminal, words, "五末")
    assert words.endswith(before.strip())
    assert len(before.strip()) < len(words) / 2  # the rest stands in the row above
    before, under = behind(terminal, "\x0e第二行", "第二行")
    assert (before.strip(), under) == ("第二行", " ")
