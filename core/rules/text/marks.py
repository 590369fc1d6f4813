"""W.PUNCT: half-width punctuation between Chinese characters, and stops that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Verdict
from core.rules.context import Subject
from core.rules.findings import Hit, Seen
from core.rules.parts import whole
from core.rules.places import around, hit
from core.rules.registry import rule

_HALF_WIDTH = re.compile(
    r"[,;:](?<=[\u4e00-\u9fff”》）〕].)(?=[\u4e00-\u9fff“《（〔])|,(?<=[\u4e00-\u9fff”》）〕].)(?=[0-9]{1,4}[年月日件条项次个])"
)
_SIDE_BY_SIDE = re.compile(r"[，、；：。][，、；：。]+")


@rule("W.PUNCT", needs=("text",))
def punctuation(subject: Subject) -> Iterator[Seen]:
    """One finding a report for each kind, with the number of places; digits, letters and links are left alone."""
    running = whole(subject).running
    half = [match.span() for match in _HALF_WIDTH.finditer(running.text)]
    if half:
        marks = tuple(dict.fromkeys(running.text[slice(*place)] for place in half))
        yield _once(hit(running, half, {"marks": marks}, verdict=Verdict.FAIL), "half-width")
    double = [match.span() for match in _SIDE_BY_SIDE.finditer(running.text)]
    if double:
        marks = tuple(dict.fromkeys(running.text[slice(*place)] for place in double))
        quote = around(running.text, *double[0])
        seen = hit(running, double, {"marks": marks}, verdict=Verdict.FAIL, message="message_double", quote=quote)
        yield _once(seen, "side-by-side")


def _once(found: Hit, scope: str) -> Hit:
    """Named after its kind: it stays the same finding when a comma more is found."""
    return Hit(scope, found.arguments, (), found.spans, found.quote, found.verdict, message=found.message)
