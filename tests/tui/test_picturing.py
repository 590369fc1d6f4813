"""The page's picture in the terminal: any key comes back; over a slow line nothing is asked of the terminal and nothing drawn."""

from __future__ import annotations

import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
from workstation.terminal import Terminal

from tui import wiring
from tui.commands.ingest import take

PROGRAM = (
    "import os, sys; from pathlib import Path; from tui import wiring; from tui.app import run;"
    "where = Path(sys.argv[1]); os.chdir(where.parent)\n"
    "with wiring.open_desk(where, 'rw') as desk: sys.exit(run(desk, 'zh', slow={slow}))"
)
QUESTIONS = (b"\x1b[c", b"\x1b_G", b"\x1b[16t")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one bundled PDF report, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("paper") / "gouji.db"
    with resources.as_file(resources.files("core") / "samples") as folder, wiring.open_desk(path, "create") as desk:
        take(desk, (folder / "2024-yunxi-government.pdf",), batch="demo")
    return path


@pytest.mark.parametrize("slow", [False, True])
def test_a_picture_of_the_figure_is_written_and_shown_unless_the_line_is_slow(
    slow: bool, paper: Path, tmp_path: Path, terminals: list[Terminal]
) -> None:
    database = Path(shutil.copy(paper, tmp_path / "gouji.db"))
    terminal = Terminal(database, program=PROGRAM.format(slow=slow), XDG_DATA_HOME=str(tmp_path))
    terminals.append(terminal)
    terminal.until("云溪市")
    terminal.type("\r")
    terminal.until("待认定")
    terminal.type("Y")
    if not slow:
        terminal.until("▀")
        terminal.until("按任意键返回")
        terminal.type("q")
    terminal.until("已写入")
    assert list(tmp_path.glob("*.png"))
    if slow:
        assert "▀".encode() not in terminal.log
        assert not [question for question in QUESTIONS if question in terminal.log]
    terminal.type("q")
    terminal.until("排序")
    terminal.type("q")
    terminal.until("全部已保存")
    terminal.type("\r")
    assert terminal.end() == 0
    assert terminal.left_on == set()


KITTY = {b"v=1,a=q,": b"\x1b_Gi=1;OK\x1b\\"}
SIXEL = {b"\x1b[c": b"\x1b[?62;4c"}


@pytest.mark.parametrize(("replies", "dots"), [(KITTY, b"a=p,i="), (SIXEL, b"\x1bP")], ids=["kitty", "sixel"])
def test_nothing_of_a_picture_of_dots_is_left_when_one_goes_back(
    replies: dict[bytes, bytes], dots: bytes, paper: Path, tmp_path: Path, terminals: list[Terminal]
) -> None:
    """It is drawn on the second screen, so that the shell's words stay, and taken off before that is left: kitty's by its
    number, sixels by erasing their cells."""
    database = Path(shutil.copy(paper, tmp_path / "gouji.db"))
    terminal = Terminal(
        database,
        program=PROGRAM.format(slow=False),
        replies=replies,
        XDG_DATA_HOME=str(tmp_path),
        COLORTERM="truecolor",
    )
    terminals.append(terminal)
    terminal.until("云溪市")
    terminal.type("\r")
    terminal.until("待认定")
    begun = len(terminal.log)
    terminal.type("Y")
    terminal.sent("按任意键返回")
    terminal.type("q")
    terminal.until("已写入")
    aside = terminal.log[begun:]
    drawn = aside.index(dots)
    number = re.search(rb"a=p,i=(\d+)", aside)
    gone = b"\x1b_Ga=d,d=I,i=%s," % number[1] if number else b"\x1b[2J"
    taken_off = aside.index(gone, drawn)
    assert aside.rindex(b"\x1b[?1049h", 0, drawn) > aside.index(b"\x1b[?1049l")
    assert aside.index(b"\x1b[?1049l", drawn) > taken_off
