"""States of a review, the permitted steps between them, who may do what; projection of events to state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.address import Address
from core.ledger import Event


class Stage(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    REVIEWING = "reviewing"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's answer to one leaf violation."""

    verdict: str
    """`confirm`, `dismiss` or `ask`."""
    by: str
    person: str
    at: str
    event: str
    seen: str
    """Fingerprint of the finding when it was decided."""
    category: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, a reply, an exception or a proposed value."""

    event: str
    kind: str
    by: str
    person: str
    at: str
    text: str
    address: Address | None = None
    anchor: Mapping[str, object] | None = None
    category: int | None = None
    thread: str | None = None
    resolved_by: str | None = None
    reopened_by: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A first or second sign-off."""

    by: str
    person: str
    at: str
    finding_set: str
    content: str
    event: str


@dataclass(frozen=True, slots=True)
class ReviewState:
    """All that the events of one report come to."""

    stage: Stage = Stage.OPEN
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """By leaf `RULE.scope`; one per person, the newest."""
    ticks: frozenset[Address] = frozenset()
    readings: Mapping[Address, str] = field(default_factory=dict)
    """What reviewers entered as printed (判读)."""
    remarks: tuple[Remark, ...] = ()
    first: Signature | None = None
    second: Signature | None = None
    assigned_to: str | None = None
    returned: str | None = None
    """Reason of the newest return."""
    last_event: str | None = None
    events: int = 0


def project(events: Iterable[Event]) -> ReviewState:
    """The state these events come to, in shown order (time, replica, n)."""
    raise NotImplementedError
