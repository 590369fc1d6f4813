"""Which edition of a body's report for a year is in force, and what the others are beside it."""

from __future__ import annotations

from datetime import date

import pytest
from storing.building import item
from storing.listed import every_row

from core.ports import Query
from db import Store

A, B, C = (f"2025-02-0{n}T00:00:00.000Z" for n in (1, 2, 3))

EDITIONS: dict[str, tuple[list[tuple[str, str, date | None, str, int]], str, list[str]]] = {
    "the newer figures are in force": ([("one", A, None, "pdf", 1), ("two", B, None, "pdf", 2)], "two", ["superseded"]),
    "publication goes before arrival": (
        [("one", B, date(2025, 1, 9), "pdf", 1), ("two", A, date(2025, 1, 20), "pdf", 2)],
        "two",
        ["superseded"],
    ),
    "another format of the same is no newer version": (
        [("one", A, None, "pdf", 1), ("two", B, None, "docx", 1)],
        "one",
        ["other-format"],
    ),
    "saved again with the same text": ([("one", A, None, "pdf", 1), ("two", B, None, "pdf", 1)], "one", ["duplicate"]),
    "a correction after two formats": (
        [("one", A, None, "pdf", 1), ("two", B, None, "docx", 1), ("three", C, None, "pdf", 2)],
        "three",
        ["superseded", "superseded"],
    ),
}


@pytest.mark.parametrize("case", EDITIONS)
@pytest.mark.parametrize("together", [True, False])
def test_one_edition_is_in_force(store: Store, case: str, together: bool) -> None:
    """However they arrive, the same one; the others say what they are beside it."""
    files, wanted, relations = EDITIONS[case]
    items = [
        item(name, received=received, published=published, format_=format_, value=value, text="同一文本")
        for name, received, published, format_, value in files
    ]
    for batch in [items[::-1]] if together else [[one] for one in items]:
        store.reports.add(batch)
    held, *others = store.reports.editions("云溪市财政局", 2024)
    assert held.source.name.startswith(wanted)
    assert (held.in_force, held.relation) == (True, None)
    assert sorted(str(other.relation) for other in others) == relations
    assert store.reports.find("云溪市财政局", 2024) == held.uid
    [row] = every_row(store, Query())
    assert (row.uid, row.flags) == (held.uid, "e")
