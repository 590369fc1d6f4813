"""Fingerprints and signed contents: what counts as the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory.desks import CLEAN, GRAVE, LIKELY, checked, figure, report

from core.review import ReviewState, content, finding_set, fingerprint


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("前文。共办结\n申请 22 件。", True),
        ("共办结申请２２件", True),
        ("共办结\u200b申请22件", True),
        ("共办结申请23件", False),
    ],
)
def test_a_quote_counts_as_unchanged_whatever_its_breaks_and_widths(text: str, same: bool) -> None:
    """White space, full-width digits and invisible characters may come and go with a re-reading; words may not."""
    before = checked(report("a"), LIKELY)
    after = checked(report("a", text=text), LIKELY)
    state = ReviewState()
    seals = [fingerprint(one, state, (), LIKELY.evidence.quote) for one in (before, after)]
    assert (seals[0] == seals[1]) is same


def test_the_signed_content_holds_what_was_seen_and_not_how_it_was_read() -> None:
    """Text, any figure, findings, rules version and readings change it; a newer parser that reads the same does not."""
    base = checked(report("a"), GRAVE)
    read = base.report
    same = replace(base, report=replace(read, parser="2"))
    others = [
        (replace(base, report=replace(read, text=read.text + "。")), {}),
        (replace(base, report=replace(read, figures={**read.figures, CLEAN: figure(CLEAN, "")})), {}),
        (replace(base, findings=()), {}),
        (replace(base, rules="2"), {}),
        (base, {CLEAN: "3"}),
    ]
    hashes = {content(base, {}), *(content(*other) for other in others)}
    assert len(hashes) == 1 + len(others)
    assert content(same, {}) == content(base, {})
    assert finding_set(same) != finding_set(base)
