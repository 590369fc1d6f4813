"""Editions and readings as they come: new, again, anew, unreadable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from storing.building import LI, item, note
from storing.faults import template
from storing.listed import every_row

from core.errors import StoreError
from core.ports import Query
from db import Store


def test_the_same_bytes_twice_are_one_edition(store: Store, uid: str) -> None:
    """Taking in a folder again changes nothing."""
    before = store.reports.load(uid)
    store.reports.add([item("one", received="2025-02-03T00:00:00.000Z")])
    assert store.reports.load(uid) == before


def test_a_reading_anew_keeps_the_former_where_somebody_acted(store: Store, uid: str) -> None:
    """Decisions can always be held against what was shown; nobody's work is needed for that where nobody worked."""
    edition, checked = store.reports.load(uid)
    store.reports.replace(uid, replace(checked, findings=(), rules="rules 2"))
    assert store.reports.row(uid).open_by_severity == (0, 0, 0, 0)
    assert store.connection.scalar("SELECT count(*) FROM reports") == 1
    store.events.record(uid, LI, lambda _: note())
    newer = replace(checked, report=replace(checked.report, text="别的文本", parser="2"))
    store.reports.replace(uid, newer)
    assert store.reports.load(uid) == (edition, newer)
    assert store.connection.rows("SELECT n, current FROM reports ORDER BY n") == [(1, 0), (2, 1)]
    assert store.search.find("别的") == [(uid, 0)]
    assert store.search.find("政府信息") == []
    assert store.events.rebuild() == ()


def test_an_unreadable_file_is_a_line_with_its_cause(store: Store) -> None:
    """It can be listed, not loaded."""
    unread = item("broken")[0]
    store.reports.add_unreadable(replace(unread, body="", year=None), "password", "文件有密码")
    [row] = every_row(store, Query(stages=frozenset({"unreadable"})))
    assert (row.error, row.body, row.year, row.name) == ("password", "", None, "broken.pdf")
    with pytest.raises(StoreError) as error:
        store.reports.load(row.uid)
    assert error.value.phrase.template == "store.unreadable-report"
    store.reports.add([item("broken")])
    assert store.reports.row(row.uid).stage == "open", "read by a better reader, it becomes a report"


def test_an_edition_is_not_stored_beside_another_ones_bytes(store: Store) -> None:
    """Source, edition and reading must be of the same bytes."""
    (edition, _), (_, other) = item("one"), item("two")
    with pytest.raises(StoreError) as error:
        store.reports.add([(edition, other)])
    assert template(error) == "store.mismatch"
