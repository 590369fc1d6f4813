"""Words as a filter of the list: in the body's name as they stand, or all of them in the report's text.

Rare ones are looked up. Common ones are found in the list's order: the first lines are asked one by one, and where too few of them
have the words, all reports that have them are fetched once (8 bytes each) and kept for the pages that follow.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any

from db.bigrams import match
from db.engine import Connection
from db.listing import STAGES
from db.phrases import storable

NAMES = 500
"""Bodies whose lines are looked up by name."""
FEW_HITS = 4_000
"""Hits that are looked up and sorted rather than looked for in the list's order."""
TRIED = 600
"""Lines that are asked one by one before all hits are fetched: of what many reports have the first lines are enough."""
SEEN = 50
"""Lines after which it is told how many it would take."""

Line = tuple[Any, ...]
"""(edition id, place, uid, report id, body where a name may have the words)."""

Lines = Generator[Line, None, None]

_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are looked for."""

    words: str
    """As a name would have them."""
    match: str
    """As the full text is asked for them."""
    hits: int
    """Reports that have them, at most `FEW_HITS` + 1."""
    names: tuple[str, ...] | None
    """Bodies whose name has them; None for more than `NAMES`."""

    @property
    def rare(self) -> bool:
        """Whether they are looked up."""
        return self.hits <= FEW_HITS and self.names is not None

    @property
    def only_in_texts(self) -> bool:
        """Whether no body's name has them."""
        return self.names == ()

    @property
    def columns(self) -> str:
        """What is needed of a line to tell whether it is meant."""
        return ", report_id" if self.only_in_texts else ", report_id, body"

    def editions(self) -> tuple[str, tuple[Any, ...]]:
        """SELECT of the editions meant, with its values; where the names are known."""
        names = self.names or ()
        in_texts = f"SELECT edition_id FROM listing INDEXED BY listing_report WHERE report_id IN ({_MATCHING})"
        if not names:
            return in_texts, (self.match,)
        stages = ", ".join(f"'{stage}'" for stage in STAGES)
        named = f"""SELECT edition_id FROM listing INDEXED BY listing_body
          WHERE stage IN ({stages}) AND body IN ({", ".join("?" * len(names))})"""
        return f"{in_texts} UNION {named}", (self.match, *names)

    def condition(self) -> tuple[str, list[Any]]:
        """A condition on a line, with its values."""
        if self.only_in_texts:
            return f"report_id IN ({_MATCHING})", [self.match]
        return f"(instr(body, ?) OR report_id IN ({_MATCHING}))", [self.words, self.match]

    def counting(self) -> tuple[str, list[Any]]:
        """A statement that counts the lines by stage, where no body's name has the words and nothing else is asked for."""
        sql = """SELECT l.stage, count(*) FROM search x CROSS JOIN listing l INDEXED BY listing_report ON l.report_id = x.rowid
          WHERE search MATCH ? GROUP BY l.stage"""
        return sql, [self.match]

    def among(self, db: Connection, candidates: Callable[[int | None], Lines], limit: int) -> list[Line]:
        """The first lines of the candidates, at most `limit`, that are meant."""
        none: list[array[int]] = []
        fetched = db.remembered_now("hits", self.match, lambda: none)
        if not fetched:
            found = self._tried(db, candidates(TRIED), limit)
            if len(found) == limit:
                return found
            fetched.append(array("q", map(itemgetter(0), db.stream(_MATCHING, (self.match,)))))
        held = fetched[0]
        lines = candidates(None)
        try:
            return list(islice((row for row in lines if _in(held, row[3]) or self._named(row)), limit))
        finally:
            lines.close()  # what is not read to its end would go on reading an old state

    def _tried(self, db: Connection, lines: Lines, limit: int) -> list[Line]:
        """Those of the first lines that are meant; fewer than `limit` where it would take too many."""
        found: list[Line] = []
        for number, row in enumerate(lines, 1):
            if self._named(row) or db.one(f"{_MATCHING} AND rowid = ?", (self.match, row[3])) is not None:
                found.append(row)
            if len(found) == limit or (number % SEEN == 0 and len(found) * TRIED < limit * number):
                break
        lines.close()
        return found

    def _named(self, row: Line) -> bool:
        return not self.only_in_texts and self.words in row[4]


def _in(hits: array[int], report_id: int | None) -> bool:
    if report_id is None:
        return False
    place = bisect_left(hits, report_id)
    return place < len(hits) and hits[place] == report_id


def text_sought(db: Connection, text: str) -> Text:
    """The words with what is known of them beforehand."""
    return db.remembered_now("text", text, lambda: _text_sought(db, text))


def _text_sought(db: Connection, text: str) -> Text:
    words, sought = storable(text.strip()), match(text)
    names = db.rows("SELECT name FROM bodies WHERE instr(name, ?) LIMIT ?", (words, NAMES + 1))
    hits = db.scalar(f"SELECT count(*) FROM ({_MATCHING} LIMIT ?)", (sought, FEW_HITS + 1))
    return Text(words, sought, int(hits), None if len(names) > NAMES else tuple(name for (name,) in names))
