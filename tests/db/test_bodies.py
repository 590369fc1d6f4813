"""The roster: bodies by name and alias."""

from __future__ import annotations

import pytest
from storing.building import item
from storing.listed import every_row

from core.model import Body
from core.ports import Query
from db import Store


def test_reports_known_by_an_alias_go_to_the_body(store: Store) -> None:
    """A renamed body keeps its history; a name two bodies claim matches neither."""
    store.reports.add([item("old", "云溪市经信委", 2023), item("new", "云溪市工信局", 2024)])
    roster = [Body("云溪市工信局", ("云溪市经信委", "市 工信局"), "department", "云溪市", "云溪市人民政府")]
    assert store.reports.add_bodies(roster) == 1
    assert store.reports.add_bodies(roster) == 0
    assert store.reports.bodies() == tuple(roster)
    assert store.reports.find("云溪市经信委", 2023) == store.reports.find("市工信局", 2023) == item("old")[0].uid
    assert {row.body for row in every_row(store, Query(region="云溪市"))} == {"云溪市工信局"}
    store.reports.add_bodies([Body("甲局", ("信息办",)), Body("乙局", ("信息办",))])
    store.reports.add([item("unsure", "信息办", 2024)])
    assert store.reports.row(item("unsure")[0].uid).body == "信息办"


@pytest.mark.parametrize("name", ["", "  ", "　\n"])
def test_a_body_without_a_name_is_none(store: Store, name: str) -> None:
    """Neither on the roster nor in a report: such reports stand alone."""
    assert store.reports.add_bodies([Body(name, ("甲局",))]) == 0
    store.reports.add([item("one", name), item("two", name)])
    assert store.reports.bodies() == ()
    assert len(every_row(store, Query())) == 2


def test_names_are_compared_apart_from_width_case_and_blanks(store: Store) -> None:
    """The first spelling stays the one that is shown."""
    store.reports.add([item("one", "云溪市ABC中心", 2023), item("two", "云溪市 ＡＢＣ\n中心", 2024)])
    assert [body.name for body in store.reports.bodies()] == ["云溪市ABC中心"]
    assert {row.body for row in every_row(store, Query())} == {"云溪市ABC中心"}
    assert store.reports.find("云溪市abc 中心", 2024) == item("two")[0].uid


def test_a_corrected_roster_counts_its_changes_and_the_list_follows(store: Store) -> None:
    """Kind, region and aliases are as said last; what is said again changes nothing."""
    store.reports.add([item("one", "甲局", 2024)])
    assert store.reports.add_bodies([Body("甲局", ("甲",), "department", "云溪市"), Body("乙局")]) == 2
    corrected = Body("甲局", ("甲委",), "department", "青岚县")
    assert store.reports.add_bodies([corrected, Body("乙局")]) == 1
    assert store.reports.bodies() == (Body("乙局"), corrected)
    assert every_row(store, Query(region="云溪市")) == []
    assert [row.body for row in every_row(store, Query(region="青岚县"))] == ["甲局"]
    assert store.reports.find("甲", 2024) is None, "an alias that was taken away leads nowhere"
