"""Who acts."""

from __future__ import annotations

from typing import NamedTuple


class Reviewer(NamedTuple):
    """Who acts: installation, uid and login make the person; `acting_as` is only recorded (never a second person)."""

    login: str
    uid: int
    installation: str
    acting_as: str | None = None

    @property
    def name(self) -> str:
        """As shown."""
        return self.acting_as or self.login

    @property
    def person(self) -> str:
        """What two events of one person share."""
        return f"{self.installation}:{self.uid}:{self.login}"
