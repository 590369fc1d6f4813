"""The real program in a real pseudo-terminal: the bytes that picture tests cannot see."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import unicodedata
from pathlib import Path

import pyte
import pytest
from workstation.lines import COMMAND, NEAR
from workstation.terminal import PROGRAM, ROOT, Terminal
from workstation.world import desk_on, fill

from bench.terminal import FRAME
from bench.terminal import Terminal as FramedTerminal

MEASURED = PROGRAM.replace("import run;", "import measured, run; measured();")
CRASHING = COMMAND.replace(
    "main()", "from tui.screens.listed import Listed; Listed.do_sort = lambda self: 1 / 0; main()"
)
DEAF = (
    "import signal, time; from tui import watch; watch.GRACE = 1; watch.watched(); "
    "signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(300)"
)
"""Hangs in a library: the signal that should end it is never looked at."""
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


def start(terminals: list[Terminal], database: Path, **environment: str) -> Terminal:
    terminal = Terminal(database, **environment)
    terminals.append(terminal)
    terminal.until("云溪市")
    return terminal


def test_nothing_idle_little_a_key_and_a_clean_end(database: Path, terminals: list[Terminal]) -> None:
    """0 bytes when idle, the budgets of UX.md (e) per cursor move at 80x24, nothing left on after quitting."""
    terminal = start(terminals, database)
    terminal.settle()
    assert len(terminal.log) <= 5_000  # one picture and the preview
    assert terminal.mean("jkjkjk") <= 800
    terminal.type("\r")
    terminal.until("待认定")
    terminal.settle()
    assert terminal.mean("jkjkjk") <= 800
    terminal.type("\t")
    assert terminal.mean("kjkjkj") <= 400
    terminal.type("c")
    terminal.until("Esc 放弃")
    terminal.settle()
    terminal.type("\x1b")
    terminal.settle()
    for keys in ("q", "?", "q", "I", "q", "P", "q", "L", "q"):  # every screen is still when nothing happens
        terminal.type(keys)
        terminal.settle()
    terminal.type("q")
    os.write(terminal.fd, b"\r")
    assert terminal.end() == 0
    assert terminal.left_on == set()
    assert b"\x1b[?1000h" not in terminal.log
    assert b"\x1b[?1003h" not in terminal.log


def test_what_is_typed_ahead_acts_in_its_order(database: Path, terminals: list[Terminal]) -> None:
    """Keys that come in one packet, as over a slow line, answer the question that the first of them opens."""
    terminal = start(terminals, database)
    terminal.settle()
    terminal.type("\rx1")
    terminal.settle()
    terminal.type("c见上\r")
    terminal.settle()
    terminal.type("d1")
    terminal.settle()
    done = desk_on(database).reviewing.mine()
    assert [event.kind.value for event in reversed(done)] == ["confirm", "note", "dismiss"]
    assert done[1].body["text"] == "见上"


def test_a_screen_that_comes_is_painted_once(database: Path, terminals: list[Terminal]) -> None:
    """Opening a report and going back cost one picture each, a page key no more than one."""
    terminal = start(terminals, database)
    terminal.settle()
    for keys in ("\r", "\x04", "G", "q"):
        begun = len(terminal.log)
        terminal.type(keys)
        terminal.settle()
        assert len(terminal.log) - begun <= 4_000, keys


def test_what_is_on_the_terminal_is_what_a_full_repaint_would_show(database: Path, terminals: list[Terminal]) -> None:
    """Only changed cells are sent; after a walk through the screens ctrl+l changes nothing."""
    terminal = Terminal(database, size=(100, 30))
    terminals.append(terminal)
    terminal.until("云溪市")
    for keys in (
        "j",
        "\r",
        "G",
        "j",
        "\t",
        "G",
        "k",
        "z",
        "z",
        "z",
        "c政府x\x1b",
        "x\x1b",
        "?",
        "q",
        "4",
        "v",
        "q",
        "q",
        "G",
    ):
        terminal.type(keys)
    terminal.settle()
    seen, anew = pyte.Screen(100, 30), pyte.Screen(100, 30)
    pyte.ByteStream(seen).feed(terminal.log)
    begun = len(terminal.log)
    terminal.type("\x0c")
    terminal.settle()
    pyte.ByteStream(anew).feed(terminal.log[begun:])
    assert len(terminal.log) - begun > 1_000
    assert seen.display == anew.display


@pytest.mark.parametrize("pane", "123")
def test_what_moves_in_one_pane_moves_in_the_others_with_the_same_repaint(database: Path, pane: str) -> None:
    """Cursor and page keys in source, table and findings: one repaint each, however slow the machine."""
    command = [sys.executable, "-c", PROGRAM, str(database), str(ROOT / "tests")]
    with FramedTerminal(command, home=str(database.parent)) as terminal:
        terminal.painted("云溪市")
        for key in f"\r{pane}":
            terminal.press(key, 1)
        repaints = [terminal.press(key, 0.5).count(FRAME) for key in "\x04\x15jk"]
    assert set(repaints) <= {0, 1} and 1 in repaints


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


@pytest.mark.parametrize("kind", ["xterm-256color", "dumb"])
def test_a_terminal_without_a_size_is_drawn_once(database: Path, terminals: list[Terminal], kind: str) -> None:
    """A serial line or a container says 0x0: taken for 80x24 by all that ask, still when idle, ended by a signal."""
    terminal = Terminal(database, size=(0, 0), TERM=kind)
    terminals.append(terminal)
    terminal.sent("云溪市")
    terminal.settle()
    assert terminal.read(quiet=2, limit=2) == b""
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM


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
    assert "[2]!" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.log.decode())


@pytest.mark.parametrize("kind", ["dumb", "vt100", "linux"])
def test_a_poor_terminal_will_do(database: Path, terminals: list[Terminal], kind: str) -> None:
    terminal = start(terminals, database, TERM=kind)
    terminal.type("\r")
    terminal.until("待认定")
    terminal.type("x")
    terminal.type("1")
    terminal.until("待认定 1")
    terminal.type("3")
    terminal.type("k")
    terminal.until("zhang: 属实")


def test_a_terminal_that_draws_ambiguous_characters_wide_gets_none(database: Path, terminals: list[Terminal]) -> None:
    """It says so when asked where the cursor is; quotes, dashes and circled digits then come as plain ones, borders are ASCII."""
    terminal = Terminal(database, size=(160, 48), program=MEASURED, answers=b"\x1b[1;9R")
    terminals.append(terminal)
    terminal.until("云溪市")
    asked = terminal.log.index(b"\x1b[6n")
    for keys in ("\r", "\t", "G", "?", "q", "q", "P", "q"):
        terminal.type(keys)
    terminal.settle()
    drawn = OURS.sub(b"", terminal.log[asked:]).decode()
    assert not [c for c in drawn if ord(c) > 0x7F and unicodedata.east_asian_width(c) == "A"]


def test_full_width_punctuation_is_its_key(database: Path, terminals: list[Terminal]) -> None:
    terminal = start(terminals, database)
    terminal.type("？")
    terminal.until("此处按键")
    terminal.type("q")
    terminal.type("：")
    terminal.until("输入以缩小范围")


def test_a_fault_of_ours_leaves_the_terminal_as_it_was(database: Path, terminals: list[Terminal]) -> None:
    """One line names the log, which holds the traceback: it would show on the terminal what a document says."""
    terminal = Terminal(database, program=CRASHING, answers=NEAR, HOME=str(database.parent))
    terminals.append(terminal)
    terminal.until("云溪市")
    os.write(terminal.fd, b"o")
    assert terminal.end() == 1
    assert terminal.left_on == set()
    assert b"Error" not in terminal.log and b"Traceback" not in terminal.log
    log = database.parent / ".local/share/gouji/gouji.log"
    assert str(log).encode() in terminal.log.replace(b"\r\n", b"")
    assert "ZeroDivisionError" in log.read_text()


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


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are told by /proc")
def test_what_does_not_end_when_told_is_killed(database: Path, terminals: list[Terminal]) -> None:
    """A terminal that is gone may keep a library waiting for ever: nothing of the workstation stays behind."""
    terminal = Terminal(database, program=DEAF)
    terminals.append(terminal)
    terminal.until("deaf")
    child = child_of(terminal.pid)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGKILL
    assert not Path(f"/proc/{child}").exists()
