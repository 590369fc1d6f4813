"""What one answers stays in view while one answers it, and a note says what it is about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import BLOCK, SteadyClock, block_finding, checked_of, desk_on, edition_of

from core.address import Address
from core.desk import Desk
from core.model import Evidence
from db import open_store
from tui.app import GoujiApp
from tui.screens.log import place_of
from tui.shown import Clean
from tui.widgets.findings import SEVERITIES
from tui.wrapping import cells_of, elide

SIZE = (80, 24)
PROOF = "upheld 1 + corrected 0 + other 0 + pending 0 = 1 ≠ total 2"


@pytest.mark.parametrize("keys", [("x",), ("d",), ("d", "0")], ids=" ".join)
async def test_sentence_and_proof_stay_in_view_while_a_finding_is_answered(desk: Desk, keys: tuple[str, ...]) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", *keys)
        await pilot.pause()
        sheet = drawn(pane(app, "choices"))
        assert "the outcomes add up to 1" in sheet
        assert PROOF in sheet
        table = bench(app).table  # it may keep its size: then nothing of it is drawn anew
        assert "[2]!" in "\n".join(table.render_line(y).text for y in range(table.content_size.height))


async def test_every_choice_is_in_view_below_the_evidence(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "d")
        assert "0 another reason, in words" in drawn(pane(app, "choices"))
        await press(pilot, "escape", "x")
        assert "9 other" in drawn(pane(app, "choices"))


async def test_the_line_a_figure_is_printed_in_stays_in_view_while_its_print_is_typed(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "equals_sign")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "entry"
        assert ">38 行政复议" in drawn(pane(app, "source"))


def test_a_proof_too_long_for_the_pane_keeps_what_it_comes_to() -> None:
    proof = Clean(" + ".join(f"part {n}" for n in range(40)) + " = 780 ≠ total 781")
    shown = elide(proof, 60, 3)
    assert len(shown) == 3
    assert shown[0].startswith("part 0 + part 1")
    assert shown[-1].startswith("... ")
    assert shown[-1].endswith("= 780 ≠ total 781")


@given(st.text(alphabet="新收结转 +=≠0123456789abc", max_size=300).map(Clean), st.integers(8, 80), st.integers(1, 5))
def test_a_shortened_text_never_takes_more_rows_or_cells_than_it_may(text: Clean, width: int, rows: int) -> None:
    shown = elide(text, width, rows)
    assert len(shown) <= rows
    assert all(cells_of(row) <= width for row in shown)


async def test_the_findings_pane_says_what_its_severity_means(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert "severity 1: certain" in drawn(pane(app, "findings"))
    assert sorted(SEVERITIES) == [1, 2, 3, 4]


async def test_a_report_without_findings_says_which_key_marks_it(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        assert "none: m marks the report reviewed" in drawn(pane(app, "findings"))


async def test_a_dismissal_is_shown_with_the_words_of_its_reason(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "d")
        chosen = next(row for row in drawn(pane(app, "choices")).split("\n") if row.startswith(">1 "))
        await press(pilot, "1", "3", "k")
        assert f"dismissed ({chosen[3:]}"[:40] in drawn(pane(app, "findings"))


@pytest.fixture
def of_prose(tmp_path: Path) -> Desk:
    """A report whose one finding rests on a sentence and on no figure."""
    checked = checked_of(0)
    start = checked.report.text.index("主动公开政府信息")
    where = Evidence((), spans=((start, start + 14),), quote="主动公开政府信息")
    finding = replace(block_finding(checked.report), evidence=where, hint={})
    path = tmp_path / "prose.db"
    with closing(open_store(path, "create", SteadyClock())) as store:
        store.reports.add([(edition_of(checked, 0), replace(checked, findings=(finding,)))])
    return desk_on(path)


async def test_a_note_at_a_finding_that_rests_on_no_figure_is_kept_at_its_sentence(of_prose: Desk) -> None:
    app = GoujiApp(of_prose, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "c")
        assert "Note  text “主动公开政府信息" in drawn(pane(app, "choices"))
        await press(pilot, *"hm", "enter")
        (note,) = bench(app).bench.notes
        assert note.address is None
        assert note.anchor is not None
        assert note.anchor["quote"].startswith("主动公开政府信息")


async def test_a_note_on_several_figures_is_one_and_names_them_all(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "v", "l", "l", "c")
        assert "Note on 3 figures" in drawn(pane(app, "choices"))
        await press(pilot, *"why", "enter")
        (note,) = bench(app).bench.notes
    names = [f"Table 2 Regulations·{column}" for column in ("Issued this year", "Repealed this year", "In force")]
    assert note.text == f"{'; '.join(names)}: why"


async def test_the_way_back_to_the_finding_shown_is_the_key_for_the_one_before(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        at_first = bench(app).table.address
        await press(pilot, "g")
        assert bench(app).table.address != at_first
        await press(pilot, "left_square_bracket")
        assert bench(app).table.address == at_first
        await press(pilot, "left_square_bracket")
        assert message(app) == "this is the first finding to answer"


async def test_leaving_a_report_by_the_way_of_its_findings_says_what_is_left_open(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        left, row = len(bench(app).bench.unsettled), bench(app).bench.row
        await press(pilot, *["right_square_bracket"] * left)
        await pilot.pause()
        assert bench(app).uid != row.uid
        assert message(app) == f"left with findings to answer: {left}  {row.body} {row.year}"


async def test_undo_names_the_figure_the_finding_is_about(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "x", "1", "u")
        assert message(app).startswith("taken back: confirmed")
        assert message(app).endswith("·Total")


async def test_the_title_of_the_tables_is_never_cut(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "G")
        title = drawn(pane(app, "table")).split("\n")[0]
        assert "Table 4 Litigation (after reconsideration)·" in title
        assert title.endswith("=")
        assert "t4/" not in title


async def test_the_mark_at_a_finding_stands_only_where_an_answer_is_meant_for_it(desk: Desk) -> None:
    """On a figure no finding rests on, `x` is an exception at the figure: no finding is marked as the one at hand."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert "\n>! 1 " in drawn(pane(app, "findings"))
        await press(pilot, "g")
        assert "\n ! 1 " in drawn(pane(app, "findings"))
        await press(pilot, "enter", "x")
        assert "Exception" in drawn(pane(app, "choices"))
        await press(pilot, "escape", "3")
        assert "\n>! 1 " in drawn(pane(app, "findings"))
        await press(pilot, "x")
        assert "Confirm" in drawn(pane(app, "choices"))


async def test_after_an_answer_one_row_says_what_was_saved(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "x", "1")
        assert message(app) == "saved  T4.SUM  zhang: confirmed (sum does not hold)"
        await press(pilot, "u", "d", "1")
        assert message(app).startswith("saved  T4.SUM  zhang: dismissed (The original prints")
        assert "\n" not in message(app)


async def test_the_comparison_shows_a_figure_with_a_remark_in_full_where_there_is_room(
    two_years: Callable[..., tuple[Desk, str]],
) -> None:
    desk, uid = two_years(t2__normative_documents__issued="62（其中修订6件）")
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(160, 48)) as pilot:
        app.open_report(uid)
        await pilot.pause()
        await press(pilot, "C")
        await pilot.pause()
        assert "0 -> 62（其中修订6件）" in drawn(pane(app, "lines"))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"finding": "f", "addresses": [f"{BLOCK}/upheld", f"{BLOCK}/total"]}, f"{BLOCK}/total"),
        (
            {"finding": "f", "addresses": [f"t3/{row}/total" for row in ("new", "granted", "partial", "total")]},
            "t3/new/total",
        ),
        ({"addresses": [f"{BLOCK}/upheld", f"{BLOCK}/total"]}, f"{BLOCK}/upheld"),
        ({"address": f"{BLOCK}/other"}, f"{BLOCK}/other"),
        ({"addresses": ["t9"]}, None),
        ({}, None),
    ],
    ids=["a finding's total", "of many totals the first", "ticks", "a figure", "no address", "nothing"],
)
def test_an_act_is_told_with_the_figure_it_is_about(body: dict[str, object], place: str | None) -> None:
    assert place_of(body) == (Address.parse(place) if place else None)
