"""Each kind of terminal that auditors come from, and each way out of it: it works there, and nothing is left behind."""

from __future__ import annotations

import os
import re
import signal
import termios
from pathlib import Path

import pyte
import pytest
from workstation.lines import COMMAND, NEAR, FarTerminal, reach
from workstation.terminal import Terminal

KINDS: dict[str, dict[str, str]] = {
    "screen-256color": {"TERM": "screen-256color"},
    "tmux-256color": {"TERM": "tmux-256color"},
    "vt100": {"TERM": "vt100"},
    "dumb": {"TERM": "dumb"},
    "no colour": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "far": {"TERM": "xterm-256color"},
}
FAULT = "from tui.screens.listed import Listed; Listed.do_sort = lambda self: 1 / 0;"
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
"""A foreground or background that is not the terminal's own (39, 49)."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are told by /proc")


def started(terminals: list[Terminal], database: Path, kind: str, program: str = COMMAND) -> Terminal:
    """The command in such a terminal, the list on the screen."""
    make = FarTerminal if kind == "far" else Terminal
    terminal = make(database, (80, 24), program, NEAR, HOME=str(database.parent), **KINDS[kind])
    terminals.append(terminal)
    if isinstance(terminal, FarTerminal):
        terminal.rate = 1_000_000  # far, not narrow: test_slow_line has both
    reach(terminal, "云溪市")
    return terminal


def below(pid: int) -> int:
    """The workstation below its watcher."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def end(terminal: Terminal, way: str) -> int:
    """End it so; its status."""
    if way == "fault":
        os.write(terminal.fd, b"o")
    elif way == "SIGKILL":
        os.kill(below(terminal.pid), signal.SIGKILL)
    else:
        os.kill(terminal.pid, signal.Signals[way])
    return terminal.end()


def assert_as_it_was(terminal: Terminal) -> None:
    """No mode left on, cursor shown, echo and line input back, no colour on what the shell writes next."""
    assert terminal.left_on == set()
    settings = termios.tcgetattr(terminal.fd)[3]
    assert settings & termios.ECHO
    assert settings & termios.ICANON
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.log + b"$")
    shell = screen.buffer[screen.cursor.y][screen.cursor.x - 1]
    assert (shell.data, shell.fg, shell.bg, shell.bold, shell.reverse) == ("$", "default", "default", False, False)


STATUS = {"fault": 1, "SIGTERM": 143, "SIGHUP": 129, "SIGKILL": 137}


@pytest.mark.parametrize("way", STATUS)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_ends_it_the_terminal_is_as_it_was(
    database: Path, terminals: list[Terminal], kind: str, way: str
) -> None:
    terminal = started(terminals, database, kind, FAULT + COMMAND if way == "fault" else COMMAND)
    assert not termios.tcgetattr(terminal.fd)[3] & (termios.ECHO | termios.ICANON)
    assert end(terminal, way) == STATUS[way]
    assert_as_it_was(terminal)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_reviewed_in_each_and_left(database: Path, terminals: list[Terminal], kind: str) -> None:
    """Open, confirm, note, take back; marking says what is still open; out. By letters and marks, whatever the colours."""
    terminal = started(terminals, database, kind)
    for keys, words in (
        ("\r", "[2]!"),
        ("x1", "待认定 1"),
        ("c见上\r", "批注 1"),
        ("u", "批注 0"),
        ("m", "未签"),
        ("\x1b", "Space 无误"),
        ("q", "筛选>"),
        ("q", "小结"),
    ):
        os.write(terminal.fd, keys.encode())
        reach(terminal, words)
    os.write(terminal.fd, b"\r")
    assert terminal.end() == 0
    assert_as_it_was(terminal)
    if kind == "no colour":
        assert not COLOUR.findall(terminal.log)
