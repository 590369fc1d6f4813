"""Undo and redo across reports: finds my newest act (or undo), with all that belong to its bulk act, and appends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.desk.views import Undone
from core.errors import ReviewError
from core.ledger import Draft, Event, Kind
from core.review import Step, signing, standing_acts
from core.review.undone import STEPS_BACK

if TYPE_CHECKING:
    from core.desk.reviewing import Reviewing

WINDOWS = (20, 200, 5000)
"""How many of my newest events to look at: nearly always the first is enough."""


def undo(reviewing: Reviewing) -> Undone:
    """Take back my newest act on which nothing later stands; never across a second sign-off."""
    tried: set[str] = set()
    for mine, older in _windows(reviewing):
        acts = standing_acts(mine)
        for act in acts:
            if act.id in tried:
                continue
            bulk = _bulk(act, acts)
            if older and bulk[-1] is mine[-1]:
                break  # a bulk act may reach beyond this window
            tried.update(one.id for one in bulk)
            if done := _take_back(reviewing, bulk):
                return _undone(act, done)
    raise ReviewError("review.nothing-to-undo")


def _take_back(reviewing: Reviewing, bulk: Sequence[Event]) -> list[Event]:
    """Undo what may be undone of these. Where nothing may: ReviewError at a second sign-off, an empty list where only later
    acts stand on them."""
    group = reviewing.group_id() if len(bulk) > 1 else None
    done: list[Event] = []
    refused: list[ReviewError] = []
    for act in bulk:
        try:
            reviewing.record(act.report, partial(_undo_draft, reviewing, act), group)
        except ReviewError as error:
            refused.append(error)
        else:
            done.append(act)
    grave = next((error for error in refused if error.phrase.template != signing.BLOCKED), None)
    if grave and not done:
        raise grave
    return done


def _undo_draft(reviewing: Reviewing, act: Event, step: Step) -> Draft:
    """The report's events are asked for inside the transaction, so that nobody's act slips in between."""
    return signing.undo(step, reviewing.events.of(act.report), act.id)


def redo(reviewing: Reviewing) -> Undone:
    """Put my newest undone act again, unless I did something else since."""
    for mine, older in _windows(reviewing):
        redone = {event.body.get("target") for event in mine if event.kind is Kind.REDO}
        steps = [event for event in mine if event.kind is Kind.UNDO and event.id not in redone]
        newest = next((event for event in mine if event.kind not in STEPS_BACK or event in steps), None)
        if newest is None:
            continue
        if newest.kind is not Kind.UNDO:
            break
        bulk = _bulk(newest, steps)
        if older and bulk[-1] is mine[-1]:
            continue
        group = reviewing.group_id() if len(bulk) > 1 else None
        for step_back in bulk:
            reviewing.record(step_back.report, partial(_redo_draft, reviewing, step_back), group)
        targets = {step_back.body["target"] for step_back in bulk}
        acts = [event for event in reviewing.events.of(newest.report) if event.id in targets]
        return _undone(acts[-1] if acts else newest, bulk)
    raise ReviewError("review.nothing-to-redo")


def _redo_draft(reviewing: Reviewing, back: Event, step: Step) -> Draft:
    return signing.redo(step, reviewing.events.of(back.report), back.id)


def _windows(reviewing: Reviewing) -> Iterator[tuple[tuple[Event, ...], bool]]:
    """My newest events, newest first, ever more of them; and whether there may be older ones."""
    for limit in WINDOWS:
        mine = reviewing.events.newest(reviewing.reviewer, limit)
        yield mine, len(mine) == limit and limit < WINDOWS[-1]
        if len(mine) < limit:
            return


def _bulk(event: Event, among: Sequence[Event]) -> list[Event]:
    group = event.body.get("group")
    return [other for other in among if other.body.get("group") == group] if group else [event]


def _undone(act: Event, done: Sequence[Event]) -> Undone:
    return Undone(act.report, act.kind.value, act.body, len(done), tuple(dict.fromkeys(one.report for one in done)))
