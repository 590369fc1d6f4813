"""Which edition of a body's report for a year is in force, and how the others relate to it.

The newest official one is in force: by publication date, then by arrival. The same report in another format, or the same
text saved again, is no newer version: the one that came first stays in force, so that a review begun on it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Connection
from db.listing import refresh


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides between editions."""

    id: int
    uid: str
    published_on: str
    """Empty where unknown."""
    received_at: str
    format: str
    figures: str
    text: str

    @property
    def arrival(self) -> tuple[str, str]:
        """Order in which files came."""
        return self.received_at, self.uid

    @property
    def age(self) -> tuple[str, str, str]:
        """Order of official versions."""
        return self.published_on, self.received_at, self.uid


def relation(other: Candidate, held: Candidate) -> str:
    """`duplicate`, `other-format` or `superseded`: what `other` is beside the edition in force."""
    if other.figures == held.figures:
        if other.format != held.format:
            return "other-format"
        if other.text == held.text:
            return "duplicate"
    return "superseded"


def in_force(candidates: list[Candidate]) -> Candidate:
    """The edition in force of at least one."""
    first, *later = sorted(candidates, key=lambda candidate: candidate.arrival)
    held = first
    for candidate in later:
        if relation(candidate, held) == "superseded" and candidate.age > held.age:
            held = candidate
    return held


def settle(db: Connection, body_id: int | None, year: int | None) -> None:
    """Settle the editions of one body and year and their lines in the list. Unknown body or year: each stands alone."""
    sql = """SELECT e.id, e.uid, coalesce(e.published_on, ''), e.received_at, coalesce(s.format, ''), r.figures_sha256,
               r.text_sha256
             FROM editions e JOIN sources s ON s.id = e.source_id JOIN reports r ON r.edition_id = e.id AND r.current = 1
             LEFT JOIN reviews v ON v.edition_id = e.id
             WHERE e.body_id IS ? AND e.year IS ? AND e.purged = 0 AND coalesce(v.stage, '') <> 'withdrawn'"""
    candidates = [Candidate(*row) for row in db.rows(sql, (body_id, year))]
    alone = body_id is None or year is None
    held = in_force(candidates) if candidates and not alone else None
    changes = [
        (1, None, c.id) if alone or c is held or held is None else (0, relation(c, held), c.id) for c in candidates
    ]
    all_ids = (
        [id_ for (id_,) in db.rows("SELECT id FROM editions WHERE body_id IS ? AND year IS ?", (body_id, year))]
        if not alone
        else [c.id for c in candidates]
    )
    living = {c.id for c in candidates}
    changes += [(0, None, id_) for id_ in all_ids if id_ not in living]
    db.run_many("UPDATE editions SET in_force = ?, relation = ? WHERE id = ?", changes)
    refresh(db, all_ids)
