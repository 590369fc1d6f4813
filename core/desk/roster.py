"""The roster of public bodies, read from a CSV file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from core.errors import UsageError
from core.model import Body

KINDS = ("government", "department", "township", "institution", "outpost")


def read_roster(path: Path) -> list[Body]:
    """Bodies by the columns name, aliases (`|` between), kind, region, parent; only name is required.

    UTF-8 (with or without BOM) or GB18030. UsageError where the file cannot be read, lacks the column, or names an
    unknown kind.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError("roster.unreadable", str(path), cause=error.strerror or "") from error
    rows = csv.DictReader(io.StringIO(decoded(data, path), newline=""))
    if "name" not in (rows.fieldnames or ()):
        raise UsageError("roster.no-name-column", str(path))
    return [body(row, line, path) for line, row in enumerate(rows, 2) if (row.get("name") or "").strip()]


def decoded(data: bytes, path: Path) -> str:
    """The text; UsageError where it is neither UTF-8 nor GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("roster.encoding", str(path))


def body(row: dict[str, str | None], line: int, path: Path) -> Body:
    """One row; UsageError naming the line where its kind is unknown."""
    value = {key: (row.get(key) or "").strip() for key in ("name", "aliases", "kind", "region", "parent")}
    if value["kind"] and value["kind"] not in KINDS:
        raise UsageError("roster.kind", str(path), line=line, kind=value["kind"], kinds=KINDS)
    aliases = tuple(alias.strip() for alias in value["aliases"].split("|") if alias.strip())
    return Body(value["name"], aliases, value["kind"] or None, value["region"] or None, value["parent"] or None)
