"""Source files against their hashes: those kept in the database, and those in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256 as digest
from pathlib import Path

from core.wording import Phrase
from db.archive import file_sha256
from db.engine import Connection
from db.phrases import cells_name


def blobs(db: Connection) -> Iterator[Phrase]:
    """Faults of the bytes kept in the database."""
    sql = (
        "SELECT s.name, s.name_bytes, s.sha256, b.data FROM blobs b JOIN sources s ON s.id = b.source_id ORDER BY s.id"
    )
    for name, raw, sha256, data in db.stream(sql):
        if digest(data).hexdigest() != sha256:
            yield Phrase("verify.source", {"name": cells_name(name, raw), "sha256": sha256[:12]})


def folder(db: Connection, path: Path) -> Iterator[Phrase]:
    """Faults of a folder that should hold every source, under whatever name."""
    by_name: dict[str, list[str]] = {}
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            by_name.setdefault(file.name, []).append(file_sha256(file))
    held = {sha256 for hashes in by_name.values() for sha256 in hashes}
    sql = """SELECT s.name, s.name_bytes, s.sha256 FROM sources s JOIN editions e ON e.source_id = s.id
             WHERE e.purged = 0 ORDER BY s.id"""
    for name, raw, sha256 in db.rows(sql):
        if sha256 in held:
            continue
        shown = cells_name(name, raw)
        template = "verify.source-changed" if shown in by_name else "verify.source-missing"
        yield Phrase(template, {"name": shown, "sha256": sha256[:12]})
