"""What a report's events come to, as rows for readers of the file: written in the event's own transaction.

The program itself always projects from the events; these tables can be made anew from them at any time, and equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.ledger import Event, Kind
from core.model import Checked
from core.review import Decision, ReviewState, Signature, Standing, flags, leaf_decision, leaves, standings
from core.review.state import ReadBy, Remark
from db.engine import Connection
from db.phrases import packed, storable

TABLES = ("reviews", "decisions", "annotations", "ticks", "readings", "signatures", "follow_ups", "standings")
"""All that is derived from events, each with an `edition_id`."""

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class InUse:
    """An edition's current reading with the findings in use."""

    machine: Checked
    shown: Checked
    """With the reviewers' readings put in, where that was stored; else the machine's."""
    ids: list[int]
    """Row ids of the findings of `shown`, in order."""


def store(db: Connection, edition_id: int, rows: Rows) -> None:
    """Put these rows in place of the edition's former ones; most acts only add to the end of one table."""
    for table in TABLES:
        wanted = rows[table]
        held = db.rows(f"SELECT * FROM {table} WHERE edition_id = ?", (edition_id,))
        kept = len(held) if wanted[: len(held)] == held else 0
        if len(held) > kept:
            db.run(f"DELETE FROM {table} WHERE edition_id = ?", (edition_id,))
        if len(wanted) > kept:
            marks = ", ".join("?" * len(wanted[0]))
            db.run_many(f"INSERT INTO {table} VALUES ({marks})", wanted[kept:])


def stored(db: Connection, edition_id: int) -> Rows:
    """The edition's rows as they stand, in key order."""
    sql = "SELECT * FROM {} WHERE edition_id = ?"
    return {table: in_order(db.rows(sql.format(table), (edition_id,))) for table in TABLES}


def in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """For comparing: NULLs and numbers do not sort together otherwise."""
    return sorted(rows, key=repr)


def rows_of(edition_id: int, events: Iterable[Event], state: ReviewState, in_use: InUse | None) -> Rows:
    """All projection rows of an edition; None where nothing could be read of it."""
    events = tuple(events)
    found = _standings(edition_id, in_use.shown, state, in_use.ids) if in_use else []
    if not events:
        return {table: found if table == "standings" else [] for table in TABLES}
    kinds = {event.id: event.kind for event in events}
    return {
        "reviews": [_review(edition_id, state, flags(in_use.machine, state) if in_use else "")],
        "decisions": list(_decisions(edition_id, state)),
        "annotations": [_annotation(edition_id, n, remark) for n, remark in enumerate(state.remarks)],
        "ticks": [(edition_id, str(address), state.ticked_by.get(address)) for address in sorted(state.ticks)],
        "readings": list(_readings(edition_id, state)),
        "signatures": list(_signatures(edition_id, state, kinds)),
        "follow_ups": [
            (edition_id, storable(item), f.due, f.letter, f.reply, f.closed, f.by, f.at, f.event)
            for item, f in state.follows.items()
        ],
        "standings": found,
    }


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
