"""The screens beside list and workbench: inbox, progress, log, comparison, hits, settings; and acts on several reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import first

from core.desk import Desk
from core.ledger import Kind
from core.lines import Query
from tui.app import GoujiApp
from tui.screens.reports import ReportsScreen

SIZE = (120, 30)


def text(app: GoujiApp) -> str:
    return drawn(pane(app, "lines"))


async def test_a_reply_and_a_resolution_from_the_inbox(desk: Desk, second_desk: Callable[[], Desk]) -> None:
    uid = first(desk)
    second_desk().reviewing.note(uid, "where is the source?")
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "I")
        assert "li: where is the source?" in text(app)
        await press(pilot, "r", *"page 3", "enter")
        assert "replies: 1 (zhang)" in text(app)
        await press(pilot, "tab", "tab")
        assert "li: where" in text(app)
        await press(pilot, "enter")
        assert bench(app).uid == uid


async def test_a_report_sent_back_says_by_whom_and_why(desk: Desk, second_desk: Callable[[], Desk]) -> None:
    """In the notes, on opening it, and in place of what changed since a sign-off that holds no more."""
    uid = clean(desk)
    view = desk.reviewing.open(uid)
    desk.reviewing.mark(uid, view.finding_set, view.state.last_event)
    second_desk().reviewing.return_(uid, "which year?")
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "I", "shift+tab")
        assert "li: which year?" in text(app)
        await press(pilot, "enter")
        assert bench(app).uid == uid
        assert message(app) == "sent back by li: which year?"
        await press(pilot, "*")
        assert "signed and sent back" in text(app)


@pytest.mark.parametrize("width", [80, 60])
async def test_no_row_of_progress_is_cut(width: int, desk: Desk) -> None:
    """The bar gives way to the words behind it; what then finds no room goes on below, also after a change of size."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "j", "j", "m", "enter", "c", "w", "h", "y", "enter", "q", "P")
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        shown = drawn(pane(app, "lines"))
        assert "to review 6  in review 1  reviewed 1" in shown
        assert "unreadable 1" in shown
        assert "-] 1/9" in shown
        assert not [line for line in shown.splitlines() if line.endswith(">")]


async def test_progress_without_a_roster_says_so(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "P", "tab")
        assert "nobody has marked a report" in text(app)


async def test_marked_reports_are_assigned_together_and_one_undo_takes_it_back(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "t", "a", "tab", *"li", "enter")
        assert [event.body["to"] for event in desk.reviewing.mine(Kind.ASSIGN)] == ["li", "li"]
        assert drawn(pane(app, "list")).count(" li") == 2
        await press(pilot, "u")
        assert drawn(pane(app, "list")).count(" li") == 0


async def test_clean_reports_marked_together_are_signed_together(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "j", "t", "t", "m")
        assert len(desk.reviewing.mine(Kind.MARK)) == 2
        assert "marked 1" in drawn(pane(app, "list"))
        assert "not 1" in message(app)


async def test_while_a_question_is_open_other_keys_do_not_act(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "a", "P", "m", "u", "E", "S")
        assert isinstance(app.screen, ReportsScreen)
        assert desk.reviewing.mine() == ()


async def test_progress_by_batch_shows_bars_and_enter_filters(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "m", "P")
        assert "0312" in text(app)
        assert "[##---" in text(app)
        await press(pilot, "tab", "tab", "tab", "tab", "tab")
        assert "T4.SUM" in text(app)
        await press(pilot, "enter")
        assert "rule: T4.SUM" in drawn(pane(app, "filters"))
        assert "of 2" in drawn(pane(app, "list"))


@pytest.mark.parametrize(("digit", "shown"), [("4", "year: 2024"), ("5", "batch: 0312"), ("8", "rule: T4.SUM")])
async def test_a_filter_by_a_value_takes_two_digits_and_stays_in_view(desk: Desk, digit: str, shown: str) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", digit, "1")
        assert shown in drawn(pane(app, "filters"))
        await press(pilot, "F")
        assert "filter> all" in drawn(pane(app, "filters"))


async def test_the_log_keeps_what_was_taken_back_in_view(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "L", "tab")
        assert "to be asked" in text(app)
        await press(pilot, "u")
        assert "(taken back)" in text(app)


async def test_two_chinese_characters_are_found_in_all_reports_and_enter_goes_there(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "S", *"平稳", "enter")
        assert text(app).count("平稳") == 1 + 8
        await press(pilot, "enter")
        await pilot.pause()
        start, end = bench(app).source.row_span
        assert "平稳" in bench(app).bench.report.text[start:end]


async def test_a_sum_of_a_selection_against_a_figure_marks_its_parts(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", *"hhhh", "v", "l", "l", "l", "v", "l", "s")
        assert "1+0+0+0 = 1, printed 2, difference +1" in message(app)
        assert len(bench(app).selection) == 4
        await press(pilot, "q")
        assert bench(app).selection == ()


async def test_an_exception_at_selected_figures_is_one_act(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter", "g", "v", "l", "v", "x", "7")
        assert len(desk.reviewing.mine(Kind.EXCEPT)) == 2
        await press(pilot, "u")
        assert bench(app).bench.state.exceptions == ()


async def test_level_and_value_of_an_exception(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "x", "right", "tab", *"12", "tab", *"see letter", "shift+tab", "shift+tab")
        await press(pilot, *"", "escape")
        await press(pilot, "x", "right", "right", "tab", *"12", "tab", "tab", "7")
    (event,) = desk.reviewing.mine(Kind.EXCEPT)
    assert (event.body["level"], event.body["value"], event.body["category"]) == (3, "12", 7)


async def test_the_jump_overlay_goes_to_a_pane_and_a_row(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "apostrophe")
        letter = bench(app).findings.letter
        assert f"({letter})" in drawn(pane(app, "findings"))
        await press(pilot, letter, bench(app).findings.letters.get(3, "s") or "s")
        assert bench(app).findings.has_focus
        assert not bench(app).findings.letters
        await press(pilot, "apostrophe", "escape")
        assert desk.reviewing.mine() == ()


def clean(desk: Desk) -> str:
    """A report without a finding."""
    return next(row.uid for row in desk.page(Query()).rows if not row.findings and not row.error)
