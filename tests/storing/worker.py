"""A process of its own at the same database: `python -m storing.worker WHAT DATABASE ...`."""

from __future__ import annotations

import sys
from pathlib import Path

from db import open_store


def holding(path: Path) -> None:
    """Hold the write lock until told."""
    store = open_store(path, "rw")
    with store.connection.writing():
        print("held", flush=True)
        sys.stdin.readline()
    store.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["holding", database]:
            holding(Path(database))
