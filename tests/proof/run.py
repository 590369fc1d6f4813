"""`make proof`: random reports in every layout, whole and damaged, read through the real door and compared figure by figure.

Usage: python tests/proof/run.py [--whole N] [--damaged N] [--layout WORD] [--write]; N reports of each kind, the same ones each time.
`--write` puts the result into docs/proof.md and docs/proof.json. Status 1 if a figure is wrong, or too many of ruled forms are unread.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from proof.catalogue import Kind, damaged, whole
from proof.judge import judge

from core.ingest import read_many

MOST_UNREAD = 0.001
"""Share of the figures of whole reports that may be left unread where the layout marks its cells."""


@dataclass
class Tally:
    """What came of the reports of one kind."""

    layout: str
    damage: str
    reports: int = 0
    right: int = 0
    doubtful: int = 0
    unread: int = 0
    wrong: int = 0
    complete: bool = False
    failures: list[str] = field(default_factory=list)


def tally(kind: Kind, count: int, folder: Path) -> Tally:
    """Make, read and compare `count` reports of a kind."""
    found = Tally(kind.layout, kind.damage.__name__.replace("_", " ") if kind.damage else "", complete=kind.complete)
    pages = {}
    for seed in range(count):
        page, name, data = kind.make(seed)
        path = folder / f"{seed}{Path(name).suffix}"
        path.write_bytes(data)
        pages[path] = (seed, page)
    for reading in read_many(pages):
        seed, page = pages[reading.path]
        found.reports += 1
        if reading.report is None:
            found.unread += len(page.truth())
            found.failures.append(f"{kind.name} {seed}: {reading.error and reading.error.kind}")
            continue
        verdict = judge(page, {str(address): figure for address, figure in reading.report.figures.items()})
        found.right += verdict.right
        found.doubtful += verdict.doubtful
        found.unread += len(verdict.unread)
        found.wrong += len(verdict.wrong)
        found.failures += [f"{kind.name} {seed}: {words}" for words in verdict.wrong[:3]]
    return found


def tallies(kinds: Iterable[Kind], count: int) -> Iterator[Tally]:
    """One kind after the other, told as they come."""
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            found = tally(kind, count, Path(folder))
        print(
            f"{kind.name}: {found.reports} reports, {found.right} right, {found.unread} unread, {found.wrong} WRONG",
            flush=True,
        )
        yield found


def summed(found: Iterable[Tally], damage: bool) -> list[Tally]:
    """One line for each layout."""
    lines: dict[str, Tally] = {}
    for item in found:
        if bool(item.damage) is not damage:
            continue
        line = lines.setdefault(item.layout, Tally(item.layout, "", complete=item.complete))
        for name in ("reports", "right", "doubtful", "unread", "wrong"):
            setattr(line, name, getattr(line, name) + getattr(item, name))
    return list(lines.values())


def table(lines: list[Tally]) -> str:
    """A table for people."""
    rows = [
        "| layout | reports | figures | right | of these with a doubt | unread | wrong |",
        "| --- " + "| ---: " * 6 + "|",
    ]
    total = Tally("all", "")
    for line in lines:
        for name in ("reports", "right", "doubtful", "unread", "wrong"):
            setattr(total, name, getattr(total, name) + getattr(line, name))
    for line in (*lines, total):
        figures = line.right + line.unread + line.wrong
        cells = (
            line.layout,
            line.reports,
            figures,
            line.right,
            line.doubtful,
            f"{line.unread} ({line.unread / max(1, figures):.2%})",
        )
        rows.append("| " + " | ".join(map(str, cells)) + f" | {line.wrong} |")
    return "\n".join(rows)


def by_damage(found: Iterable[Tally]) -> str:
    """What each damage does."""
    damages: dict[str, Tally] = {}
    for item in found:
        if item.damage:
            line = damages.setdefault(item.damage, Tally(item.damage, ""))
            for name in ("reports", "right", "doubtful", "unread", "wrong"):
                setattr(line, name, getattr(line, name) + getattr(item, name))
    return table(list(damages.values())).replace("| layout |", "| damage |", 1)


def share_unread(found: Iterable[Tally]) -> float:
    """Of the figures of whole reports whose layout marks its cells."""
    marked = [item for item in found if item.complete]
    figures = sum(item.right + item.unread + item.wrong for item in marked)
    return sum(item.unread for item in marked) / max(1, figures)


def page(found: list[Tally], commit: str) -> str:
    """docs/proof.md"""
    wrong = [failure for item in found for failure in item.failures]
    return (
        f"""# Proof of reading

Made by `make proof` (tests/proof/run.py) on {datetime.now(UTC):%Y-%m-%d}, commit {commit}. Not written by hand.

Random reports are printed by a generator that shares no code with the readers (tests/proof/, tests/tables_at_random/), read through
the same door as any file (each in its own limited process), and all 200 figures of each compared with what was printed. Figures
have one to seven digits, one in five is nought; some are blank, "/", "-", full-width, grouped by commas, with a remark or decimals; in
some reports the sums hold, in some a few are misprinted, in some nothing adds up.

*Right* is the same print and state. *With a doubt* is right, but placed by evidence, and says so. *Unread* says so and is left to the
reviewer. *Wrong* is any other print or state, with or without a doubt.

- Wrong: **{sum(item.wrong for item in found)}** of {sum(item.right + item.unread + item.wrong for item in found):,} figures.
- Unread where the layout marks its cells (HTML, DOCX, Markdown, ruled PDF) and nothing is damaged: **{share_unread(found):.3%}** (goal {MOST_UNREAD:.1%}).

## Whole

{table(summed(found, False))}

Plain text and tables without rules do not say where a cell ends: a row with a blank leaves a choice there, and stays unread.

## Damaged, by layout

{table(summed(found, True))}

## Damaged, by damage

{by_damage(found)}

{"## Failures" if wrong else ""}

{chr(10).join(f"- {failure}" for failure in wrong)}
""".rstrip()
        + "\n"
    )


def commit_id() -> str:
    """Of the sources, with a mark where they are changed."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", type=int, default=90)
    parser.add_argument("--damaged", type=int, default=6)
    parser.add_argument("--layout", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found = [*tallies((kind for kind in whole() if asked.layout in kind.layout), asked.whole)]
    found += tallies((kind for kind in damaged() if asked.layout in kind.layout), asked.damaged)
    commit = commit_id()
    if asked.write:
        (ROOT / "docs" / "proof.md").write_text(page(found, commit), "utf-8")
        plain = {"commit": commit, "date": f"{datetime.now(UTC):%Y-%m-%d}", "kinds": [asdict(item) for item in found]}
        (ROOT / "docs" / "proof.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(by_damage(found), table(summed(found, False)), *(f for item in found for f in item.failures), sep="\n")
    return int(any(item.wrong for item in found) or share_unread(found) > MOST_UNREAD)


if __name__ == "__main__":
    sys.exit(main())
