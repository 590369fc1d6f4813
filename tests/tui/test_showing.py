"""Which figure a finding points at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from workstation.world import BLOCK, block_finding, checked_of

from core.address import Address
from core.desk import Desk
from core.model import Finding
from core.ports import Query
from tui.screens import showing


@pytest.fixture
def finding() -> Finding:
    """That table 4's first block does not add up, on five figures, with no hint."""
    return block_finding(checked_of(0).report)


def test_without_a_hint_the_printed_total_is_pointed_at(desk: Desk, finding: Finding) -> None:
    bench = desk.reviewing.open(desk.page(Query()).rows[0].uid)
    total = Address.parse(f"{BLOCK}/total")
    assert showing.pointed_at(finding, bench) == (total,)
    assert showing.figure_of(finding, bench) == total


def test_with_a_hint_the_figure_it_would_change_is_pointed_at(desk: Desk, finding: Finding) -> None:
    bench = desk.reviewing.open(desk.page(Query()).rows[0].uid)
    hinted = Address.parse(f"{BLOCK}/pending")
    assert showing.pointed_at(replace(finding, hint={hinted: 1}), bench) == (hinted,)


def test_of_several_totals_the_one_that_prints_what_was_found(desk: Desk, finding: Finding) -> None:
    bench = desk.reviewing.open(desk.page(Query()).rows[0].uid)
    others = tuple(Address.parse(f"t3/{row}/total") for row in ("new", "granted", "total"))
    more = replace(finding, evidence=replace(finding.evidence, addresses=(*others, *finding.evidence.addresses)))
    assert showing.pointed_at(more, bench) == (Address.parse(f"{BLOCK}/total"),)


def test_a_finding_on_many_totals_points_at_its_first_figure(desk: Desk, finding: Finding) -> None:
    bench = desk.reviewing.open(desk.page(Query()).rows[0].uid)
    rows = ("new", "carried_in", "granted", "partial", "total")
    places = tuple(Address.parse(f"t3/{row}/total") for row in rows)
    many = replace(finding, evidence=replace(finding.evidence, addresses=places), found=None)
    assert showing.pointed_at(many, bench) == (places[0],)


def test_each_state_of_a_figure_has_its_letter(desk: Desk) -> None:
    """To answer, asked, noted, proposed, ticked: told apart without colour."""
    uid = desk.page(Query()).rows[0].uid
    act, places = desk.reviewing, [Address.parse(f"t3/{row}/natural") for row in ("new", "carried_in", "granted")]
    act.note(uid, "where from?", places[0])
    act.propose(uid, places[1], "12")
    act.tick(uid, places[2:])
    first = act.open(uid).findings[0].finding
    bench = act.ask(uid, first.id)
    marks = showing.marks(bench)
    assert [marks.of(bench.figures[place], place)[0] for place in places] == ["c", "e", "v"]
    (asked,) = showing.pointed_at(first, bench)
    assert marks.of(bench.figures[asked], asked)[0] == "i"
    thread = next(remark for remark in bench.notes if remark.kind == "note")
    bench = act.resolve(uid, thread.event)
    assert showing.marks(bench).of(bench.figures[places[0]], places[0])[0] == " "
