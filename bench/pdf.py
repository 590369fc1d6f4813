"""CPU of reading ruled PDFs, as a ratio of plain pdfplumber on the same files, interleaved in one run.

Method: in each round every file is read by every way in turn; CPU is `time.process_time` of this process (imports and the first
reading excluded); the ratio is the median over the rounds of (sum of a way) / (sum of pdfplumber's text and tables of every page,
each page closed). Usage: `python bench/pdf.py FOLDER [ROUNDS]`; files without a text layer or without ruled tables are left out.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from core.formats.pdf import read, read_plain

GOALS = {"read": 0.40, "read without the ink test": 0.30, "read, then fall back": 1.25}


def yardstick(data: bytes) -> None:
    """What plain pdfplumber does for the same: the text and the tables of every page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


WAYS: dict[str, Callable[[bytes], object]] = {
    "read": read,
    "read without the ink test": lambda data: read(data, doubts=False),
    "read, then fall back": lambda data: read_plain(data, read(data)),
}


def is_ruled(data: bytes) -> bool:
    """Whether the file has tables that pdfplumber finds too."""
    document = read_plain(data)
    return bool(document.text.strip()) and any(grid.rows * grid.columns > 20 for grid in document.grids)


def cpu(way: Callable[[bytes], object], files: list[bytes]) -> float:
    """CPU seconds of reading all the files one way."""
    start = time.process_time()
    for data in files:
        way(data)
    return time.process_time() - start


def measure(files: list[bytes], rounds: int) -> dict[str, float]:
    """Median ratio of each way."""
    ratios: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        sums = {name: 0.0 for name in (*WAYS, "")}
        for data in files:
            sums[""] += cpu(yardstick, [data])
            for name, way in WAYS.items():
                sums[name] += cpu(way, [data])
        for name in WAYS:
            ratios[name].append(sums[name] / sums[""])
    return {name: statistics.median(found) for name, found in ratios.items()}


def main() -> None:
    """Prints one line a way: ratio, goal, whether it is met."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    files = [data for path in sorted(folder.glob("*.pdf")) if is_ruled(data := path.read_bytes())]
    for name, ratio in measure(files, rounds).items():
        print(
            f"{name}: {ratio:.3f} of pdfplumber, goal {GOALS[name]:.2f}, {'met' if ratio <= GOALS[name] else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
