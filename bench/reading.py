"""Reading ruled PDFs: CPU as a share of plain pdfplumber's on the same files, each in this process and in its own limited one; memory.

In each round each file is read by every way in turn before the next file. CPU is this process's own (imports and the first reading
are left out); of a reader process it is all that process used, from its start to its end, and what this one used to hand the file
over and take the result in. The yardstick is pdfplumber's text and tables of every page, each page closed, in this process. "Text and
tables" are what the yardstick gives too, with the place of every character; "everything" are the 200 figures with their places, two
readings of each table, sections, masthead and claims, whose every value is checked when it is taken in.
"""

from __future__ import annotations

import hashlib
import io
import statistics
from collections.abc import Callable, Mapping
from typing import Any

import pdfplumber

from bench.measured import PAGE_THEN, ROOT, Line, Size, at_most, cpu, ratio, told
from bench.papers import ruled_pdfs
from core.formats import read as read_any
from core.formats import second_way
from core.formats.pdf import read, read_plain
from core.ingest import wire
from core.ingest.isolation import WORK, ReaderServer
from core.ingest.limits import DEFAULT, Limits
from core.ingest.work import CROSS_CHECKED
from core.model import Source
from core.reading import read_report

READ_FIRST = 9
"""Files that a server reads before it is measured: from then on it has all ready that it makes ready for many."""

Way = Callable[[bytes], float]
"""CPU seconds that one file takes."""


class Watched(ReaderServer):
    """A reader server that keeps what each reader process used."""

    def __init__(self, work: str) -> None:
        super().__init__(work, [ROOT])
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
    """The ways to read one file, and the servers that some of them need."""

    def __init__(self, files: tuple[bytes, ...]) -> None:
        self.files = files
        self.report = Watched(WORK)
        self.tables = Watched("bench.readers:tables")
        self.unchecked = Watched("bench.readers:unchecked_tables")
        self.unchecked_report = Watched("bench.readers:unchecked_report")
        self.servers = (self.report, self.tables, self.unchecked, self.unchecked_report)
        self.pages = sum(plain(data) for data in files)
        for data in files:
            figures(data)
        for server in self.servers:
            for number in range(READ_FIRST):
                server.read("a.pdf", files[number % len(files)], unchecked_twice(files[0]), DEFAULT)
            server.endings.clear()

    def ways(self) -> dict[str, Way]:
        """Each way by name."""
        return {
            "plain": here(plain),
            "no ink": here(lambda data: read(data, doubts=False)),
            "read": here(read),
            "fall back": here(lambda data: read_plain(data, read(data))),
            "figures": here(figures),
            "isolated no ink": lambda data: self.apart(self.unchecked, data),
            "isolated": lambda data: self.apart(self.tables, data),
            "everything, no ink": lambda data: self.apart(self.unchecked_report, data, wire.load),
            "everything": lambda data: self.apart(self.report, data, wire.load),
        }

    def apart(self, server: Watched, data: bytes, take_in: Callable[[bytes], object] = bytes) -> float:
        """CPU of the reader process, and of this one for handing the file over and taking the result in."""
        own = cpu(lambda: take_in(server.read("a.pdf", data, unchecked_twice(data), DEFAULT)))
        return own + float(server.endings[-1]["cpu"])

    def close(self) -> float:
        """End the servers; the most memory that a reader of whole reports took, MB."""
        for server in self.servers:
            server.close()
        return float(max(ending["rss"] for ending in self.report.endings)) / 1024


def unchecked_twice(data: bytes) -> str:
    """A hash that does not make the file one of those that are read twice as a cross-check."""
    salt = 0
    while int((sha := hashlib.sha256(data + b"%d" % salt).hexdigest())[:8], 16) % CROSS_CHECKED == 0:
        salt += 1
    return sha


def here(way: Callable[[bytes], object]) -> Way:
    """CPU of this process."""
    return lambda data: cpu(lambda: way(data))


def in_turn(files: tuple[bytes, ...], ways: Mapping[str, Way], rounds: int) -> dict[str, list[float]]:
    """What each way takes of all files, by rounds; each file goes by every way before the next one does."""
    found: dict[str, list[float]] = {name: [0.0] * rounds for name in ways}
    for number in range(rounds):
        for data in files:
            for name, way in ways.items():
                found[name][number] += way(data)
    return found


def run(size: Size) -> list[Line]:
    """Ratios, and the memory of the readers."""
    bench = Bench(ruled_pdfs(size.files))
    found = in_turn(bench.files, bench.ways(), size.rounds)
    peak = bench.close()
    share = {name: ratio(found, name, "plain") for name in found}
    a_page = 1000 * statistics.median(found["plain"]) / bench.pages
    read_apart = share["isolated"] - share["read"]
    told_apart = share["everything"] - share["isolated"]
    return [
        told(
            "ruled PDFs read, each way in turn", f"{len(bench.files)} files, {bench.pages} pages, {size.rounds} rounds"
        ),
        told(
            "the yardstick: pdfplumber's text and tables",
            f"{a_page:.0f} ms of CPU a page ({PAGE_THEN} when the goals were set)",
        ),
        at_most("text and tables, no ink test, in one process ÷ yardstick", share["no ink"], 0.30),
        at_most("text and tables, no ink test, isolated ÷ yardstick", share["isolated no ink"], 0.30),
        at_most("text and tables, ink test, in one process ÷ yardstick", share["read"], 0.40),
        at_most("text and tables, ink test, isolated ÷ yardstick", share["isolated"], 0.40),
        at_most("the same where the fall-back is needed, in one process ÷ yardstick", share["fall back"], 1.25),
        told("of these, what a process for each file adds to text and tables", f"{read_apart:.2f}"),
        told("what figures, sections and claims add, isolated, handed over and checked", f"{told_apart:.2f}"),
        at_most("everything, no ink test: isolated, report taken in ÷ yardstick", share["everything, no ink"], 0.30),
        at_most("everything, ink test: isolated, report taken in ÷ yardstick", share["everything"], 0.40),
        at_most("peak memory of a reader process", peak, 90, " MB", 0),
    ]
