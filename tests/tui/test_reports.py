"""The report list: keyset pages, filters always in view, and what stands above and below them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import block_finding, checked_of, desk_on, edition_of, lose

from core.desk import Desk
from core.errors import SourceError
from core.ports import ListPage, ReportRow
from core.unreadable import why
from core.wording import say
from tui.app import GoujiApp
from tui.keyset import KEPT, PAGE, Key, Pages
from tui.screens.reports import ReportsScreen
from tui.shown import clean

SIZE = (80, 24)


def row(number: int) -> ReportRow:
    return ReportRow(f"{number:06}", f"body {number}", 2024, "open", (0, 0, 0, 0), 0, 0, None, "b", 0, "a.txt")


class Shelf:
    """A long list that counts what was asked of it."""

    def __init__(self, total: int) -> None:
        self.total, self.asked = total, 0

    def fetch(self, after: Key, limit: int) -> ListPage:
        self.asked += 1
        start = int(str(after[0])) + 1 if after else 0
        rows = tuple(row(n) for n in range(start, min(self.total, start + limit)))
        return ListPage(rows, (rows[-1].uid,) if rows and start + limit < self.total else None)

    def back(self, before: Key, limit: int) -> ListPage:
        self.asked += 1
        end = int(str(before[0])) if before else self.total
        rows = tuple(row(n) for n in range(max(0, end - limit), end))
        return ListPage(rows, None, (rows[0].uid,) if rows and end > limit else None)


def test_the_last_rows_of_a_million_cost_one_page_and_those_ahead_of_them_one_each() -> None:
    shelf = Shelf(1_000_003)
    pages = Pages(shelf.fetch, shelf.total, shelf.back)
    for number, asked in ((1_000_002, 1), (1_000_002 - PAGE, 2), (1_000_002 - 2 * PAGE, 3), (0, 4), (PAGE, 5)):
        found = pages[number]
        assert found is not None
        assert (found.uid, shelf.asked) == (f"{number:06}", asked)


@given(st.integers(1, 9 * PAGE), st.lists(st.integers(0, 9 * PAGE), max_size=12))
def test_every_row_is_itself_from_whichever_end_one_comes(total: int, jumps: list[int]) -> None:
    shelf = Shelf(total)
    pages = Pages(shelf.fetch, shelf.total, shelf.back)
    for number in (min(jump, total - 1) for jump in jumps):
        found = pages[number]
        assert found is not None
        assert found.uid == f"{number:06}"


def test_the_first_rows_of_a_million_cost_one_page() -> None:
    shelf = Shelf(1_000_000)
    pages = Pages(shelf.fetch, shelf.total)
    assert [pages[n].body for n in range(PAGE) if pages[n]] == [f"body {n}" for n in range(PAGE)]  # type: ignore[union-attr]
    assert shelf.asked == 1


def test_every_row_is_itself_wherever_one_jumps() -> None:
    shelf = Shelf(KEPT * PAGE * 2 + 7)
    pages = Pages(shelf.fetch, shelf.total)
    for number in (0, shelf.total - 1, 1, PAGE, PAGE - 1, shelf.total // 2, 0):
        found = pages[number]
        assert found is not None
        assert found.uid == f"{number:06}"


def test_only_so_many_pages_are_kept() -> None:
    shelf = Shelf(KEPT * PAGE * 2)
    pages = Pages(shelf.fetch, shelf.total)
    for number in range(0, shelf.total, PAGE):
        assert pages[number]
    assert pages.index(f"{0:06}") is None
    assert pages.index(f"{shelf.total - 1:06}") == shelf.total - 1


def test_a_list_that_has_shrunk_has_no_row_there() -> None:
    assert Pages(Shelf(3).fetch, 10)[7] is None


async def test_it_opens_on_the_next_report_to_review_and_counts_the_rest(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE):
        assert "to review 8  reviewed 0  unreadable 1" in drawn(pane(app, "header"))
        assert "> to review   青岚县司法局            2024 ! 1  1  .  ." in drawn(pane(app, "list"))


async def test_the_preview_shows_what_waits_in_the_report_under_the_cursor(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        assert "! 1 Table 4, Reconsideration: the outcomes add up to 1" in drawn(pane(app, "preview"))
        await press(pilot, "j", "j")
        await pilot.pause(0.5)
        assert drawn(pane(app, "preview")).splitlines()[1] == " no finding waits for an answer"
        await press(pilot, "slash", *"nobody", "enter")
        await pilot.pause(0.5)
        assert not any(drawn(pane(app, "preview")).splitlines()[1:])


async def test_a_filter_is_seen_and_taken_off(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "3")
        assert "severity: 2 or worse" in drawn(pane(app, "filters"))
        await press(pilot, "F")
        assert "filter> all" in drawn(pane(app, "filters"))


async def test_two_characters_find_a_report(desk: Desk) -> None:
    app = GoujiApp(desk, "zh")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "slash")
        await press(pilot, *"财政", "enter")
        assert "文字：财政" in drawn(pane(app, "filters"))
        assert "云溪市财政局" in drawn(pane(app, "list"))
        assert "青岚县" not in drawn(pane(app, "list"))


async def test_the_order_turns_through_four_kinds(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot, "o")
            seen.append(drawn(pane(app, "filters")).split("order: ")[1])
        assert seen == ["body", "year", "received", "risk"]


async def test_a_file_that_could_not_be_read_says_so_and_opens_nothing(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        listed = app.reports.listed
        unread = next(n for n in range(listed.count()) if (r := listed.pages[n]) and r.stage == "unreadable")
        listed.go(unread)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReportsScreen)
        assert message(app)


async def test_whatever_could_not_be_read_the_cursor_may_stand_on_it(database: Path) -> None:
    """Of the failure only its kind is stored: list and preview say it in words, also a kind of a later version."""
    kinds = sorted({*SourceError.KINDS, "of-a-later-version"})
    lose(database, *kinds)
    app = GoujiApp(desk_on(database), "en")
    async with app.run_test(size=(100, 30)) as pilot:
        seen = ""
        for _ in range(len(kinds) + 10):
            await press(pilot, "j")
            await pilot.pause(0.2)
            seen += drawn(pane(app, "preview"))
        assert all(say(why(kind), "en")[:40] in seen for kind in kinds)
        assert app.reports.listed.cursor == app.reports.listed.count() - 1


async def test_a_clean_report_is_marked_from_the_list_and_an_open_one_is_not(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "m")
        assert "reviewed 0" in drawn(pane(app, "header"))
        assert message(app)
        await press(pilot, "j", "j", "m")
        assert "reviewed 1" in drawn(pane(app, "header"))


async def test_open_minor_findings_are_told_by_rule_and_the_same_key_once_more_marks_all_the_same(desk: Desk) -> None:
    checked = checked_of(9)
    minor = block_finding(checked.report, severity=3)
    desk.reports.add([(edition_of(checked, 9), replace(checked, findings=(minor,)))])
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        listed = app.reports.listed
        place = next(n for n, row in listed.pages.onward(0, 20) if row.open_by_severity[2])
        listed.go(place)
        await press(pilot, "m")
        assert message(app) == "1 minor finding(s) still undecided: T4.SUM; press again to sign all the same"
        await press(pilot, "k", "j", "m")
        assert "press again" in message(app), "the same key after others is not once more"
        assert "reviewed 0" in drawn(pane(app, "header"))
        await press(pilot, "m")
        assert "reviewed 1" in drawn(pane(app, "header"))


async def test_open_grave_findings_are_told_by_rule_and_no_second_key_signs_over_them(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(2):
            await press(pilot, "m")
            assert "T4.SUM" in message(app)
            assert "reviewed 0" in drawn(pane(app, "header"))


async def test_what_was_withdrawn_is_not_counted_among_the_rows(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "G")
        row = app.reports.listed.current
        assert row is not None
        desk.reviewing.withdraw(row.uid, "sent twice")
        app.reports.removed(clean("withdrawn"))
        assert "Reports  8 of 8" in app.reports.listed.caption()
        held = app.reports.listed.current
        assert held is not None
        assert held.uid != row.uid


async def test_after_a_report_is_marked_the_list_still_leads_through_all_others(desk: Desk) -> None:
    """Deciding changes the risk and so the order: none is passed over."""
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        seen = []
        for _ in range(8):
            seen.append(bench(app).uid)
            while bench(app).bench.unsettled:
                await press(pilot, "i")
            await press(pilot, "m")
        assert len(set(seen)) == 8
        assert isinstance(app.screen, ReportsScreen)
        assert "to review 0  reviewed 8" in drawn(pane(app, "header"))


async def test_every_state_can_be_listed_also_what_was_withdrawn(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        uid = app.reports.listed.current
        assert uid is not None
        desk.reviewing.withdraw(uid.uid, "sent twice")
        await press(pilot, "f", "2", "6")
        assert "state: withdrawn" in drawn(pane(app, "filters"))
        assert [row.uid for row in [app.reports.listed.current] if row] == [uid.uid]


async def test_a_report_that_somebody_else_has_open_is_marked_and_named(
    desk: Desk, second_desk: Callable[[], Desk]
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()  # until the list stands
        row = app.reports.listed.current
        assert row is not None
        other = second_desk()
        other.presence.here(row.uid)
        app.look()
        await pilot.pause()
        assert "> to review@" in drawn(pane(app, "list"))
        await press(pilot, "enter")
        app.look()
        await pilot.pause()
        assert "open elsewhere: li" in drawn(pane(app, "header"))
        other.presence.gone()
        app.look()
        await pilot.pause()
        assert "li" not in drawn(pane(app, "header"))
