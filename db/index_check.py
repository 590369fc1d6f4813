"""Whether the full-text index holds exactly the pairs of the readings in use: by making it again and comparing."""

from __future__ import annotations

from itertools import zip_longest

from db.bigrams import pairs
from db.engine import Connection
from db.module import sqlite3

_MISSING = object()


def index_fits(db: Connection) -> bool:
    """Compare every term, report and place of the stored index with a fresh one."""
    fresh = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
    stored = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
    try:
        fresh.execute("CREATE VIRTUAL TABLE search USING fts5(pairs, content = '', detail = full, tokenize = 'ascii')")
        sql = "SELECT t.report_id, t.text FROM texts t JOIN reports r ON r.id = t.report_id WHERE r.current = 1 ORDER BY 1"
        fresh.execute("BEGIN")
        texts = ((report_id, pairs(text)) for report_id, text in db.stream(sql))
        fresh.executemany("INSERT INTO search(rowid, pairs) VALUES (?, ?)", texts)
        fresh.execute("COMMIT")
        stored.execute("ATTACH ? AS store", (db.uri_to_look(),))
        fresh.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, instance)")
        stored.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(store, search, instance)")
        places = "SELECT term, doc, offset FROM terms"  # both come in the index's own order: by term, report, place
        ours, theirs = fresh.execute(places), stored.execute(places)
        return all(a == b for a, b in zip_longest(ours, theirs, fillvalue=_MISSING))
    except sqlite3.DatabaseError:
        return False
    finally:
        fresh.close()
        stored.close()
