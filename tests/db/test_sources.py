"""The bytes of files by their SHA-256: in the database, or where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from storing.building import content, sha
from storing.faults import template

from core.errors import StoreError
from db import Store


def test_bytes_that_are_not_kept_are_an_error_that_says_so(store: Store) -> None:
    """Neither nothing nor another file's."""
    with pytest.raises(StoreError) as error:
        store.sources.get(sha("one"))
    assert template(error) == "store.no-source"


def test_bytes_are_found_where_they_lie_as_long_as_they_are_the_same(store: Store, tmp_path: Path) -> None:
    """The newer place counts; a file that is gone, was changed or became a folder is named, never given out."""
    name = "报告 \udcff.txt"  # bytes that are no UTF-8
    first, second = tmp_path / name, tmp_path / "b.txt"
    for path in (first, second):
        path.write_bytes(content("one"))
    store.sources.place(sha("one"), name, first, 13)
    assert store.sources.get(sha("one")) == content("one")
    store.sources.place(sha("one"), "b.txt", second, 13)
    first.unlink()
    assert store.sources.get(sha("one")) == content("one")
    for spoil in (lambda: second.write_bytes(b"changed"), second.unlink, second.mkdir):
        spoil()
        with pytest.raises(StoreError) as error:
            store.sources.get(sha("one"))
        assert template(error) == "store.source-moved"


def test_bytes_that_are_kept_go_before_a_place(store: Store, tmp_path: Path) -> None:
    """Where the file lay does not matter then."""
    store.sources.place(sha("one"), "one.pdf", tmp_path / "nowhere", 13)
    store.sources.put(sha("one"), "one.pdf", content("one"))
    assert store.sources.get(sha("one")) == content("one")
