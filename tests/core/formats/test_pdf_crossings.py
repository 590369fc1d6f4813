"""The quick step of the table finder gives the very cells that pdfplumber's own gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

from core.formats.pdf.crossings import cells_between

PLACES = st.integers(0, 7).map(lambda step: step * 12.0)
LENGTHS = st.integers(1, 7).map(lambda steps: steps * 12.0)
EDGES = st.lists(
    st.tuples(st.sampled_from("vh"), PLACES, PLACES, LENGTHS, st.sampled_from([0.0, 0.4, 2.5])), max_size=30
)


def edge(orientation: str, across: float, down: float, length: float, off: float) -> dict[str, Any]:
    """An edge as pdfplumber's pages have it, a little off its place."""
    wide, high = (length, 0.0) if orientation == "h" else (0.0, length)
    x0, top = (across, down + off) if orientation == "h" else (across + off, down)
    return {
        "orientation": orientation, "x0": x0, "x1": x0 + wide, "top": top, "bottom": top + high, "doctop": top,
        "width": wide, "height": high,
    }  # fmt: skip


@given(EDGES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_cells_are_those_of_pdfplumber_in_its_order(
    drawn: list[tuple[str, float, float, float, float]], merge: bool
) -> None:
    """Whatever edges cross, gaps and doubles and edges off their place included."""
    edges = [edge(*each) for each in drawn]
    crossings = edges_to_intersections(merge_edges(edges, 3, 3, 3, 3) if merge else edges, 3, 3)
    assert cells_between(crossings) == intersections_to_cells(crossings)


def test_a_grid_with_a_gap_has_a_cell_over_two_fields() -> None:
    """Where a rule is missing the cells on both sides of it are one."""
    levels = [edge("h", 0, down, 24, 0) for down in (0, 12, 24)]
    uprights = [edge("v", across, 0, 24, 0) for across in (0, 24)] + [edge("v", 12, 0, 12, 0)]
    crossings = edges_to_intersections(levels + uprights, 3, 3)
    assert cells_between(crossings) == [(0, 0, 12, 12), (0, 12, 24, 24), (12, 0, 24, 12)]
