"""What is counted: by kind of fault, and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from accuracy.catalogue import KINDS
from accuracy.planting import Planted

from core.model import Finding
from core.wording import say

FIRST_HINTS = 0.95
"""Share of first hints that must be right."""


@dataclass(frozen=True)
class Outcome:
    """What became of one fault."""

    new: tuple[Finding, ...]
    hits: tuple[Finding, ...]
    """Those that the fault asks for."""
    spoke: dict[str, bool]
    """Of the rules aimed at, which did."""
    right: tuple[Finding, ...]
    """Those that speak of the fault, by whatever rule."""
    hinted: bool


@dataclass
class Tally:
    """What became of one kind's faults."""

    planted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass
class Measured:
    """Everything counted."""

    kinds: dict[str, Tally]
    aimed: Counter[str] = field(default_factory=Counter)
    """Faults planted for a rule."""
    spoke: Counter[str] = field(default_factory=Counter)
    """Those it spoke of."""
    right: Counter[str] = field(default_factory=Counter)
    """Findings by rule that speak of what was planted."""
    wrong: Counter[str] = field(default_factory=Counter)
    """Findings by rule that speak of something else."""
    sound: Counter[str] = field(default_factory=Counter)
    """Findings by rule on the sound originals."""
    originals: int = 0
    published: int = 0
    """Of them published ones."""
    hints: int = 0
    """Faults that have a right hint."""
    hinted: int = 0
    """Those whose first hint was right."""
    alarms: list[str] = field(default_factory=list)
    """Severity 1–2 on a sound original."""
    strays: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    """Faults found, but not by a rule that was aimed at."""

    @property
    def planted(self) -> int:
        """Faults in all."""
        return sum(tally.planted for tally in self.kinds.values())

    @property
    def found(self) -> int:
        """Faults found."""
        return sum(tally.found for tally in self.kinds.values())

    def joined(self, other: Measured) -> Measured:
        """Both together."""
        both = empty()
        for part in (self, other):
            for name, tally in part.kinds.items():
                mine = both.kinds.setdefault(name, Tally())
                mine.planted, mine.found = mine.planted + tally.planted, mine.found + tally.found
                mine.missed += tally.missed
            for counter in ("aimed", "spoke", "right", "wrong", "sound"):
                getattr(both, counter).update(getattr(part, counter))
            for number in ("originals", "published", "hints", "hinted"):
                setattr(both, number, getattr(both, number) + getattr(part, number))
            for lines in ("alarms", "strays", "silent"):
                getattr(both, lines).extend(getattr(part, lines))
        return both

    def heard(self, name: str, findings: Iterable[Finding], known: frozenset[str] = frozenset()) -> None:
        """What is said of a sound original; `known` are rules that its gold names."""
        self.originals += 1
        self.published += bool(known)
        for finding in findings:
            if finding.rule in known:
                continue
            self.sound[finding.rule] += 1
            if finding.severity <= 2:
                self.alarms.append(f"{name}: {finding.rule} {say(finding.message)}")

    def refused(self, name: str, line: str, planted: Planted) -> None:
        """A spoilt file that was not read."""
        self.kinds[name].planted += 1
        self.kinds[name].missed.append(line)
        self.aimed.update(planted.aims)

    def count(self, name: str, line: str, planted: Planted, outcome: Outcome) -> None:
        """One fault and what became of it."""
        tally = self.kinds[name]
        tally.planted += 1
        tally.found += bool(outcome.hits)
        if not outcome.hits:
            tally.missed.append(line)
        for aim, spoke in outcome.spoke.items():
            self.aimed[aim] += 1
            self.spoke[aim] += spoke
            if outcome.hits and not spoke:
                self.silent.append(f"{aim}: {name}: {line}")
        if planted.hint:
            self.hints += 1
            self.hinted += outcome.hinted
        for finding in outcome.new:
            bound = finding in outcome.right
            (self.right if bound else self.wrong)[finding.rule] += 1
            if not bound:
                self.strays.append(f"{name}: {finding.rule} {say(finding.message)} [{line}]")


def empty() -> Measured:
    """Nothing counted yet."""
    return Measured({name: Tally() for name in KINDS})


def shortfalls(measured: Measured) -> list[str]:
    """Goals that were missed."""
    short = [
        f"{name}: {tally.found} of {tally.planted} found, {KINDS[name].goal:.0%} wanted"
        for name, tally in measured.kinds.items()
        if tally.found < KINDS[name].goal * tally.planted
    ]
    if measured.hinted < FIRST_HINTS * measured.hints:
        short.append(f"first hints: {measured.hinted} of {measured.hints} right, {FIRST_HINTS:.0%} wanted")
    if measured.alarms:
        short.append(f"sound originals: {len(measured.alarms)} findings of severity 1–2, none wanted")
    return short
