"""The real program in a real pseudo-terminal: the bytes that picture tests cannot see."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from workstation.world import fill

ROOT = Path(__file__).parents[2]
PROGRAM = (
    "import sys; from pathlib import Path; sys.path[:0] = [sys.argv[2]]; from workstation.world import desk_on;"
    "from tui.app import run; sys.exit(run(desk_on(Path(sys.argv[1])), 'zh'))"
)
WATCHED = "from tui.watch import watched; watched(); " + PROGRAM
OURS = re.compile(
    rb"\x1b\[[0-9;]*m"  # colour and weight
    rb"|\x1b\[[0-9;]*[HABCDJK]"  # moving and erasing
    rb"|\x1b\[\?(25|7|1004|1049|2004|2026|2048)[hl]"  # cursor, wrap, focus, screen, paste, frames, size reports
    rb"|\x1b\[\?(2026|2048)\$p"
    rb"|\x1b\[[<>][0-9]*u"  # keyboard protocol
)
HOSTILE = (
    "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1bP1$r0m\x1b\\\x9b31m\x85\x7f\x00 \u202e\u2066\u200b\ufeff\u2028"
    "[/] [b]10[/b] [@click=app.quit]x [\u3000@click=app.quit]y \x1b[6n"
)
HIDDEN = re.compile("[\x00-\x1a\x1c-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Terminal:
    """The workstation on a pty; `read` gives what it has written since."""

    def __init__(
        self, database: Path, size: tuple[int, int] = (80, 24), program: str = PROGRAM, **environment: str
    ) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "COVERAGE_RCFILE")}
            kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)} | environment
            here = str(ROOT / "tests")
            os.execve(sys.executable, [sys.executable, "-c", program, str(database), here], kept)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.log = b""

    def read(self, quiet: float = 0.15, limit: float = 15) -> bytes:
        """Until nothing has come for `quiet` seconds, or the program has ended."""
        got, end = b"", time.monotonic() + limit
        while time.monotonic() < end and select.select([self.fd], [], [], quiet)[0]:
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                break
            if not part:
                break
            got += part
        self.log += got
        return got

    def until(self, words: str, limit: float = 20) -> None:
        """Until these words are on the screen."""
        end = time.monotonic() + limit
        while words.encode() not in self.log and time.monotonic() < end:
            self.read(0.2, 2)
        assert words.encode() in self.log, self.log[-2000:]
        self.read(quiet=0.8)  # what follows by itself: the preview

    def type(self, keys: str) -> bytes:
        os.write(self.fd, keys.encode())
        return self.read()

    def end(self) -> int:
        """Its exit status, waiting for the end."""
        limit = time.monotonic() + 10
        while time.monotonic() < limit:
            self.read(0.05, 1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it did not end")

    def close(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)

    @property
    def left_on(self) -> set[str]:
        """Modes switched on and not off again; 25 (the cursor) when it was left hidden."""
        state = {m[1]: m[2] == b"h" for m in re.finditer(rb"\x1b\[\?(\d+)([hl])", self.log)}
        on = {mode.decode() for mode, is_on in state.items() if is_on and mode not in (b"25", b"7")}
        return on | ({"25"} if state.get(b"25") is False else set())


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def start(terminals: list[Terminal], database: Path, **environment: str) -> Terminal:
    terminal = Terminal(database, **environment)
    terminals.append(terminal)
    terminal.until("云溪市")
    return terminal


def test_nothing_idle_little_a_key_and_a_clean_end(database: Path, terminals: list[Terminal]) -> None:
    """0 bytes when idle, the budgets of UX.md (e) per cursor move at 80x24, nothing left on after quitting."""
    terminal = start(terminals, database)
    assert len(terminal.log) <= 22_000
    assert terminal.read(quiet=1.2) == b""
    moves = sorted(len(terminal.type("j")) for _ in range(5))
    assert moves[2] <= 800
    terminal.type("\r")
    terminal.until("待认定")
    assert terminal.read(quiet=1.2) == b""
    moves = sorted(len(terminal.type("j")) for _ in range(5))
    assert moves[2] <= 800
    terminal.type("\t")
    moves = sorted(len(terminal.type("k")) for _ in range(5))
    assert moves[2] <= 400
    terminal.type("c")
    terminal.until("Esc 放弃")
    assert terminal.read(quiet=1.2) == b""
    terminal.type("\x1b")
    terminal.type("q")
    terminal.type("q")
    os.write(terminal.fd, b"\r")
    assert terminal.end() == 0
    assert terminal.left_on == set()
    assert b"\x1b[?1000h" not in terminal.log
    assert b"\x1b[?1003h" not in terminal.log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(
    database: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    terminal = start(terminals, database)
    terminal.type("\r")
    terminal.until("待认定")
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert terminal.left_on == set()


def test_no_byte_of_a_document_acts_on_the_terminal(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Hostile text in source, cells and names, on every screen: only our own sequences, no control, no bidi, no zero width."""
    path = tmp_path / "hostile.db"
    fill(path, extra=HOSTILE, named=HOSTILE, t3__new__natural=f"1{HOSTILE}", t2__regulations__issued=HOSTILE)
    terminal = start(terminals, path)
    for keys in ("j", "\r", "g", "#", "q", "\t", "g", "\x04", "#", "q", "x\x1b", "c\x1b", "=\x1b", "?", "q"):
        terminal.type(keys)
    drawn = OURS.sub(b"", terminal.log)
    text = drawn.decode("utf-8")
    assert not [hex(ord(c)) for c in set(HIDDEN.findall(text)) if c not in "\r\n"]
    assert "\x1b" not in text
    assert "␛]0;owned␇" in text
    assert all(letters in text for letters in ("[/]", "[b]10[/b]", "[@click=app.quit]x"))


def test_no_colour_is_sent_where_none_is_wanted(database: Path, terminals: list[Terminal]) -> None:
    terminal = start(terminals, database, NO_COLOR="1")
    terminal.type("\r")
    terminal.until("待认定")
    codes = {code for m in re.finditer(rb"\x1b\[([0-9;]*)m", terminal.log) for code in m[1].split(b";")}
    assert not {code for code in codes if code[:1] in (b"3", b"4") and len(code) > 1 and code not in (b"39", b"49")}
    assert "[1]!" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.log.decode())


def test_a_poor_terminal_will_do(database: Path, terminals: list[Terminal]) -> None:
    terminal = start(terminals, database, TERM="dumb")
    terminal.type("\r")
    terminal.until("待认定")
    terminal.type("x")
    terminal.type("1")
    terminal.until("zhang: 属实")


def test_a_partial_repaint_beside_a_border_cuts_no_wide_character(database: Path, terminals: list[Terminal]) -> None:
    """The title of the bordered pane changes in its middle: what follows the change stays whole."""
    terminal = Terminal(database, size=(100, 30))
    terminals.append(terminal)
    terminal.until("云溪市")
    terminal.type("\r")
    terminal.until("待认定")
    terminal.type("g")
    screen = pyte.Screen(100, 30)
    pyte.ByteStream(screen).feed(terminal.log)
    for key in "ljlh":
        pyte.ByteStream(screen).feed(terminal.type(key))
        title = "".join(screen.display[1]).replace(" ", "")
        assert re.search("本年制发件数|本年废止件数|现行有效件数", title), title


def child_of(pid: int) -> int:
    """The workstation below its watcher."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are told by /proc")
def test_a_killed_workstation_leaves_the_terminal_as_it_was_and_resumes(
    database: Path, terminals: list[Terminal]
) -> None:
    """SIGKILL in the middle of a note: modes off, echo on, and the next start has report and words again."""
    terminal = Terminal(database, program=WATCHED)
    terminals.append(terminal)
    before = termios.tcgetattr(terminal.fd)
    terminal.until("云溪市")
    terminal.type("\r")
    terminal.until("待认定")
    terminal.type("c")
    terminal.type("half a thought")
    terminal.read(quiet=1.5)
    os.kill(child_of(terminal.pid), signal.SIGKILL)
    assert terminal.end() == 128 + signal.SIGKILL
    assert terminal.left_on == set()
    assert termios.tcgetattr(terminal.fd)[3] == before[3]
    again = Terminal(database, program=WATCHED)
    terminals.append(again)
    again.until("half a thought")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_watcher_ends_both(database: Path, terminals: list[Terminal], number: signal.Signals) -> None:
    terminal = Terminal(database, program=WATCHED)
    terminals.append(terminal)
    terminal.until("云溪市")
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert terminal.left_on == set()
