"""Files into stored, checked reports; and the same reading and checking without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.address import Address
from core.errors import SourceError
from core.model import Checked, Edition, Report, Source

if TYPE_CHECKING:  # rules and readers are heavy, and a start of the workstation needs neither
    from core.desk.neighbours import Neighbours
    from core.desk.sketches import Sketches
    from core.desk.waiting import Arrival, Waiting
    from core.ingest import Reading
    from core.ports import Clock, Reports, Sources
    from core.rules.profile import Profile as Profile  # noqa: PLC0414 - the wiring hands it on

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
    profile: Profile | None = None
    by_path: bool = False
    """For large holdings: keep path and hash of a source instead of its bytes."""
    _sketches: dict[int, Sketches] = field(default_factory=dict, repr=False, compare=False)
    """By year; kept from one intake to the next, for `--watch`."""

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
        from core.desk.waiting import Waiting
        from core.ingest import read_many, walk

        summary = Summary()
        files: list[Path] = []
        for found in walk(paths):
            if isinstance(found, SourceError):
                summary.failed.append(found)
            else:
                files.append(found)
        waiting = Waiting(self.reports, self._sketches, self.profile)
        stored_now: set[str] = set()

        def known(sha256: str) -> bool:
            return sha256 in stored_now or sha256 in self.sources.known([sha256])

        try:
            for done, reading in enumerate(read_many(files, jobs=jobs, scheduler=scheduler, known=known), 1):
                stored_now.add(reading.sha256)
                self._take(reading, batch, published, waiting, summary)
                if len(waiting.arrivals) >= BATCH:
                    self._store(waiting, summary)
                progress(Step(done, len(files), reading.name, reading.error))
        finally:  # stopped by hand: what was read is stored and compared all the same
            self._store(waiting, summary)
        return summary

    def _take(
        self,
        reading: Reading,
        batch: str,
        published: date | None,
        waiting: Waiting,
        summary: Summary,
    ) -> None:
        if reading.error is not None:
            summary.failed.append(reading.error)
            if reading.sha256:
                self._store_unreadable(reading, batch, reading.error)
            return
        if reading.report is None or reading.sha256 in waiting.arrivals:
            summary.known.append(reading.name)
            return
        report = with_publication(reading.report, published)
        self._keep(reading)
        waiting.take(self._edition(report, batch), report)
        summary.stored.append(reading.name)

    def _store(self, waiting: Waiting, summary: Summary) -> None:
        if not waiting.arrivals:
            return
        from core.desk.neighbours import Neighbours

        self._keep_settings()
        arrived = {one.edition.uid: one for one in waiting.store()}
        around = Neighbours(self.reports, self._sketches)
        for one in arrived.values():
            around.take(one.edition, one.checked.report)
        touched = {uid for one in arrived.values() for uid in around.touched(one.edition)}
        for uid, one in arrived.items():
            for finding in self._compared(uid, around, one).findings:
                summary.findings[finding.severity] = summary.findings.get(finding.severity, 0) + 1
        for uid in sorted(touched.difference(arrived)):
            self._compared(uid, around)

    def _compared(self, uid: str, around: Neighbours, held: Arrival | None = None) -> Checked:
        """Checked again with what stands around it now, and stored where that says something else; `held` is what was stored just
        now, which need not be read again, nor checked where nothing else stands around it."""
        from core.rules import check

        row, former = self.reports.row(uid), held.checked if held else self.reports.load(uid)[1]
        context = around.context(former.report, row.body, row.year, self.profile)
        if held is not None and context == held.context:
            return former
        if held is not None and context == replace(held.context, peers=context.peers):  # as for most of a batch
            renewed = with_likeness(former, check(former.report, context, only=about_peers()))
        else:
            renewed = check(former.report, context)
        if renewed != former:
            self.reports.replace(uid, renewed, former)
        return renewed

    def recheck(self, uids: Iterable[str] | None = None, progress: Callable[[str], None] = lambda uid: None) -> None:
        """Check stored reports (all in force where None) again, after a change of the roster, the profile or the rules."""
        from core.desk.neighbours import Neighbours

        self._keep_settings()
        around = Neighbours(self.reports, self._sketches)
        for uid in around.stored() if uids is None else uids:
            self._compared(uid, around)
            progress(uid)

    def _keep_settings(self) -> None:
        """What the hash stands for that every check of this intake carries."""
        from core.rules.engine import version
        from core.rules.profile import DEFAULT

        profile = self.profile or DEFAULT
        self.reports.keep_settings(version(profile), profile.settings)

    def _keep(self, reading: Reading) -> None:
        if self.by_path:
            self.sources.place(reading.sha256, reading.name, reading.path, reading.size)
        else:
            self.sources.put(reading.sha256, reading.name, reading.data)

    def _store_unreadable(self, reading: Reading, batch: str, error: SourceError) -> None:
        from core.wording import say

        self._keep(reading)
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


def profile_of(path: Path) -> Profile:
    """The settings for the rules in a TOML file; RuleError names the first that is not as it should be, also a rule or a
    threshold that does not exist."""
    from core.rules.engine import thresholds
    from core.rules.profile import load

    profile = load(path)
    thresholds(profile, str(path))
    return profile


def check_report(
    report: Report,
    reports: Reports | None = None,
    readings: Mapping[Address, str] = MappingProxyType({}),
    profile: Profile | None = None,
    former: Checked | None = None,
) -> Checked:
    """What the rules say of a report, beside what is stored around it; `readings` (判读) go before the machine's.

    Likeness to other bodies' texts takes a look at a whole year and is judged at intake only; `former` is where its outcome
    comes from otherwise, readings do not change it.
    """
    from core.desk.neighbours import Neighbours, alone
    from core.rules import check

    name = report.masthead.body.value if report.masthead.body else ""
    if reports is None:
        return check(report, alone(name, profile, readings))
    context = Neighbours(reports).context(report, name, report.masthead.year, profile, readings)
    checked = check(report, context)
    return checked if former is None else with_likeness(checked, former)


def with_likeness(checked: Checked, former: Checked) -> Checked:
    """What a former check said of likeness to other bodies, put into one that was made without looking at them."""
    from core.rules.engine import in_order

    likeness = about_peers()
    outcomes = {outcome.rule: outcome for outcome in former.outcomes if outcome.rule in likeness}
    kept = [finding for finding in checked.findings if finding.rule not in likeness]
    kept += [finding for finding in former.findings if finding.rule in likeness]
    return replace(
        checked,
        outcomes=tuple(outcomes.get(outcome.rule, outcome) for outcome in checked.outcomes),
        findings=in_order(kept),
    )


def about_peers() -> frozenset[str]:
    """The rules that look at other bodies' reports; no other does."""
    from core.rules import all_rules

    return frozenset(rule.id for rule in all_rules() if "peers" in rule.needs)


@dataclass(frozen=True, slots=True)
class Answer:
    """One file read and checked without a database; either `checked` or `error` is there."""

    name: str
    sha256: str
    size: int
    checked: Checked | None
    error: SourceError | None = None


def check_files(paths: Sequence[Path], jobs: int | None = None, profile: Profile | None = None) -> Iterator[Answer]:
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
            yield answer(arrived.pop(waiting), profile)
            waiting = next(turn, None)


def answer(reading: Reading, profile: Profile | None = None) -> Answer:
    """A reading with what the rules say of it."""
    checked = check_report(reading.report, profile=profile) if reading.report is not None else None
    return Answer(reading.name, reading.sha256, reading.size, checked, reading.error)
