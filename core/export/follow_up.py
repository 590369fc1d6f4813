"""整改台账: what was confirmed, what was asked of the body by when, what came back; and whether a newer edition mended it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.export.case import Case, Stood
from core.export.entries import Entry, of_exception, of_finding
from core.export.manner import Manner
from core.model import Finding
from core.review import FollowUp, Standing, fingerprint, leaves


@dataclass(frozen=True, slots=True)
class Followed:
    """One confirmed finding or exception with its 整改."""

    entry: Entry
    follow: FollowUp | None
    fate: str | None = None
    """In the edition now in force: `resolved`, `persisting` or `changed`; None where this is that edition."""


def followed(case: Case, manner: Manner) -> Iterator[Followed]:
    """Of the edition in force, then of those it replaced."""
    yield from _of(case, None, manner)
    for former in case.former:
        yield from _of(former, case, manner)


def _of(case: Case, now: Case | None, manner: Manner) -> Iterator[Followed]:
    for stood in case.stood:
        if stood.standing is Standing.CONFIRMED and stood.of_report:
            yield Followed(of_finding(case, stood, manner), follow_up(case, stood), _fate(case, stood, now))
    for remark in case.state.exceptions:
        yield Followed(of_exception(case, remark, manner), case.state.follows.get(remark.event))


def follow_up(case: Case, stood: Stood) -> FollowUp | None:
    """The newest 整改 of a finding, by any of its leaves."""
    found = [case.state.follows[leaf] for leaf in leaves(stood.finding) if leaf in case.state.follows]
    return max(found, key=lambda follow: (follow.at, follow.event)) if found else None


def _fate(old: Case, stood: Stood, now: Case | None) -> str | None:
    if now is None:
        return None
    bound = set(leaves(stood.finding))
    if not any(bound & set(leaves(other.finding)) for other in now.stood):
        return "resolved"
    return "persisting" if _print(old, stood.finding) == _print(now, stood.finding) else "changed"


def _print(case: Case, finding: Finding) -> str:
    """Of what the finding rests on, as it stands in that edition."""
    return fingerprint(case.checked, case.state, finding.evidence.addresses, finding.evidence.quote)
