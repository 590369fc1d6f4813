"""A line of 19,200 bit/s, 200 ms there and back: measured as such, and each act costs a bounded number of bytes."""

from __future__ import annotations

from pathlib import Path

import pyte
from workstation.lines import COMMAND, NEAR, FarTerminal, acts, reach
from workstation.terminal import Terminal

PICTURE = 5_000
"""Bytes of a whole repaint at 80x24 in sixteen colours (UX.md (e) 7)."""


def test_a_line_that_answers_late_gets_the_sparing_picture(database: Path, terminals: list[Terminal]) -> None:
    """No rules across the screen and no preview where the answer took its time; both where it came at once."""
    for make in (FarTerminal, Terminal):
        terminal = make(database, program=COMMAND, answers=NEAR, HOME=str(database.parent))
        terminals.append(terminal)
        reach(terminal, "帮助")
        reach(terminal, "云溪市")
        assert ("-- 预览 ---" in terminal.shown, "1/9 =====" in terminal.shown) == ((make is Terminal,) * 2)


def test_an_act_costs_a_bounded_number_of_bytes_and_keys_typed_ahead_act_in_turn(
    database: Path, terminals: list[Terminal]
) -> None:
    """Start, opening, deciding and a note in one packet each: what the line must carry, and what is recorded."""
    terminal = FarTerminal(database, program=COMMAND, answers=NEAR, HOME=str(database.parent))
    terminals.append(terminal)
    reach(terminal, "帮助")
    terminal.read(quiet=1.2)
    costs = {"start": len(terminal.log)}
    for keys in ("j", "k", "\rx1", "c见上\r"):
        begun = len(terminal.log)
        terminal.type(keys)
        terminal.read(quiet=1.5)
        costs[keys] = len(terminal.log) - begun
    assert costs["start"] <= PICTURE
    assert max(costs["j"], costs["k"]) <= 800
    assert costs["\rx1"] <= 1.6 * PICTURE  # the report, its question, the answer
    assert costs["c见上\r"] <= 1.2 * PICTURE  # the entry, each character, the note
    assert acts(database) == ["confirm", "note"]
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.log)
    assert "批注 1" in screen.display[0]
