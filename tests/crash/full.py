"""`make crash`: the full runs of RELIABILITY R22, R24, R26 and R33; prints what they came to and writes docs/crash.md.

Status 1 where anything was lost, half written or too slow. The folder of the databases is that of TMPDIR: a disk, not memory.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlite_utils  # noqa: F401  loaded here, so that not every forked process does it
from crash.harness import crash_rounds, first_openings, killed_exports, notes_at_once

from db.module import safe_for_wal, version
from docs.published import machine, sources, table

ROOT = Path(__file__).parent.parent.parent
Line = tuple[str, str, str, bool]
"""What was done, what is asked, what came of it, whether that is enough."""


def crashing(folder: Path) -> Line:
    """R22."""
    start, before = time.monotonic(), sum(os.times()[:4])
    found = crash_rounds(folder, rounds=200, writes=52)
    seconds = time.monotonic() - start
    worked = sum(os.times()[:4]) - before
    good = (
        not found.lost and not found.faults and found.killed >= 200 and found.acknowledged >= 10_000 and seconds < 180
    )
    said = (
        f"{found.rounds} rounds, {found.killed} killed, {found.acknowledged} acknowledged, {found.lost} lost, "
        f"{found.in_doubt} in doubt and kept, {len(found.faults)} faults, {seconds:.0f} s "
        f"({worked:.0f} s of the processors) {'; '.join(found.faults[:3])}"
    )
    asked = "200 rounds, 200 kills, 10,000 acknowledged, 0 lost, 0 half written, integrity, references and chains whole, 180 s"
    return "six writers, one or more killed with -9 in each round", asked, said.strip(), good


def noting(folder: Path) -> Line:
    """R24."""
    notes = notes_at_once(folder, each=200)
    said = (
        f"{notes.acknowledged} notes, {notes.lost} lost, {len(notes.faults)} faults; median {notes.median:.0f} ms, "
        f"99 % within {notes.p99:.0f} ms, longest {notes.longest:.0f} ms"
    )
    good = not notes.lost and not notes.faults and notes.p99 < 500
    return (
        "six processes with 200 notes each, without a pause, on 20 reports",
        "0 lost, 0 errors, 99 % within 500 ms",
        said,
        good,
    )


def opening(folder: Path) -> Line:
    """R26."""
    faults = first_openings(folder, rounds=60)
    said = f"60 rounds, {len(faults)} errors {'; '.join(faults[:3])}"
    return "a new database opened first by six processes at once", "60 rounds, 0 errors", said.strip(), not faults


def exporting(folder: Path) -> Line:
    """R33."""
    found = killed_exports(folder, kills=50)
    said = f"{found.killed} killed, {found.finished} times a file of that name, {len(found.faults)} of them failed `verify`"
    asked = "50 random moments, never a file of the final name that fails"
    return "an export killed with -9", asked, said, not found.faults


HEAD = """# The store under kill -9

Written by `make crash`; do not edit. A killed process leaves the system's page cache alive: power loss is not tried
here, for that every commit waits for the disk (`synchronous=FULL`).
"""

RUNS: tuple[Callable[[Path], Line], ...] = (opening, noting, exporting, crashing)


def page(lines: list[Line]) -> str:
    """docs/crash.md."""
    journal = "write-ahead log" if safe_for_wal(version()) else "rollback journal"
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    sqlite = f"SQLite {'.'.join(map(str, version()))} ({journal})"
    made = f"{sources('db', 'core')}; {sqlite}, {machine()}, load {load} at the end."
    return f"{HEAD}\n{table(lines)}\n\n{made}\n"


def main() -> int:
    """Run all, print and write them down."""
    lines = []
    for run in RUNS:
        with tempfile.TemporaryDirectory(prefix="gouji-crash-") as folder:
            lines.append(run(Path(folder)))
        print("ok" if lines[-1][3] else "!!", f"{lines[-1][0]}: {lines[-1][2]}", flush=True)
    (ROOT / "docs" / "crash.md").write_text(page(lines), "utf-8")
    return 0 if all(good for *_, good in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
