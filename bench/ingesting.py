"""A batch of PDFs taken in by the program as one uses it, against plain pdfplumber on the same files: whole processes, starts included.

No two files are alike: real ones, then ones of the proof's generator with other figures each. Each way runs once before it is measured, so
that Python has compiled what it imports, as it has for an installed program.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measured import ROOT, Line, Size, at_most, interleaved, ratio, told
from bench.papers import ruled_pdfs

PLAIN = (
    "import pdfplumber, sys\n"
    "for name in sys.argv[1:]:\n"
    "    with pdfplumber.open(name) as document:\n"
    "        for page in document.pages:\n"
    "            page.extract_text(); page.extract_tables(); page.close()\n"
)


BATCH = 2
"""So many times as many files as the reading bench takes: twenty (PERFORMANCE.md P1)."""


def children(command: list[str]) -> tuple[float, float]:
    """CPU seconds and seconds by the clock of a program with all it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    silent = subprocess.DEVNULL
    subprocess.run(command, check=False, cwd=ROOT, env=compiled, stdout=silent, stderr=silent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def run(size: Size) -> list[Line]:
    """Reading alone, and all of an intake."""
    files = ruled_pdfs(BATCH * size.files)
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as name:
        folder = Path(name)
        paths = [folder / f"{number}.pdf" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        names = [str(path) for path in paths]
        numbers = iter(range(1000))

        def ingest(jobs: int) -> list[str]:
            database = str(folder / f"{next(numbers)}.db")
            return [sys.executable, "-m", "tui", "ingest", *names, "--db", database, "--jobs", str(jobs)]

        ways = {
            "plain": lambda: children([sys.executable, "-c", PLAIN, *names])[0],
            "check": lambda: children([sys.executable, "-m", "tui", "check", *names, "--json"])[0],
            "ingest": lambda: children(ingest(1))[0],
        }
        interleaved(ways, 1)
        found = interleaved(ways, max(1, size.rounds - 1))
        alone, both = children(ingest(1))[1], children(ingest(2))[1]
    return [
        told("files in one batch", f"{len(files)}"),
        told("`gouji check` of the batch ÷ plain pdfplumber, whole processes", f"{ratio(found, 'check', 'plain'):.2f}"),
        at_most(
            "`gouji ingest` of the batch ÷ plain pdfplumber, whole processes", ratio(found, "ingest", "plain"), 0.45
        ),
        told("two readers at once against one, by the clock", f"{alone / both:.2f} times as fast"),
    ]
