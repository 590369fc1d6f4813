"""Re-reading: stored sources read and checked anew by a newer parser or rule set; what reviewers did finds its place again.

The former reading stays as history. Anchored remarks are located anew, decisions hold while what they rested on is unchanged
and show "changed since your decision" where it is not, a sign-off is outdated by itself. A source that can no longer be read
leaves its former reading in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.address import Address
from core.anchor import Place
from core.desk.bench import places
from core.desk.intake import BATCH, Intake, with_publication
from core.errors import GoujiError, StoreError
from core.model import Checked, Figure, State
from core.ports import Events, Query, Reports, Sources
from core.review import Standing, sign_off_outdated, standings

if TYPE_CHECKING:
    from core.ingest import Reading
    from core.rules.profile import Profile


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one report."""

    uid: str
    name: str
    error: GoujiError | None = None
    """Why it could not be read now; the former reading, if any, stays."""
    figures: int = 0
    """Read otherwise than before; all of them where it could not be read before."""
    raised: int = 0
    """Findings that were not there."""
    gone: int = 0
    """Findings that are no longer there."""
    places: Mapping[Place, int] | None = None
    """Anchored remarks by how well they were found again."""
    changed: int = 0
    """Findings decided on what is no longer there."""
    outdated: bool = False
    """A sign-off stands for another content."""

    @property
    def same(self) -> bool:
        """Nothing a reviewer would see is another."""
        return not (self.error or self.figures or self.raised or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Rereading:
    """Reads stored sources again, in reader processes as at intake."""

    sources: Sources
    reports: Reports
    events: Events
    intake: Intake

    @property
    def profile(self) -> Profile:
        """The settings checks are made with."""
        from core.rules.profile import DEFAULT

        return self.intake.profile or DEFAULT

    def waiting(self, query: Query | None = None) -> tuple[str, ...]:
        """Uids of what was read by another parser or checked by other rules than now, what could not be read included."""
        now = in_use(self.profile)
        return tuple(uid for uid, *then in self.reports.versions(query) if tuple(then) != now)

    def everything(self, query: Query | None = None) -> tuple[str, ...]:
        """Uids of all that could be read again."""
        return tuple(uid for uid, *_ in self.reports.versions(query))

    def found_in(self, folder: Path) -> int:
        """Note where the sources lie whose bytes are not kept: files of this folder with their hashes, under whatever name."""
        from core.errors import SourceError
        from core.ingest import open_source, walk

        known = {uid for uid, *_ in self.reports.versions()}
        placed = 0
        for path in walk([folder]):
            if isinstance(path, SourceError):
                continue
            try:
                opened = open_source(path)
            except SourceError:
                continue
            if opened.sha256 in known:
                self.sources.place(opened.sha256, opened.name, path, len(opened.data))
                placed += 1
        return placed

    def again(
        self, uids: Iterable[str], jobs: int | None = None, progress: Callable[[int], None] = lambda done: None
    ) -> Iterator[Reread]:
        """Read these again and store what is read; what came of each, told in batches. In the end all are compared with one
        another once more, which may change what the rules on several reports say of the first ones."""
        from core.ingest import read_stored

        self.reports.keep_settings(in_use(self.profile)[1], self.profile.settings)
        missing: list[Reread] = []
        former: dict[str, Checked | None] = {}
        read: list[str] = []
        for done, reading in enumerate(read_stored(self._held(tuple(uids), missing), jobs), 1):
            if reading.error is not None:
                yield Reread(reading.sha256, reading.name, reading.error)
            else:
                former[reading.sha256] = self._stored(reading.sha256)
                self._store(reading)
            progress(done + len(missing))
            if len(former) == BATCH:
                read += former
                yield from self._told(former)
        yield from self._told(former)
        yield from missing
        self.intake.recheck(read)

    def _told(self, former: dict[str, Checked | None]) -> Iterator[Reread]:
        """What came of these, compared with their neighbours; the dictionary is empty afterwards."""
        self.intake.recheck(former)
        for uid, before in former.items():
            yield self._came_to(uid, self.reports.row(uid).name, before)
        former.clear()

    def _held(self, uids: Iterable[str], missing: list[Reread]) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each source; those that are not kept are noted as missing."""
        for uid in uids:
            name = self.reports.row(uid).name
            try:
                data = self.sources.get(uid)
            except StoreError as error:
                missing.append(Reread(uid, name, error))
            else:
                yield name, data

    def _stored(self, uid: str) -> Checked | None:
        try:
            return self.reports.load(uid)[1]
        except StoreError:
            return None

    def _store(self, reading: Reading) -> None:
        from core.desk.intake import check_report

        assert reading.report is not None
        uid, before = reading.sha256, self._stored(reading.sha256)
        published = before.report.masthead.published_on if before else None
        report = with_publication(reading.report, published)
        self.reports.replace(uid, check_report(report, self.reports, profile=self.intake.profile, former=before))

    def _came_to(self, uid: str, name: str, before: Checked | None) -> Reread:
        now = self.reports.load(uid)[1]
        state = self.events.state(uid)
        then = before.report.figures if before else {}
        figures = now.report.figures
        ids = ({finding.id for finding in before.findings} if before else set(), {f.id for f in now.findings})
        return Reread(
            uid,
            name,
            figures=sum(_printed(then, a) != _printed(figures, a) for a in {*then, *figures}),
            raised=len(ids[1] - ids[0]),
            gone=len(ids[0] - ids[1]),
            places=Counter(located.state for located in places(now.report, state).values()),
            changed=sum(where is Standing.CHANGED for _, where in standings(now, state)),
            outdated=sign_off_outdated(now, state),
        )


def _printed(figures: Mapping[Address, Figure], address: Address) -> tuple[str, State] | None:
    figure = figures.get(address)
    return (figure.printed, figure.state) if figure else None


def in_use(profile: Profile | None) -> tuple[str, str]:
    """Versions of the parser and of the rules with that profile (the default one where None)."""
    from core.reading import PARSER
    from core.rules.engine import version
    from core.rules.profile import DEFAULT

    return PARSER, version(profile or DEFAULT)
