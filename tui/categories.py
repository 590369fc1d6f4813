"""The nine kinds of exception, by digit: the same for a confirmed finding and for what no rule has found."""

from __future__ import annotations

from tui.locale import _, mark
from tui.shown import Clean

CATEGORIES = (
    mark("sum does not hold"),
    mark("tables disagree"),
    mark("prose disagrees"),
    mark("last year disagrees"),
    mark("blank or missing"),
    mark("unit or magnitude"),
    mark("repeated or shifted"),
    mark("not in the prescribed form"),
    mark("other"),
)
WHOLE_REPORT = 5
"""The kind usual for a whole report."""


def named(digit: int | None) -> Clean:
    """The kind of that digit; empty where there is none."""
    return _(CATEGORIES[digit - 1]) if digit and 1 <= digit <= len(CATEGORIES) else Clean("")
