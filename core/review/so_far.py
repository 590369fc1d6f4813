"""The state of a review while the projection builds it, event by event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.address import Address
from core.ledger import Event
from core.review.state import Decision, FollowUp, ReadBy, Remark, ReviewState, Signature, Stage


@dataclass(slots=True)
class SoFar:
    """The state while it is built."""

    decisions: dict[str, dict[str, Decision]] = field(default_factory=dict)
    settled: dict[str, Decision] = field(default_factory=dict)
    ticks: dict[Address, str] = field(default_factory=dict)
    readings: dict[Address, dict[str, ReadBy]] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """Event id of each version of a remark -> event id of the remark."""
    follows: dict[str, FollowUp] = field(default_factory=dict)
    marks: tuple[Signature, ...] = ()
    second: Signature | None = None
    past: tuple[Signature, ...] = ()
    altered: dict[str, str] = field(default_factory=dict)
    """Event id -> person."""
    worked: bool = False
    rest: dict[str, Any] = field(default_factory=dict)
    """Fields of the state that are simply the newest event's."""

    def state(self, last_event: str, count: int) -> ReviewState:
        """Frozen."""
        newest = {
            address: max(by.values(), key=lambda r: (r.at, r.event)) for address, by in self.readings.items() if by
        }
        return ReviewState(
            stage=self.stage(),
            decisions={leaf: tuple(by.values()) for leaf, by in sorted(self.decisions.items()) if by},
            settled=dict(sorted(self.settled.items())),
            ticks=frozenset(self.ticks),
            ticked_by=dict(sorted(self.ticks.items())),
            readings={address: newest[address].printed for address in sorted(newest)},
            read_by={address: tuple(by.values()) for address, by in sorted(self.readings.items()) if by},
            remarks=tuple(self.remarks.values()),
            follows=dict(sorted(self.follows.items())),
            first=self.marks[0] if self.marks else None,
            second=self.second,
            marks=self.marks,
            past=self.past,
            altered=tuple(self.altered),
            altered_by=tuple(sorted(set(self.altered.values()))),
            last_event=last_event,
            events=count,
            **self.rest,
        )

    def stage(self) -> Stage:
        """The gravest that holds."""
        if self.rest.get("withdrawn") or self.rest.get("purged"):
            return Stage.WITHDRAWN
        if self.second:
            return Stage.SIGNED
        if self.marks:
            return Stage.REVIEWED
        if self.rest.get("returned") is not None:
            return Stage.RETURNED
        return Stage.REVIEWING if self.worked else Stage.OPEN

    def alter(self, event: Event) -> None:
        """Note work on the record; after a sign-off it shows."""
        self.worked = True
        if self.marks:
            self.altered[event.id] = event.author.person

    def end_sign_offs(self) -> None:
        """What was signed is history now."""
        self.past += self.marks + ((self.second,) if self.second else ())
        self.marks, self.second, self.altered = (), None, {}
