"""Compares what was read with what was printed: right, unread, or wrong. A wrong print is wrong whether or not it carries a doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proof.figures import state
from tables_at_random.values import Printed

from core.model import Figure


@dataclass
class Verdict:
    """One report's 200 figures."""

    right: int = 0
    doubtful: int = 0
    """Of the right ones, those with a doubt."""
    unread: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def squeezed(text: str) -> str:
    return "".join(text.split())


def judge(page: Printed, figures: Mapping[str, Figure]) -> Verdict:
    """Every figure against what was printed."""
    truth: dict[str, str] = page.truth()
    verdict = Verdict()
    for address, figure in figures.items():
        expected = page.allowed.get(address) or {truth.get(address)}
        if figure.state == "UNREAD":
            verdict.unread.append(address)
        elif any(_agrees(figure, e) for e in expected):
            verdict.right += 1
            verdict.doubtful += figure.doubt is not None
        else:
            why = figure.doubt and figure.doubt.why.template
            said = f"{sorted(map(str, expected))} read as {figure.printed!r} {figure.state} {why or ''}"
            verdict.wrong.append(f"{address}: {said}".rstrip())
    verdict.wrong += [f"{address}: not in the report" for address in truth if address not in figures]
    return verdict


def _agrees(figure: Figure, expected: str | None) -> bool:
    if expected is None:
        return figure.state == "MISSING"
    return squeezed(figure.printed) == squeezed(expected) and figure.state == state(expected)
