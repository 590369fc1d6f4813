"""`core.ports.Sources`: the bytes of files by their SHA-256."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from core.errors import StoreError
from db.engine import Connection
from db.phrases import name_cells


class Sources:
    """Source bytes in the database itself, or for large holdings by the path where they lie and their hash."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep the bytes; a second time it is nothing."""
        with self._db.bulk():
            sql = "INSERT OR IGNORE INTO sources(sha256, name, name_bytes, size) VALUES (?, ?, ?, ?)"
            self._db.run(sql, (sha256, *name_cells(name), len(data)))
            source_id = self._db.scalar("SELECT id FROM sources WHERE sha256 = ?", (sha256,))
            self._db.run("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (source_id, data))

    def place(self, sha256: str, name: str, path: Path, size: int) -> None:
        """Keep only where the bytes lie; a second time the newer place."""
        with self._db.bulk():
            sql = "INSERT OR IGNORE INTO sources(sha256, name, name_bytes, size) VALUES (?, ?, ?, ?)"
            self._db.run(sql, (sha256, *name_cells(name), size))
            self._db.run("INSERT OR REPLACE INTO local_paths VALUES (?, ?)", (sha256, os.fsencode(path.absolute())))

    def get(self, sha256: str) -> bytes:
        """The bytes; StoreError if they are not kept here, or no longer lie where they did."""
        sql = "SELECT b.data FROM blobs b JOIN sources s ON s.id = b.source_id WHERE s.sha256 = ?"
        data = self._db.scalar(sql, (sha256,))
        return self._from_path(sha256) if data is None else bytes(data)

    def _from_path(self, sha256: str) -> bytes:
        import hashlib  # a start reads no source

        held = self._db.scalar("SELECT path FROM local_paths WHERE sha256 = ?", (sha256,))
        if held is None:
            raise StoreError("store.no-source", self._db.path.name, uid=sha256[:12])
        path = Path(os.fsdecode(held))
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError("store.source-moved", self._db.path.name, uid=sha256[:12], path=str(path))
        return data

    def known(self, hashes: Iterable[str]) -> frozenset[str]:
        """Those stored as an edition, read or unreadable. Bytes alone do not count: their reading may have been cut short."""
        sql = "SELECT 1 FROM editions WHERE uid = ?"
        return frozenset(sha256 for sha256 in hashes if self._db.one(sql, (sha256,)))
