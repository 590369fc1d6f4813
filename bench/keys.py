"""Bytes on the line at 80x24, on the bundled samples: idle on every screen, moving the cursor, turning the page."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from bench.measured import SAMPLES, Line, Size, at_most, told
from bench.papers import ENDINGS
from bench.terminal import FRAME, Terminal, workstation
from tui import wiring

SCREENS = {
    "list": "",
    "list, filter asked": "f",
    "help": "?",
    "commands": ":",
    "notes": "I",
    "progress": "P",
    "log": "L",
    "export asked": "E",
    "search all": "S",
    "workbench, source": "\r1",
    "workbench, table": "\r2",
    "workbench, findings": "\r3",
    "workbench, zoomed": "\rzz",
    "workbench, last year": "\rp",
    "workbench, note begun": "\rc",
    "workbench, exception sheet": "\rx",
    "comparison": "\rC",
    "exact characters": "\r#",
}
"""How each screen is reached from the list."""
IDLE = 3.0
"""Seconds listened to each: the program looks round once a second."""


def moved(terminal: Terminal, keys: int, down: int = 4) -> list[bytes]:
    """Answers to so many cursor moves: `down` of them down, then one up."""
    return [terminal.press("k" if number % (down + 1) == down else "j") for number in range(keys)]


def moving(name: str, terminal: Terminal, keys: int, goal: int | None) -> list[Line]:
    """Cursor and page keys in one pane; a goal for the cursor where UX.md sets one."""
    cursor = [len(answer) for answer in moved(terminal, keys, 4 if goal else 1)]
    pages = [terminal.press(key) for key in ("\x04", "\x15") * max(1, keys // 10)]
    frames = max(answer.count(FRAME) for answer in pages)
    most = max(len(answer) for answer in pages)
    what, median = f"{name}: cursor move, median bytes of {keys}", statistics.median(cursor)
    return [
        at_most(what, median, goal, "", 0) if goal else told(what, f"{median:,.0f}"),
        told(f"{name}: cursor move, most bytes", f"{max(cursor):,}"),
        Line(f"{name}: page key", "1 repaint, 7,500 bytes at most", f"{frames} repaint(s), {most:,} bytes at most",
             frames <= 1 and most <= 7500),
    ]  # fmt: skip


def idle(database: Path, screens: dict[str, str], seconds: float) -> Line:
    """Bytes that come while nobody does anything, on each screen."""
    loud = []
    for name, keys in screens.items():
        with Terminal(workstation(str(database)), home=str(database.parent)) as terminal:
            terminal.painted("云溪")
            for key in keys:
                terminal.press(key, 0.5)
            terminal.read(1.5, 8)
            came = len(terminal.read(seconds, seconds))
            if came:
                loud.append(f"{name} {came}")
    said = ", ".join(loud) or f"0 on all {len(screens)}"
    return Line(f"bytes in {seconds:.0f} idle seconds, on every screen", "0", said, not loud)


def demo(folder: Path) -> Path:
    """A database of the bundled samples."""
    path = folder / "demo.db"
    with wiring.open_desk(path, "create") as desk:
        assert desk.intake is not None
        desk.intake.ingest([file for file in sorted(SAMPLES.iterdir()) if file.suffix in ENDINGS], "demo")
    return path


def run(size: Size) -> list[Line]:
    """All of it."""
    small = size.keys < 10
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        database = demo(Path(folder))
        lines = [idle(database, dict(list(SCREENS.items())[:: 9 if small else 1]), 1.2 if small else IDLE)]
        with Terminal(workstation(str(database)), home=folder) as terminal:
            start = terminal.painted("云溪")
            lines.append(at_most("bytes of the start at 80x24", start.bytes, 35_000, "", 0))
            lines += moving("list", terminal, size.keys, 800)
            terminal.press("g")
            terminal.press("\r", 1.0)
            for name, key, goal in (("table", "2", 800), ("source", "1", 400), ("findings", "3", None)):
                terminal.press(key, 0.5)
                lines += moving(name, terminal, size.keys, goal)
        return lines
