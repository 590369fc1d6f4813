"""Exports: whole or filtered, read-only, the same content the same bytes, opened by anybody."""

from __future__ import annotations

import hashlib
import resource
import signal
import time
from pathlib import Path

import pytest
from storing.building import ID_NUMBER, item

from core.errors import ExportError
from core.ports import Query
from db import Store, open_store
from db.bigrams import pairs
from db.verify import verify


def test_an_export_is_read_only_evidence_with_its_hash(worked: Store, whole: Path) -> None:
    """0444, no side files, the hash as `sha256sum` writes it; nothing of the working copy in it; every check passes."""
    data = whole.read_bytes()
    assert whole.stat().st_mode & 0o777 == 0o444
    assert Path(f"{whole}.sha256").read_text() == f"{hashlib.sha256(data).hexdigest()}  out.db\n"
    assert not list(whole.parent.glob("out.db-*"))
    assert not list(whole.parent.glob("*.partial"))
    assert "未存的草稿".encode() not in data
    assert verify(whole) == []
    assert verify(worked.path) == []


def test_the_same_content_gives_the_same_bytes(worked: Store, tmp_path: Path) -> None:
    """Whole and filtered, now and later; exporting leaves no trace in what is exported."""
    for query in (None, Query(batch="第一批")):
        first = worked.archive.export(tmp_path / "a.db", query)
        time.sleep(0.01)
        assert worked.archive.export(tmp_path / "b.db", query) == first
        assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_an_export_opens_for_viewing_with_everything_in_it(worked: Store, whole: Path) -> None:
    """Reports, events, search and list as in the working copy."""
    copy = open_store(whole, "rw")
    assert copy.read_only
    assert [notice.template for notice in copy.notices] == ["store.export"]
    assert copy.reports.page(Query()) == worked.reports.page(Query())
    for edition, _ in (item("one"), item("two")):
        assert copy.reports.load(edition.uid) == worked.reports.load(edition.uid)
        assert copy.events.of(edition.uid) == worked.events.of(edition.uid)
        assert copy.sources.get(edition.uid) == worked.sources.get(edition.uid)
    assert copy.search.find("机宜") == worked.search.find("机宜") != []
    assert copy.events.head() == worked.events.head()
    copy.close()


def test_a_filtered_export_holds_no_byte_of_another_report(worked: Store, tmp_path: Path) -> None:
    """Searched in the file's bytes, in UTF-8 and as pairs; the chosen report is there whole."""
    worked.reports.keep_settings("rules 2", '{"words": "设置二"}')
    worked.reports.keep_settings("rules 1", '{"words": "设置一"}')
    worked.archive.export(tmp_path / "part.db", Query(batch="第一批"))
    data = (tmp_path / "part.db").read_bytes()
    one, two = item("one")[0].uid, item("two")[0].uid
    secrets = ("公安", "机宜", ID_NUMBER, "另一份", two, "two.pdf", "第二批", "broken", "bytes of two", "设置二")
    for secret in secrets:
        for encoded in (secret.encode(), secret.encode("utf-16-le"), pairs(secret).encode()):
            assert encoded not in data, secret
    assert verify(tmp_path / "part.db") == []
    part = open_store(tmp_path / "part.db", "ro")
    assert part.reports.load(one) == worked.reports.load(one)
    assert part.events.of(one) == worked.events.of(one)
    assert [row.uid for row in part.reports.page(Query()).rows] == [one]
    assert part.reports.counts(Query()) == {"signed": 1}
    assert (part.reports.settings("rules 1"), part.reports.settings("rules 2")) == ('{"words": "设置一"}', None)
    assert part.connection.scalar("PRAGMA freelist_count") == 0
    part.close()


def test_a_failed_export_leaves_nothing(worked: Store, tmp_path: Path) -> None:
    """Onto the database itself, into no folder, onto a folder, onto a full disk."""
    for target, wanted in (
        (worked.path, "store.export-itself"),
        (tmp_path / "no" / "out.db", "store.export-no-folder"),
        (tmp_path, "store.export-not-a-file"),
    ):
        with pytest.raises(ExportError) as error:
            worked.archive.export(target, None)
        assert error.value.phrase.template == wanted
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, limits[1]))
    try:
        for query in (None, Query(batch="第一批")):
            with pytest.raises(ExportError):
                worked.archive.export(tmp_path / "full.db", query)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.glob("full*")) == []
    worked.archive.export(tmp_path / "full.db", None)
