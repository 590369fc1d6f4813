"""The list as a reader of it finds it."""

from __future__ import annotations

from core.ports import Query, ReportRow
from db import Store


def every_row(store: Store, query: Query, limit: int = 10) -> list[ReportRow]:
    """All pages one behind another."""
    rows: list[ReportRow] = []
    after: tuple[object, ...] | None = None
    while True:
        page = store.reports.page(query, after, limit)
        rows += page.rows
        if page.after is None:
            return rows
        after = page.after
