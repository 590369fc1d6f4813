"""What a session says of itself: seldom, and never to itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from memory.desks import LI, WANG, Office

from core.desk.presence import MOVED, REFRESHED, Here
from core.ledger import Reviewer
from core.ports import Present

START = datetime.fromisoformat("2026-01-01T09:00:00+00:00")


@dataclass
class Board:
    """Who is where, and every time somebody wrote on it; also the clock."""

    seconds: float = 0
    there: dict[tuple[str, str], Present] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def now(self) -> str:
        return (START + timedelta(seconds=self.seconds)).isoformat()

    def event_id(self) -> str:
        raise AssertionError("presence is no event")

    def note(self, person: str, name: str, report: str, place: str = "") -> None:
        self.written.append(f"{name} {report} {place}".strip())
        self.there[person, report] = Present(report, person, name, self.now(), place)

    def forget(self, person: str, report: str) -> None:
        self.written.append(f"- {report}")
        self.there.pop((person, report), None)

    def present(self, report: str | None = None) -> list[Present]:
        return [one for one in self.there.values() if report in (None, one.report)]


def here(board: Board, who: Reviewer) -> Here:
    """A session of that person."""
    return Here(board, who, board)


def test_staying_is_said_again_only_now_and_then() -> None:
    """Asked every two seconds for five minutes it writes a handful of times, idle or not."""
    board = Board()
    mine = here(board, WANG)
    for second in range(0, 300, 2):
        board.seconds = second
        mine.here("a", "t3/new/natural")
    assert 1 < len(board.written) <= 1 + 300 / REFRESHED.seconds
    moving = Board()
    running = here(moving, WANG)
    for second in range(60):
        moving.seconds = second
        running.here("a", f"t3/new/{second}")
    assert len(moving.written) <= 60 / MOVED.seconds


def test_a_session_is_in_one_report_and_leaves_it() -> None:
    """Opening another closes the former; leaving twice says it once."""
    board = Board()
    mine = here(board, WANG)
    mine.here("a")
    mine.here("b")
    assert [one.report for one in board.present()] == ["b"]
    mine.gone()
    mine.gone()
    assert board.present() == []
    assert board.written == ["wang a", "- a", "wang b", "- b"]


def test_others_are_shown_and_i_am_not() -> None:
    """By report for the list; with the minutes since they were last heard of."""
    board = Board()
    mine, hers = here(board, WANG), here(board, LI)
    mine.here("a")
    hers.here("a", "t3/new/natural")
    hers_elsewhere = Here(board, Reviewer("zhao", 9, "i"), board)
    hers_elsewhere.here("b")
    board.seconds = 130
    assert [(one.name, one.place, mine.minutes(one)) for one in mine.others("a")] == [("li", "t3/new/natural", 2)]
    assert {uid: [one.name for one in ones] for uid, ones in mine.everywhere().items()} == {"a": ["li"], "b": ["zhao"]}


def test_a_desk_without_a_database_of_its_own_is_alone() -> None:
    """The call is always there."""
    desk = Office.usual().desk(WANG)
    desk.presence.here("a", "t3/new/natural")
    assert desk.presence.others("a") == ()
    assert desk.presence.everywhere() == {}
