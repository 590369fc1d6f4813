"""The list is drawn before its lines are counted: no key waits, and what is counted comes by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from workstation.screen import drawn, message, pane, press
from workstation.world import whole_desk

from core.desk import Desk
from core.ports import ListPage, Query, ReportRow
from db import listing
from db.reports import Reports
from tui.app import GoujiApp
from tui.keyset import PAGE, Key, Pages

SIZE = (80, 24)


def fetched(total: int) -> tuple[Callable[[Key, int], ListPage], Callable[[Key, int], ListPage]]:
    """A list that long, from its beginning and from its end."""

    def row(number: int) -> ReportRow:
        return ReportRow(f"{number}", f"body {number}", 2024, "open", (0, 0, 0, 0), 0, 0, None, "b", 0, "a.txt")

    def page(start: int, end: int) -> ListPage:
        rows = tuple(row(n) for n in range(max(0, start), min(total, end)))
        return ListPage(rows, (end,) if rows and end < total else None, (start,) if rows and start > 0 else None)

    def onward(after: Key, limit: int) -> ListPage:
        start = int(str(after[0])) if after else 0
        return page(start, start + limit)

    def back(before: Key, limit: int) -> ListPage:
        end = int(str(before[0])) if before else total
        return page(end - limit, end)

    return onward, back


@given(st.integers(0, 5 * PAGE), st.integers(0, 4 * PAGE))
def test_rows_are_read_on_before_they_are_counted_and_their_number_is_known_at_the_end(total: int, seen: int) -> None:
    pages = Pages(fetched(total)[0], None, fetched(total)[1])
    assert pages.counted == (total <= PAGE)
    for number in range(seen):
        found = pages[number]
        assert found is None if number >= total else found is not None and found.uid == f"{number}"
        assert pages.total <= total or number >= total
    assert [number for number, _row in pages.onward(0, 6 * PAGE)] == list(range(total))
    assert (pages.counted, pages.total) == (True, total)


@given(st.integers(1, 5 * PAGE), st.integers(0, PAGE))
def test_once_counted_the_last_rows_are_read_from_the_end(total: int, seen: int) -> None:
    pages = Pages(fetched(total)[0], None, fetched(total)[1])
    list(pages.onward(0, seen))
    pages.count(total)
    for number in (total - 1, 0, total // 2):
        found = pages[number]
        assert found is not None
        assert found.uid == f"{number}"
    assert pages[total] is None


@given(st.integers(1, 5 * PAGE), st.integers(1, 5 * PAGE), st.integers(0, 5 * PAGE))
def test_rows_are_in_their_places_when_another_number_is_counted(former: int, total: int, at: int) -> None:
    """What was numbered from the end by the former number is not shown in a wrong place."""
    pages = Pages(fetched(total)[0], former, fetched(total)[1])
    for place in (former - 1, at):
        pages[place]
    pages.count(total)
    for place in (0, at, former - 1, total - 1):
        row = pages[place]
        assert row is None if place >= total else row is not None and row.uid == f"{place}"


class Gate:
    """Lets counts through when it is open; tells which were asked for and which were given up."""

    def __init__(self) -> None:
        self.open, self.begun = threading.Event(), threading.Event()
        self.asked: list[Query] = []
        self.given_up: list[Query] = []

    def count(self, reports: Reports, query: Query, stopped: Callable[[], bool]) -> Mapping[str, int] | None:
        """In the place of `Reports.counts_unless`: the same, once it may."""
        self.asked.append(query)
        self.begun.set()
        while not self.open.wait(0.005):
            if stopped():
                self.given_up.append(query)
                return None
        return listing.counts_unless(reports._db, query, stopped)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Nine reports are as many as a million: nothing is counted at once but what is counted all the time."""
    held = Gate()
    monkeypatch.setattr(listing, "AT_ONCE", -1)
    monkeypatch.setattr(Reports, "counts_unless", lambda self, query, stopped: held.count(self, query, stopped))
    yield held
    held.open.set()


@pytest.fixture
def world(database: Path) -> Iterator[Desk]:
    """A desk that opens its database a second time for what works beside the screen."""
    with whole_desk(database) as desk:
        yield desk


async def search(pilot: Pilot[int], words: str) -> None:
    """Type and look for them."""
    await press(pilot, "slash", *words, "enter")


async def begun(pilot: Pilot[int], gate: Gate) -> None:
    """Until a count is under way."""
    for _ in range(250):
        await pilot.pause(0.02)
        if gate.begun.is_set():
            return
    raise AssertionError("nothing is counted")


async def counted(pilot: Pilot[int], app: GoujiApp) -> None:
    """Until what is counted has come."""
    for _ in range(250):
        await pilot.pause(0.02)
        if app.reports.listed.pages.counted and "..." not in drawn(pane(app, "header")):
            return


async def test_the_list_stands_and_keys_act_while_it_is_counted(world: Desk, gate: Gate) -> None:
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        assert "to review 8  reviewed 0  unreadable 1" in drawn(pane(app, "header"))
        await search(pilot, "局")
        await begun(pilot, gate)
        assert "to review ...  reviewed ...  unreadable ..." in drawn(pane(app, "header"))
        assert "青岚县司法局" in drawn(pane(app, "list"))
        await press(pilot, "j")
        assert app.reports.listed.cursor == 1
        gate.open.set()
        await counted(pilot, app)
        held = world.counts(Query(text="局"))
        assert f"to review {held['open']} " in drawn(pane(app, "header"))
        assert app.reports.listed.cursor == 1


async def test_a_newer_filter_gives_the_older_count_up(world: Desk, gate: Gate) -> None:
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        await begun(pilot, gate)
        gate.begun.clear()
        await press(pilot, "f", "3")
        await begun(pilot, gate)
        gate.open.set()
        await counted(pilot, app)
        assert [query.severity for query in gate.asked] == [None, 2]
        assert [query.severity for query in gate.given_up] == [None]
        held = world.counts(app.reports.asked_for)
        assert app.reports.listed.pages.total == sum(held.values())


async def test_taking_the_filter_off_needs_no_count(world: Desk, gate: Gate) -> None:
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        await press(pilot, "F")
        assert "to review 8  reviewed 0  unreadable 1" in drawn(pane(app, "header"))
        gate.open.set()
        await pilot.pause(0.1)
        assert "to review 8  reviewed 0  unreadable 1" in drawn(pane(app, "header"))


async def test_leaving_does_not_wait_for_a_count(world: Desk, gate: Gate) -> None:
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        await begun(pilot, gate)
        app.exit(0)
    for _ in range(400):
        if gate.given_up:
            break
        threading.Event().wait(0.01)
    assert len(gate.given_up) == 1


async def test_what_was_counted_stands_until_it_is_counted_anew(
    world: Desk, gate: Gate, second_desk: Callable[[], Desk]
) -> None:
    app = GoujiApp(world, "en")
    gate.open.set()
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        await counted(pilot, app)
        first, asked = drawn(pane(app, "header")), len(gate.asked)
        gate.open.clear()
        gate.begun.clear()
        row = app.reports.listed.current
        assert row is not None
        second_desk().reviewing.withdraw(row.uid, "sent twice")
        app.look()
        await begun(pilot, gate)
        await pilot.pause()
        assert drawn(pane(app, "header")) == first
        gate.open.set()
        for _ in range(250):
            await pilot.pause(0.02)
            if drawn(pane(app, "header")) != first:
                break
        assert f"to review {world.counts(Query(text='局'))['open']} " in drawn(pane(app, "header"))
        assert len(gate.asked) == asked + 1


async def test_a_count_that_fails_is_told_and_the_list_stays(
    world: Desk, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is the system that fails: no room for the copy of an older file."""

    def full(self: Reports, query: Query, stopped: Callable[[], bool]) -> None:
        raise OSError(28, "No space left on device", "copy.db")

    monkeypatch.setattr(Reports, "counts_unless", full)
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        for _ in range(250):
            await pilot.pause(0.02)
            if message(app):
                break
        assert message(app).startswith("copy.db: ")
        assert "青岚县司法局" in drawn(pane(app, "list"))
        await press(pilot, "j")
        assert app.reports.listed.cursor == 1


async def test_n_and_the_end_are_found_before_all_is_counted(
    world: Desk, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every report found is reached, and the number of all is said when it is known."""
    monkeypatch.setattr("tui.keyset.PAGE", 2)
    app = GoujiApp(world, "en")
    async with app.run_test(size=SIZE) as pilot:
        await search(pilot, "局")
        await begun(pilot, gate)
        seen = [app.reports.listed.current]
        while len(seen) < 10 and (len(seen) < 2 or seen[-1] != seen[0]):
            await press(pilot, "n")
            seen.append(app.reports.listed.current)
        assert len({row.uid for row in seen if row}) == len(seen) - 1 == sum(world.counts(Query(text="局")).values())
        gate.open.set()
