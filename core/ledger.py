"""Events: what reviewers did, append-only and hash-chained; state is derived from them.

Each (replica, report) has its own chain: n counts from 1, `previous` is the hash of n-1 (64 zeros for the first). A hash
covers the canonical bytes of everything else in the event. Merging copies of a database is the union of their chains.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.reviewer import Reviewer as Reviewer  # noqa: PLC0414 - part of what an event is, so told on
from core.wording import Argument, Phrase

FIRST = "0" * 64


class Kind(StrEnum):
    """What an event says. `body` fields stand behind each; fields that say nothing are left out.

    Any body may carry `group` (an id that all events of one bulk act share: one undo takes them all back). A *decision* body
    is: finding, rule, leaves, addresses and quote with `seen` (fingerprint of both), text, and `carried` (event id of the
    decision on a former edition that it takes over).
    """

    CONFIRM = "confirm"
    """a decision, category (1–9)"""
    DISMISS = "dismiss"
    """a decision, reason (digit of the reason on the rule's card, from 1), because (that reason's words, Chinese)"""
    ASK = "ask"
    """a decision"""
    RETRACT = "retract"
    """finding, leaves: my decision on them no longer stands"""
    SETTLE = "settle"
    """a decision, verdict (`confirm`, `dismiss` or `ask`): ends a dispute"""
    EXCEPT = "except"
    """address or anchor or neither (the whole report), category (1–9), level (1–3), text, value (proposed), replaces"""
    TICK = "tick"
    """addresses, ticked (true, or false to take ticks away)"""
    READ = "read"
    """address, printed: what the page prints (判读); without `printed` the machine's reading holds again"""
    PROPOSE = "propose"
    """address, value: what it should be; text, replaces"""
    NOTE = "note"
    """text, address or anchor or neither, thread (event id of what is answered), replaces (event id of the version edited)"""
    RESOLVE = "resolve"
    """thread, resolved (true, or false to open it again)"""
    MARK = "mark"
    """content (hash signed), seen_event (id of the newest event seen), signature (ssh, if any)"""
    SIGN = "sign"
    """content, seen_event, signature (ssh): the second person"""
    RETURN = "return"
    """reason"""
    REOPEN = "reopen"
    """reason"""
    ASSIGN = "assign"
    """to (login; absent: nobody), level (1 or 2), sample ({method, seed}: why it was chosen)"""
    FOLLOW = "follow"
    """finding, leaves or remark, due, letter, reply, closed (ISO dates): 整改 of a confirmed finding or an exception"""
    IDENTIFY = "identify"
    """body, year: whose report of which year this edition is, where it was not recognised"""
    UNDO = "undo"
    """target (event id)"""
    REDO = "redo"
    """target (event id of the undo)"""
    WITHDRAW = "withdraw"
    """reason"""
    RESTORE = "restore"
    """reason: a withdrawn report is shown again"""
    PURGE = "purge"
    """reason, request (event id of the other person's purge event; absent: this is the request)"""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it has its place in the chain."""

    kind: Kind
    body: Mapping[str, Any]
    """JSON: str, int, bool, None, lists and mappings of them; no floats."""
    finding_set: str = ""
    """Hash of what was shown when it was decided."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act, with its place in the chain."""

    id: str
    at: str
    author: Reviewer
    replica: str
    report: str
    n: int
    kind: Kind
    body: Mapping[str, Any]
    finding_set: str
    previous: str
    hash: str


def canonical(event: Event) -> bytes:
    """The bytes an event's hash covers: JSON of all fields but the hash, keys sorted, no blanks, UTF-8."""
    author = event.author
    fields = {
        "id": event.id,
        "at": event.at,
        "author": [author.login, author.uid, author.installation, author.acting_as],
        "replica": event.replica,
        "report": event.report,
        "n": event.n,
        "kind": event.kind.value,
        "body": event.body,
        "finding_set": event.finding_set,
        "previous": event.previous,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sealed(event: Event) -> str:
    """The hash the event must carry."""
    return hashlib.sha256(canonical(event)).hexdigest()


def head(tails: Iterable[tuple[str, str, int, str]]) -> str:
    """A database's head: SHA-256 over its sorted chain heads `(replica, report, n, hash)`."""
    lines = (f"{replica} {report} {n} {hash_}\n" for replica, report, n, hash_ in sorted(tails))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def chained(
    draft: Draft, author: Reviewer, *, id: str, at: str, replica: str, report: str, tail: Event | None
) -> Event:
    """The event that `draft` becomes behind `tail`, the newest of its chain (None: it is the first)."""
    n, previous = (tail.n + 1, tail.hash) if tail else (1, FIRST)
    event = Event(id, at, author, replica, report, n, draft.kind, draft.body, draft.finding_set, previous, "")
    return replace(event, hash=sealed(event))


def shown_order(event: Event) -> tuple[str, str, int]:
    """Sort key of the order in which events are shown and take effect: (time, replica, n)."""
    return event.at, event.replica, event.n


class Break(StrEnum):
    """How a chain fails to hold."""

    STRANGER = "stranger"
    """The event belongs to another replica or report."""
    GAP = "gap"
    """An event is missing (or there twice) before this one."""
    PREVIOUS = "previous"
    """It does not name the hash of the event before it."""
    HASH = "hash"
    """Its content is not what its hash says."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first event of a chain that does not hold, and why."""

    what: Break
    event: Event
    expected_n: int

    @property
    def phrase(self) -> Phrase:
        """For `verify` and `doctor`."""
        event = self.event
        arguments: dict[str, Argument] = {"n": event.n, "expected": self.expected_n, "event": event.id}
        return Phrase(f"ledger.{self.what}", {**arguments, "replica": event.replica, "report": event.report[:12]})


def verify_chain(events: Iterable[Event]) -> Fault | None:
    """The first fault of one (replica, report) chain, given in order of n; None if it holds. A dropped tail is only seen
    by comparing with a head kept elsewhere."""
    owner: tuple[str, str] | None = None
    previous = FIRST
    for n, event in enumerate(events, 1):
        owner = owner or (event.replica, event.report)
        if (event.replica, event.report) != owner:
            return Fault(Break.STRANGER, event, n)
        if event.n != n:
            return Fault(Break.GAP, event, n)
        if event.previous != previous:
            return Fault(Break.PREVIOUS, event, n)
        if event.hash != sealed(event):
            return Fault(Break.HASH, event, n)
        previous = event.hash
    return None


def verify_chains(events: Iterable[Event]) -> Fault | None:
    """The first fault among all chains of these events, chains taken in order of (replica, report)."""
    chains: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        chains.setdefault((event.replica, event.report), []).append(event)
    faults = (verify_chain(sorted(chains[key], key=lambda event: event.n)) for key in sorted(chains))
    return next((fault for fault in faults if fault), None)
