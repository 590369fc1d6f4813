"""Where one does not know what is next, the screen says it: empty lists, nothing found, locked, returned, signed by another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import SteadyClock, checked_of, desk_on, edition_of, person

from core.desk import Desk
from core.ledger import Kind
from core.lines import Query
from core.review import Standing
from db import open_store
from tui.app import GoujiApp
from tui.screens import showing
from tui.screens.hits import HitsScreen
from tui.screens.pages import ActionsScreen
from tui.screens.reports import ReportsScreen
from tui.shown import Clean
from tui.widgets.lines import cut
from tui.wrapping import cells_of

SIZE = (80, 24)


def mark_clean(desk: Desk, most: int = 9) -> list[str]:
    """Mark every report that has nothing to answer; their uids in the list's order."""
    found: list[str] = []
    for row in desk.page(Query()).rows:
        if row.stage == "open" and not any(row.open_by_severity) and len(found) < most:
            now = desk.reviewing.open(row.uid)
            desk.reviewing.mark(row.uid, now.finding_set, now.state.last_event)
            found.append(row.uid)
    return found


async def test_a_list_with_nothing_under_its_filter_says_how_to_take_it_off(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "slash", *"nowhere", "enter")
        assert "none: F takes the filters off" in drawn(pane(app, "list"))


async def test_the_palette_stays_and_says_so_where_no_command_is_found(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "colon", *"zzz", "enter")
        assert isinstance(app.screen, ActionsScreen)
        assert message(app).startswith("nothing of that name")


async def test_the_marks_are_told_again_below_the_keys_and_enter_on_them_does_nothing(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "question_mark", "G")
        assert "D in dispute" in drawn(pane(app, "lines"))
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionsScreen)


def test_no_two_states_of_a_finding_share_a_mark_and_none_has_that_of_a_reading() -> None:
    assert len(set(showing.MARKS.values())) == len(Standing)
    assert "=" not in showing.MARKS.values()


async def test_a_reason_typed_for_one_report_never_comes_up_at_another(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "b", *"why", "enter")
        assert "no first sign-off" in message(app)
        await press(pilot, "j", "b")
        assert app.screen.query_one("#entry", Input).value == ""
        await press(pilot, "escape", "k", "b")
        assert app.screen.query_one("#entry", Input).value == "why"


async def test_the_same_key_opens_a_locked_report_again_from_the_list(
    desk: Desk, second_desk: Callable[[], Desk]
) -> None:
    (uid,) = mark_clean(desk, 1)
    li = second_desk()
    now = li.reviewing.open(uid)
    li.reviewing.sign(uid, now.finding_set, now.state.last_event)
    app = GoujiApp(li, "en")
    async with app.run_test(size=SIZE) as pilot:
        app.reports.listed.point(uid)
        assert "reviewed 1" in drawn(pane(app, "header"))
        assert "signed 1" in drawn(pane(app, "header"))
        await press(pilot, "m")
        assert "reopen it with a reason first: b" in message(app).replace("\n", " ")
        await press(pilot, "b")
        assert "Open again: the reason" in drawn(pane(app, "choices"))
        await press(pilot, *"wrong", "enter")
    assert [event.kind for event in li.reviewing.mine(Kind.REOPEN)] == [Kind.REOPEN]
    assert not li.events.state(uid).locked


async def test_a_returned_report_says_who_sent_it_back_and_why(desk: Desk, second_desk: Callable[[], Desk]) -> None:
    (uid,) = mark_clean(desk, 1)
    second_desk().reviewing.return_(uid, "add 2023")
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        app.open_report(uid)
        await pilot.pause()
        assert message(app) == "sent back by li: add 2023"


async def test_with_nothing_left_to_review_the_next_is_what_waits_for_ones_second_sign_off(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "two.db"
    with closing(open_store(path, "create", SteadyClock())) as store:
        store.reports.add([(edition_of(checked_of(seed), seed), checked_of(seed)) for seed in (1, 2)])
    marked = mark_clean(desk_on(path))
    app = GoujiApp(desk_on(path, person("li", 1002)), "en")
    async with app.run_test(size=SIZE) as pilot:
        here = app.reports.listed.current
        await press(pilot, "right_square_bracket")
        there = app.reports.listed.current
        assert here and there and {here.uid, there.uid} == set(marked)
        assert "waits for a second sign-off: M" in message(app)


async def test_people_of_one_name_are_told_apart_by_their_accounts(desk: Desk, database: Path) -> None:
    """Two accounts that are called the same: what the other has marked is the next to sign, what oneself has marked never."""
    marked = mark_clean(desk, 2)
    namesake = desk_on(database, person("zhang", 1002))
    for who, other in ((namesake, marked[1]), (desk, None)):
        app = GoujiApp(who, "en")
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert app.reports.marked_by_another(marked[0]) == (None if other is None else who.row(other))


async def test_undo_of_another_reports_act_names_body_and_year(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        row = bench(app).bench.row
        await press(pilot, "m", "u")
        assert message(app).endswith(f"{row.body} {row.year}")


async def test_no_label_is_cut_where_the_screen_is_wide_enough(two_years: Callable[..., tuple[Desk, str]]) -> None:
    """A row of the comparison names its figure in full at 160 columns, however long the English name is."""
    desk, uid = two_years(t3__unavailable__still_unclear__public_interest="7")
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(160, 48)) as pilot:
        app.open_report(uid)
        await pilot.pause()
        await press(pilot, "C")
        await pilot.pause()
        assert "Table 3 Still unclear after correction·Public interest" in drawn(pane(app, "lines"))


@pytest.mark.parametrize(
    ("words", "shown"), [("short", "short"), ("just fits!", "just fits!"), ("云溪市财政局局", "云溪市财>")]
)
def test_a_row_that_is_cut_says_so(words: str, shown: str) -> None:
    pieces = cut([(Clean(words), "plain")], 10)
    assert "".join(piece[0] for piece in pieces).rstrip() == shown
    assert sum(cells_of(piece[0]) for piece in pieces) <= 10


def test_a_row_whose_further_pieces_find_no_room_says_so() -> None:
    pieces = cut([(Clean("0123456789"), "plain"), (Clean("more"), "faint")], 10)
    assert "".join(piece[0] for piece in pieces) == "012345678>"


async def test_from_a_report_opened_at_a_hit_one_comes_back_to_that_hit(desk: Desk) -> None:
    """Until another report is opened from it: then the way back is to the list."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "S", *"平稳", "enter", "j", "j", "enter")
        await pilot.pause()
        await press(pilot, "q")
        await pilot.pause()
        assert isinstance(app.screen, HitsScreen)
        assert app.screen.lines.cursor == 2
        assert app.screen.lines.top == 0
        await press(pilot, "enter")
        await pilot.pause()
        uid = bench(app).uid
        app.next_report(uid)
        await pilot.pause()
        assert bench(app).uid != uid
        await press(pilot, "q")
        await pilot.pause()
        assert isinstance(app.screen, ReportsScreen)


async def test_what_is_to_be_asked_already_is_not_recorded_again(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "i", "i", "3", "k", "i")
        assert message(app) == "already to be asked"
    assert len(desk.reviewing.mine(Kind.ASK)) == 2


async def test_a_comparison_without_a_report_of_last_year_says_that_there_is_none(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "C")
        await pilot.pause()
        assert "[last year, 2023]" in drawn(pane(app, "header"))
        assert "no report for last year is in the database" in drawn(pane(app, "lines"))
        await press(pilot, "tab")
        assert "nobody has signed this report" in drawn(pane(app, "lines"))


async def test_where_nothing_waits_the_key_line_begins_with_the_sign_off(desk: Desk) -> None:
    """While a finding waits it begins with the way to it."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i")
        assert drawn(pane(app, "keys")).startswith("] next")
        await press(pilot, "i")
        await pilot.pause()
        assert drawn(pane(app, "keys")).startswith("m sign  ] next")
        await press(pilot, "u")
        await pilot.pause()
        assert drawn(pane(app, "keys")).startswith("] next")
