"""The roster: bodies by name and alias. A name that two bodies claim matches neither; nothing is guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from core.model import Body
from db.editions import settle
from db.engine import Connection
from db.listing import refresh
from db.phrases import storable


def key_of(name: str) -> str:
    """A name as it is compared: compatibility forms unified, white space out."""
    return "".join(unicodedata.normalize("NFKC", storable(name)).casefold().split())


def find_body(db: Connection, name: str) -> int | None:
    """The body of that name, or the only one that has it as an alias."""
    key = key_of(name)
    found = db.scalar("SELECT id FROM bodies WHERE key = ?", (key,))
    if found is not None:
        return int(found)
    claims = db.rows("SELECT DISTINCT body_id FROM aliases WHERE key = ? LIMIT 2", (key,))
    return int(claims[0][0]) if len(claims) == 1 else None


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


def add_bodies(db: Connection, bodies: Iterable[Body]) -> int:
    """Add to or correct the roster; how many bodies changed. Reports known by an alias go to the body that has it."""
    changed = 0
    with db.writing():
        for body in bodies:
            changed += _put(db, body)
        _adopt(db)
    return changed


def _put(db: Connection, body: Body) -> bool:
    name, key = storable(body.name), key_of(body.name)
    if not key:
        return False
    facts = (name, body.kind, body.region, body.parent, 1)
    old = db.one("SELECT id, name, kind, region, parent, listed FROM bodies WHERE key = ?", (key,))
    if old is None:
        sql = "INSERT INTO bodies(name, kind, region, parent, listed, key) VALUES (?, ?, ?, ?, ?, ?)"
        body_id = db.run(sql, (*facts, key))
    else:
        body_id = old[0]
    aliases = tuple(dict.fromkeys(storable(alias) for alias in body.aliases if key_of(alias)))
    held = tuple(alias for (alias,) in db.rows("SELECT alias FROM aliases WHERE body_id = ? ORDER BY id", (body_id,)))
    if old is not None and old[1:] == facts and held == aliases:
        return False
    if old is not None:
        sql = "UPDATE bodies SET name = ?, kind = ?, region = ?, parent = ?, listed = ? WHERE id = ?"
        db.run(sql, (*facts, body_id))
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
