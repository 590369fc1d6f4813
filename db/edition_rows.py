"""Editions as rows."""

from __future__ import annotations

from core.errors import StoreError
from core.model import Edition, Source
from db.engine import Connection
from db.rows import cell_date, row_source

_EDITION = """SELECT e.uid, coalesce(b.name, ''), e.year, t.name, e.received_at, e.published_on, e.in_force, e.relation,
    s.name, s.name_bytes, s.sha256, s.format, s.size, s.pages
  FROM editions e JOIN sources s ON s.id = e.source_id JOIN batches t ON t.id = e.batch_id
  LEFT JOIN bodies b ON b.id = e.body_id WHERE e.id = ?"""


def edition_id_of(db: Connection, uid: str) -> int:
    """The row of an edition; StoreError if it is unknown."""
    found = db.scalar("SELECT id FROM editions WHERE uid = ?", (uid,))
    if found is None:
        raise StoreError("store.unknown-report", db.path.name, uid=uid[:12])
    return int(found)


def edition_of(db: Connection, edition_id: int) -> Edition:
    """The edition of that row."""
    row = db.one(_EDITION, (edition_id,))
    if row is None:
        raise StoreError("store.unknown-report", db.path.name, uid=str(edition_id))
    uid, body, year, batch, received_at, published_on, in_force, relation = row[:8]
    return Edition(
        uid=uid,
        body=body,
        year=year,
        batch=batch,
        source=row_source(row[8:]),
        received_at=received_at,
        published_on=cell_date(published_on),
        in_force=bool(in_force),
        relation=relation,
    )


def source_of(db: Connection, edition_id: int) -> Source:
    """The source of an edition."""
    return edition_of(db, edition_id).source
