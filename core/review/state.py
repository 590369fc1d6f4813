"""What the events of one report come to: plain data, as the projection leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.address import Address


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
    """Fingerprint of `addresses` and `quote` when it was decided (`core.review.fingerprint`)."""
    category: int | None = None
    text: str = ""
    reason: int | None = None
    """Digit of the reason on the rule's card, from 1."""
    finding: str = ""
    """Id of the finding that was decided; it may have other leaves since."""
    addresses: tuple[Address, ...] = ()
    quote: str = ""
    carried: str | None = None
    """Event id of the decision on a former edition that this one takes over."""
    because: str = ""
    """The words that stood beside the reason's digit when it was chosen (Chinese)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, a reply, an exception or a proposed value."""

    event: str
    """Id of the event that made it: its name for replies, also after edits."""
    kind: str
    """`note`, `except` or `propose`."""
    by: str
    person: str
    at: str
    text: str
    address: Address | None = None
    also: tuple[Address, ...] = ()
    """Further figures it is on."""
    anchor: Mapping[str, object] | None = None
    """`core.anchor.Anchor.as_body()`."""
    category: int | None = None
    thread: str | None = None
    """The remark it answers; None heads a thread."""
    resolved_by: str | None = None
    reopened_by: str | None = None
    version: str = ""
    """Id of the newest edit's event; `event` if never edited. An edit names it."""
    level: int | None = None
    """Of an exception: 1 一般, 2 重要, 3 重大."""
    value: str | None = None
    """What it should be, as proposed."""

    @property
    def figures(self) -> tuple[Address, ...]:
        """The figures it is on."""
        return (self.address, *self.also) if self.address else ()

    @property
    def resolved(self) -> bool:
        """Cleared and not opened again."""
        return self.resolved_by is not None and self.reopened_by is None


@dataclass(frozen=True, slots=True)
class Signature:
    """A first or second sign-off."""

    by: str
    person: str
    at: str
    finding_set: str
    content: str
    event: str
    signature: str | None = None
    """Of ssh-keygen -Y, over `core.review.signed_bytes`."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What one person entered as printed in a cell (判读)."""

    printed: str
    by: str
    person: str
    at: str
    event: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """整改 of a confirmed finding or of an exception; dates as entered (ISO)."""

    by: str
    at: str
    event: str
    due: str | None = None
    letter: str | None = None
    reply: str | None = None
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Something one person did that waits for, or gives, a reason."""

    by: str
    person: str
    at: str
    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewState:
    """All that the events of one report come to."""

    stage: Stage = Stage.OPEN
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """By leaf `RULE.scope`; one per person, the newest, in shown order."""
    ticks: frozenset[Address] = frozenset()
    readings: Mapping[Address, str] = field(default_factory=dict)
    """What reviewers entered as printed (判读): the newest per address."""
    remarks: tuple[Remark, ...] = ()
    first: Signature | None = None
    second: Signature | None = None
    assigned_to: str | None = None
    returned: str | None = None
    """Reason of the newest return."""
    last_event: str | None = None
    events: int = 0
    settled: Mapping[str, Decision] = field(default_factory=dict)
    """By leaf: the decision that ended a dispute; a later, differing decision opens it again."""
    read_by: Mapping[Address, tuple[ReadBy, ...]] = field(default_factory=dict)
    """All persons' readings behind `readings`; two that differ are both kept."""
    marks: tuple[Signature, ...] = ()
    """All first sign-offs of the same content that stand; `first` is the earliest."""
    past: tuple[Signature, ...] = ()
    """Sign-offs no longer in force: returned, reopened, or followed by a new one on changed content."""
    altered: tuple[str, ...] = ()
    """Events that changed decisions, exceptions or readings since the newest sign-off (shown as `*`)."""
    altered_by: tuple[str, ...] = ()
    """The persons who did."""
    ticked_by: Mapping[Address, str] = field(default_factory=dict)
    second_assigned: str | None = None
    """To whom the second review is assigned."""
    sample: Mapping[str, object] | None = None
    """Why it was chosen for review: method and seed."""
    follows: Mapping[str, FollowUp] = field(default_factory=dict)
    """By leaf, or by the event id of an exception."""
    reopened: Request | None = None
    """The newest reopening."""
    withdrawn: Request | None = None
    purge_asked: Request | None = None
    purged: Request | None = None
    identity: tuple[str, int | None] | None = None
    """Body and year as a person named them."""

    @property
    def locked(self) -> bool:
        """After a second sign-off only a reopening is admitted."""
        return self.second is not None

    @property
    def exceptions(self) -> tuple[Remark, ...]:
        """Exceptions the rules did not raise."""
        return tuple(remark for remark in self.remarks if remark.kind == "except")

    def remark(self, event: str) -> Remark | None:
        """The remark of that event id, of whatever version."""
        return next((r for r in self.remarks if event in (r.event, r.version)), None)
