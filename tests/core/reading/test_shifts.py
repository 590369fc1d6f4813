"""Rows of running text whose figures may be a neighbour's."""

from __future__ import annotations

import pytest

from core.reading.anchors import Anchor
from core.reading.figure_tokens import Token
from core.reading.segments import Segment
from core.reading.shifts import amiss
from core.reading.wants import Want


def _row(key: str, lines: list[int], edge: bool = False) -> Segment:
    """A row of table 3 with a figure on each of these lines, the last at a page's edge or not."""
    last = len(lines) - 1
    tokens = tuple(Token("7", (at, at + 1), line, False, edge and at == last) for at, line in enumerate(lines))
    return Segment(Anchor(Want(key, ("属于行政执法案卷",)), 0, 8, 0, True), tokens, "", ())


@pytest.mark.parametrize(
    ("above", "edge", "below", "in_doubt"),
    [
        ([1, 1, 1, 1, 1, 1, 2], False, [3] * 7, True),
        ([1, 1, 1, 1, 1, 1, 2], False, [4] * 7, False),
        ([1, 1, 1, 1, 1, 1, 2], False, [3, 3, 3, 3, 3, 3, 4], False),
        ([1, 1, 1, 1, 1, 1, 2], True, [3] * 7, False),
        ([1, 1, 1, 1, 1, 1, 1, 2], False, [3] * 7, False),
        ([1, 2, 3, 4, 5, 6, 7], False, [8] * 7, False),
        ([1] * 7, False, [2] * 7, False),
    ],
    ids=["right below", "further below", "on lines too", "a page's number", "one too many", "a line each", "whole"],
)
def test_a_figure_between_two_rows_of_which_the_upper_lacks_one_may_begin_one_of_the_lower(
    above: list[int], edge: bool, below: list[int], in_doubt: bool
) -> None:
    """Its own row's figures stand on one line, and so do those of the row right below it."""
    found = [_row("refused/process_info", above, edge), _row("refused/enforcement_file", below)]
    assert amiss("2021", "t3", found, 1) is in_doubt
