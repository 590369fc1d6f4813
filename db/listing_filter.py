"""What a filter of the list comes to in SQL, and by which index its lines are found.

A million lines are never looked through for the few that are meant: what has few hits (a rare word, a rule, a standing) is
looked up first; else the rarest value that is asked for leads by its own index, which holds all other values too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.lines import Query
from db.engine import Connection
from db.listing import STAGES, asked
from db.listing_text import Text, text_sought

FEW = 10_000
"""Hits that are fetched and sorted rather than looked for in the list's order."""
SORTED = 5_000
"""Lines of a value that are sorted rather than looked for in another order than by risk."""
EASED = {1: -100, 2: -10, 3: -1}
"""An open finding of that severity puts the urgency so low: what follows from `worst`, but an index is ordered by it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on lines, and how they are found."""

    where: tuple[str, ...]
    values: tuple[Any, ...]
    access: str
    """By which index, as SQLite is told."""
    reach: int
    """Lines that are looked at at most."""
    text: Text | None = None
    """Words that many reports have: looked for line by line, in the order of the list."""
    alone: tuple[str, Any] | None = None
    """The one value that is asked for and nothing else: its lines are counted all the time."""

    def whole(self) -> tuple[list[str], list[Any]]:
        """All conditions as SQL with their values."""
        if self.text is None:
            return [*self.where], [*self.values]
        words, bound = self.text.condition()
        return [*self.where, words], [*self.values, *bound]

    def counting(self) -> tuple[str, list[Any]]:
        """A statement that counts the lines by stage."""
        if self.alone is not None:
            field, value = self.alone
            sign = "<=" if field == "worst" else "="
            sql = f"SELECT stage, sum(lines) FROM listing_counts WHERE field = ? AND value {sign} ? GROUP BY stage"
            return sql, [field, value]
        if self.text is not None and not self.where and self.text.only_in_texts:
            return self.text.counting()
        source, values = self._lines(STAGES)
        return f"SELECT stage, count(*) {source} GROUP BY stage", values

    def counting_by(self, column: str, stages: Sequence[str]) -> tuple[str, list[Any]]:
        """A statement that counts the lines of these stages by a column's value and stage."""
        source, values = self._lines(stages)
        return f"SELECT {column}, stage, count(*) {source} AND {column} IS NOT NULL GROUP BY {column}, stage", values

    def _lines(self, stages: Sequence[str]) -> tuple[str, list[Any]]:
        where, values = self.whole()
        access = self.access
        if self.text is not None and access == "INDEXED BY listing_risk":
            access = "INDEXED BY listing_body"  # has the names, and all that one filters by
        conditions = " AND ".join([f"stage IN ({', '.join('?' * len(stages))})", *where])
        return f"FROM listing {access} WHERE {conditions}", [*stages, *values]


class Sought(NamedTuple):
    """What is looked for outside the list itself."""

    ids: str
    """SELECT of the editions meant."""
    ids_values: tuple[Any, ...]
    check: str
    """The same as a condition on a line."""
    check_values: tuple[Any, ...]


def filtered(db: Connection, query: Query) -> Filter:
    """The filter of a query, and the quickest way to its lines."""
    fields = list(_fields(query))
    where, values = _on_columns(query, fields)
    few: list[Sought] = []
    for sought in _sought(query):
        if _few(db, sought):
            few.append(sought)
        else:
            where, values = [*where, sought.check], [*values, *sought.check_values]
    text = text_sought(db, query.text) if query.text is not None and query.text.strip() else None
    reach = FEW
    if text is not None and text.rare:
        few.append(Sought(*text.editions(), "", ()))
        reach = 4 * text.hits  # a look-up each
        text = None
    if few:
        where = [*(f"edition_id IN ({sought.ids})" for sought in few), *where]
        values = [*(value for sought in few for value in sought.ids_values), *values]
        return Filter(tuple(where), tuple(values), "NOT INDEXED", reach, text)
    access, reach = _leading(db, query, fields)
    alone = fields[0] if len(fields) == len(where) - (query.severity is not None) == 1 and text is None else None
    return Filter(tuple(where), tuple(values), access, 0 if alone else reach, text, alone)


def _fields(query: Query) -> Iterator[tuple[str, Any]]:
    """Columns whose value is asked for, as `listing_counts` calls them."""
    for field, wanted in (
        ("batch", query.batch),
        ("region", query.region),
        ("kind", query.kind),
        ("year", query.year),
        ("reviewer", query.person),
        ("worst", query.severity),
    ):
        if wanted is not None:
            yield field, wanted


def _on_columns(query: Query, fields: list[tuple[str, Any]]) -> tuple[list[str], list[Any]]:
    where, values = [], []
    for field, wanted in fields:
        where.append("worst <= ?" if field == "worst" else f"{field} = ?")
        values.append(wanted)
    if query.severity is not None:
        where.append("urgency <= ?")
        values.append(EASED.get(query.severity, 0))
    if query.year is not None and query.order == "year":  # follows from the year, but the order's index begins with it
        where.append("latest BETWEEN ? AND ?")
        values += [-query.year, -query.year]
    return where, values


def _leading(db: Connection, query: Query, fields: list[tuple[str, Any]]) -> tuple[str, int]:
    """The index that leads, and how many lines it leads to."""
    lines = {field: _lines(db, query, field, wanted) for field, wanted in fields}
    rarest = min(lines, key=lambda field: lines[field], default=None)
    own = f"INDEXED BY listing_{query.order}"
    if rarest is None:
        return own, int(db.scalar("SELECT sum(lines) FROM stage_counts"))
    if query.order != "risk" and lines[rarest] > SORTED:
        return own, lines[rarest]
    return f"INDEXED BY listing_{'risk' if rarest == 'worst' else f'of_{rarest}'}", lines[rarest]


def _lines(db: Connection, query: Query, field: str, wanted: Any) -> int:
    stages = asked(query)
    sign = "<=" if field == "worst" else "="
    sql = f"""SELECT coalesce(sum(lines), 0) FROM listing_counts
      WHERE field = ? AND value {sign} ? AND stage IN ({", ".join("?" * len(stages))})"""
    return int(db.scalar(sql, (field, wanted, *stages)))


def _few(db: Connection, sought: Sought) -> bool:
    if not sought.ids:
        return False
    number = db.scalar(f"SELECT count(*) FROM (SELECT 1 FROM ({sought.ids}) LIMIT ?)", (*sought.ids_values, FEW + 1))
    return int(number) <= FEW


def _sought(query: Query) -> Iterator[Sought]:
    if query.rule is not None:
        yield Sought(
            """SELECT l.edition_id FROM findings f JOIN listing l INDEXED BY listing_report ON l.report_id = f.report_id
              WHERE f.rule = ? AND EXISTS (SELECT 1 FROM standings s WHERE s.finding_id = f.id)""",
            (query.rule,),
            """EXISTS (SELECT 1 FROM findings f JOIN standings s ON s.finding_id = f.id
              WHERE f.report_id = listing.report_id AND f.rule = ?)""",
            (query.rule,),
        )
    if query.standing is not None:
        check = "EXISTS (SELECT 1 FROM standings s WHERE s.edition_id = listing.edition_id AND s.standing = ?)"
        if query.standing == "open":  # what is open counts as such: nothing else need be looked at
            yield Sought("", (), f"worst < 5 AND {check}", ("open",))
        else:  # an index holds what is not open; said twice, or SQLite does not see that it serves
            ids = "SELECT edition_id FROM standings WHERE standing = ? AND standing <> 'open'"
            yield Sought(ids, (query.standing,), check, (query.standing,))
    if query.follow_up is not None:
        yield _followed(query.follow_up)


def _followed(wanted: str) -> Sought:
    """Is followed up: all closed, some open, or some due before a day."""
    held = "EXISTS (SELECT 1 FROM follow_ups w WHERE w.edition_id = listing.edition_id"
    undone = f"{held} AND w.closed IS NULL"
    some = "SELECT edition_id FROM follow_ups WHERE closed IS NULL"
    if wanted == "closed":
        ids = "SELECT edition_id FROM follow_ups GROUP BY edition_id HAVING count(closed) = count(*)"
        return Sought(ids, (), f"{held}) AND NOT {undone})", ())
    if wanted == "open":
        return Sought(some, (), f"{undone})", ())
    return Sought(f"{some} AND due < ?", (wanted,), f"{undone} AND w.due < ?)", (wanted,))
