"""Checking one report once it is read, alone and against others' texts; finding the reports that may share text."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from random import Random

from bench.measured import PAGE_THEN, Line, Size, at_most, cpu, median_ms, told
from bench.papers import all_files, ruled_pdfs
from bench.reading import plain
from core.desk.neighbours import alone
from core.desk.sketches import Sketches
from core.formats import read, second_way
from core.model import Report, Source
from core.reading import read_report
from core.rules import Context, check

PEERS = 5


def reports(limit: int) -> list[Report]:
    """Reports read; what is none is left out."""
    from core.errors import SourceError

    found = []
    for name, data in all_files(limit):
        try:
            document = read(data, name)
            source = Source(name, "", document.format, len(data))
            found.append(read_report(document, source, second_way(data, document.format, document)))
        except SourceError:
            continue
    return found


def context(report: Report) -> Context:
    """As for a draft checked by itself."""
    return alone(report.masthead.body.value if report.masthead.body else "")


def shuffled(report: Report, number: int) -> Report:
    """Another body's report in the same words, its sentences in another order."""
    sentences = report.text.split("。")
    Random(number).shuffle(sentences)
    return replace(report, text="。".join(sentences))


def compared(report: Report, rounds: int) -> float:
    """Milliseconds of CPU that comparing with others' texts adds; other texts each time, so that nothing is remembered."""
    found = []
    for turn in range(rounds):
        peers = tuple(shuffled(report, turn * PEERS + number) for number in range(PEERS))
        around = replace(context(report), peers=peers)
        found.append(cpu(lambda around=around: check(report, around)) - cpu(lambda: check(report, context(report))))  # type: ignore[misc]
    return 1000 * statistics.median(found)


def neighbours(report: Report, count: int) -> tuple[float, float]:
    """Milliseconds of CPU for taking a report in and for asking which are near, with so many held."""
    sketches = Sketches()
    made = [shuffled(report, number) for number in range(count)]

    def add() -> None:
        for number, other in enumerate(made):
            sketches.add(str(number), f"第{number}局", other)

    added = cpu(add)
    asked = cpu(lambda: [sketches.near(str(n)) for n in range(0, count, max(1, count // 50))])
    return 1000 * added / count, 1000 * asked / min(50, count)


def checked(found: list[Report], pdfs: tuple[bytes, ...], times: int) -> tuple[list[float], float]:
    """Milliseconds of CPU that checking takes, report by report; and a page by plain pdfplumber, read between them."""
    each, pages = [], []
    for number, report in enumerate(found):
        each.append(median_ms(lambda r=report: check(r, context(r)), times, cpu))  # type: ignore[misc]
        start = time.process_time()
        count = plain(pdfs[number % len(pdfs)])
        pages.append(1000 * (time.process_time() - start) / count)
    return each, statistics.median(pages)


def run(size: Size) -> list[Line]:
    """Medians over reports of the median of some checks each."""
    read_ones = reports(max(1, size.files * 2))
    for report in read_ones:
        check(report, context(report))
    each, page = checked(read_ones, ruled_pdfs(size.files), 2 + size.rounds)
    usual = statistics.median(each)
    longest = max(read_ones, key=lambda report: len(report.text))
    added, asked = neighbours(read_ones[0], min(size.texts, 1000))
    held = f"{min(size.texts, 1000):,} of a year held"
    return [
        told(f"CPU of checking one report once read, median of {len(each)}", f"{usual:.1f} ms"),
        told(
            "a page by plain pdfplumber, in turn with it", f"{page:.0f} ms of CPU ({PAGE_THEN} when the goal was set)"
        ),
        at_most(f"checking one report where such a page takes {PAGE_THEN} ms", usual * PAGE_THEN / page, 15, " ms", 1),
        told("checking one report, the slowest of them", f"{max(each):.1f} ms"),
        told(
            f"similarity apart: {PEERS} others' texts compared to the character",
            f"{compared(longest, size.rounds):.0f} ms",
        ),
        told(f"near-duplicate search, taking a report in, {held}", f"{added:.1f} ms of CPU"),
        told(f"near-duplicate search, asking which are near, {held}", f"{asked:.1f} ms of CPU"),
    ]
