"""What another copy read: editions with all their readings, source bytes, settings of the rules. A union: whatever comes, in
whatever order and however often, the same is here in the end.

Of the readings of an edition the newest is in use (by time, then by what was read); of two arrivals of the same file the earlier
one counts. So neither depends on which copy is merged into which.
"""

from __future__ import annotations

from dataclasses import dataclass

from db import checked, edition_rows, intake
from db.bodies import name_again
from db.engine import Connection

_HELD = """SELECT e.id, e.uid, e.received_at, t.name, s.name, s.name_bytes, e.given_body, e.given_year, e.error, e.error_zh,
    e.published_on, e.purged
  FROM editions e JOIN batches t ON t.id = e.batch_id JOIN sources s ON s.id = e.source_id"""

_READINGS = """SELECT r.read_at, u.parser, u.rules, r.figures_sha256, r.text_sha256,
    coalesce(r.body, ''), coalesce(r.year, ''), coalesce(r.published_on, ''),
    (SELECT coalesce(group_concat(finding), '') FROM (SELECT finding FROM findings
      WHERE report_id = r.id AND with_readings = 0 ORDER BY position)),
    (SELECT coalesce(group_concat(verdict), '') FROM (SELECT verdict FROM checks
      WHERE report_id = r.id AND with_readings = 0 ORDER BY position)), r.id
  FROM reports r JOIN runs u ON u.id = r.run_id WHERE r.edition_id = ?"""

Key = tuple[str, ...]
"""What makes a reading another one: when, by which parser and rules, what figures and text, what was said of them."""


@dataclass(frozen=True, slots=True)
class Held:
    """An edition as one copy holds it."""

    id: int
    uid: str
    received_at: str
    batch: str
    name: str
    name_bytes: bytes | None
    given_body: str
    given_year: int | None
    error: str | None
    error_zh: str | None
    published_on: str | None
    purged: int

    @property
    def arrival(self) -> tuple[str, ...]:
        """The earlier counts."""
        told = (self.received_at, self.batch, self.name, self.given_body)
        return (*told, str(self.given_year), self.error or "", self.error_zh or "")


@dataclass(frozen=True, slots=True)
class Came:
    """What came for one edition."""

    uid: str
    new: bool
    """It was not here."""
    readings: int


def take_settings(db: Connection, theirs: Connection) -> None:
    """The settings behind the hashes in versions of the rules."""
    db.run_many("INSERT OR IGNORE INTO profiles VALUES (?, ?)", theirs.rows("SELECT rules, settings FROM profiles"))


def take_reports(db: Connection, theirs: Connection) -> list[Came]:
    """Editions, readings and sources that are not here; only those for which something came."""
    ours = {held.uid: held for held in map(_held, db.rows(_HELD))}
    came = [_take(db, theirs, held, ours.get(held.uid)) for held in map(_held, theirs.rows(f"{_HELD} ORDER BY e.id"))]
    return [one for one in came if one.new or one.readings]


def _held(row: tuple[object, ...]) -> Held:
    return Held(*row)  # type: ignore[arg-type]


def _take(db: Connection, theirs: Connection, held: Held, mine: Held | None) -> Came:
    if mine is not None and mine.purged:
        return Came(held.uid, False, 0)
    if mine is None:
        edition_id = _new(db, theirs, held)
    else:
        edition_id = mine.id
        _arrived_first(db, mine, held)
    taken = 0
    if not held.purged:
        taken = _take_readings(db, theirs, held.id, edition_id)
        _take_bytes(db, theirs, held.uid)
    if mine is None or taken or (held.arrival, held.published_on) != (mine.arrival, mine.published_on):
        name_again(db, [edition_id])
    return Came(held.uid, mine is None, taken)


def _new(db: Connection, theirs: Connection, held: Held) -> int:
    """The edition without its readings; what was purged there comes as such with its events."""
    error = held.error or ("missing" if held.purged else None)
    message = (held.error_zh or "") if error else None
    edition_id, _body = intake.put_edition(db, edition_rows.edition_of(theirs, held.id), error, message)
    sql = "UPDATE editions SET given_body = ?, given_year = ? WHERE id = ?"
    db.run(sql, (held.given_body, held.given_year, edition_id))
    return edition_id


def _arrived_first(db: Connection, mine: Held, held: Held) -> None:
    """Batch, name and time of whichever came first; a day of publication where one of them knows it."""
    if held.arrival < mine.arrival:
        db.run("INSERT OR IGNORE INTO batches(name) VALUES (?)", (held.batch,))
        batch_id = db.scalar("SELECT id FROM batches WHERE name = ?", (held.batch,))
        sql = "UPDATE editions SET received_at = ?, batch_id = ?, given_body = ?, given_year = ? WHERE id = ?"
        db.run(sql, (held.received_at, batch_id, held.given_body, held.given_year, mine.id))
        if mine.error is not None:
            sql = "UPDATE editions SET error = ?, error_zh = ? WHERE id = ?"
            db.run(sql, (held.error or mine.error, held.error_zh or mine.error_zh, mine.id))
        sql = "UPDATE sources SET name = ?, name_bytes = ? WHERE sha256 = ?"
        db.run(sql, (held.name, held.name_bytes, held.uid))
    days = [day for day in (mine.published_on, held.published_on) if day is not None]
    db.run("UPDATE editions SET published_on = ? WHERE id = ?", (min(days, default=None), mine.id))


def _readings(db: Connection, edition_id: int) -> dict[Key, int]:
    return {tuple(map(str, key)): report_id for *key, report_id in db.rows(_READINGS, (edition_id,))}


def _take_readings(db: Connection, theirs: Connection, their_id: int, edition_id: int) -> int:
    """Store the readings that are not here; how many."""
    here, there = _readings(db, edition_id), _readings(theirs, their_id)
    missing = sorted(there.keys() - here.keys())
    if not missing:
        return 0
    source = edition_rows.source_of(theirs, their_id)
    intake.unindex_current(db, edition_id)
    for key in missing:
        checked.put(db, edition_id, checked.load_reading(theirs, there[key], source), key[0])
    if missing[-1] == max((*here, *there)):
        facts = (source.format, source.size, source.pages, source.sha256)
        db.run("UPDATE sources SET format = ?, size = ?, pages = ? WHERE sha256 = ?", facts)
    db.run("UPDATE editions SET error = NULL, error_zh = NULL WHERE id = ?", (edition_id,))
    _arrange(db, edition_id)
    intake.use_current(db, edition_id)
    return len(missing)


def _take_bytes(db: Connection, theirs: Connection, uid: str) -> None:
    kept = "SELECT 1 FROM blobs b JOIN sources s ON s.id = b.source_id WHERE s.sha256 = ?"
    if db.one(kept, (uid,)) is not None:
        return
    data = theirs.scalar("SELECT b.data FROM blobs b JOIN sources s ON s.id = b.source_id WHERE s.sha256 = ?", (uid,))
    if data is not None:
        db.run("INSERT OR IGNORE INTO blobs SELECT id, ? FROM sources WHERE sha256 = ?", (data, uid))


def _arrange(db: Connection, edition_id: int) -> None:
    """Put an edition's readings in order; the newest is in use."""
    ordered = [report_id for _key, report_id in sorted(_readings(db, edition_id).items())]
    db.run("UPDATE reports SET current = 0, n = -n WHERE edition_id = ?", (edition_id,))
    places = [(n, int(n == len(ordered)), report_id) for n, report_id in enumerate(ordered, 1)]
    db.run_many("UPDATE reports SET n = ?, current = ? WHERE id = ?", places)
