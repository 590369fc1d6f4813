"""`.csv`: one line a finding, an exception or a check; UTF-8 with BOM, CRLF, as spreadsheets open it (RFC 4180)."""

from __future__ import annotations

import csv
import re
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from core.export.case import Bundle
from core.export.entries import Entry, entries
from core.export.manner import Manner
from core.visible import visible

COLUMNS = tuple(field.name for field in fields(Entry))

_STARTS = frozenset("=+-@\t\r＝＋－＠")
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?\Z")


def write_csv(path: Path, bundle: Bundle, manner: Manner) -> None:
    """Write the lines of all cases; headings in the language asked for."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([manner.word(f"column.{name}") for name in COLUMNS])
        for case in bundle.cases:
            for entry in entries(case, manner):
                writer.writerow([guarded(visible(_text(getattr(entry, name)))) for name in COLUMNS])


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what begins like one and is no plain number (R36)."""
    begins = text[:1] in _STARTS or text.lstrip()[:1] in _STARTS
    return f"'{text}" if text and begins and not _PLAIN_NUMBER.match(text) else text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)
