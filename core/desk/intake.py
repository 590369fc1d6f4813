"""Files into stored, checked reports; and the same reading and checking without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.address import Address
from core.errors import SourceError
from core.model import Checked, Edition, Report, Source
from core.ports import Clock, Reports, Sources

if TYPE_CHECKING:
    from core.ingest import Reading

BATCH = 50
"""Reports a transaction: PERFORMANCE.md §2 measured 50–100 as best."""


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of an intake: one file is done."""

    done: int
    total: int
    name: str
    error: SourceError | None = None


@dataclass(slots=True)
class Summary:
    """What an intake came to."""

    stored: list[str] = field(default_factory=list)
    """File names read and stored."""
    known: list[str] = field(default_factory=list)
    """Already stored, by their bytes."""
    failed: list[SourceError] = field(default_factory=list)
    """One for each file that could not be read, naming it."""
    findings: dict[int, int] = field(default_factory=dict)
    """Findings by severity over all that was stored."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes files in; one writer, readers in processes of their own."""

    sources: Sources
    reports: Reports
    clock: Clock

    def ingest(
        self,
        paths: Sequence[Path],
        batch: str,
        published: date | None = None,
        jobs: int | None = None,
        scheduler: str | None = None,
        progress: Callable[[Step], None] = lambda step: None,
    ) -> Summary:
        """Read, check and store what is not stored yet. A file that cannot be read is stored as such and named."""
        from core.ingest import read_many, walk

        summary = Summary()
        files: list[Path] = []
        for found in walk(paths):
            if isinstance(found, SourceError):
                summary.failed.append(found)
            else:
                files.append(found)
        waiting: list[tuple[Edition, Checked]] = []
        stored_now: set[str] = set()

        def known(sha256: str) -> bool:
            return sha256 in stored_now or sha256 in self.sources.known([sha256])

        for done, reading in enumerate(read_many(files, jobs=jobs, scheduler=scheduler, known=known), 1):
            stored_now.add(reading.sha256)
            self._take(reading, batch, published, waiting, summary)
            if len(waiting) >= BATCH:
                self._store(waiting, summary)
            progress(Step(done, len(files), reading.name, reading.error))
        self._store(waiting, summary)
        return summary

    def _take(
        self,
        reading: Reading,
        batch: str,
        published: date | None,
        waiting: list[tuple[Edition, Checked]],
        summary: Summary,
    ) -> None:
        if reading.error is not None:
            summary.failed.append(reading.error)
            if reading.sha256:
                self._store_unreadable(reading, batch, reading.error)
            return
        if reading.report is None or any(edition.uid == reading.sha256 for edition, _ in waiting):
            summary.known.append(reading.name)
            return
        report = with_publication(reading.report, published)
        self.sources.put(reading.sha256, reading.name, reading.data)
        waiting.append((self._edition(report, batch), check_report(report, self.reports)))
        summary.stored.append(reading.name)

    def _store(self, waiting: list[tuple[Edition, Checked]], summary: Summary) -> None:
        if not waiting:
            return
        self.reports.add(waiting)
        for edition, checked in waiting:
            latest = self._compared(edition, checked)
            for finding in latest.findings:
                summary.findings[finding.severity] = summary.findings.get(finding.severity, 0) + 1
        waiting.clear()

    def _compared(self, edition: Edition, checked: Checked) -> Checked:
        """Check again once the years beside it are stored: the order in which files arrive must not matter."""
        if edition.year is None:
            return checked
        again = check_report(checked.report, self.reports)
        if again != checked:
            self.reports.replace(edition.uid, again)
        following = self.reports.find(edition.body, edition.year + 1)
        if following is not None and following != edition.uid:
            _, later = self.reports.load(following)
            renewed = check_report(later.report, self.reports)
            if renewed != later:
                self.reports.replace(following, renewed)
        return again

    def _store_unreadable(self, reading: Reading, batch: str, error: SourceError) -> None:
        from core.wording import say

        self.sources.put(reading.sha256, reading.name, reading.data)
        source = Source(reading.name, reading.sha256, "unknown", reading.size)
        edition = Edition(reading.sha256, "", None, batch, source, self.clock.now())
        self.reports.add_unreadable(edition, error.kind, say(error.phrase))

    def _edition(self, report: Report, batch: str) -> Edition:
        masthead = report.masthead
        return Edition(
            uid=report.source.sha256,
            body=masthead.body.value if masthead.body else "",
            year=masthead.year,
            batch=batch,
            source=report.source,
            received_at=self.clock.now(),
            published_on=masthead.published_on,
        )


def with_publication(report: Report, published: date | None) -> Report:
    """The report with the publication date the person gave, where the document states none."""
    if published is None or report.masthead.published_on is not None:
        return report
    return replace(report, masthead=replace(report.masthead, published_on=published))


def check_report(
    report: Report, reports: Reports | None = None, readings: Mapping[Address, str] = MappingProxyType({})
) -> Checked:
    """What the rules say of a report, beside last year's where it is stored; `readings` (判读) go before the machine's."""
    from core.rules import Context, check

    prior = None
    if reports is not None and report.masthead.body is not None and report.masthead.year is not None:
        uid = reports.find(report.masthead.body.value, report.masthead.year - 1)
        if uid is not None:
            prior = reports.load(uid)[1].report
    return check(report, Context(prior=prior, readings=readings))


@dataclass(frozen=True, slots=True)
class Answer:
    """One file read and checked without a database; either `checked` or `error` is there."""

    name: str
    sha256: str
    size: int
    checked: Checked | None
    error: SourceError | None = None


def check_files(paths: Sequence[Path], jobs: int | None = None) -> Iterator[Answer]:
    """Read and check files in the order given."""
    from core.ingest import read_many, walk

    files: list[Path] = []
    for found in walk(paths):
        if isinstance(found, SourceError):
            yield Answer(found.file or "", "", 0, None, found)
        else:
            files.append(found)
    arrived: dict[Path, Reading] = {}
    turn = iter(files)
    waiting = next(turn, None)
    for reading in read_many(files, jobs=jobs):
        arrived[reading.path] = reading
        while waiting in arrived:
            yield answer(arrived.pop(waiting))
            waiting = next(turn, None)


def answer(reading: Reading) -> Answer:
    """A reading with what the rules say of it."""
    checked = check_report(reading.report) if reading.report is not None else None
    return Answer(reading.name, reading.sha256, reading.size, checked, reading.error)
