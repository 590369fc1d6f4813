"""The workstation on the database named, or on the user's own: what `gouji` and `gouji review` do."""

from __future__ import annotations

from pathlib import Path

from tui import wiring


def open_at(
    file: str | Path | None = None,
    database: Path | None = None,
    read_only: bool = False,
    acting_as: str | None = None,
) -> int:
    """Its status. The user's own database is made where there is none; one that was named is not."""
    chosen = Path(file) if file else database or wiring.default_database()
    fresh = not file and database is None and not chosen.exists()
    return wiring.open_workstation(chosen, "ro" if read_only else "create" if fresh else "rw", acting_as)
