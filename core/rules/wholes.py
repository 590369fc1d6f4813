"""Totals of the prose with their lists of parts (RULES.md §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from core.model import Claim, Number
from core.rules.claimed import RESULTS, parent_of
from core.rules.context import Subject

_WAY = re.compile(
    "网上|网络|线上|在线|信函|邮寄|邮政|邮件|邮箱|当面|现场|窗口|传真|线下|书面|(?:网站|平台|系统|门户)[^，。；]{0,4}(?:提交|递交|申请|提出)"
)
"""Ways by which applications come: each came by one."""
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_NEW_RUN = re.compile("[）)]|其中|[。；;]从|按[^，。；]{1,10}分")


@dataclass(frozen=True, slots=True)
class Whole:
    """A total of the prose with one run of its direct parts, in order."""

    total: Claim
    parts: tuple[Claim, ...]
    closed: bool
    """The parts are meant to be all: 分别为, or a last part 其他."""

    @property
    def sum(self) -> Number:
        return sum(part.value for part in self.parts)


def wholes(subject: Subject) -> list[Whole]:
    """Totals with at least one part; parts of parts stand under their own total, and what a bracket or another 其中 parts
    from the rest is a run of its own."""
    claims = subject.report.claims
    parts: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.role == "part" and claim.of is not None and _one_kind(claim, claims[claim.of]):
            parts.setdefault(claim.of, []).append(claim)
    found = []
    for index, own_parts in sorted(parts.items()):
        runs = _runs(subject, own_parts)
        whole = claims[index].closure == "whole"
        found += [Whole(claims[index], tuple(run), whole and run is runs[-1]) for run in runs]
    return found


def _runs(subject: Subject, parts: list[Claim]) -> list[list[Claim]]:
    """Parts behind a closed bracket, or behind another 其中, begin a run, and so do those of another kind (by way, by applicant, by
    result); a bracket between two parts is the first one's own."""
    runs = [parts[:1]]
    for before, part in pairwise(parts):
        between = _BRACKET.sub("", subject.report.text[before.span[1] : part.span[0]])
        kinds = sort_of(subject, before), sort_of(subject, part)
        if _NEW_RUN.search(between) or (None not in kinds and kinds[0] != kinds[1]):
            runs.append([])
        runs[-1].append(part)
    return runs


def sort_of(subject: Subject, part: Claim) -> str | None:
    """How the list that a part stands in divides its total, where the part tells."""
    if part.quantity == "applicants":
        return "applicant"
    if part.quantity in RESULTS:
        return "result"
    total = parent_of(subject, part)
    if total is None or total.quantity != "new":
        return None  # what is published may be published in several ways
    words = part.label + subject.report.text[slice(*part.clause)]
    return "way" if _WAY.search(words) else None


def _one_kind(part: Claim, total: Claim) -> bool:
    return part.unit == total.unit or {part.unit, total.unit} <= {"件", "份", "宗", "起", "条"}
