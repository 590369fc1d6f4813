"""What one person did since the workstation was started: counted from the ledger, what was taken back left out."""

from __future__ import annotations

from collections.abc import Sequence

from core.ledger import Event, Kind
from core.review.undone import standing_acts
from tui.locale import _
from tui.shown import Clean


def done(newest: Sequence[Event], begun: str | None) -> list[tuple[Clean, int]]:
    """Kinds of acts with their numbers; `newest` are a person's events, newest first, `begun` the one before the start."""
    since: list[Event] = []
    for event in newest:
        if event.id == begun:
            break
        since.append(event)
    standing = standing_acts(since)
    names = {
        Kind.CONFIRM: _("findings confirmed"),
        Kind.DISMISS: _("findings dismissed"),
        Kind.ASK: _("to be asked of the body"),
        Kind.EXCEPT: _("exceptions"),
        Kind.TICK: _("figures or rows ticked"),
        Kind.NOTE: _("notes"),
        Kind.READ: _("readings entered"),
        Kind.MARK: _("reports marked reviewed"),
        Kind.SIGN: _("reports signed"),
    }
    return [(words, sum(event.kind is kind for event in standing)) for kind, words in names.items()]
