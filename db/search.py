"""`core.ports.Search`: full text of all readings in use."""

from __future__ import annotations

from collections.abc import Sequence

from db.engine import Connection


class Search:
    """Words of two characters are found; every hit shown was checked against the text itself."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, words: str, limit: int = 50) -> Sequence[tuple[str, int]]:
        """Hits as (uid, offset of the first word); all words must be there."""
        from db.bigrams import match, offset  # a start looks for nothing

        wanted = words.split()
        if not wanted:
            return []
        sql = """SELECT e.uid, t.text FROM search x JOIN reports r ON r.id = x.rowid AND r.current = 1
                 JOIN editions e ON e.id = r.edition_id JOIN texts t ON t.report_id = r.id
                 LEFT JOIN reviews v ON v.edition_id = e.id
                 WHERE search MATCH ? AND coalesce(v.stage, '') <> 'withdrawn' ORDER BY x.rowid"""
        hits: list[tuple[str, int]] = []
        for uid, text in self._db.stream(sql, (match(words),)):
            places = [offset(text, word) for word in wanted]
            if None not in places:
                hits.append((uid, places[0] or 0))
            if len(hits) >= limit:
                break
        return hits


def index(db: Connection, report_id: int, text: str) -> None:
    """Put a reading into the full text."""
    from db.bigrams import pairs

    db.run("INSERT INTO search(rowid, pairs) VALUES (?, ?)", (report_id, pairs(text)))
