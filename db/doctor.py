"""How a database and the SQLite below it are, for `gouji doctor`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import GoujiError
from core.wording import Phrase
from db.module import safe_for_wal, version
from db.store import open_store
from db.verify import verify


def examine(path: Path, rebuild: bool = False, now: Sequence[str] = ()) -> Iterator[tuple[Phrase, bool]]:
    """One phrase for each thing looked at, and whether it is sound; with `rebuild`, states are made anew from the ledger. `now`:
    this program's versions of parser and rules."""
    number = ".".join(map(str, version()))
    yield Phrase("doctor.sqlite", {"version": number}), safe_for_wal(version())
    if not path.exists():
        yield Phrase("doctor.no-database", {"path": str(path)}), True
        return
    try:
        store = open_store(path, "rw" if rebuild else "ro")
    except GoujiError as error:
        yield error.phrase, False
        return
    try:
        yield Phrase("doctor.database", {"path": str(path), "events": store.events.stamp()}), True
        yield Phrase("doctor.head", {"head": store.events.head()}), True
        outdated = sum(then != list(now) for _uid, *then in store.reports.versions()) if now else 0
        if outdated:
            yield Phrase("doctor.outdated", {"n": outdated}), True
        if rebuild:
            differing = store.events.rebuild()
            yield Phrase("doctor.rebuilt", {"n": len(differing), "uids": differing}), not differing
    finally:
        store.close()
    faults = verify(path)
    yield from ((fault, False) for fault in faults)
    if not faults:
        yield Phrase("doctor.sound"), True
