"""The reports with where each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
from memory.desks import edition
from papers.making import usual, write
from papers.sheets import lines, opened

from core.model import Source
from core.ports import ListPage


def test_times_are_dates_of_the_place_beside_utc_as_stored(book: openpyxl.Workbook) -> None:
    """Received at midnight UTC: eight o'clock in Shanghai."""
    first = lines(book["报告"])[0]
    assert first["收入时间（当地）"] == datetime(2025, 2, 1, 8)
    assert first["收入时间（UTC，入库所记）"] == "2025-02-01T00:00:00.000Z"


def test_files_that_could_not_be_read_are_listed_and_counted(tmp_path: Path) -> None:
    """Below the reports, with batch, name and hash; of their figures nothing is claimed."""
    made = usual()
    uid = "e" * 64
    unread = replace(edition(uid, "", None), source=Source("坏\x1b[31m.pdf", uid, "unknown", 9))
    made.reports.add_unreadable(unread, "damaged", "文件已损坏")
    made.reports.page = lambda *asked: ListPage(tuple(map(made.reports.row, (*made.reports.stored, uid))), None)  # type: ignore[method-assign]
    book = opened(write(made, tmp_path / "out.xlsx"))
    *read, last = lines(book["报告"])
    assert len(read) == 3
    assert (last["文件"], last["文件 SHA-256"], last["批次"]) == ("坏␛[31m.pdf", uid, "b1")
    assert last["状态"] == "文件已损坏或不完整；请重新取得原文件"
    assert [value for value in last.values() if isinstance(value, int)] == []
    about = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert (about["报告份数"], about["未能读出的文件"]) == (3, 1)
    assert book["数值"].max_row == 4 + 3
