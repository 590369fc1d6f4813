"""Deciding at the workbench, by keys on a real database: what is decided is in the ledger before it is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from workstation.screen import bench, drawn, message, pane, press

from core.desk import Desk
from core.ledger import Kind
from tui.app import GoujiApp

SIZE = (80, 24)


async def test_three_keys_from_the_start_to_the_first_saved_exception(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "x", "1")
    events = desk.reviewing.mine()
    assert [(event.kind, event.body["category"]) for event in events] == [(Kind.CONFIRM, 1)]


async def test_a_clean_figure_takes_one_key_and_goes_on(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "space", "space")
        ticked = [event.body["addresses"] for event in desk.reviewing.mine(Kind.TICK)]
        assert ticked == [["t2/regulations/repealed"], ["t2/regulations/issued"]]
        assert str(bench(app).table.address) == "t2/regulations/in_force"
        assert "/v" in drawn(pane(app, "table")).replace(" ", "")


async def test_a_figure_with_a_grave_finding_open_is_not_ticked(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "space")
        assert desk.reviewing.mine() == ()
        assert message(app)


async def test_a_clean_report_takes_one_key_and_leads_to_the_next(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        first = bench(app).uid
        await press(pilot, "m")
        assert [(event.kind, event.report) for event in desk.reviewing.mine()] == [(Kind.MARK, first)]
        assert bench(app).uid != first


async def test_marking_lists_what_is_open_and_does_not_mark(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "m")
        assert "waiting: 2" in drawn(pane(app, "choices"))
        await press(pilot, "escape")
    assert desk.reviewing.mine() == ()


async def test_deciding_advances_and_the_last_finding_leads_to_the_next_report(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        first, finding = bench(app).uid, bench(app).findings.current
        await press(pilot, "i")
        assert bench(app).findings.current != finding
        await press(pilot, "i")
        assert "all findings answered" in message(app)
        await press(pilot, "right_square_bracket")
        assert bench(app).uid != first


async def test_a_digit_dismisses_for_a_reason_of_the_rules_card(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "d")
        assert "1 The original prints something else" in drawn(pane(app, "choices"))
        await press(pilot, "1")
    assert [(event.kind, event.body["reason"]) for event in desk.reviewing.mine()] == [(Kind.DISMISS, 1)]


async def test_zero_asks_for_a_reason_in_words(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "d", "0", *"phoned", "enter")
    assert [(event.kind, event.body["text"]) for event in desk.reviewing.mine()] == [(Kind.DISMISS, "phoned")]


async def test_what_the_page_prints_is_entered_beside_the_machines_reading(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "c", "escape", "l", "equals_sign", *"12", "enter")
    (event,) = desk.reviewing.mine(Kind.READ)
    assert (event.body["address"], event.body["printed"]) == ("t2/regulations/repealed", "12")


async def test_an_exception_is_repeated_with_one_key(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "x", "7", "j", "full_stop")
    said = [(event.body["address"], event.body["category"]) for event in desk.reviewing.mine(Kind.EXCEPT)]
    assert said == [("t2/normative_documents/issued", 7), ("t2/regulations/issued", 7)]


async def test_a_second_person_signs_and_the_report_is_locked(desk: Desk, second_desk: Callable[[], Desk]) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        uid = bench(app).uid
        await press(pilot, "m")
    other = GoujiApp(second_desk(), "en")
    async with other.run_test(size=SIZE) as pilot:
        other.open_report(uid)
        await pilot.pause()
        await press(pilot, "M")
    assert desk.row(uid).stage == "signed"


async def test_the_same_person_cannot_sign_twice(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter")
        uid = bench(app).uid
        await press(pilot, "m")
        app.open_report(uid)
        await pilot.pause()
        await press(pilot, "M")
        assert bench(app).uid == uid
        assert message(app)
    assert desk.row(uid).stage == "reviewed"


async def test_what_is_marked_for_a_sum_is_not_selected(desk: Desk) -> None:
    """An exception after `s` is recorded at the figure under the cursor, and there only."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter", "G", "s", "x", "5")
        (event,) = desk.reviewing.mine(Kind.EXCEPT)
        assert event.body["address"] == "t4/litigation_after_reconsideration/total"
        await press(pilot, "s", "k")
        assert not bench(app).table.marked


async def test_the_same_exception_is_not_repeated_at_the_same_figure(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter", "g", "x", "7", "full_stop")
        assert message(app) == "the same exception stands at this figure already"
        await press(pilot, "l", "full_stop")
        assert len(desk.reviewing.mine(Kind.EXCEPT)) == 2


async def test_undo_says_what_it_took_back_and_goes_there(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "d", "1", "g", "u")
        second = bench(app).bench.findings[1]
        assert message(app).startswith("taken back: ")
        assert second.finding.rule in message(app)
        assert bench(app).current_finding == second


async def test_a_finding_passed_over_is_come_back_to_before_the_next_report(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        uid = bench(app).uid
        await press(pilot, "right_square_bracket", "i")
        assert bench(app).uid == uid
        await press(pilot, "3", "j", "right_square_bracket")
        assert bench(app).uid == uid
        assert bench(app).current_finding == bench(app).bench.findings[0]


async def test_what_was_decided_is_shown_with_its_kind_and_reason(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "enter", "x", "3", "d", "1")
        assert "zhang: dismissed (The original prints something else" in drawn(pane(app, "findings"))
        await press(pilot, "3", "k")
        assert "zhang: confirmed (prose disagrees)" in drawn(pane(app, "findings"))
