"""What another copy of the work brings, or would bring: report by report and in all. Plain data, made by the store, shown by the shell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """What comes for one report."""

    uid: str
    body: str
    year: int | None
    name: str
    """Source file name, exact."""
    new: bool
    """It was not here."""
    events: int
    by: tuple[str, ...]
    """Logins of those who acted."""
    disputes: int
    """Answers that come to be in dispute."""
    readings: int = 0
    """Readings that were not here, also former ones."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought, or would bring."""

    reports: tuple[str, ...]
    """Uids that were not here."""
    events: int
    disputes: tuple[tuple[str, str], ...]
    """(uid, leaf) that two persons answer differently afterwards, and did not before."""
    touched: tuple[Touched, ...] = ()
    """The reports concerned, by body and year."""
    readings: int = 0
    """Readings of reports, also former ones."""
    bodies: int = 0
    """Lines of the roster."""

    @property
    def disputed(self) -> tuple[str, ...]:
        """Uids of the reports with such answers."""
        return tuple(dict.fromkeys(uid for uid, _leaf in self.disputes))
