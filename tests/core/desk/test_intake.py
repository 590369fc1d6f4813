"""Files into stored, checked reports; and checked without a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from memory.ports import TickingClock
from sampling import as_text
from sampling.facts import FOLDER, load

from core.desk.intake import Intake, Step, check_files
from core.errors import SourceError
from core.ports import Query
from db import Store, open_store

NAMES = ("2023-yunxi-resources", "2024-qinglan-justice", "2024-zhuping-town")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, a copy of one, a file that is none, an empty one."""
    made = tmp_path / "in"
    (made / "deeper").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (made / f"{number}.txt").write_bytes(as_text.render(load(FOLDER / f"{name}.toml")))
    (made / "deeper" / "copy.txt").write_bytes((made / "0.txt").read_bytes())
    (made / "empty.pdf").write_bytes(b"")
    (made / "odd.pdf").write_bytes(b"no PDF at all")
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(tmp_path / "a.db", "create", TickingClock())
    yield opened
    opened.close()


def test_every_file_is_told_once_stored_known_or_failed(store: Store, folder: Path) -> None:
    """The same bytes are one report; a second time all that has bytes is known; progress counts every file."""
    intake = Intake(store.sources, store.reports, TickingClock())
    steps: list[Step] = []
    first = intake.ingest([folder], "一", progress=steps.append)
    assert len(first.stored) == 3 and len(first.known) == 1
    assert sorted(Path(error.file or "").name for error in first.failed) == ["empty.pdf", "odd.pdf"]
    assert [(step.done, step.total) for step in steps] == [(n, 6) for n in range(1, 7)]
    assert sum(first.findings.values()) == sum(
        sum(row.open_by_severity) for row in store.reports.page(Query()).rows if row.error is None
    )
    again = intake.ingest([folder], "二")
    assert (again.stored, len(again.known), [error.kind for error in again.failed]) == ([], 5, ["empty"])
    assert {row.batch for row in store.reports.page(Query()).rows} == {"一"}


def test_a_day_of_publication_is_entered_where_none_is_stated(store: Store, folder: Path) -> None:
    """Of every report of the call, as a fact of the edition."""
    Intake(store.sources, store.reports, TickingClock()).ingest([folder / "1.txt"], "一", date(2025, 1, 24))
    [row] = store.reports.page(Query()).rows
    edition, checked = store.reports.load(row.uid)
    assert edition.published_on == checked.report.masthead.published_on == date(2025, 1, 24)


def test_what_was_read_before_an_interruption_is_stored(store: Store, folder: Path) -> None:
    """Stopped by hand at the second file: the database holds what was read whole, and the next intake goes on."""

    def stop(step: Step) -> None:
        if step.done == 2:
            raise KeyboardInterrupt

    intake = Intake(store.sources, store.reports, TickingClock())
    files = [folder / f"{n}.txt" for n in range(3)]
    with pytest.raises(KeyboardInterrupt):
        intake.ingest(files, "一", progress=stop)
    assert len(store.reports.page(Query()).rows) == 2
    summary = intake.ingest(files, "一")
    assert (len(summary.stored), len(summary.known)) == (1, 2)


def test_files_are_checked_in_the_order_given_whichever_is_read_first(folder: Path) -> None:
    """Folders in the order of their names; what cannot be read has its place and its error, never both answers."""
    files = [folder / "2.txt", folder / "odd.pdf", folder, folder / "none.txt"]
    answers = list(check_files(files, jobs=2))
    told = [Path(one.name).name for one in answers]
    assert told == ["2.txt", "odd.pdf", "0.txt", "1.txt", "2.txt", "copy.txt", "empty.pdf", "odd.pdf", "none.txt"]
    for one in answers:
        assert (one.checked is None) == isinstance(one.error, SourceError)
    assert [error.kind for one in answers if (error := one.error)] == [
        "not-a-report",
        "empty",
        "not-a-report",
        "missing",
    ]
