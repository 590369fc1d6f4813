"""Figures in running text."""

from __future__ import annotations

import pytest

from core.reading.figure_tokens import tokens


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("737（其中修订7\n36件） 5", ["737（其中修订7\n36件）", "5"]),
        ("737（其中修订7  —\n   36件） 5", ["737", "7", "—", "36件", "5"]),
    ],
    ids=["wrapped", "beside another cell's dash"],
)
def test_a_remark_does_not_take_in_the_dash_of_the_cell_beside_it(text: str, printed: list[str]) -> None:
    """A remark may go on in the next line, but a stroke far from its words at a line's end is a cell of its own."""
    assert [token.printed for token in tokens(text, [])] == printed
