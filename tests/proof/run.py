"""`make proof`: random reports in every layout, whole and damaged, read through the real door and compared figure by figure.

Usage: run.py [--whole N] [--damaged N] [--seed N] [--layout WORD] [--jobs N] [--out FILE]; N reports of each kind, the same ones
for the same seed. Unless one is given the seed is drawn from the commit, so that each commit is proved on reports that no reader was
ever mended for. A full run (no --layout) writes docs/proof.md. Status 1 if a figure is wrong, too many of ruled forms are unread,
fewer reports than promised were tried, or a hostile file ends otherwise than it should.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from proof import page
from proof.catalogue import Kind, damaged, whole
from proof.hostile import Tried, tried
from proof.tally import Tally, empty, tally

from docs import published

CHUNK = 15
"""Reports for one task: few enough to share the work evenly, many enough to use a reader server for long."""


def chunks(first: int, count: int) -> Iterator[range]:
    """The seeds in pieces."""
    for start in range(first, first + count, CHUNK):
        yield range(start, min(start + CHUNK, first + count))


def tallies(work: list[tuple[Kind, int]], seed: int, jobs: int) -> list[Tally]:
    """Of each kind so many reports, several at a time; a line as each kind is done."""
    found = [empty(kind) for kind, _ in work]
    total, done, start = sum(count for _, count in work), 0, time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        pending: dict[Future[Tally], int] = {
            pool.submit(tally, kind, seeds): number
            for number, (kind, count) in enumerate(work)
            for seeds in chunks(seed, count)
        }
        for future in as_completed(pending):
            part, item = future.result(), found[pending[future]]
            item.add(part)
            done += part.reports
            if part.failures or item.reports == work[pending[future]][1]:
                share = f"{done / total:4.0%} {time.monotonic() - start:4.0f} s"
                print(f"{share}  {item.name}: {item.right} right, {item.unread} unread, {item.wrong} WRONG", flush=True)
                print(*(f"      {words}\n" for words in part.failures), sep="", end="", flush=True)
    return found


def _fresh() -> int:
    """The first seed for reports that nobody has looked at: another for each commit, the same one again for the same commit."""
    return 1000 * int(published.git("rev-parse", "--short=6", "HEAD") or "0", 16)


def hostile() -> Tried:
    """The hostile set, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="gouji-proof-") as folder:
        found = tried(Path(folder))
    print(f"hostile: {found.files} files, {found.refused} refused by kind", *found.faults, sep="\n  ", flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", type=int, default=90)
    parser.add_argument("--damaged", type=int, default=12)
    parser.add_argument("--seed", type=int, default=_fresh())
    parser.add_argument("--layout", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "proof.md")
    asked = parser.parse_args()
    start = time.monotonic()
    work = [(kind, asked.whole) for kind in whole() if asked.layout in kind.layout]
    work += [(kind, asked.damaged) for kind in damaged() if asked.layout in kind.layout]
    run = page.Run(
        tallies(work, asked.seed, asked.jobs),
        Tried() if asked.layout else hostile(),
        asked.seed,
        time.monotonic() - start,
    )
    if asked.layout:
        return int(any(item.wrong for item in run.tallies))
    asked.out.write_text(page.text(run), "utf-8")
    lines = page.lines(run)
    for what, goal, said, met in lines:
        print("ok" if met else "!!", f"{what}: {said} (asked: {goal})")
    return 0 if all(met for *_, met in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
