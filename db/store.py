"""A database file as the ports of core."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.errors import Damaged
from core.wording import Phrase
from db.archive import Archive
from db.engine import Connection, Mode, connect
from db.ledger import Events
from db.local import Local
from db.presence import Presence
from db.record import Record
from db.reports import Reports
from db.search import Search
from db.sources import Sources

if TYPE_CHECKING:
    from core.ports import Clock


class Store(NamedTuple):
    """One open database."""

    path: Path
    read_only: bool
    notices: tuple[Phrase, ...]
    """What is not as usual: opened for viewing only and why, an old SQLite."""
    sources: Sources
    reports: Reports
    events: Events
    search: Search
    archive: Archive
    local: Local
    presence: Presence
    connection: Connection

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def open_store(path: Path, mode: Mode = "rw", clock: Clock | None = None) -> Store:
    """Open the database at `path`: `create` makes it where there is none, `rw` falls back to viewing where writing is not
    possible (see `notices`), `ro` only looks. StoreError and below say why it cannot be opened."""
    from core.clock import SystemClock

    clock = clock or SystemClock()
    fresh = mode == "create" and not Path(path).exists()
    db = connect(Path(path), mode)
    notices = db.notices
    if fresh:
        Record(db.path).retire(db)
    try:
        Record(db.path).check(db)
    except Damaged as error:
        if not db.read_only:
            db.close()
            raise
        notices = (*notices, error.phrase)
    return Store(
        path=db.path,
        read_only=db.read_only,
        notices=notices,
        sources=Sources(db),
        reports=Reports(db, clock),
        events=Events(db, clock),
        search=Search(db),
        archive=Archive(db),
        local=Local(db, clock),
        presence=Presence(db, clock),
        connection=db,
    )
