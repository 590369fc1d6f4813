"""The ports in memory: a second, honest implementation for tests of pure logic. Lists and dictionaries, no shortcuts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.errors import StoreError
from core.ledger import Draft, Event, Reviewer, chained, shown_order
from core.model import Body, Checked, Edition
from core.ports import ListPage, Query, ReportRow, Tally, Thread
from core.review import ReviewState, content, flags, open_by_severity, project, standings


@dataclass
class TickingClock:
    """A millisecond passes at every question; ids are numbered."""

    replica: str = "r1"
    tick: int = 0

    def now(self) -> str:
        self.tick += 1
        return f"2025-03-01T{self.tick // 3_600_000:02}:{self.tick // 60_000 % 60:02}:{self.tick // 1000 % 60:02}.{self.tick % 1000:03}Z"

    def event_id(self) -> str:
        self.tick += 1
        return f"{self.replica}-{self.tick:06}"


@dataclass
class MemoryEvents:
    """An append-only list with one chain for each report."""

    clock: TickingClock
    replica: str = "r1"
    log: list[Event] = field(default_factory=list)

    def record(self, report: str, author: Reviewer, build: Callable[[ReviewState], Draft]) -> tuple[Event, ReviewState]:
        draft = build(self.state(report))
        draft = replace(
            draft, body=json.loads(json.dumps(draft.body, sort_keys=True))
        )  # as any store would give it back
        chain = [event for event in self.log if (event.replica, event.report) == (self.replica, report)]
        event = chained(
            draft,
            author,
            id=self.clock.event_id(),
            at=self.clock.now(),
            replica=self.replica,
            report=report,
            tail=chain[-1] if chain else None,
        )
        self.log.append(event)
        return event, self.state(report)

    def state(self, report: str) -> ReviewState:
        return project(event for event in self.log if event.report == report)

    def of(self, report: str) -> tuple[Event, ...]:
        return tuple(sorted((event for event in self.log if event.report == report), key=shown_order))

    def newest(self, author: Reviewer, limit: int = 20) -> tuple[Event, ...]:
        mine = sorted((event for event in self.log if event.author.person == author.person), key=shown_order)
        return tuple(reversed(mine))[:limit]

    def newest_id(self, author: Reviewer) -> str | None:
        return next((event.id for event in self.newest(author, 1)), None)

    def stamp(self) -> int:
        return len(self.log)

    def head(self) -> str:
        from core.ledger import head

        tails = {(event.replica, event.report): event for event in sorted(self.log, key=lambda event: event.n)}
        return head((replica, report, event.n, event.hash) for (replica, report), event in tails.items())

    def merge(self, other: MemoryEvents) -> None:
        """The union of both logs."""
        known = {event.id for event in self.log}
        self.log.extend(event for event in other.log if event.id not in known)


@dataclass
class MemoryReports:
    """Editions with what was read of them; the first of a body and year is in force."""

    events: MemoryEvents
    stored: dict[str, tuple[Edition, Checked]] = field(default_factory=dict)
    unreadable: dict[str, tuple[Edition, str]] = field(default_factory=dict)
    loads: int = 0
    former: dict[str, list[Checked]] = field(default_factory=dict)
    read: dict[str, tuple[str, Checked]] = field(default_factory=dict)
    """By uid: the content that findings with readings were made for, and those."""
    profiles: dict[str, str] = field(default_factory=dict)

    def add(self, items: Sequence[tuple[Edition, Checked]]) -> None:
        self.stored.update((edition.uid, (edition, checked)) for edition, checked in items)

    def add_unreadable(self, edition: Edition, kind: str, message: str) -> None:
        self.unreadable[edition.uid] = (edition, kind)

    def replace(self, uid: str, checked: Checked, former: Checked | None = None) -> None:
        self.former.setdefault(uid, []).append(self.stored[uid][1])
        self.stored[uid] = (self.stored[uid][0], checked)

    def matching(self, prefix: str) -> Sequence[str]:
        return [uid for uid in (*self.stored, *self.unreadable) if uid.startswith(prefix)]

    def history(self, uid: str) -> Sequence[Checked]:
        return [self.load(uid)[1], *reversed(self.former.get(uid, []))]

    def put_readings(self, uid: str, content: str, checked: Checked) -> None:
        self.read[uid] = (content, checked)

    def keep_settings(self, rules: str, settings: str) -> None:
        self.profiles.setdefault(rules, settings)

    def settings(self, rules: str) -> str | None:
        return self.profiles.get(rules)

    def behind(self, parser: str, rules: str, limit: int = 1000) -> int:
        versions = ((checked.report.parser, checked.rules) for _, checked in self.stored.values())
        return min(limit, sum(version != (parser, rules) for version in versions))

    def versions(self, query: Query | None = None) -> Sequence[tuple[str, str, str]]:
        return [(uid, checked.report.parser, checked.rules) for uid, (_, checked) in self.stored.items()]

    def uncounted(self) -> Sequence[str]:
        return [uid for uid in self.stored if self.events.state(uid).readings and self._in_use(uid)[1] is None]

    def _in_use(self, uid: str) -> tuple[Checked, Checked | None]:
        machine = self.load(uid)[1]
        made_for, checked = self.read.get(uid, ("", machine))
        held = bool(made_for) and content(machine, self.events.state(uid).readings) == made_for
        return machine, checked if held else None

    def page(
        self,
        query: Query,
        after: tuple[object, ...] | None = None,
        limit: int = 128,
        before: tuple[object, ...] | None = None,
    ) -> ListPage:
        rows = sorted((self.row(uid) for uid in self.stored), key=lambda row: (-row.risk, row.uid))
        return ListPage(tuple(rows[:limit]), None)

    def row(self, uid: str) -> ReportRow:
        if uid in self.unreadable:
            edition, kind = self.unreadable[uid]
            return _row(edition, self.events.state(uid), (0, 0, 0, 0), 0, "", kind)
        edition, checked = self.load(uid)
        state = self.events.state(uid)
        shown = self._in_use(uid)[1] or checked
        counts = open_by_severity(standings(shown, state))
        return _row(edition, state, counts, len(shown.findings), flags(checked, state), None)

    def counts(self, query: Query) -> Mapping[str, int]:
        stages = [self.row(uid).stage for uid in self.stored]
        return {stage: stages.count(stage) for stage in stages}

    def counts_ready(self, query: Query) -> Mapping[str, int] | None:
        return self.counts(query)

    def counts_unless(self, query: Query, stopped: Callable[[], bool]) -> Mapping[str, int] | None:
        return None if stopped() else self.counts(query)

    def tally(self, by: str, query: Query) -> Sequence[Tally]:
        rows = [row for row in map(self.row, (*self.stored, *self.unreadable)) if row.stage != "withdrawn"]
        told = Counter(self._standings(rows) if by == "rule" else ((getattr(row, by, None), row.stage) for row in rows))
        counts: dict[str, dict[str, int]] = {}
        for (value, stage), number in told.items():
            if value is not None:
                counts.setdefault(str(value), {})[stage] = number
        tallies = (Tally(value, by_stage) for value, by_stage in counts.items())
        return sorted(tallies, key=lambda one: (-one.total, one.value))

    def _standings(self, rows: Sequence[ReportRow]) -> Iterator[tuple[str, str]]:
        for row in rows:
            if row.error is None:
                machine, shown = self._in_use(row.uid)
                for finding, standing in standings(shown or machine, self.events.state(row.uid)):
                    yield finding.rule, standing.value

    def threads(self, person: str | None = None, open_only: bool = True, limit: int = 500) -> Sequence[Thread]:
        found = [thread for uid in self.stored for thread in self._threads(self.row(uid))]
        wanted = [one for one in found if person in (None, one.person) and not (open_only and one.resolved)]
        return sorted(wanted, key=lambda one: (one.at, one.event), reverse=True)[:limit]

    def _threads(self, row: ReportRow) -> Iterator[Thread]:
        remarks = self.events.state(row.uid).remarks if row.stage != "withdrawn" else ()
        for head in remarks:
            if head.kind == "note" and head.thread is None:
                answers = [remark for remark in remarks if remark.thread == head.event]
                yield Thread(
                    row.uid,
                    row.body,
                    row.year,
                    head.event,
                    head.by,
                    head.person,
                    head.at,
                    head.text,
                    str(head.address) if head.address else None,
                    head.resolved,
                    len(answers),
                    answers[-1].by if answers else head.by,
                )

    def load(self, uid: str) -> tuple[Edition, Checked]:
        self.loads += 1
        if uid not in self.stored:
            raise StoreError("store.unknown", report=uid)
        return self.stored[uid]

    def editions(self, body: str, year: int) -> tuple[Edition, ...]:
        return tuple(edition for edition, _ in self.stored.values() if (edition.body, edition.year) == (body, year))

    def find(self, body: str, year: int) -> str | None:
        return next((edition.uid for edition in self.editions(body, year)), None)

    def bodies(self) -> tuple[Body, ...]:
        return ()

    def add_bodies(self, bodies: Iterable[Body]) -> int:
        return 0


def _row(
    edition: Edition,
    state: ReviewState,
    open_: tuple[int, int, int, int],
    findings: int,
    letters: str,
    error: str | None,
) -> ReportRow:
    return ReportRow(
        uid=edition.uid,
        body=edition.body,
        year=edition.year,
        stage=state.stage.value,
        open_by_severity=open_,
        findings=findings,
        annotations=len(state.remarks),
        reviewer=state.first.by if state.first else state.assigned_to,
        batch=edition.batch,
        risk=100 * open_[0] + 10 * open_[1] + open_[2],
        name=edition.source.name,
        error=error,
        flags=letters,
    )
