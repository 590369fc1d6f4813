"""What crosses `core.ports` as plain data: lines of the list and what is asked of it.

Apart from the ports themselves, which a start does not load. Tuples where they will do: making a dataclass takes a start longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class ReportRow(NamedTuple):
    """One line of the report list: an edition in force, or a file that could not be read."""

    uid: str
    """The edition's uid, SHA-256 of its source."""
    body: str
    year: int | None
    stage: str
    """A `core.review.Stage` value, or `unreadable`."""
    open_by_severity: tuple[int, int, int, int]
    """Findings without a decision, severity 1–4."""
    findings: int
    annotations: int
    reviewer: str | None
    """Who marked it, else to whom it is assigned."""
    batch: str
    risk: int
    """Higher is more urgent: 100 × severity-1 + 10 × severity-2 + severity-3 findings still open."""
    name: str
    """Source file name, exact."""
    error: str | None = None
    """SourceError kind where it could not be read."""
    flags: str = ""
    """Letters: `*` outdated sign-off, `=` in dispute, `#` locked, `e` other editions exist."""


@dataclass(frozen=True, slots=True)
class Query:
    """A filter of the list; None means any. Text is found in the body's name and the report's text."""

    stages: frozenset[str] | None = None
    batch: str | None = None
    region: str | None = None
    kind: str | None = None
    year: int | None = None
    rule: str | None = None
    severity: int | None = None
    """Has an open finding of this severity or worse."""
    person: str | None = None
    text: str | None = None
    standing: str | None = None
    """Has a finding of that `core.review.Standing` value."""
    follow_up: str | None = None
    """整改: `open` has some not closed, `closed` has some and all are closed, or an ISO date: some not closed was due before it."""
    order: str = "risk"
    """`risk` (highest first), `body`, `year`, `received`; ties by uid."""


class ListPage(NamedTuple):
    """One page of the list, with the keys to ask for its neighbours (row-value keyset, never OFFSET)."""

    rows: tuple[ReportRow, ...]
    after: tuple[object, ...] | None
    """Give it back to get the next page; None at the end."""
    before: tuple[object, ...] | None = None
    """Give it back as `before=` to get the page ahead of this one; None where there is none."""
