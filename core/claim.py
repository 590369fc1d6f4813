"""A number stated in prose. Part of `core.model`, which gives its name to everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Span = tuple[int, int]
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """A number stated in prose (RULES.md §5)."""

    quantity: str
    """What is counted: `new`, `carried_in`, `handled`, `granted`, `suits`, `fee_charged` … ; `other` where not known.
    The list: core/reading/claims.toml."""
    value: Number
    span: Span
    """The number with its unit."""
    clause: Span
    """The clause it stands in, for the quote."""
    exact: bool = True
    """False for 约/余/以上/近/多."""
    unit: str | None = None
    subject: str | None = None
    """Whose number it is where not the body's own: `whole_area`, `transferred`, `hotline` …"""
    period: int | None = None
    """The year it speaks of where stated."""
    scope: str | None = None
    """Narrowing words as found, as keys: `natural`, `with_carried_in` …; where a cell is meant, the rest of its address
    (`refused/state_secret`, `normative_documents/issued`, `upheld`)."""
    role: str | None = None
    """How it is stated; None for a number of its own. `part` of a total, `share` or `rate` in percent, `growth` against last
    year (negative for less), `word` where words give another claim's value again (受理 1 件，已办结), `none` where words say
    zero (未收到申请), `listed` for items counted by us behind an announced number (以下三个方面：一是…)."""
    of: int | None = None
    """Index in `Report.claims` of the total, base or announcement this one belongs to."""
    beside: int | None = None
    """Index of the number that a percentage restates (`k 件，占 p%`); for a rate the count right before it, which may be its
    numerator (受理36件，办结35件，办结率97.2%: `of` 36, `beside` 35) or, with another meaning, its base."""
    closure: str | None = None
    """Of a total with parts: `whole` (分别为, 分为, or a last part 其他/其余), `plain` (其中 a、b、c), `open` (等, 包括, 含, 重点)."""
    bound: str | None = None
    """Where not exact: `over` (余, 多, 超, 以上), `under` (近, 不足, 以下), `about` (约, 左右)."""
    label: str = ""
    """The words it counts or is put beside, as printed without blanks."""
