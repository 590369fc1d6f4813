"""`core.ports.Reports`: editions, what was read of them, what the rules said.

A start only lists: what knows the reports themselves is imported by the first method that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import listing
from db.engine import Connection
from db.phrases import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from core.model import Body, Checked, Edition
    from core.ports import Clock, ListPage, Query, ReportRow, Tally, Thread


class Reports:
    """Stored reports."""

    def __init__(self, db: Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def add(self, items: Sequence[tuple[Edition, Checked]]) -> None:
        """Store new editions in one transaction and settle which is in force; one already read is left alone."""
        from db import intake

        with self._db.bulk():
            intake.add(self._db, items, self._clock.now())

    def add_unreadable(self, edition: Edition, kind: str, message: str) -> None:
        """Store that a source could not be read, and why; one that was read before is left alone."""
        from db import intake

        with self._db.bulk():
            intake.add_unreadable(self._db, edition, kind, message)

    def replace(self, uid: str, checked: Checked, former: Checked | None = None) -> None:
        """A re-reading. The former stays as history; where the same reading was only checked anew and nobody had acted on
        it yet, what the rules said is put in its place."""
        from db import events, intake
        from db.edition_rows import edition_id_of, edition_of

        with self._db.bulk():
            edition_id = edition_id_of(self._db, uid)
            intake.check_hashes(edition_of(self._db, edition_id), checked)
            if former is None or not intake.is_in_use(self._db, edition_id, former):
                in_use = events.current(self._db, edition_id)
                former = in_use.machine if in_use else None
            if former == checked:
                return
            acted = self._db.one("SELECT 1 FROM events WHERE edition_id = ? LIMIT 1", (edition_id,))
            if former is not None and former.report == checked.report and not acted:
                intake.put_verdicts(self._db, edition_id, checked, self._clock.now())
            else:
                self._reread(edition_id, checked)
            listing.refresh(self._db, [edition_id])

    def _reread(self, edition_id: int, read: Checked) -> None:
        from db import intake
        from db.editions import settle

        intake.put_source(self._db, read.report.source)
        self._db.run("UPDATE editions SET error = NULL, error_zh = NULL WHERE id = ?", (edition_id,))
        intake.put_reading(self._db, edition_id, read, self._clock.now())
        intake.recognise(self._db, edition_id, read.report.masthead)
        [(body_id, year)] = self._db.rows("SELECT body_id, year FROM editions WHERE id = ?", (edition_id,))
        settle(self._db, body_id, year)

    def matching(self, prefix: str) -> Sequence[str]:
        """Uids that begin so; at most 20."""
        sql = "SELECT uid FROM editions WHERE substr(uid, 1, ?) = ? AND purged = 0 ORDER BY uid LIMIT 20"
        return [uid for (uid,) in self._db.rows(sql, (len(prefix), prefix.lower()))]

    def history(self, uid: str) -> Sequence[Checked]:
        """All readings of an edition, the newest first."""
        from db import checked
        from db.edition_rows import edition_id_of, edition_of

        with self._db.reading():
            edition_id = edition_id_of(self._db, uid)
            source = edition_of(self._db, edition_id).source
            ids = self._db.rows("SELECT id FROM reports WHERE edition_id = ? ORDER BY n DESC", (edition_id,))
            return [checked.load_reading(self._db, id_, source) for (id_,) in ids]

    def versions(self, query: Query | None = None) -> Sequence[tuple[str, str, str]]:
        """(uid, parser, rules) of the reports that a query lists, or of every edition."""
        return listing.versions(self._db, query)

    def keep_settings(self, rules: str, settings: str) -> None:
        """Keep what the hash in a version of the rules stands for; a second time it is nothing."""
        if self.settings(rules) is None:
            with self._db.bulk():
                self._db.run("INSERT OR IGNORE INTO profiles VALUES (?, ?)", (rules, storable(settings)))

    def settings(self, rules: str) -> str | None:
        """What was kept for that version of the rules."""
        found = self._db.scalar("SELECT settings FROM profiles WHERE rules = ?", (rules,))
        return None if found is None else str(found)

    def behind(self, parser: str, rules: str, limit: int = 1000) -> int:
        """How many readings in use are another program's; what was withdrawn is left out."""
        sql = """SELECT count(*) FROM (SELECT 1 FROM reports r WHERE r.current = 1
                   AND r.run_id IN (SELECT id FROM runs WHERE parser <> ? OR rules <> ?)
                   AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.edition_id = r.edition_id AND v.stage = 'withdrawn')
                   LIMIT ?)"""
        return int(self._db.scalar(sql, (parser, rules, limit)))

    def put_readings(self, uid: str, content: str, checked: Checked) -> None:
        """What the rules say with the reviewers' readings put in; nothing where `content` is no longer what is there."""
        from db import intake
        from db.edition_rows import edition_id_of

        with self._db.writing():
            intake.put_readings(self._db, edition_id_of(self._db, uid), content, checked)

    def uncounted(self) -> Sequence[str]:
        """Reports with readings whose findings with them are not stored."""
        sql = """SELECT e.uid FROM editions e JOIN reports r ON r.edition_id = e.id AND r.current = 1 AND r.read_set = ''
                 WHERE e.id IN (SELECT edition_id FROM readings) ORDER BY e.id"""
        return [uid for (uid,) in self._db.rows(sql)]

    def page(
        self,
        query: Query,
        after: tuple[object, ...] | None = None,
        limit: int = 128,
        before: tuple[object, ...] | None = None,
    ) -> ListPage:
        """A page of the list; `before=()` is its last."""
        return listing.page(self._db, query, after, limit, before)

    def row(self, uid: str) -> ReportRow:
        """One line afresh; StoreError if unknown."""
        from db.edition_rows import edition_id_of

        with self._db.reading():
            return listing.row_of(self._db, edition_id_of(self._db, uid))

    def counts(self, query: Query) -> Mapping[str, int]:
        """Reports by stage under the filter (its own `stages` left out)."""
        return listing.counts(self._db, query)

    def counts_ready(self, query: Query) -> Mapping[str, int] | None:
        """The same where it takes no time, None where it does."""
        return listing.counts_ready(self._db, query)

    def counts_unless(self, query: Query, stopped: Callable[[], bool]) -> Mapping[str, int] | None:
        """The same, given up (None) as soon as `stopped()` says so."""
        return listing.counts_unless(self._db, query, stopped)

    def tally(self, by: str, query: Query) -> Sequence[Tally]:
        """Reports by a value of `core.ports.TALLIES` and stage, findings by rule and standing; the largest first."""
        from db import tally

        return tally.tally(self._db, by, query)

    def threads(self, person: str | None = None, open_only: bool = True, limit: int = 500) -> Sequence[Thread]:
        """Heads of note threads, newest first; of one person only where named."""
        from db import tally

        return tally.threads(self._db, person, open_only, limit)

    def load(self, uid: str) -> tuple[Edition, Checked]:
        """Everything read of one edition; StoreError if unknown or unreadable."""
        from db import checked
        from db.edition_rows import edition_id_of, edition_of

        with self._db.reading():
            edition_id = edition_id_of(self._db, uid)
            edition = edition_of(self._db, edition_id)
            return edition, checked.load(self._db, edition_id, edition.source)

    def editions(self, body: str, year: int) -> tuple[Edition, ...]:
        """All editions of a body's report, the one in force first, then by arrival."""
        from db import bodies
        from db.edition_rows import edition_of

        with self._db.reading():
            body_id = bodies.find_body(self._db, body)
            sql = "SELECT id FROM editions WHERE body_id = ? AND year = ? ORDER BY in_force DESC, received_at, uid"
            return tuple(edition_of(self._db, id_) for (id_,) in self._db.rows(sql, (body_id, year)))

    def find(self, body: str, year: int) -> str | None:
        """The uid in force for that body (or one of its aliases) and year."""
        from db import bodies

        with self._db.reading():
            body_id = bodies.find_body(self._db, body)
            sql = "SELECT uid FROM editions WHERE body_id = ? AND year = ? AND in_force = 1 AND error IS NULL"
            uid = self._db.scalar(sql, (body_id, year))
            return None if uid is None else str(uid)

    def bodies(self) -> tuple[Body, ...]:
        """The roster."""
        from db import bodies

        return self._db.remembered_now("bodies", None, lambda: bodies.roster(self._db))

    def add_bodies(self, bodies_: Iterable[Body]) -> int:
        """Add to or correct the roster; how many rows changed."""
        from db import bodies

        return bodies.add_bodies(self._db, bodies_, self._clock.now())
