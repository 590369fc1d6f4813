"""What core asks of storage and of the world, as small Protocols; `db` answers the first five, `tui.cli` wires them.

Rows that cross here are plain data of `core`. Methods raise `StoreError` and below, never an error of the storage's library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.lines import ListPage, Query, ReportRow

if TYPE_CHECKING:
    from core.ledger import Draft, Event
    from core.model import Body, Checked, Edition
    from core.review import ReviewState
    from core.reviewer import Reviewer

__all__ = [
    "TALLIES", "Archive", "Clock", "Events", "ListPage", "Local", "Presence", "Present", "Query", "ReportRow", "Reports",
    "Search", "Sources", "Tally", "Thread",
]  # fmt: skip


TALLIES = ("batch", "reviewer", "region", "kind", "year", "rule")
"""What reports are told apart by, besides their stage."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The reports (for `rule` the findings) that share one value."""

    value: str
    counts: Mapping[str, int]
    """Reports by stage; findings by standing."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Thread:
    """The head of a note thread, as the inbox lists it."""

    uid: str
    body: str
    year: int | None
    event: str
    by: str
    person: str
    at: str
    text: str
    address: str | None
    resolved: bool
    answers: int
    """Replies; the newest is of `last_by`."""
    last_by: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has a report open, as far as is known."""

    report: str  # uid
    person: str
    name: str
    at: str
    """When that was last known, UTC."""
    place: str = ""
    """Address of the figure the person is at; empty where none is known."""


class Sources(Protocol):
    """Source bytes by SHA-256."""

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep the bytes; a second time it is nothing."""

    def place(self, sha256: str, name: str, path: Path, size: int) -> None:
        """Do not keep the bytes, only where they lie; what is kept already stays so."""

    def get(self, sha256: str) -> bytes:
        """The bytes; StoreError if they are not kept here, or no longer lie where they did."""

    def known(self, hashes: Iterable[str]) -> frozenset[str]:
        """Those of the hashes that are stored, read or unreadable."""


class Reports(Protocol):
    """Editions, what was read of them, what the rules said."""

    def add(self, items: Sequence[tuple[Edition, Checked]]) -> None:
        """Store new editions with figures, sections, claims, outcomes and findings, one transaction; settles which
        edition of each body and year is in force."""

    def add_unreadable(self, edition: Edition, kind: str, message: str) -> None:
        """Store that a source could not be read, and why (Chinese sentence)."""

    def replace(self, uid: str, checked: Checked, former: Checked | None = None) -> None:
        """A re-reading of a stored edition; the former reading stays as history. `former` is what the caller knows to be in use;
        the storage need not load it, and does not believe it where something else is."""

    def matching(self, prefix: str) -> Sequence[str]:
        """Uids that begin so, those of withdrawn reports too; at most 20."""

    def history(self, uid: str) -> Sequence[Checked]:
        """All readings of an edition with what the rules said of them, the newest (which is in use) first."""

    def versions(self, query: Query | None = None) -> Sequence[tuple[str, str, str]]:
        """(uid, parser, rules) of the reports that a query lists, by default of every edition; both versions empty where it could
        not be read. What was purged or withdrawn is left out."""

    def keep_settings(self, rules: str, settings: str) -> None:
        """Keep what the hash in a version of the rules stands for (JSON in canonical form); a second time it is nothing."""

    def settings(self, rules: str) -> str | None:
        """What was kept for that version of the rules."""

    def behind(self, parser: str, rules: str, limit: int = 1000) -> int:
        """How many readings in use (at most `limit`) were made by another parser or checked by other rules than these."""

    def put_readings(self, uid: str, content: str, checked: Checked) -> None:
        """Store what the rules say with the reviewers' readings put in, as the findings in use in list and export. Nothing
        where report or readings are no longer those that `content` (`core.review.content`) names."""

    def uncounted(self) -> Sequence[str]:
        """Uids of reports with readings whose findings with them are not stored: after a merge, a re-reading, an interruption."""

    def page(
        self,
        query: Query,
        after: tuple[object, ...] | None = None,
        limit: int = 128,
        before: tuple[object, ...] | None = None,
    ) -> ListPage:
        """A page of the list, its rows always in the list's order: from the beginning, behind a key, or with `before` the
        page that ends ahead of a key; `before=()` is the list's last page."""

    def row(self, uid: str) -> ReportRow:
        """One line afresh; StoreError if unknown."""

    def counts(self, query: Query) -> Mapping[str, int]:
        """Reports by stage under the filter (its own `stages` left out)."""

    def counts_ready(self, query: Query) -> Mapping[str, int] | None:
        """The same where that takes no time (few lines, or counted all the time); None where it does."""

    def counts_unless(self, query: Query, stopped: Callable[[], bool]) -> Mapping[str, int] | None:
        """The same, given up (None) as soon as `stopped()` is true; for a thread that may be left behind."""

    def tally(self, by: str, query: Query) -> Sequence[Tally]:
        """Reports in the list by a value of `TALLIES` and stage, for `rule` findings by standing; the largest first."""

    def threads(self, person: str | None = None, open_only: bool = True, limit: int = 500) -> Sequence[Thread]:
        """Heads of note threads, newest first; of one person only where named."""

    def load(self, uid: str) -> tuple[Edition, Checked]:
        """Everything read of one edition; StoreError if unknown or unreadable."""

    def editions(self, body: str, year: int) -> tuple[Edition, ...]:
        """All editions of a body's report, the one in force first."""

    def find(self, body: str, year: int) -> str | None:
        """The uid in force for that body (or one of its aliases) and year."""

    def bodies(self) -> tuple[Body, ...]:
        """The roster."""

    def add_bodies(self, bodies: Iterable[Body]) -> int:
        """Add to or correct the roster; how many rows changed."""


class Events(Protocol):
    """The append-only ledger with its projection."""

    def record(self, report: str, author: Reviewer, build: Callable[[ReviewState], Draft]) -> tuple[Event, ReviewState]:
        """Inside one BEGIN IMMEDIATE: project the report's state, let `build` answer with the event to add (or raise
        ReviewError), chain and store it, store the new projection; committed when this returns.
        `build` may ask `of` and `Reports.load`, which then answer from inside the transaction."""

    def state(self, report: str) -> ReviewState:
        """The report's state now."""

    def of(self, report: str) -> tuple[Event, ...]:
        """Its events in shown order (time, replica, n)."""

    def newest(self, author: Reviewer, limit: int = 20) -> tuple[Event, ...]:
        """An author's newest events in this database, newest first, for undo across reports."""

    def newest_id(self, author: Reviewer) -> str | None:
        """The id of the newest of them; None where there is none."""

    def stamp(self) -> int:
        """A number that grows with every event of anybody: cheap to ask, to notice others' work."""

    def head(self) -> str:
        """SHA-256 (hex) of the sorted chain heads."""


class Local(Protocol):
    """What one person's working copy keeps for the person alone: begun texts, last places, habits. Never exported, no evidence.

    Where nothing can be written it is kept until the program ends.
    """

    def drafts(self, person: str, report: str) -> Mapping[str, str]:
        """Begun texts of one report (or "" for the list) by what they were begun for."""

    def keep_draft(self, person: str, report: str, place: str, text: str) -> None:
        """Keep a begun text; an empty one forgets it."""

    def setting(self, person: str, key: str) -> str | None:
        """A habit of that person here."""

    def keep_setting(self, person: str, key: str, value: str) -> None:
        """Keep a habit."""


class Presence(Protocol):
    """Who has what open: a hint, never a lock. It waits for nobody, fails for nobody, and lapses by itself."""

    def note(self, person: str, name: str, report: str, place: str = "") -> None:
        """This person has that report open now."""

    def forget(self, person: str, report: str) -> None:
        """This person has closed it."""

    def present(self, report: str | None = None) -> Sequence[Present]:
        """Who has that report open, or any report; the newest first, what has lapsed left out."""


class Search(Protocol):
    """Full text of all reports; two-character words work."""

    def find(self, words: str, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Hits as (uid, offset of the first occurrence in the report's text)."""


class Archive(Protocol):
    """Whole databases: export and verification."""

    def export(self, target: Path, query: Query | None, mask_sources: bool = False) -> str:
        """Write the annotated database read-only with its `.sha256`; returns the hash. ExportError leaves nothing."""


class Clock(Protocol):
    """Time and identity of events, so that tests can hold them."""

    def now(self) -> str:
        """UTC, ISO 8601 with milliseconds and Z."""

    def event_id(self) -> str:
        """A fresh UUIDv7."""
