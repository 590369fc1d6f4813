"""Makes a copied database an export: nothing of the working copy in it, its contents hashed, every check passed."""

from __future__ import annotations

import json
from pathlib import Path

from core import ledger
from core.errors import ExportError
from db.bigrams import pairs
from db.contents import contents
from db.engine import open_raw
from db.module import sqlite3

LOCAL = ("local_settings", "local_presence", "local_drafts")
"""State of one working copy: never exported."""
PERSONAL = "P.%"
"""Rules whose findings point at personal data (RULES.md: P.ID, P.MOBILE, P.BANK)."""


def seal(path: Path, mask_sources: bool) -> None:
    """Turn the copy at `path` into an export; ExportError if it does not hold."""
    raw = open_raw(path, "rw")
    try:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA synchronous = OFF")  # the file has no name yet; it is synced before it gets one
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("BEGIN IMMEDIATE")
        for table in LOCAL:
            raw.execute(f"DELETE FROM {table}")
        if mask_sources:
            _mask(raw)
        _describe(raw, mask_sources)
        raw.execute("INSERT INTO search(search) VALUES ('optimize')")
        raw.execute("COMMIT")  # the index writes its tables only now
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("DELETE FROM contents")
        raw.executemany("INSERT INTO contents VALUES (?, ?, ?)", contents(raw))
        raw.execute("COMMIT")
        raw.execute("VACUUM")
        fault = unsound(raw)
        if fault:
            raise ExportError("store.export-unsound", str(path), fault=fault)
    finally:
        raw.close()


def _describe(raw: sqlite3.Connection, masked: bool) -> None:
    """What the file says of itself; nothing that differs between two exports of the same content."""
    head = ledger.head(raw.execute("SELECT replica, report, n, hash FROM chains"))
    raw.execute("DELETE FROM meta")
    rows = [("kind", "export"), ("head", head)] + ([("sources", "masked")] if masked else [])
    raw.executemany("INSERT INTO meta VALUES (?, ?)", rows)


def unsound(raw: sqlite3.Connection) -> str:
    """The first thing wrong by SQLite's own checks and the file's own view; empty if nothing is."""
    for check in ("PRAGMA integrity_check(1)", "PRAGMA foreign_key_check", "SELECT * FROM self_check LIMIT 1"):
        found = raw.execute(check).fetchone()
        if found is not None and found != ("ok",):
            return " ".join(str(part) for part in found)
    return ""


def _mask(raw: sqlite3.Connection) -> None:
    """Leave out the source files; of personal data in texts and quotes show the first three and last two characters."""
    raw.execute("DELETE FROM blobs")
    found = raw.execute("SELECT report_id, id, spans, quote FROM findings WHERE rule LIKE ?", (PERSONAL,)).fetchall()
    by_report: dict[int, list[tuple[int, int]]] = {}
    for report_id, finding_id, spans, quote in found:
        by_report.setdefault(report_id, []).extend((start, end) for start, end in json.loads(spans))
        text = raw.execute("SELECT text FROM texts WHERE report_id = ?", (report_id,)).fetchone()[0]
        for start, end in json.loads(spans):
            quote = quote.replace(text[start:end], masked(text[start:end]))
        raw.execute("UPDATE findings SET quote = ? WHERE id = ?", (quote, finding_id))
    for report_id, places in by_report.items():
        text = raw.execute("SELECT text FROM texts WHERE report_id = ?", (report_id,)).fetchone()[0]
        shown = text
        for start, end in places:
            shown = shown[:start] + masked(text[start:end]) + shown[end:]
        current = raw.execute("SELECT current FROM reports WHERE id = ?", (report_id,)).fetchone()[0]
        if current:
            raw.execute("INSERT INTO search(search, rowid, pairs) VALUES ('delete', ?, ?)", (report_id, pairs(text)))
            raw.execute("INSERT INTO search(rowid, pairs) VALUES (?, ?)", (report_id, pairs(shown)))
        raw.execute("UPDATE texts SET text = ? WHERE report_id = ?", (shown, report_id))


def masked(text: str) -> str:
    """`110101199003071234` as `110*************34`: as long as before, so that every place in the text stays true."""
    return text if len(text) <= 5 else text[:3] + "*" * (len(text) - 5) + text[-2:]
