"""What the workstation remembers of one person: where each report was left, what was open last, the way it should look.

Kept by `core.ports.Local`: in the working copy, for this person only, never in an export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.address import Address

if TYPE_CHECKING:
    from core.desk import Desk

LAST, HINTED = "last", "hinted"


class Place(NamedTuple):
    """Where somebody is: nothing open where `uid` is empty."""

    uid: str = ""
    address: str = ""
    finding: str = ""
    pane: str = ""
    at: int = 0
    """Where the cursor stands in the source text."""
    begun: str = ""
    """What an open question is for: its kind, then its place."""


class Habits:
    """Reads once, writes what has changed."""

    def __init__(self, desk: Desk) -> None:
        self._local = desk.local
        self._person = desk.reviewer.person
        self._kept: dict[str, str | None] = {}

    def get(self, key: str) -> str | None:
        """What is remembered under that key."""
        if key not in self._kept:
            self._kept[key] = self._local.setting(self._person, key)
        return self._kept[key]

    def keep(self, key: str, value: str) -> None:
        """Remember it; StoreError where that cannot be written."""
        if self.get(key) != value:
            self._kept[key] = value
            self._local.keep_setting(self._person, key, value)

    def last(self) -> Place:
        """Where the last session ended without leaving by `q`."""
        held = self.get(LAST)
        if not held:
            return Place()
        import json  # a start after `q` finds nothing

        try:
            return Place(**json.loads(held))
        except (ValueError, TypeError):
            return Place()

    def keep_last(self, place: Place) -> None:
        """Remember where one is now."""
        import json

        self.keep(LAST, json.dumps(place._asdict(), ensure_ascii=False) if place != Place() else "")

    def figure(self, uid: str) -> Address | None:
        """The figure a report was left at."""
        try:
            return Address.parse(self.get(f"place {uid}") or "")
        except ValueError:
            return None

    def keep_figure(self, uid: str, address: Address) -> None:
        """Remember the figure a report is left at."""
        self.keep(f"place {uid}", str(address))

    def hint_due(self) -> bool:
        """Whether this person has never seen the first hint; it has been seen from now on."""
        if self.get(HINTED):
            return False
        self.keep(HINTED, "1")
        return True
