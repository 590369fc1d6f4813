"""Who else has a report open. A hint for the screen: nobody is kept out of anything by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ports import Clock, Presence, Present
    from core.reviewer import Reviewer

REFRESHED = timedelta(seconds=45)
"""How often staying is said again; what is not said again lapses (`db.presence.LAPSES`)."""
MOVED = timedelta(seconds=5)
"""A cursor that runs through a table is not noted more often than this."""


class Here:
    """What this session says of itself, and what others said. Ask and say as often as you like: it writes seldom."""

    def __init__(self, store: Presence, reviewer: Reviewer, clock: Clock) -> None:
        self.store = store
        self.reviewer = reviewer
        self.clock = clock
        self._said: tuple[str, str] | None = None
        """Report and place as noted last."""
        self._at: datetime | None = None

    def here(self, uid: str, place: str = "") -> None:
        """I have this report open, at that figure (its address); another report than before closes the former."""
        now = datetime.fromisoformat(self.clock.now())
        if self._said is not None and self._said[0] != uid:
            self.gone()
        if (
            self._said is None
            or self._at is None
            or now - self._at >= (REFRESHED if self._said == (uid, place) else MOVED)
        ):
            self.store.note(self.reviewer.person, self.reviewer.name, uid, place)
            self._said, self._at = (uid, place), now

    def gone(self) -> None:
        """I have no report open any more."""
        if self._said is not None:
            self.store.forget(self.reviewer.person, self._said[0])
            self._said = None

    def others(self, uid: str) -> tuple[Present, ...]:
        """Other persons who have this report open, the newest first."""
        return tuple(one for one in self.store.present(uid) if one.person != self.reviewer.person)

    def everywhere(self) -> Mapping[str, tuple[Present, ...]]:
        """The same for all reports, by uid: for the list."""
        found: dict[str, tuple[Present, ...]] = {}
        for one in self.store.present():
            if one.person != self.reviewer.person:
                found[one.report] = (*found.get(one.report, ()), one)
        return found

    def minutes(self, one: Present) -> int:
        """How long ago that was last known."""
        return int((datetime.fromisoformat(self.clock.now()) - datetime.fromisoformat(one.at)).total_seconds()) // 60
