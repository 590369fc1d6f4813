"""Tables are found in the painted rules exactly as pdfplumber's own finder finds them: a contract, pdfplumber being pinned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pdfplumber.container import Container
from pdfplumber.table import TableFinder

from core.formats.pdf.crossings import cells_between, crossings_of, tables_of
from core.formats.pdf.edges import SNAP, Edge, Edges, edges_of, merged
from core.formats.pdf.rules import Point, Rectangle, Rules

STEPS = st.integers(0, 7)
OFF = st.sampled_from([0.0, 0.0, 0.4, 0.123, 1.2, 2.5, 2.999, 3.0])
"""Points off a place of the raster: within and beyond what the finder takes for one."""
PLACES = st.builds(lambda step, off: round(step * 12.0 + off, 3), STEPS, OFF)
THIN = st.sampled_from([0.0, 0.48, 0.96, 1.0, 3.0])

LEVEL = st.builds(lambda x, y, length: (x, y, round(x + length, 3), y), PLACES, PLACES, PLACES)
UPRIGHT = st.builds(lambda x, y, length: (x, y, x, round(y + length, 3)), PLACES, PLACES, PLACES)
SLANTING = st.builds(lambda x, y: (x, y, x + 5.0, y + 40.0), PLACES, PLACES)
THIN_LEVEL = st.builds(
    lambda x, y, long, thin: (x, y, round(x + long, 3), round(y + thin, 3)), PLACES, PLACES, PLACES, THIN
)
THIN_UPRIGHT = st.builds(
    lambda x, y, long, thin: (x, y, round(x + thin, 3), round(y + long, 3)), PLACES, PLACES, PLACES, THIN
)
BOXES = st.builds(
    lambda x, y, wide, high: (x, y, round(x + wide, 3), round(y + high, 3)), PLACES, PLACES, PLACES, PLACES
)
CURVES = st.lists(st.tuples(PLACES, PLACES), min_size=2, max_size=6)
RULES = st.builds(
    Rules,
    st.lists(st.one_of(BOXES, THIN_LEVEL, THIN_UPRIGHT), max_size=16),
    st.lists(st.one_of(LEVEL, UPRIGHT, LEVEL, UPRIGHT, SLANTING), max_size=24),
    st.lists(CURVES, max_size=3),
)


def shape(kind: str, points: Sequence[Point]) -> dict[str, Any]:
    """An object through the points as pdfplumber's pages hold it."""
    across, down = zip(*points, strict=True)
    x0, x1, top, bottom = min(across), max(across), min(down), max(down)
    return {
        "object_type": kind, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "y0": -bottom, "y1": -top,
        "width": x1 - x0, "height": bottom - top, "pts": list(points),
    }  # fmt: skip


class Page(Container):
    """What pdfplumber's finder asks of a page, with these rules on it."""

    def __init__(self, rules: Rules) -> None:
        self.bbox = (0.0, 0.0, 200.0, 200.0)
        self._held = {
            "rect": [shape("rect", [(x0, top), (x1, bottom)]) for x0, top, x1, bottom in rules.rects],
            "line": [shape("line", [(x0, top), (x1, bottom)]) for x0, top, x1, bottom in rules.lines],
            "curve": [shape("curve", points) for points in rules.curves],
        }

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        return self._held


def found(edges: Edges) -> list[set[Rectangle]]:
    """The tables between these edges, the cells of each in no order."""
    return [set(table) for table in tables_of(cells_between(crossings_of(merged(edges))))]


def broadest(edges: Sequence[Edge]) -> float:
    """How far the edges in line reach that pdfplumber takes for one, each of them near the next."""
    breadths, first, last = [0.0], float("-inf"), float("-inf")
    for place in sorted({place for place, start, end in edges if end - start >= 1}):
        first = place if place > last + SNAP else first
        last = place
        breadths.append(last - first)
    return max(breadths)


@given(RULES)
@settings(max_examples=300, deadline=None)
def test_tables_are_those_of_pdfplumber(rules: Rules) -> None:
    """Whatever is painted: gaps and doubles, thin rectangles, rules off their place, slanting lines, corners of curves; but for edges
    that pdfplumber takes for one though they lie further apart than it lets any two be."""
    painted = edges_of(rules)
    assume(broadest(painted.levels) <= SNAP and broadest(painted.uprights) <= SNAP)
    page: Any = Page(rules)
    finder = TableFinder(page)
    edges = merged(edges_of(rules))
    ours = [("h", *level) for level in edges.levels] + [("v", *upright) for upright in edges.uprights]
    theirs = [
        ("h", edge["top"], edge["x0"], edge["x1"]) if edge["orientation"] == "h" else ("v", edge["x0"], edge["top"], edge["bottom"])
        for edge in finder.edges
    ]  # fmt: skip
    assert ours == theirs
    assert cells_between(crossings_of(edges)) == finder.cells
    assert found(edges_of(rules)) == [set(table.cells) for table in finder.tables]


def test_a_grid_with_a_gap_has_a_cell_over_two_fields() -> None:
    """Where a rule is missing the cells on both sides of it are one."""
    levels = [(down, 0.0, 24.0) for down in (0.0, 12.0, 24.0)]
    uprights = [(across, 0.0, 24.0) for across in (0.0, 24.0)] + [(12.0, 0.0, 12.0)]
    assert found(Edges(levels, uprights)) == [{(0, 0, 12, 12), (0, 12, 24, 24), (12, 0, 24, 12)}]


DRAGGED = [(10.0, 0.0, 20.0), (12.5, 20.0, 40.0), (15.0, 40.0, 60.0), (17.5, 60.0, 80.0)]
"""A border that lies a little further right in each row."""


def test_a_border_dragged_row_by_row_stays_near_where_it_is_painted() -> None:
    """Each edge is moved by less than edges in line may lie apart; pdfplumber would move the outer ones by more than a digit's half."""
    moved = merged(Edges([], DRAGGED)).uprights
    assert len(moved) == 2
    for place, start, end in DRAGGED:
        assert any(abs(place - at) < SNAP / 2 and s <= start and end <= e for at, s, e in moved)


def test_edges_side_by_side_stay_one_however_broad_the_chain() -> None:
    """The sides of thin rectangles, one beside the next, are one border, as with pdfplumber."""
    sides = [(place, 0.0, 40.0) for place in (10.0, 12.0, 14.0, 16.0)]
    assert merged(Edges([], sides)).uprights == [(13.0, 0.0, 40.0)]


def test_tables_that_do_not_touch_are_two_from_top_to_bottom() -> None:
    """Each with its own cells; a single box among them is none."""
    boxes: list[Rectangle] = [(0, 60, 10, 70), (10, 60, 20, 70), (0, 0, 10, 10), (0, 10, 10, 20), (50, 0, 60, 10)]
    tables = found(edges_of(Rules(rects=boxes)))
    assert tables == [{boxes[2], boxes[3]}, {boxes[0], boxes[1]}]
