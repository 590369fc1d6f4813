"""Reading ruled PDFs: CPU as a share of plain pdfplumber's on the same files, what isolation adds, peak memory.

In each round every file is read by every way in turn; CPU is this process's own (imports and the first reading are left out),
for isolated readings that of the reader processes. The yardstick is pdfplumber's text and tables of every page, each page closed.
"""

from __future__ import annotations

import hashlib
import io
import statistics
from collections.abc import Callable
from typing import Any

import pdfplumber

from bench.measured import Line, Size, at_most, cpu, interleaved, ratio, told
from bench.papers import ruled_pdfs
from core.formats import read as read_any
from core.formats import second_way
from core.formats.pdf import read, read_plain
from core.ingest.isolation import ReaderServer
from core.ingest.limits import DEFAULT, Limits
from core.ingest.work import CROSS_CHECKED
from core.model import Source
from core.reading import read_report


class Watched(ReaderServer):
    """A reader server that keeps what each reader process used."""

    def __init__(self) -> None:
        super().__init__()
        self.endings: list[dict[str, Any]] = []

    def _ask(self, request: bytes, data: bytes, limits: Limits) -> tuple[bytes, dict[str, Any]]:
        content, ending = super()._ask(request, data, limits)
        self.endings.append(ending)
        return content, ending


def plain(data: bytes) -> int:
    """The yardstick; how many pages there are."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def figures(data: bytes) -> None:
    """Bytes to the 200 figures, claims and sections, as a reader process does it."""
    document = read_any(data, "a.pdf")
    source = Source("a.pdf", "", document.format, len(data))
    read_report(document, source, second_way(data, document.format, document))


class Bench:
    """The ways, over all files."""

    def __init__(self, files: tuple[bytes, ...]) -> None:
        self.files = files
        self.server = Watched()
        self.pages = sum(plain(data) for data in files)
        for data in files:  # nothing is measured for the first time: imports, the server's start
            figures(data)
            self.isolated(data)
        self.server.endings.clear()

    def isolated(self, data: bytes) -> None:
        """As `gouji ingest` reads it; never one of those that are read twice as a cross-check."""
        salt = 0
        while int(sha := hashlib.sha256(data + b"%d" % salt).hexdigest(), 16) and int(sha[:8], 16) % CROSS_CHECKED == 0:
            salt += 1
        self.server.read("a.pdf", data, sha, DEFAULT)

    def each(self, way: Callable[[bytes], object]) -> Callable[[], float]:
        """CPU of all files one way."""
        return lambda: sum(cpu(lambda data=data: way(data)) for data in self.files)  # type: ignore[misc]

    def in_processes(self) -> float:
        """CPU of the readers' processes, and of this one for handing over."""
        before = len(self.server.endings)
        own = self.each(self.isolated)()
        return own + sum(float(ending["cpu"]) for ending in self.server.endings[before:])


def run(size: Size) -> list[Line]:
    """Ratios, and the memory of the readers."""
    bench = Bench(ruled_pdfs(size.files))
    ways = {
        "plain": bench.each(plain),
        "read": bench.each(read),
        "no ink": bench.each(lambda data: read(data, doubts=False)),
        "fall back": bench.each(lambda data: read_plain(data, read(data))),
        "figures": bench.each(figures),
        "isolated": bench.in_processes,
    }
    found = interleaved(ways, size.rounds)
    bench.server.close()
    share = {name: ratio(found, name, "plain") for name in ways}
    peak = max(ending["rss"] for ending in bench.server.endings) / 1024
    a_page = 1000 * statistics.median(found["plain"]) / bench.pages
    return [
        told(
            "ruled PDFs read, each way in turn", f"{len(bench.files)} files, {bench.pages} pages, {size.rounds} rounds"
        ),
        told(
            "the yardstick: pdfplumber's text and tables", f"{a_page:.0f} ms of CPU a page (35 when the goals were set)"
        ),
        at_most("text and tables without the ink test ÷ yardstick", share["no ink"], 0.30),
        at_most("text and tables with the ink test ÷ yardstick", share["read"], 0.40),
        at_most("where the fall-back is needed ÷ yardstick", share["fall back"], 1.25),
        told("figures, claims and sections on top ÷ yardstick", f"{share['figures'] - share['read']:.2f}"),
        told("isolation on top (a process for each file) ÷ yardstick", f"{share['isolated'] - share['figures']:.2f}"),
        at_most("all of it: isolated, ink test, 200 figures ÷ yardstick", share["isolated"], 0.40),
        at_most("peak memory of a reader process", peak, 90, " MB", 0),
    ]
