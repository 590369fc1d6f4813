"""What an act changes beyond its report's own state: which edition is in force, whose report it is, what is kept of it."""

from __future__ import annotations

from core.review import ReviewState, Stage
from db.bodies import body_for
from db.editions import settle
from db.engine import Connection
from db.listing import refresh
from db.phrases import storable


def consequences(db: Connection, edition_id: int, before: ReviewState, after: ReviewState) -> None:
    """Carry over withdrawal, identification and purge to the editions; inside the act's transaction."""
    if after.purged and not before.purged:
        purge(db, edition_id)
    identified = before.identity != after.identity
    hidden = (before.stage is Stage.WITHDRAWN) != (after.stage is Stage.WITHDRAWN)
    if not (identified or hidden):
        return
    body_id, year, given, given_year = db.rows(
        "SELECT body_id, year, given_body, given_year FROM editions WHERE id = ?", (edition_id,)
    )[0]
    if identified:
        name, new_year = after.identity or (given, given_year)
        new_body = body_for(db, storable(name))
        db.run("UPDATE editions SET body_id = ?, year = ? WHERE id = ?", (new_body, new_year, edition_id))
        settle(db, new_body, new_year)
    settle(db, body_id, year)
    refresh(db, [edition_id])


def purge(db: Connection, edition_id: int) -> None:
    """Remove source, text, figures, findings and search entries; hash, tombstone and the chain stay."""
    db.run("PRAGMA secure_delete = ON")
    db.forget_deleted()
    for report_id, text in db.rows(
        "SELECT r.id, t.text FROM reports r JOIN texts t ON t.report_id = r.id WHERE r.edition_id = ?", (edition_id,)
    ):
        unindex(db, report_id, text)
    db.run("DELETE FROM standings WHERE edition_id = ?", (edition_id,))
    for table in ("texts", "figures", "sections", "claims", "warnings", "checks", "findings"):
        db.run(f"DELETE FROM {table} WHERE report_id IN (SELECT id FROM reports WHERE edition_id = ?)", (edition_id,))
    db.run("DELETE FROM reports WHERE edition_id = ?", (edition_id,))
    source = "(SELECT source_id FROM editions WHERE id = ?)"
    db.run(f"DELETE FROM blobs WHERE source_id = {source}", (edition_id,))
    uid = "(SELECT uid FROM editions WHERE id = ?)"
    for table, column in (("local_drafts", "report"), ("local_presence", "report"), ("local_paths", "sha256")):
        db.run(f"DELETE FROM {table} WHERE {column} = {uid}", (edition_id,))
    db.run(f"UPDATE sources SET name = '', name_bytes = NULL WHERE id = {source}", (edition_id,))
    db.run(
        "UPDATE editions SET purged = 1, in_force = 0, relation = NULL, error = NULL, error_zh = NULL WHERE id = ?",
        (edition_id,),
    )
    db.run(
        "INSERT INTO search(search) VALUES ('optimize')"
    )  # else the deleted pairs stay in the index's older segments
    refresh(db, [edition_id])


def unindex(db: Connection, report_id: int, text: str) -> None:
    """Take a reading out of the full text; a contentless index must be told what it held."""
    from db.bigrams import pairs

    db.run("INSERT INTO search(search, rowid, pairs) VALUES ('delete', ?, ?)", (report_id, pairs(text)))
