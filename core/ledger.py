"""Events: what reviewers did, append-only and hash-chained; state is derived from them.

Each (replica, report) has its own chain: n counts from 1, `previous` is the hash of n-1 (64 zeros for the first). A hash
covers the canonical bytes of everything else in the event. Merging copies of a database is the union of their chains.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FIRST = "0" * 64


class Kind(StrEnum):
    """What an event says. `body` fields stand behind each."""

    CONFIRM = "confirm"
    """finding, leaves, seen (finding fingerprint), category (1–9 or None), text"""
    DISMISS = "dismiss"
    """finding, leaves, seen, reason (index on the card or None), text"""
    ASK = "ask"
    """finding, leaves, seen, text"""
    EXCEPT = "except"
    """address or span, category, text: an exception the rules did not raise"""
    TICK = "tick"
    """addresses"""
    READ = "read"
    """address, printed: what the page prints (判读)"""
    PROPOSE = "propose"
    """address, value: what it should be"""
    NOTE = "note"
    """text, address or anchor, thread (event id of the first note, None for a new thread), replaces (event id or None)"""
    RESOLVE = "resolve"
    """thread, resolved (true/false)"""
    MARK = "mark"
    """finding_set, seen_event (id of the newest event seen or None), content (hash signed)"""
    SIGN = "sign"
    """finding_set, content, signature (ssh, or None): the second person"""
    RETURN = "return"
    """reason"""
    REOPEN = "reopen"
    """reason"""
    ASSIGN = "assign"
    """to (reviewer name or None)"""
    SETTLE = "settle"
    """leaf, verdict: ends a dispute"""
    FOLLOW = "follow"
    """finding, due, letter, reply, closed: 整改 of a confirmed finding"""
    UNDO = "undo"
    """target (event id)"""
    REDO = "redo"
    """target (event id of the undo)"""
    WITHDRAW = "withdraw"
    """reason"""
    PURGE = "purge"
    """reason, second (the other person)"""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who acts: installation, uid and login make the person; `acting_as` is only recorded (never a second person)."""

    login: str
    uid: int
    installation: str
    acting_as: str | None = None

    @property
    def name(self) -> str:
        """As shown."""
        return self.acting_as or self.login

    @property
    def person(self) -> str:
        """What two events of one person share."""
        return f"{self.installation}:{self.uid}:{self.login}"


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
