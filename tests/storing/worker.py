"""A process of its own at the same database: `python -m storing.worker WHAT DATABASE ...`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from storing.building import note

from core.ledger import Reviewer
from db import open_store


def notes(path: Path, report: str, login: str, wanted: int, acknowledged: Path) -> None:
    """Add notes, writing down each one's id only after it was committed; `wanted` 0 means until killed."""
    handle = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    store = open_store(path, "rw")
    reviewer = Reviewer(login, 2000, "inst")
    done = 0
    while not wanted or done < wanted:
        event, _state = store.events.record(report, reviewer, lambda _, done=done: note("批注" * (1 + done % 50)))
        os.write(handle, f"{event.id}\n".encode())
        done += 1
        time.sleep(0.005)  # a person pauses too; SQLite's waiting is not fair to the others otherwise
    store.close()


def opening(path: Path) -> None:
    """Open a database that may not be there yet, all at once with others."""
    store = open_store(path, "create")
    print(store.events.stamp(), store.connection.scalar("SELECT value FROM local_settings WHERE key = 'replica'"))
    store.close()


def holding(path: Path) -> None:
    """Hold the write lock until told."""
    store = open_store(path, "rw")
    with store.connection.writing():
        print("held", flush=True)
        sys.stdin.readline()
    store.close()


def exporting(path: Path, target: Path) -> None:
    """Export over and over."""
    store = open_store(path, "rw")
    print("ready", flush=True)
    while True:
        store.archive.export(target, None)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["notes", database, uid, login, number, acknowledged]:
            notes(Path(database), uid, login, int(number), Path(acknowledged))
        case ["opening", database]:
            opening(Path(database))
        case ["holding", database]:
            holding(Path(database))
        case ["exporting", database, out]:
            exporting(Path(database), Path(out))
