"""Who may do what, and what every step asks first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from core.address import Address
from core.errors import ReviewError, Stale, UsageError
from core.ledger import Draft, Kind, Reviewer
from core.model import Checked, Finding
from core.review.seals import content, finding_set
from core.review.state import ReviewState, Stage

Clearing = Literal["author", "reviewer", "anyone"]

EVEN_LOCKED = frozenset((Kind.REOPEN,))
"""What a second sign-off still admits."""
EVEN_WITHDRAWN = frozenset((Kind.RESTORE, Kind.PURGE, Kind.UNDO, Kind.REDO))


@dataclass(frozen=True, slots=True)
class Policy:
    """How an office reviews. The default asks for two persons and lets everybody do everything else."""

    levels: Literal[1, 2] = 2
    """Sign-offs a report needs; with 1 there is no second and no lock."""
    may: Mapping[Kind, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """Logins that may do a kind of act; a kind that is not named is open to everybody."""
    clearing: Clearing = "reviewer"
    """Who clears a note thread: its author only, also the report's reviewers, or anyone."""
    blind_percent: int = 0
    """Share of reports whose second reviewer does not see the first one's decisions until he has marked."""
    blind_seed: str = ""

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Policy:
        """From a settings file: `levels`, `clearing`, `blind = {percent, seed}`, `may = {sign = ["li"]}`; UsageError names
        what does not fit."""
        known = {"levels", "clearing", "blind", "may"}
        blind, may = table.get("blind", {}), table.get("may", {})
        fits = {
            "levels": table.get("levels", 2) in (1, 2),
            "clearing": table.get("clearing", "reviewer") in ("author", "reviewer", "anyone"),
            "blind": isinstance(blind, Mapping) and blind.get("percent", 0) in range(101),
            "may": isinstance(may, Mapping) and all(kind in list(Kind) and _names(may[kind]) for kind in may),
        }
        wrong = [*sorted(set(table) - known), *(name for name, fit in fits.items() if not fit)]
        if wrong:
            raise UsageError("review.policy", setting=wrong[0])
        return cls(
            levels=table.get("levels", 2),
            may=MappingProxyType({Kind(kind): frozenset(logins) for kind, logins in may.items()}),
            clearing=table.get("clearing", "reviewer"),
            blind_percent=blind.get("percent", 0),
            blind_seed=str(blind.get("seed", "")),
        )

    def permits(self, kind: Kind, who: Reviewer) -> bool:
        """Whether this login may do that at all."""
        return kind not in self.may or who.login in self.may[kind]

    def blind(self, report: str) -> bool:
        """Whether this report is in the blind share: the same for everybody, by seed and report."""
        drawn = hashlib.sha256(f"{self.blind_seed}\n{report}".encode()).digest()
        return int.from_bytes(drawn[:8]) * 100 < self.blind_percent << 64


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


@dataclass(frozen=True, slots=True)
class Now:
    """What is there at the moment of the step: the check a step is held against."""

    machine: Checked
    """As read and checked without reviewers' readings."""
    checked: Checked
    """With the readings put in and the rules run on them."""
    readings: Mapping[Address, str]

    @property
    def finding_set(self) -> str:
        """Hash of what is shown."""
        return finding_set(self.checked)

    @property
    def content(self) -> str:
        """Hash of what a sign-off signs."""
        return content(self.machine, self.readings)

    def finding(self, id_: str) -> Finding:
        """The finding; Stale if the rules no longer raise it."""
        for finding in self.checked.findings:
            if finding.id == id_:
                return finding
        raise Stale("review.finding-gone")


@dataclass(frozen=True, slots=True)
class Step:
    """Who takes a step, on what, under which policy."""

    state: ReviewState
    who: Reviewer
    found: Now | None
    """None where the file could not be read: then only the whole report can be acted on."""
    policy: Policy = Policy()

    @property
    def now(self) -> Now:
        """What is there; ReviewError where nothing could be read."""
        if self.found is None:
            raise ReviewError("review.unreadable")
        return self.found

    def draft(self, kind: Kind, body: Mapping[str, Any]) -> Draft:
        """The event to record; fields that are None are left out of its body."""
        said = {name: value for name, value in body.items() if value is not None}
        return Draft(kind, said, self.found.finding_set if self.found else "")

    def admit(self, kind: Kind) -> None:
        """What every act needs: a person who may, and a report neither locked nor withdrawn; ReviewError otherwise."""
        state = self.state
        if not self.policy.permits(kind, self.who):
            raise ReviewError("review.not-yours", act=kind.value, who=self.who.login)
        if state.purged:
            raise ReviewError("review.purged", by=state.purged.by)
        if state.stage is Stage.WITHDRAWN and kind not in EVEN_WITHDRAWN:
            raise ReviewError("review.withdrawn", by=state.withdrawn.by if state.withdrawn else "")
        if state.second and kind not in EVEN_LOCKED:
            raise ReviewError("review.locked", by=state.second.by, on=state.second.at[:10])

    def unchanged(self, finding_set: str) -> None:
        """Stale if what was shown is not what is there."""
        if finding_set != self.now.finding_set:
            raise Stale("review.findings-changed")


def worded(text: str) -> str:
    """What a person typed, fit for storage: outer white space cut, halves of surrogate pairs replaced."""
    return text.strip().encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def said(text: str) -> str | None:
    """The same, None where nothing was typed."""
    return worded(text) or None


def reasoned(text: str) -> str:
    """A reason that says something; ReviewError if it is blank."""
    reason = worded(text)
    if not reason:
        raise ReviewError("review.no-reason")
    return reason
