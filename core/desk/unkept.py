"""A `core.ports.Local` that keeps nothing beyond the program's end, and a `Presence` of nobody: for desks without a database
of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.ports import Present


class Unkept:
    """Drafts and habits in memory."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], dict[str, str]] = {}
        self._settings: dict[tuple[str, str], str] = {}

    def drafts(self, person: str, report: str) -> Mapping[str, str]:
        """Begun texts of one report by what they were begun for."""
        return dict(self._drafts.get((person, report), {}))

    def keep_draft(self, person: str, report: str, place: str, text: str) -> None:
        """Keep a begun text; an empty one forgets it."""
        drafts = self._drafts.setdefault((person, report), {})
        drafts[place] = text
        if not text:
            del drafts[place]

    def setting(self, person: str, key: str) -> str | None:
        """A habit of that person here."""
        return self._settings.get((person, key))

    def keep_setting(self, person: str, key: str, value: str) -> None:
        """Keep a habit."""
        self._settings[person, key] = value


class Unseen:
    """Nobody else is there."""

    def note(self, person: str, name: str, report: str, place: str = "") -> None:
        """Nobody is told."""

    def forget(self, person: str, report: str) -> None:
        """Nobody was told."""

    def present(self, report: str | None = None) -> Sequence[Present]:
        """Nobody."""
        return ()
