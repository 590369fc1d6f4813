"""What two persons answer differently, over all reports of a real database."""

from __future__ import annotations

from pathlib import Path

from memory.desks import LI, WANG, Office
from memory.ports import TickingClock

from core.desk import Desk
from core.desk.disputes import disputes
from core.desk.reviewing import Reviewing
from core.ledger import Reviewer
from core.ports import Query
from db import open_store

ZHAO = Reviewer("zhao", 1009, "installation")


def test_disputes_are_listed_with_both_sides_until_somebody_settles_them(tmp_path: Path) -> None:
    """Of every report; settled by a third person they are gone, and the list's filter agrees."""
    clock = TickingClock()
    store = open_store(tmp_path / "a.db", "create", clock)
    for item in Office.usual(uids=("a" * 64, "b" * 64)).reports.stored.values():
        store.reports.add([item])

    def desk(who: Reviewer) -> Desk:
        return Desk(store.reports, store.events, Reviewing(store.reports, store.events, clock, who))

    uid = "a" * 64
    finding = desk(WANG).reviewing.open(uid).findings[0].finding.id
    assert disputes(desk(WANG)) == ()
    desk(WANG).reviewing.confirm(uid, finding, 1)
    desk(LI).reviewing.dismiss(uid, finding, text="口径不同")
    [one] = disputes(desk(ZHAO))
    assert (one.row.uid, one.finding.id, one.mine) == (uid, finding, False)
    assert [(side.by, side.verdict) for side in one.sides] == [("wang", "confirm"), ("li", "dismiss")]
    assert disputes(desk(LI))[0].mine
    assert [row.uid for row in desk(LI).page(Query(standing="disputed")).rows] == [uid]
    desk(ZHAO).reviewing.settle(uid, finding, "confirm")
    assert disputes(desk(ZHAO)) == ()
    assert desk(LI).page(Query(standing="disputed")).rows == ()
    assert [row.uid for row in desk(LI).page(Query(standing="confirmed")).rows] == [uid]
    store.close()
