"""Samples that anybody can draw again."""

from __future__ import annotations

import pytest

from core.desk.sampling import draw
from core.errors import UsageError
from core.ports import ReportRow

ROWS = [
    ReportRow(f"{n:064}", f"机关{n}", 2024, "open", (0, 0, 0, 0), 0, 0, None, "b", risk=n // 10, name="a", error=None)
    for n in range(100)
]
UNREAD = ReportRow("f" * 64, "", None, "unreadable", (0, 0, 0, 0), 0, 0, None, "b", 0, "x", "damaged")


def test_the_same_seed_draws_the_same_reports() -> None:
    """Whatever the order they come in; another seed draws others; what could not be read is not drawn."""
    one = draw([*ROWS, UNREAD], "20", "random", "s")
    assert one == draw(ROWS[::-1], "20", "random", "s")
    assert one.how == {"method": "random", "seed": "s", "of": 100, "drawn": 20}
    assert len(set(one.uids)) == 20
    assert draw(ROWS, "20", "random", "t").uids != one.uids


def test_by_risk_the_most_urgent_come_first() -> None:
    """Chance decides only among equals."""
    drawn = draw(ROWS, "15", "risk", "s").uids
    assert set(drawn[:10]) == {row.uid for row in ROWS if row.risk == 9}
    assert {int(uid) // 10 for uid in drawn[10:]} == {8}
    assert draw(ROWS, "15", "risk", "t").uids[10:] != drawn[10:]


@pytest.mark.parametrize(("size", "number"), [("10%", 10), ("1%", 1), ("100%", 100), ("7", 7), ("500", 100)])
def test_a_share_or_a_number(size: str, number: int) -> None:
    """At least one of a share, at most all."""
    assert len(draw(ROWS, size, "random", "s").uids) == number


@pytest.mark.parametrize("size", ["0", "0%", "101%", "ten", "", "-1", "1.5%", "٣"])
def test_a_size_that_is_none_is_refused(size: str) -> None:
    """It is wrong usage, not an empty sample."""
    with pytest.raises(UsageError):
        draw(ROWS, size, "random", "s")
