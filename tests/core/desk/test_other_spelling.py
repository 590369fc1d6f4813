"""Last year's figures of a body that was spelt otherwise then, also where the roster learns of it while one works."""

from __future__ import annotations

from pathlib import Path

from storing.building import LI, SteppingClock, item

from core.desk.reviewing import Reviewing
from core.model import Body
from db import open_store


def test_last_year_is_found_by_what_the_roster_says_now(tmp_path: Path) -> None:
    """Opened before and after the roster was taken in."""
    clock = SteppingClock()
    store = open_store(tmp_path / "a.db", "create", clock)
    former, later, other = (
        item("a", "云溪市人民政府", 2023),
        item("b", "云溪市政府", 2024),
        item("c", "青岚县政府", 2024),
    )
    store.reports.add([later, other])
    reviewing = Reviewing(store.reports, store.events, clock, LI)
    assert not reviewing.open(later[0].uid).prior
    store.reports.add([former])
    store.reports.add_bodies([Body("云溪市人民政府", kind="government")])
    assert not reviewing.open(other[0].uid).prior
    assert reviewing.open(later[0].uid).prior == former[1].report.figures
    store.close()
