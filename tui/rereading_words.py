"""What came of reading again, in words: for the command and for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.anchor import Place
from core.wording import say
from tui.locale import language_in_use, said
from tui.shown import Clean, line

if TYPE_CHECKING:
    from core.desk.rereading import Reread


def told(result: Reread) -> Clean:
    """A line for a report that is another now, or could not be read; empty for one that is the same."""
    if result.error is not None:
        return line(f"{line(result.name)}: {say(result.error.phrase, language_in_use())}")
    found = result.places or {}
    if result.same and not found.get(Place.DRIFTED) and not found.get(Place.ORPHAN):
        return Clean("")
    return said(
        "{name}: figures {figures}, findings +{raised} -{gone}, decisions to look at again {decided}, remarks {exact} "
        "in place, {drifted} drifted, {orphan} without a place",
        name=line(result.name),
        figures=result.figures,
        raised=result.raised,
        gone=result.gone,
        decided=result.changed,
        exact=found.get(Place.EXACT, 0),
        drifted=found.get(Place.DRIFTED, 0),
        orphan=found.get(Place.ORPHAN, 0),
    )


def total(results: Sequence[Reread]) -> Clean:
    """How many were read, and how many of them are others now."""
    failed = sum(result.error is not None for result in results)
    changed = sum(not result.same for result in results) - failed
    return said(
        "{n} read again, {changed} otherwise than before, {failed} not read.",
        n=len(results),
        changed=changed,
        failed=failed,
    )
