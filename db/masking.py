"""Takes source files and personal data out of an export that is to travel (`--mask-sources`).

What the ledger holds stays as it is, or its chains would not hold: what a reviewer typed. Quotes of findings and the anchors of
notes are masked when they are made, so those acts show nothing.
"""

from __future__ import annotations

import json

from core.masking import conceal, mask
from core.model import Span
from core.personal import personal_data, secrets
from db import checked
from db.bigrams import pairs
from db.edition_rows import source_of
from db.engine import Connection

FAMILY = "P.%"
"""Rules whose findings point at personal data (RULES.md: P.ID, P.MOBILE, P.BANK, P.APPLICANT)."""
WORDS = {
    "findings": ("message", "message_zh", "proof", "proof_zh", "quote"),
    "checks": ("reason", "reason_zh"),
    "claims": ("label",),
    "sections": ("title",),
    "warnings": ("phrase", "phrase_zh"),
}
"""Columns that hold words of the text."""


def mask_sources(db: Connection) -> None:
    """Leave out the source files; of personal data in texts, quotes and sentences show the first three and last two characters."""
    db.run("DELETE FROM blobs")
    for report_id, edition_id, current in db.rows("SELECT id, edition_id, current FROM reports ORDER BY id"):
        report = checked.load_reading(db, report_id, source_of(db, edition_id)).report
        found = personal_data(report)
        spans = sorted({item.span for item in found} | _pointed_at(db, report_id))
        if spans:
            words = frozenset((*secrets(report.text, found), *(report.text[start:end] for start, end in spans)))
            _mask_text(db, report_id, report.text, conceal(mask(report.text, spans), words), bool(current))
            for table, columns in WORDS.items():
                for column in columns:
                    _mask_column(db, table, column, report_id, words)


def _pointed_at(db: Connection, report_id: int) -> set[Span]:
    rows = db.rows("SELECT spans FROM findings WHERE report_id = ? AND rule LIKE ?", (report_id, FAMILY))
    return {(start, end) for (spans,) in rows for start, end in json.loads(spans)}


def _mask_text(db: Connection, report_id: int, text: str, shown: str, indexed: bool) -> None:
    if indexed:
        db.run("INSERT INTO search(search, rowid, pairs) VALUES ('delete', ?, ?)", (report_id, pairs(text)))
        db.run("INSERT INTO search(rowid, pairs) VALUES (?, ?)", (report_id, pairs(shown)))
    db.run("UPDATE texts SET text = ? WHERE report_id = ?", (shown, report_id))


def _mask_column(db: Connection, table: str, column: str, report_id: int, words: frozenset[str]) -> None:
    rows = db.rows(f"SELECT DISTINCT {column} FROM {table} WHERE report_id = ? AND {column} <> ''", (report_id,))
    changes = [(shown, report_id, held) for (held,) in rows if (shown := conceal(held, words)) != held]
    db.run_many(f"UPDATE {table} SET {column} = ? WHERE report_id = ? AND {column} = ?", changes)
