"""Twenty reports from the list to a decided, annotated, signed and exported holding: by keys alone, and few of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from workstation.lines import Followed, acts
from workstation.terminal import Terminal
from workstation.world import fill

REPORTS, EXCEPTIONS, NOTES = 20, 30, 5
MOST_KEYS = 200
"""UX.md (e) 3."""
MOST_BYTES = 1_000
"""A key, in the mean of the whole job, though every second act opens or closes a question: 600 came."""
AT_DESK = """
import os, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
os.chdir(Path(sys.argv[1]).parent)
from workstation.world import person, whole_desk
from tui.app import run
with whole_desk(Path(sys.argv[1]), {who}) as desk:
    status = run(desk, "zh")
sys.exit(status)
"""


class Person:
    """Somebody at a terminal who counts keys."""

    def __init__(self, database: Path, who: str) -> None:
        self.terminal = Followed(database, program=AT_DESK.format(who=who))
        self.keys = 0

    def press(self, keys: str, words: str) -> None:
        """Type, and go on when the words stand on the screen."""
        self.keys += len(keys)
        self.terminal.press(keys, lambda: words in self.terminal.shown)

    def count(self, keys: str, words: str) -> None:
        """Type, and go on when the words stand in the first row."""
        self.keys += len(keys)
        self.terminal.press(keys, lambda: words in self.terminal.head)

    def on(self, keys: str) -> None:
        """Type, and go on when another report is there."""
        self.keys += len(keys)
        former = self.terminal.head.split()[0]
        self.terminal.press(keys, lambda: self.terminal.head.split()[0] != former)

    def leave(self) -> int:
        """Out by the recap; the exit status."""
        self.press("q", "小结")
        self.keys += 1
        self.terminal.type("\r")
        return self.terminal.end()


def review(one: Person) -> None:
    """Three findings confirmed, 27 exceptions at figures, five notes, every report marked reviewed."""
    one.press("", "云溪市")
    one.count("\r", "待认定 2")
    one.count("x1", "待认定 1")
    one.count("x1", "待认定 0")
    one.on("m")
    one.count("x1", "待认定 0")
    one.on("m")
    left, notes = EXCEPTIONS - 3, NOTES
    for _report in range(REPORTS - 2):
        recorded = 0
        while left and recorded < 3:
            recorded, left = recorded + 1, left - 1
            one.count("l." if recorded > 1 else "x5", f"批注 {recorded}")
        if notes and recorded == 0:
            notes -= 1
            one.count("c见上\r", "批注 1")
        one.on("m")
    one.press("", "已审 20")


def sign_and_export(other: Person) -> None:
    """All marked and signed together, then the whole written out."""
    other.press("", "云溪市")
    other.press("f24", "状态：已审")
    other.press("t" * REPORTS, f"标记 {REPORTS}")
    other.press("M", f"：{REPORTS}")
    other.press("F", "筛选> 全部")
    other.press("E", "gouji-export.db")
    other.press("\r", "已写入")
    other.press("q", "已审 20")


def test_the_whole_job_takes_few_keys_and_bytes(tmp_path: Path, terminals: list[Terminal]) -> None:
    database = tmp_path / "gouji.db"
    fill(database, REPORTS)
    one = Person(database, "None")  # Zhang
    terminals.append(one.terminal)
    review(one)
    assert one.leave() == 0
    other = Person(database, "person('li', 1002)")
    terminals.append(other.terminal)
    sign_and_export(other)
    assert other.leave() == 0
    done = Counter(acts(database))
    assert done == {"confirm": 3, "except": EXCEPTIONS - 3, "note": NOTES, "mark": REPORTS, "sign": REPORTS}
    keys = one.keys + other.keys
    assert keys <= MOST_KEYS
    for person in (one, other):
        assert len(person.terminal.log) <= MOST_BYTES * person.keys
        assert b"\x1b[?1000h" not in person.terminal.log
        assert b"\x1b[?1003h" not in person.terminal.log
    with sqlite3.connect(f"file:{tmp_path / 'gouji-export.db'}?mode=ro", uri=True) as written:
        assert written.execute("SELECT * FROM self_check").fetchall() == []
        assert written.execute("SELECT count(*) FROM sign_offs").fetchone() == (2 * REPORTS,)
