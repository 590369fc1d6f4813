"""Nothing acknowledged is lost and nothing half there, whatever is killed; small here, full by `make crash` (docs/crash.md)."""

from __future__ import annotations

from pathlib import Path

import sqlite_utils  # noqa: F401  loaded here, so that not every forked process does it
from crash.harness import Exports, crash_rounds, first_openings, killed_exports, notes_at_once


def test_killing_writers_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """Every id written down is there, chains whole, projections those of the log, the file sound."""
    outcome = crash_rounds(tmp_path, rounds=3, writes=25, reports=6)
    assert (outcome.lost, outcome.faults) == (0, [])
    assert outcome.killed >= 3
    assert outcome.acknowledged >= 75


def test_several_people_at_once_lose_no_note(tmp_path: Path) -> None:
    """Six processes with ten notes each on the same three reports."""
    notes = notes_at_once(tmp_path, each=10, reports=3)
    assert (notes.acknowledged, notes.lost, notes.faults) == (60, 0, ())


def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    """One makes the schema, the others find it; no error."""
    assert first_openings(tmp_path, rounds=2) == []


def test_a_killed_export_never_leaves_a_file_that_fails(tmp_path: Path) -> None:
    """What has the final name verifies, whenever the export was killed."""
    exports = killed_exports(tmp_path, kills=6, reports=4)
    assert exports == Exports(6, exports.finished, ())
