"""Copies of a database that are worked on: starting one from an export, and bringing one's events back.

A merge is the union of chains: in any order and any number of times it gives the same events, hence the same state.
"""

from __future__ import annotations

import stat
import uuid
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from core import ledger
from core.errors import Damaged, StoreError
from core.ledger import Event
from core.merged import Merged, Touched
from core.review import Standing, leaf_decision, project
from db import arriving, edition_rows, events, schema
from db.archive import sync
from db.arriving import Came
from db.bodies import forget_unnamed, take_roster
from db.consequences import consequences
from db.engine import Connection, connect, open_raw
from db.faults import translated
from db.record import Record
from db.sealing import LOCAL


def continue_from(source: Path, target: Path) -> str:
    """A new working copy at `target` from an export (or another copy), with a replica id of its own, which is returned.

    StoreError if there is a file at `target` already.
    """
    if target.exists():
        raise StoreError("store.exists", str(target))
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    db = connect(source, "ro")
    try:
        schema.refuse_newer(db.raw, source)
        db.run("VACUUM INTO ?", (str(partial),))
    finally:
        db.close()
    replica = str(uuid.uuid4())
    raw = open_raw(partial, "rw")
    try:
        with translated(target):
            raw.execute("BEGIN IMMEDIATE")
            for table in (*LOCAL, "contents", "meta"):
                raw.execute(f"DELETE FROM {table}")
            raw.execute("INSERT INTO replicas VALUES (?)", (replica,))
            raw.execute("INSERT INTO local_settings VALUES ('replica', ?)", (replica,))
            raw.execute("INSERT INTO meta VALUES ('kind', 'working')")
            raw.execute("COMMIT")
    finally:
        raw.close()
    sync(partial)
    partial.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IWGRP)
    partial.rename(target)
    sync(target.parent)
    return replica


class _DryRun(Exception):
    """Leaves the transaction without keeping it."""


def merge(db: Connection, other: Path, dry_run: bool = False) -> Merged:
    """Take over what another copy has and this one has not: reports with all their readings, the roster, events of every replica.

    Damaged where a chain of the other does not hold, or the same replica was worked on in two places; then nothing is taken.
    """
    theirs = connect(other, "ro")
    added: list[tuple[int, Event]] = []
    try:
        schema.refuse_newer(theirs.raw, other)
        merged = Merged((), 0, ())
        try:
            with theirs.reading(), db.writing():
                arriving.take_settings(db, theirs)
                bodies = take_roster(db, theirs)
                came = arriving.take_reports(db, theirs)
                added = list(_take_events(db, theirs))
                disputes = tuple(_renew(db, [event for _, event in added]))
                forget_unnamed(db)
                merged = _told(db, came, [event for _, event in added], disputes, bodies)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return merged
    finally:
        theirs.close()
    record = Record(db.path)
    for number, event in added:
        record.append(number, event)
    return merged


def _told(
    db: Connection, came: list[Came], added: list[Event], disputes: tuple[tuple[str, str], ...], bodies: int
) -> Merged:
    """What came, in all and for each report."""
    of = {one.uid: one for one in came}
    lines = []
    for uid in dict.fromkeys((*of, *(event.report for event in added))):
        edition = edition_rows.edition_of(db, edition_rows.edition_id_of(db, uid))
        own = [event for event in added if event.report == uid]
        by = tuple(dict.fromkeys(event.author.login for event in own))
        in_dispute = sum(report == uid for report, _ in disputes)
        one = of.get(uid, Came(uid, False, 0))
        what = (edition.body, edition.year, edition.source.name, one.new, len(own), by, in_dispute, one.readings)
        lines.append(Touched(uid, *what))
    touched = tuple(sorted(lines, key=lambda line: (line.body, line.year or 0, line.uid)))
    new = tuple(one.uid for one in came if one.new)
    return Merged(new, len(added), disputes, touched, sum(one.readings for one in came), bodies)


def _take_events(db: Connection, theirs: Connection) -> Iterable[tuple[int, Event]]:
    rows = theirs.rows(f"SELECT {events.COLUMNS} FROM events ORDER BY replica, report, n")
    for (replica, report), chain in groupby(map(events.row_event, rows), lambda e: (e.replica, e.report)):
        links = list(chain)
        fault = ledger.verify_chain(links)
        if fault:
            raise Damaged("store.broken-chain", theirs.path.name, report=report[:12], n=fault.expected_n)
        held = db.scalar("SELECT max(n) FROM events WHERE replica = ? AND report = ?", (replica, report)) or 0
        shared = min(held, len(links))
        sql = "SELECT hash FROM events WHERE replica = ? AND report = ? AND n = ?"
        if shared and db.scalar(sql, (replica, report, shared)) != links[shared - 1].hash:
            raise Damaged("store.forked-replica", theirs.path.name, replica=replica, report=report[:12])
        db.run("INSERT OR IGNORE INTO replicas VALUES (?)", (replica,))
        edition_id = edition_rows.edition_id_of(db, report)
        for event in links[held:]:
            yield events.insert(db, edition_id, event), event


def _renew(db: Connection, added: list[Event]) -> Iterable[tuple[str, str]]:
    """Project what was touched anew; the leaves that came to be in dispute."""
    new = {event.id for event in added}
    for report in dict.fromkeys(event.report for event in added):
        edition_id = edition_rows.edition_id_of(db, report)
        happened = events.of(db, edition_id)
        before, after = project(event for event in happened if event.id not in new), project(happened)
        events.renew(db, edition_id, happened, after)
        consequences(db, edition_id, before, after)
        for leaf in after.decisions:
            disputed = leaf_decision(after, leaf) is Standing.DISPUTED
            if disputed and leaf_decision(before, leaf) is not Standing.DISPUTED:
                yield report, leaf
