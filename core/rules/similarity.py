"""One body's text beside other bodies' (RULES.md §5b, D.AGENCY)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.model import Report, Verdict
from core.naming import spelling
from core.rules.context import Subject
from core.rules.findings import Hit, Seen, quote_key
from core.rules.likeness import Run, Wording, containment, longest_run, shared_runs, shares_run, wording
from core.rules.registry import rule

SECTIONS = (1, 5)
"""What bodies write of their own work."""
_RUNS_SHOWN = 5
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Alike:
    body: str
    share: float
    longest: Run
    other: Wording


@rule("D.AGENCY", needs=("peers", "sections"))
def shared_with_other_bodies(subject: Subject) -> Iterator[Seen]:
    """Half of sections 1 and 5, or a long run, stands in another body's report; one finding for all such bodies."""
    own = wording(subject.report, *SECTIONS)
    found = [alike for peer in subject.context.peers or () if (alike := _alike(subject, own, peer))]
    if not found:
        return
    found.sort(key=lambda alike: (-alike.longest.length, alike.body))
    nearest = found[0]
    names = tuple(alike.body for alike in found)
    spans = [nearest.longest.span, *(run.span for run in shared_runs(own, nearest.other)[:_RUNS_SHOWN])]
    yield Hit(
        "shared",
        {
            "count": len(found),
            "bodies": names if len(names) <= _SHOWN else (*names[:_SHOWN], f"…（{len(names)}）"),
            "length": nearest.longest.length,
            "percent": round(max(alike.share for alike in found) * 100),
        },
        spans=tuple(dict.fromkeys(spans)),
        verdict=Verdict.REVIEW,
        covers=tuple(sorted({f"D.AGENCY.{quote_key(spelling(name))}" for name in names})),
    )


def _alike(subject: Subject, own: Wording, peer: Report) -> _Alike | None:
    other, length = wording(peer, *SECTIONS), int(subject.limit("D.AGENCY.run"))
    share = containment(own, other) if own.size >= subject.limit("D.AGENCY.least") else 0.0
    if share < subject.limit("D.AGENCY.share") and not shares_run(own, other, length):
        return None
    longest = longest_run(own, other)
    stated = peer.masthead.body
    return _Alike(stated.value if stated else peer.source.name, share, longest, other) if longest else None
