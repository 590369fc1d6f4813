"""Logical places on the national form: `t3/new/natural`.

An address names a figure by what it means (table, row, column), never by where it stands on a page. Rows of groups
have two parts (`refused/state_secret`), so an address has three or four.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """One figure's logical place. Orders alphabetically; the form's own order is `Form.addresses`."""

    table: str
    """`t2`, `t3` or `t4`."""
    row: str
    """Row key, with its group: `new`, `refused/state_secret`; in table 4 the block, in table 2 the subject."""
    column: str
    """Column key: `natural`, `total`, `issued`, `upheld` …"""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The address printed as `text`; ValueError if it has not three or four non-empty parts."""
        parts = text.split("/")
        if len(parts) not in (3, 4) or not all(parts):
            raise ValueError(f"not an address: {text!r}")
        return cls(parts[0], "/".join(parts[1:-1]), parts[-1])

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"
