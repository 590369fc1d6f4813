"""整改 as the register asks for it: a filter of the list, a view of the file."""

from __future__ import annotations

from storing.building import LI

from core.ledger import Draft, Kind
from core.ports import Query
from db import Store


def test_follow_up_is_a_filter(store: Store, uid: str) -> None:
    """Open, overdue and closed 整改, as the register asks for them; due today is not overdue."""

    def listed(follow_up: str) -> int:
        return len(store.reports.page(Query(follow_up=follow_up)).rows)

    follow = {
        "finding": "finding of one",
        "leaves": ["T3.BALANCE.natural"],
        "due": "2025-06-30",
        "letter": "云公开〔2025〕1号",
    }
    assert (listed("open"), listed("closed")) == (0, 0)
    store.events.record(uid, LI, lambda _: Draft(Kind.FOLLOW, follow))
    assert [listed(what) for what in ("open", "closed", "2025-06-30", "2025-07-01")] == [1, 0, 0, 1]
    done = {
        "finding": "finding of one",
        "leaves": ["T3.BALANCE.natural"],
        "reply": "2025-06-20",
        "closed": "2025-07-02",
    }
    store.events.record(uid, LI, lambda _: Draft(Kind.FOLLOW, done))
    assert [listed(what) for what in ("open", "closed", "2025-07-01")] == [0, 1, 0]
    row = store.connection.one("SELECT due, letter, reply, closed, state_zh FROM rectification")
    assert row == ("2025-06-30", "云公开〔2025〕1号", "2025-06-20", "2025-07-02", "已销号")
