"""What a report's events come to, as rows for readers of the file: written in the event's own transaction.

The program itself always projects from the events; these tables can be made anew from them at any time, and equal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.ledger import Event, Kind
from core.model import Checked
from core.review import Decision, ReviewState, Signature, Standing, flags, leaf_decision, leaves, standings
from core.review.state import ReadBy, Remark
from db.engine import Connection
from db.phrases import packed, storable

FLAGS = 8
"""Where they stand in a row of `reviews`."""
TABLES = ("reviews", "decisions", "annotations", "ticks", "readings", "signatures", "follow_ups", "standings")
"""All that is derived from events, each with an `edition_id`."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "decisions": ("decisions", "settled"),
    "annotations": ("remarks",),
    "ticks": ("ticked_by",),
    "readings": ("read_by",),
    "signatures": ("marks", "second", "past"),
    "follow_ups": ("follows",),
    "standings": ("decisions", "settled", "readings", "marks", "second", "altered"),
}
"""Which fields of the state each table is made from, besides `reviews`, which has something of all. A letter of `reviews.flags`
hangs on the same as the standings."""

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class InUse:
    """An edition's current reading with the findings in use."""

    machine: Checked
    shown: Checked
    """With the reviewers' readings put in, where that was stored; else the machine's."""
    ids: list[int]
    """Row ids of the findings of `shown`, in order."""


def changed(before: ReviewState | None, after: ReviewState) -> frozenset[str]:
    """The tables whose rows may be others after an act; all of them where it is not known what was there."""
    if before is None:
        return frozenset(TABLES)
    parts = (table for table, fields in PARTS.items() if any(getattr(before, f) != getattr(after, f) for f in fields))
    return frozenset(("reviews", *parts))


def only_more(before: ReviewState | None, after: ReviewState) -> int:
    """How many remarks stand as they were written; the others are behind them."""
    held = len(before.remarks) if before is not None else 0
    return held if before is not None and after.remarks[:held] == before.remarks else 0


def flags_held(db: Connection, edition_id: int) -> str:
    """The flags as written last."""
    return str(db.scalar("SELECT flags FROM reviews WHERE edition_id = ?", (edition_id,)) or "")


def with_flags(reviews: list[tuple[Any, ...]], letters: str) -> list[tuple[Any, ...]]:
    """Rows of `reviews` with these flags."""
    return [(*row[:FLAGS], letters, *row[FLAGS + 1 :]) for row in reviews]


def store(db: Connection, edition_id: int, rows: Rows) -> None:
    """Put these rows in place of the edition's former ones, table by table; most acts only add to the end of one table."""
    for table, wanted in rows.items():
        held = db.rows(f"SELECT * FROM {table} WHERE edition_id = ?", (edition_id,))
        kept = len(held) if wanted[: len(held)] == held else 0
        if len(held) > kept:
            db.run(f"DELETE FROM {table} WHERE edition_id = ?", (edition_id,))
        add(db, table, wanted[kept:])


def add(db: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows behind those that are there."""
    if rows:
        db.run_many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def stored(db: Connection, edition_id: int) -> Rows:
    """The edition's rows as they stand, in key order."""
    sql = "SELECT * FROM {} WHERE edition_id = ?"
    return {table: in_order(db.rows(sql.format(table), (edition_id,))) for table in TABLES}


def in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """For comparing: NULLs and numbers do not sort together otherwise."""
    return sorted(rows, key=repr)


def rows_of(
    edition_id: int,
    events: Iterable[Event],
    state: ReviewState,
    in_use: InUse | None,
    tables: Collection[str] = TABLES,
    remarks_from: int = 0,
) -> Rows:
    """Projection rows of an edition; `in_use` is None where nothing could be read of it. Of the annotations those from a position
    on."""
    letters = flags(in_use.machine, state) if in_use else ""
    remarks = enumerate(state.remarks[remarks_from:], remarks_from)
    makers: dict[str, Callable[[], Iterable[tuple[Any, ...]]]] = {
        "reviews": lambda: [_review(edition_id, state, letters)] if state.events else [],
        "decisions": lambda: _decisions(edition_id, state),
        "annotations": lambda: (_annotation(edition_id, n, remark) for n, remark in remarks),
        "ticks": lambda: ((edition_id, str(a), state.ticked_by.get(a)) for a in sorted(state.ticks)),
        "readings": lambda: _readings(edition_id, state),
        "signatures": lambda: _signatures(edition_id, state, {event.id: event.kind for event in events}),
        "follow_ups": lambda: _follow_ups(edition_id, state),
        "standings": lambda: _standings(edition_id, in_use.shown, state, in_use.ids) if in_use else [],
    }
    return {table: list(makers[table]()) for table in TABLES if table in tables}


def _review(edition_id: int, state: ReviewState, letters: str) -> tuple[Any, ...]:
    return (
        edition_id,
        state.stage.value,
        state.assigned_to,
        state.second_assigned,
        packed(state.sample) if state.sample is not None else None,
        state.returned,
        state.reopened.reason if state.reopened else None,
        state.withdrawn.reason if state.withdrawn else None,
        letters,
        state.last_event,
        state.events,
    )


def _decisions(edition_id: int, state: ReviewState) -> Iterable[tuple[Any, ...]]:
    for leaf in sorted({*state.decisions, *state.settled}):
        held = [(0, decision) for decision in state.decisions.get(leaf, ())]
        held += [(1, state.settled[leaf])] if leaf in state.settled else []
        for position, (settles, d) in enumerate(held):
            places = packed([str(address) for address in d.addresses])
            yield (
                *(edition_id, storable(leaf), position, settles, d.verdict, d.by, d.person, d.at, d.category, d.reason),
                *(d.text, d.finding, places, d.quote, d.seen, d.carried, d.event, d.because or None),
            )


def _annotation(edition_id: int, position: int, remark: Remark) -> tuple[Any, ...]:
    return (
        *(edition_id, position, remark.event, remark.version, remark.kind, remark.by, remark.person, remark.at),
        remark.text,
        str(remark.address) if remark.address else None,
        packed(remark.anchor) if remark.anchor is not None else None,
        *(remark.category, remark.level, remark.value, remark.thread, remark.resolved_by, remark.reopened_by),
    )


def _readings(edition_id: int, state: ReviewState) -> Iterable[tuple[Any, ...]]:
    def age(reading: ReadBy) -> tuple[str, str]:
        return reading.at, reading.event

    for address, readings in sorted(state.read_by.items()):
        for position, r in enumerate(sorted(readings, key=age, reverse=True)):
            yield (edition_id, str(address), position, r.printed, r.by, r.person, r.at, r.event)


def _follow_ups(edition_id: int, state: ReviewState) -> Iterable[tuple[Any, ...]]:
    for item, f in state.follows.items():
        yield (edition_id, storable(item), f.due, f.letter, f.reply, f.closed, f.by, f.at, f.event)


def _signatures(edition_id: int, state: ReviewState, kinds: Mapping[str, Kind]) -> Iterable[tuple[Any, ...]]:
    standing: tuple[Signature, ...] = (*state.marks, *((state.second,) if state.second else ()))
    for position, s in enumerate((*standing, *state.past)):
        level = 2 if kinds.get(s.event) is Kind.SIGN else 1
        held = int(position < len(standing))
        signed = (s.by, s.person, s.at, s.finding_set, s.content, s.signature, s.event)
        yield (edition_id, position, level, held, *signed)


def _standings(edition_id: int, checked: Checked, state: ReviewState, ids: list[int]) -> list[tuple[Any, ...]]:
    found = []
    for finding_id, (finding, standing) in zip(ids, standings(checked, state), strict=True):
        said = list(_said(state, leaves(finding), standing))
        who = "、".join(dict.fromkeys(decision.by for decision in said)) or None
        words = (text for decision in said for text in (decision.because, decision.text) if text)
        note = "\n".join(dict.fromkeys(words)) or None
        at = max((decision.at for decision in said), default=None)
        found.append((finding_id, edition_id, standing.value, who, at, note))
    return found


def _said(state: ReviewState, covered: Iterable[str], standing: Standing) -> Iterable[Decision]:
    """The decisions a standing rests on: all of them in a dispute, else the one that holds for each leaf."""
    for leaf in covered:
        held = leaf_decision(state, leaf)
        if isinstance(held, Decision):
            yield held
        elif standing is Standing.DISPUTED:
            yield from state.decisions.get(leaf, ())


def body_json(body: Mapping[str, Any]) -> str:
    """An event's body as stored: canonical, so that its hash can be computed from the row."""
    return storable(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
