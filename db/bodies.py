"""The roster: bodies by name and alias. A name that two bodies claim matches neither; nothing is guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from core.model import Body
from core.review import project
from db.editions import settle
from db.engine import Connection
from db.listing import refresh
from db.phrases import storable


def key_of(name: str) -> str:
    """A name as it is compared: compatibility forms unified, white space out."""
    return "".join(unicodedata.normalize("NFKC", storable(name)).casefold().split())


def find_body(db: Connection, name: str) -> int | None:
    """The body of that name on the roster, else the only one that has it as an alias, else the one known by it from reports."""
    key = key_of(name)
    found = db.one("SELECT id, listed FROM bodies WHERE key = ?", (key,))
    if found is not None and found[1]:
        return int(found[0])
    claims = db.rows("SELECT DISTINCT body_id FROM aliases WHERE key = ? LIMIT 2", (key,))
    if len(claims) == 1:
        return int(claims[0][0])
    return int(found[0]) if found is not None else None


def body_for(db: Connection, name: str) -> int | None:
    """The body a report names, made known by its name if it is not on the roster; None for no name."""
    key = key_of(name)
    if not key:
        return None
    found = find_body(db, name)
    if found is not None:
        return found
    return db.run("INSERT INTO bodies(name, key) VALUES (?, ?)", (storable(name), key))


def roster(db: Connection) -> tuple[Body, ...]:
    """All bodies known, by name."""
    aliases: dict[int, list[str]] = {}
    for body_id, alias in db.rows("SELECT body_id, alias FROM aliases ORDER BY id"):
        aliases.setdefault(body_id, []).append(alias)
    rows = db.rows("SELECT id, name, kind, region, parent FROM bodies ORDER BY name")
    return tuple(
        Body(name, tuple(aliases.get(id_, ())), kind, region, parent) for id_, name, kind, region, parent in rows
    )


def add_bodies(db: Connection, bodies: Iterable[Body], now: str) -> int:
    """Add to or correct the roster; how many bodies changed. Reports known by an alias go to the body that has it."""
    changed = 0
    with db.writing():
        for body in bodies:
            changed += _put(db, body, now)
        _adopt(db)
    return changed


def take_roster(db: Connection, theirs: Connection) -> int:
    """Take over what another copy's roster says newer, or alone; how many bodies changed."""
    ours, changed = _listed(db), 0
    for key, (said, body) in _listed(theirs).items():
        if key not in ours or ours[key][0] < said:
            changed += _put(db, body, said[0] or None)
    if changed:
        name_again(db, [edition_id for (edition_id,) in db.rows("SELECT id FROM editions ORDER BY id")])
    return changed


def _listed(db: Connection) -> dict[str, tuple[tuple[str, str], Body]]:
    """Bodies on the roster by their key: when and what was said of each, to compare by, and the body."""
    times: dict[str, str] = dict(db.rows("SELECT name, coalesce(listed_at, '') FROM bodies WHERE listed = 1"))
    listed = (body for body in roster(db) if body.name in times)
    return {key_of(body.name): ((times[body.name], repr(body)), body) for body in listed}


def name_again(db: Connection, edition_ids: Iterable[int]) -> None:
    """Whose reports these are, found anew: as a person named them, else as their newest reading that states a body does, else as
    they came."""
    touched: dict[tuple[int | None, int | None], None] = {}
    for edition_id in edition_ids:
        sql = """SELECT body_id, year, given_body, given_year,
                   (SELECT r.body FROM reports r WHERE r.edition_id = e.id AND r.body IS NOT NULL ORDER BY r.n DESC LIMIT 1),
                   (SELECT r.year FROM reports r WHERE r.edition_id = e.id AND r.year IS NOT NULL ORDER BY r.n DESC LIMIT 1)
                 FROM editions e WHERE id = ?"""
        [(was_body, was_year, given_body, given_year, read_body, read_year)] = db.rows(sql, (edition_id,))
        given = (read_body or given_body, read_year or given_year)
        db.run("UPDATE editions SET given_body = ?, given_year = ? WHERE id = ?", (*given, edition_id))
        name, year = _identity(db, edition_id) or given
        body_id = body_for(db, name)
        db.run("UPDATE editions SET body_id = ?, year = ? WHERE id = ?", (body_id, year, edition_id))
        touched[was_body, was_year] = touched[body_id, year] = None
        refresh(db, [edition_id])
    for body_id, year in touched:
        settle(db, body_id, year)


def forget_unnamed(db: Connection) -> None:
    """Drop bodies that nobody listed and no report names any more."""
    db.run("DELETE FROM bodies WHERE listed = 0 AND id NOT IN (SELECT body_id FROM editions WHERE body_id IS NOT NULL)")


def _identity(db: Connection, edition_id: int) -> tuple[str, int | None] | None:
    """Body and year as a person named them."""
    from db.events import of  # knows this module's neighbours

    identity = project(of(db, edition_id)).identity
    return None if identity is None else (storable(identity[0]), identity[1])


def _put(db: Connection, body: Body, now: str | None) -> bool:
    name, key = storable(body.name), key_of(body.name)
    if not key:
        return False
    facts = (name, body.kind, body.region, body.parent, 1)
    old = db.one("SELECT id, name, kind, region, parent, listed FROM bodies WHERE key = ?", (key,))
    if old is None:
        sql = "INSERT INTO bodies(name, kind, region, parent, listed, listed_at, key) VALUES (?, ?, ?, ?, ?, ?, ?)"
        body_id = db.run(sql, (*facts, now, key))
    else:
        body_id = old[0]
    aliases = tuple(dict.fromkeys(storable(alias) for alias in body.aliases if key_of(alias)))
    held = tuple(alias for (alias,) in db.rows("SELECT alias FROM aliases WHERE body_id = ? ORDER BY id", (body_id,)))
    if old is not None and old[1:] == facts and held == aliases:
        return False
    if old is not None:
        sql = "UPDATE bodies SET name = ?, kind = ?, region = ?, parent = ?, listed = ?, listed_at = ? WHERE id = ?"
        db.run(sql, (*facts, now, body_id))
    db.run("DELETE FROM aliases WHERE body_id = ?", (body_id,))
    rows = [(body_id, alias, key_of(alias)) for alias in aliases]
    db.run_many("INSERT INTO aliases(body_id, alias, key) VALUES (?, ?, ?)", rows)
    refresh(db, [id_ for (id_,) in db.rows("SELECT id FROM editions WHERE body_id = ?", (body_id,))])
    return True


def _adopt(db: Connection) -> None:
    """Bodies known only from reports, whose name is now one body's alias, become that body."""
    sql = """SELECT b.id, min(a.body_id) FROM bodies b JOIN aliases a ON a.key = b.key AND a.body_id <> b.id
             WHERE b.listed = 0 GROUP BY b.id HAVING count(DISTINCT a.body_id) = 1"""
    for stranger, body_id in db.rows(sql):
        years = db.rows("SELECT DISTINCT year FROM editions WHERE body_id = ?", (stranger,))
        db.run("UPDATE editions SET body_id = ? WHERE body_id = ?", (body_id, stranger))
        db.run("DELETE FROM bodies WHERE id = ?", (stranger,))
        for (year,) in years:
            settle(db, body_id, year)
