"""Claims while they are being made: positions in the running text, links to one another instead of indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Claim, Number
from core.passages import Joined


@dataclass(eq=False, slots=True)
class Draft:
    """A claim in the making; changed while its sentence is read, then frozen as a Claim."""

    quantity: str
    value: Number
    start: int
    end: int
    clause: tuple[int, int]
    unit: str | None = None
    bound: str | None = None
    subject: str | None = None
    period: int | None = None
    scope: str | None = None
    role: str | None = None
    of: Draft | None = None
    beside: Draft | None = None
    closure: str | None = None
    label: str = ""
    past: bool = False
    """An earlier year's number, given to compare with: no part of anything, nor a total. Not kept in the claim."""
    behind: bool = False
    """What it counts was told by the words behind it (3件本机关不掌握): they tell nothing of the next number. Not kept in the claim."""
    topic: str | None = None
    """What its clause speaks of; not kept in the claim."""

    @property
    def counts(self) -> bool:
        """A number of things of the reported year, not a percentage or a change, stated in figures."""
        return self.unit != "%" and self.role in (None, "part") and not self.past


def frozen(drafts: Iterable[Draft], joined: Joined) -> tuple[Claim, ...]:
    """The claims in the text's order, their links as indices."""
    ordered = sorted(drafts, key=lambda d: (d.start, d.end))
    index = {id(draft): number for number, draft in enumerate(ordered)}
    return tuple(_claim(draft, joined, index) for draft in ordered)


def _claim(draft: Draft, joined: Joined, index: dict[int, int]) -> Claim:
    return Claim(
        quantity=draft.quantity,
        value=draft.value,
        span=joined.span(draft.start, draft.end),
        clause=joined.span(*draft.clause),
        exact=draft.bound is None,
        unit=draft.unit,
        subject=draft.subject,
        period=draft.period,
        scope=draft.scope,
        role=draft.role,
        of=index.get(id(draft.of)) if draft.of else None,
        beside=index.get(id(draft.beside)) if draft.beside else None,
        closure=draft.closure,
        bound=draft.bound,
        label=draft.label,
    )
