"""Undo and redo as events: which acts are taken back, which later acts stand on an act.

An act is taken back while an undo names it that no redo names. So the order of arrival does not matter, and nothing is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.ledger import Event, Kind

STEPS_BACK = frozenset((Kind.UNDO, Kind.REDO))
FINAL = frozenset((Kind.SIGN, Kind.REOPEN, Kind.PURGE))
"""Acts that are never undone: a second sign-off is left by reopening, a reopening by signing again."""


def taken_back(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the acts that an undo took back and no redo put again."""
    events = tuple(events)
    redone = {event.body.get("target") for event in events if event.kind is Kind.REDO}
    undos = (event for event in events if event.kind is Kind.UNDO and event.id not in redone)
    return frozenset(str(event.body.get("target")) for event in undos)


def standing_acts(events: Iterable[Event]) -> tuple[Event, ...]:
    """The acts in force, in the given order: neither undone nor themselves an undo or redo."""
    events = tuple(events)
    gone = taken_back(events)
    return tuple(event for event in events if event.kind not in STEPS_BACK and event.id not in gone)


def dependent(act: Event, later: Sequence[Event]) -> Event | None:
    """The first of the later acts in force (same report, shown order) that stands on `act`; None if it may be taken back."""
    return next((event for event in later if _stands_on(event, act)), None)


def _stands_on(later: Event, act: Event) -> bool:
    rule = _RULES.get(later.kind)
    return bool(rule and rule(later, act))


def _names(*fields: str) -> Callable[[Event, Event], bool]:
    """The later act names the earlier one in one of these fields."""
    return lambda later, act: any(later.body.get(field) == act.id for field in fields)


def _signs_over(later: Event, act: Event) -> bool:
    """A sign-off stands on everything others did before it; one's own acts before one's own mark are taken back after the mark."""
    return later.author.person != act.author.person or act.kind is Kind.MARK


def _shares_leaves(later: Event, act: Event) -> bool:
    """A settlement or follow-up stands on every decision about one of its leaves, or on the exception it names."""
    if act.kind not in (Kind.CONFIRM, Kind.DISMISS, Kind.ASK):
        return later.body.get("remark") == act.id
    return bool(set(later.body.get("leaves", ())) & set(act.body.get("leaves", ())))


_RULES: dict[Kind, Callable[[Event, Event], bool]] = {
    Kind.NOTE: _names("thread", "replaces"),
    Kind.EXCEPT: _names("replaces"),
    Kind.PROPOSE: _names("replaces"),
    Kind.RESOLVE: _names("thread"),
    Kind.SETTLE: _shares_leaves,
    Kind.FOLLOW: _shares_leaves,
    Kind.MARK: _signs_over,
    Kind.SIGN: lambda _later, _act: True,
    Kind.RETURN: lambda _later, act: act.kind is Kind.MARK,
    Kind.REOPEN: lambda _later, _act: True,
    Kind.ASSIGN: lambda _later, act: act.kind is Kind.ASSIGN,
    Kind.RESTORE: lambda _later, act: act.kind is Kind.WITHDRAW,
    Kind.PURGE: lambda _later, _act: True,
}
