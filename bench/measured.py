"""What a bench hands over, and how it measures: CPU of one process, ways taken in turn, medians over rounds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "core" / "samples"
CORPUS = ROOT.parent / "shared" / "corpus" / "reports"
"""Real reports, where they are there."""

PAGE_THEN = 35
"""Milliseconds of CPU that a page cost plain pdfplumber on the machine for which goals in milliseconds were set. Machines differ, and
one machine differs from hour to hour, by a factor of four: such a goal is met where it is at that speed."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured."""

    what: str
    asked: str
    """The goal in words; empty where there is none."""
    came: str
    met: bool | None = None
    """None where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; `SMALL` only shows that a bench still runs."""

    files: int = 10
    rounds: int = 3
    rows: int = 1_000_000
    texts: int = 2_000
    pairs: int = 5
    keys: int = 20


SMALL = Size(files=1, rounds=1, rows=500, texts=40, pairs=1, keys=2)


def at_most(what: str, value: float, goal: float, unit: str = "", places: int = 2) -> Line:
    """A line whose value must not pass a goal."""
    return Line(what, f"{goal:,.{places}f}{unit} at most", f"{value:,.{places}f}{unit}", value <= goal)


def told(what: str, came: str) -> Line:
    """A line without a goal."""
    return Line(what, "", came)


def cpu(way: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    way()
    return time.process_time() - start


def wall(way: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def interleaved(ways: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each way gives, all of them in turn in each round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return found


def ratio(found: Mapping[str, list[float]], name: str, yardstick: str) -> float:
    """Median over the rounds of a way's share of the yardstick's."""
    return statistics.median(a / b for a, b in zip(found[name], found[yardstick], strict=True))


def median_ms(way: Callable[[], object], times: int, measure: Callable[[Callable[[], object]], float] = wall) -> float:
    """Milliseconds, the median of so many times."""
    return 1000 * statistics.median(measure(way) for _ in range(times))
