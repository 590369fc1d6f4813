"""What another copy read: of arrivals the earlier counts, of readings the newer, whichever is merged into which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from storing.building import SteppingClock, content, item, sha

from core.model import Checked, Edition
from core.ports import ReportRow
from db import Store, open_store
from db.replicas import continue_from, merge

EARLY, LATE = "2025-02-01T00:00:00.000Z", "2025-03-01T00:00:00.000Z"


@pytest.fixture
def copies(store: Store, tmp_path: Path) -> tuple[Store, Store]:
    """Two empty working copies of one origin."""
    store.archive.export(tmp_path / "out.db", None)
    continue_from(tmp_path / "out.db", tmp_path / "other.db")
    return store, open_store(tmp_path / "other.db", "rw", SteppingClock("o"))


def united(one: Store, other: Store) -> list[tuple[Edition, Checked, ReportRow]]:
    """Each merged into the other; what both say of the report then."""
    merge(one.connection, other.path)
    merge(other.connection, one.path)
    told = []
    for store in (one, other):
        edition, checked = store.reports.load(sha("one"))
        told.append((edition, checked, store.reports.row(edition.uid)))
    other.close()
    return told


def test_a_file_that_arrived_twice_came_when_it_came_first(copies: tuple[Store, Store]) -> None:
    """Name, batch and time are those of the earlier arrival; the day of publication of whoever knows it."""
    one, other = copies
    edition, checked = item("one", received=LATE, batch="晚")
    one.reports.add([(replace(edition, published_on=date(2025, 1, 20)), checked)])
    edition, checked = item("one", received=EARLY, batch="早")
    source = replace(edition.source, name="原名.pdf")
    other.reports.add(
        [(replace(edition, source=source), replace(checked, report=replace(checked.report, source=source)))]
    )
    here, there = united(one, other)
    assert here == there
    held = here[0]
    assert (held.source.name, held.batch, held.received_at) == ("原名.pdf", "早", EARLY)
    assert held.published_on == date(2025, 1, 20)


def test_what_one_copy_could_not_read_is_read_by_the_others_reading(copies: tuple[Store, Store]) -> None:
    """Though it arrived there first."""
    one, other = copies
    one.reports.add_unreadable(replace(item("one", received=EARLY)[0], body="", year=None), "damaged", "文件已损坏")
    other.reports.add([item("one", received=LATE)])
    here, there = united(one, other)
    assert here == there
    assert (here[2].error, here[2].body, here[2].year) == (None, "云溪市财政局", 2024)


def test_the_newest_reading_is_in_use_and_the_bytes_come_along(copies: tuple[Store, Store]) -> None:
    """The other's bytes are taken where none are kept here, and read anew here or there counts alike."""
    one, other = copies
    other.sources.put(sha("one"), "one.pdf", content("one"))
    for store in copies:
        store.reports.add([item("one")])
    newer = item("one", value=7)[1]
    newer = replace(newer, report=replace(newer.report, parser="2"))
    other.reports.replace(sha("one"), newer)
    here, there = united(one, other)
    assert here == there
    assert here[1] == newer
    assert one.sources.get(sha("one")) == content("one")
