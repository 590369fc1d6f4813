"""The workbench, driven by keys on a real database: its panes keep step, nothing typed is lost, others' work appears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import desk_on

from core.desk import Desk
from core.ledger import Kind
from tui.app import GoujiApp
from tui.keymap import KEYS
from tui.screens.reports import ReportsScreen
from tui.widgets.question import Question

SIZE = (80, 24)


async def test_it_opens_on_its_first_finding_with_figure_quote_and_proof_in_view(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert "[2]!" in drawn(pane(app, "table"))
        assert ">38 行政复议" in drawn(pane(app, "source"))
        assert "upheld 1 + corrected 0 + other 0 + pending 0 = 1 ≠ total 2" in drawn(pane(app, "findings"))


async def test_a_note_stays_with_its_figure_and_undo_and_redo_take_it_and_put_it(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "c", *"see page 3", "enter")
        (note,) = bench(app).bench.notes
        assert (note.text, note.address) == ("see page 3", bench(app).table.address)
        await press(pilot, "u")
        assert bench(app).bench.notes == ()
        await press(pilot, "U")
        assert [remark.text for remark in bench(app).bench.notes] == ["see page 3"]


async def test_what_was_typed_and_given_up_is_there_again(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "c", *"half a", "escape")
        assert desk.reviewing.mine() == ()
        await press(pilot, "c", *" note", "enter")
        assert [remark.text for remark in bench(app).bench.notes] == ["half a note"]


async def test_letters_typed_into_an_entry_never_act(desk: Desk) -> None:
    letters = "".join(dict.fromkeys(key for keys in KEYS.values() for key in keys if len(key) == 1)) + "政府"
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "c", *letters)
        assert bench(app).query_one(Question).typed == letters
        await press(pilot, "escape", "equals_sign", *"xdim]")
        assert bench(app).query_one(Question).typed == "2xdim]"
        assert desk.reviewing.mine() == ()


async def test_enter_goes_from_figure_to_source_and_back_to_the_same_figure(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "l", "j", "j", "enter")
        figure, source = bench(app).table.address, bench(app).source
        assert source.has_focus
        assert figure is not None
        start, end = bench(app).bench.figures[figure].locator.spans[0]
        assert source.row_span[0] <= start < end <= source.row_span[1]
        await press(pilot, "enter")
        assert bench(app).table.has_focus
        assert bench(app).table.address is not None
        assert bench(app).table.address.row == figure.row


async def test_the_source_follows_the_figure_unless_told_not_to(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "w", "g")
        held = bench(app).source.cursor
        assert bench(app).source.places or held
        await press(pilot, "w", "j")
        assert bench(app).source.cursor != held


async def test_others_work_appears_without_a_key(desk: Desk, second_desk: Callable[[], Desk]) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        second_desk().reviewing.note(bench(app).uid, "li was here", bench(app).table.address)
        await pilot.pause(1.3)
        assert [remark.by for remark in bench(app).bench.notes] == ["li"]
        assert "notes 1" in drawn(pane(app, "header"))


async def test_a_read_only_database_shows_everything_and_records_nothing(database: Path) -> None:
    app = GoujiApp(desk_on(database, mode="ro"), "en")
    async with app.run_test(size=SIZE) as pilot:
        assert "read-only" in message(app)
        await press(pilot, "enter")
        assert "read-only" in drawn(pane(app, "header"))
        for key in ("x", "d", "c", "space", "i", "equals_sign", "m", "u"):
            await press(pilot, key)
            assert message(app), key
            await press(pilot, "g")
    assert app.desk.stamp() == desk_on(database).stamp()


async def test_full_width_punctuation_acts_and_the_message_line_says_so(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        app.post_message(events.Key("right_black_lenticular_bracket", "】"))
        await pilot.pause()
        assert bench(app).findings.cursor == 1
        assert "】 taken as ]" in message(app)


async def test_q_and_escape_go_back_and_the_list_leaves_with_a_recap(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "q")
        assert isinstance(app.screen, ReportsScreen)
        await press(pilot, "enter", "escape", "q")
        assert "to be asked of the body: 1" in drawn(pane(app, "lines"))
        await press(pilot, "enter")
    assert app.return_code == 0


@pytest.mark.parametrize("size", [(100, 30), (160, 48), (60, 20), (20, 5), (1, 1)])
async def test_every_size_is_drawn_and_the_cursor_stays_in_view(desk: Desk, size: tuple[int, int]) -> None:
    app = GoujiApp(desk, "zh")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await pilot.resize_terminal(*size)
        await press(pilot, "G", "tab", "j", "tab", "z", "z", "z", "x", "escape", "q", "?", "q")
        if size[1] >= 20:
            await press(pilot, "enter", "G")
            assert "[" in drawn(pane(app, "table"))


async def test_an_interface_in_chinese_says_it_in_chinese(desk: Desk) -> None:
    app = GoujiApp(desk, "zh")
    async with app.run_test(size=SIZE) as pilot:
        assert "待审 8" in drawn(pane(app, "header"))
        await press(pilot, "enter")
        assert "表四" in drawn(pane(app, "table"))
        assert "各项结果之和为 1，总计填的是 2" in drawn(pane(app, "findings"))


async def test_the_figure_stays_in_view_when_a_question_comes_and_goes(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "G", "tab", "c")
        await pilot.pause()
        table = bench(app).table

        def in_view() -> str:
            """What stands there: the pane may keep its size, and then nothing of it is drawn anew."""
            return "\n".join(table.render_line(y).text for y in range(table.content_size.height))

        assert "[0]" in in_view()
        await press(pilot, *"why", "enter")
        await pilot.pause()
        assert "[0]" in in_view()


async def test_reopening_resumes_at_the_same_figure(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "g", "j", "l", "q", "enter")
        assert str(bench(app).table.address) == "t2/normative_documents/repealed"


async def test_a_selection_is_told_and_ends_where_one_leaves_its_pane(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "enter", "g", "v", "l")
        assert "selected: 2, Esc lets go" in drawn(pane(app, "table"))
        await press(pilot, "1")
        assert bench(app).selection == ()
        assert "selected" not in drawn(pane(app, "table"))


async def test_a_report_opened_again_shows_the_finding_that_waits_and_leads_to_it(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter", "i", "g", "q", "enter")
        here = bench(app)
        assert str(here.table.address) == "t2/regulations/issued"
        assert here.current_finding == here.bench.findings[1]
        await press(pilot, "right_square_bracket")
        assert here.at_hand == here.bench.findings[1]


async def test_a_key_without_a_meaning_says_so(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "O")
        assert message(app) == "O does nothing here; ? lists the keys"
        await press(pilot, "P", "D")
        assert message(app) == "D does nothing here; ? lists the keys"


async def test_the_second_person_goes_from_one_marked_report_to_the_next(
    desk: Desk, second_desk: Callable[[], Desk]
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "j", "j", "m", "m")
    other = GoujiApp(second_desk(), "en")
    async with other.run_test(size=(120, 36)) as pilot:
        marked = [event.report for event in desk.reviewing.mine(Kind.MARK)]
        other.open_report(marked[0])
        await pilot.pause()
        assert "M second sign" in drawn(pane(other, "keys"))
        await press(pilot, "M")
        await pilot.pause()
        assert bench(other).uid == marked[1]
        assert "signed; the report is locked" in message(other)
