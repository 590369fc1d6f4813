"""Makes reports of a kind, has them read through the real door, counts what came of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proof.catalogue import Kind
from proof.figures import Report
from proof.judge import judge

from core.ingest import Reading, read_many

COUNTED = ("reports", "right", "doubtful", "unread", "wrong", "refused")
_NAMED = 3
"""Wrong figures named for each report: the rest seldom says more."""


@dataclass
class Tally:
    """What came of the reports of one kind; figures but for `reports` and `refused`."""

    layout: str
    damage: str = ""
    complete: bool = False
    reports: int = 0
    right: int = 0
    doubtful: int = 0
    """Of the right ones, those with a doubt."""
    unread: int = 0
    wrong: int = 0
    refused: int = 0
    """Reports that were not read at all; their figures count as unread."""
    failures: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Layout and damage."""
        return f"{self.layout}, {self.damage}" if self.damage else self.layout

    @property
    def figures(self) -> int:
        """All that were printed."""
        return self.right + self.unread + self.wrong

    def add(self, other: Tally) -> None:
        """Count another's in."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures


def empty(kind: Kind) -> Tally:
    """Nothing counted yet."""
    damage = kind.damage.__name__.replace("_", " ") if kind.damage else ""
    return Tally(kind.layout, damage, kind.complete)


def tally(kind: Kind, seeds: Iterable[int]) -> Tally:
    """The reports of these seeds; each is made while the one before it is being read."""
    found = empty(kind)
    with tempfile.TemporaryDirectory(prefix="gouji-proof-") as folder:
        printed: dict[Path, tuple[int, Report]] = {}
        for reading in read_many(_made(kind, seeds, Path(folder), printed), jobs=1):
            seed, page = printed.pop(reading.path)
            reading.path.unlink()
            _count(found, reading, seed, page)
    return found


def _made(kind: Kind, seeds: Iterable[int], folder: Path, printed: dict[Path, tuple[int, Report]]) -> Iterator[Path]:
    for seed in seeds:
        page, name, data = kind.make(seed)
        path = folder / f"{seed}{Path(name).suffix}"
        path.write_bytes(data)
        printed[path] = (seed, page)
        yield path


def _count(found: Tally, reading: Reading, seed: int, page: Report) -> None:
    found.reports += 1
    if reading.report is None:
        found.refused += 1
        found.unread += len(page.truth())
        found.failures.append(f"{found.name} {seed}: refused as {reading.error and reading.error.kind}")
        return
    verdict = judge(page, {str(address): figure for address, figure in reading.report.figures.items()})
    found.right += verdict.right
    found.doubtful += verdict.doubtful
    found.unread += len(verdict.unread)
    found.wrong += len(verdict.wrong)
    found.failures += [f"{found.name} {seed}: WRONG {words}" for words in verdict.wrong[:_NAMED]]
    if found.complete and verdict.unread:
        found.failures.append(f"{found.name} {seed}: {len(verdict.unread)} unread, the first {verdict.unread[0]}")
