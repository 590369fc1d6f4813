"""Looking closely: sums against totals, last year cell by cell, proposed values, code points, copies, words in the text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import SteadyClock, checked_of, desk_on, edition_of

from core.address import Address
from core.desk import Desk
from core.ledger import Kind
from core.model import Blames, Evidence, Finding, Severity, Verdict
from core.ports import Query
from core.wording import Phrase
from db import open_store
from tui.app import GoujiApp

SIZE = (120, 36)


async def test_without_a_selection_the_row_is_summed_against_its_total_with_the_parts_marked(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "s")
        assert "1+0+0+0 = 1, printed 2, difference +1" in message(app)
        assert {address.column for address in bench(app).table.marked} == {"upheld", "corrected", "other", "pending"}
        assert "+1 '" in drawn(pane(app, "table"))
        assert bench(app).selection == (), "nobody selected them: no act is meant for them"
        await press(pilot, "q", "g", "s")
        assert "select figures first" in message(app)


@pytest.fixture
def with_last_year(database: Path) -> Path:
    """The first report's body also has a report of 2023, other in two cells."""
    store = open_store(database, "rw", SteadyClock(50))
    former = checked_of(0, "上年。\n", t3__new__natural="10", t3__new__total="10", t4__reconsideration__total="1")
    store.reports.add([(replace(edition_of(former, 0), uid=former.report.source.sha256, year=2023), former)])
    store.close()
    return database


async def test_last_year_stands_beside_this_year_with_the_change(with_last_year: Path) -> None:
    app = GoujiApp(desk_on(with_last_year), "en")
    async with app.run_test(size=SIZE) as pilot:
        rows = app.desk.page(Query(year=2024)).rows
        uid = next(row.uid for row in rows if row.body.startswith("云溪市人民政府"))
        app.open_report(uid)
        await pilot.pause()
        bench(app).to_figure(Address.parse("t3/new/natural"))
        await pilot.pause()
        assert "last year 10 +1 (+10.0%)" in message(app)
        await press(pilot, "p")
        assert "11<10" in drawn(pane(app, "table"))
        await press(pilot, "p")
        assert "11<10" not in drawn(pane(app, "table"))
        await press(pilot, "C")
        rows = drawn(pane(app, "lines"))
        assert "10 ->         11  +1 (+10.0%)" in rows
        await press(pilot, "enter")
        await pilot.pause()
        assert bench(app).table.address is not None


async def test_a_value_is_proposed_beside_the_printed_one(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "e", *"1", "enter")
        address = bench(app).table.address
        assert "proposed" in message(app)
        (event,) = desk.reviewing.mine(Kind.PROPOSE)
        assert (event.body["address"], event.body["value"]) == (str(address), "1")


async def test_what_is_entered_as_printed_is_marked_and_the_rules_run_on_it(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "l", "l", "l", "l", "equals_sign", "backspace", "1", "enter")
        assert str(bench(app).table.address) == "t4/reconsideration/total"
        assert "[1]=" in drawn(pane(app, "table"))
        total = bench(app).table.address
        assert not [
            v for v in bench(app).bench.findings if v.finding.rule == "T4.SUM" and total in v.finding.evidence.addresses
        ]


async def test_the_code_points_of_a_source_line_on_one_key(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "1", "number_sign")
        assert "行 U+884C CJK UNIFIED IDEOGRAPH-884C" in drawn(pane(app, "lines"))


async def test_a_copy_is_what_is_printed_tab_between_columns(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", *"hhhh", "v", "l", "l", "l", "l", "v", "y")
        assert app.clipboard == "1\t0\t0\t0\t2"
        assert "sent to the terminal's clipboard: 9" in message(app)


async def test_a_two_character_word_is_found_in_the_text_and_n_goes_on(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "slash", *"申请", "enter")
        assert "n next, N previous" in message(app)
        text, first = bench(app).bench.report.text, bench(app).source.row_span
        await press(pilot, "n", "n")
        further = bench(app).source.row_span
        assert further != first
        assert all("申请" in text[start : end + 1] for start, end in (first, further)), "its row may break behind 申"
        await press(pilot, "N", "N")
        assert bench(app).source.row_span == first


@pytest.fixture
def with_prose(database: Path, tmp_path: Path) -> Path:
    """A first report whose second finding rests on a sentence and on no figure."""
    path = Path(shutil.copy(database, tmp_path / "prose.db"))
    checked = checked_of(0, "请审核“平稳”一词。\n")
    quote = checked.report.text.index("平稳")
    spoken = Finding(
        id="prose-finding",
        rule="N.NEW",
        verdict=Verdict.FAIL,
        severity=Severity.LIKELY,
        blames=Blames.REPORT,
        message=Phrase("rule.failed"),
        proof=None,
        evidence=Evidence((), ((quote, quote + 2),), quote="平稳"),
        covers=("N.NEW.prose",),
    )
    store = open_store(path, "rw", SteadyClock(60))
    edition = replace(edition_of(checked, 0), body="云溪市档案馆")
    store.reports.add([(edition, replace(checked, findings=(*checked.findings, spoken)))])
    store.close()
    return path


async def test_an_answer_is_for_the_finding_one_was_led_to_also_where_it_rests_on_no_figure(with_prose: Path) -> None:
    app = GoujiApp(desk_on(with_prose), "en")
    async with app.run_test(size=SIZE) as pilot:
        uid = next(row.uid for row in app.desk.page(app.reports.asked_for).rows if row.body == "云溪市档案馆")
        app.open_report(uid)
        await pilot.pause()
        await press(pilot, "x", "1", "d", "1")
        standing = {view.finding.rule: str(view.standing) for view in bench(app).bench.findings}
        assert standing == {"T4.SUM": "confirmed", "N.NEW": "dismissed"}


async def test_a_note_on_a_selection_stands_at_each_of_its_figures(desk: Desk) -> None:
    """One thread, found and answered from any of them; undone, it is gone from all."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter", "g", "v", "l", "l", "v", "c", *"odd", "enter")
        await pilot.pause()
        (note,) = bench(app).bench.notes
        marked = [str(address).rpartition("/")[2] for address in note.figures]
        assert sorted(marked) == ["in_force", "issued", "repealed"]
        row = next(
            line for line in drawn(pane(app, "table")).splitlines() if line.lstrip("|").startswith("Regulations")
        )
        assert row.count("c") == 3
        await press(pilot, "h", "h")
        assert message(app).endswith("odd")
        assert bench(app).thread == note
        await press(pilot, "u")
        assert bench(app).bench.notes == ()
