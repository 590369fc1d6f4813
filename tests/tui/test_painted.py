"""Only what is not on the terminal yet is sent, and the terminal then shows what Textual would have shown."""

from __future__ import annotations

import io

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import ControlType, Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.painted import Painted

WIDTH, CUT, HEIGHT = 20, 9, 3
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="256", width=WIDTH)
STYLES = (Style(), Style(bold=True), Style(reverse=True), Style(color="red"))


@st.composite
def strips(draw: st.DrawFn, width: int) -> Strip:
    """A strip of exactly that many cells, wide, narrow and combining characters in it."""
    characters = st.lists(st.sampled_from(["a", "b", " ", "府", "政", "，", "!", "e\u0301"]), max_size=5).map("".join)
    pieces = draw(st.lists(st.tuples(characters, st.sampled_from(STYLES)), max_size=4))
    return Strip([Segment(text, style) for text, style in pieces if text]).adjust_cell_length(width)


halves = st.tuples(strips(CUT), strips(WIDTH - CUT))
full = st.lists(halves, min_size=HEIGHT, max_size=HEIGHT).map(
    lambda rows: LayoutUpdate([list(row) for row in rows], Region(0, 0, WIDTH, HEIGHT))
)


@st.composite
def partial(draw: st.DrawFn) -> ChopsUpdate:
    """One half of some rows."""
    rows = draw(st.lists(halves, min_size=HEIGHT, max_size=HEIGHT))
    chosen = draw(st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.booleans()), min_size=1, max_size=3, unique=True))
    spans = sorted((y, CUT if right else 0, WIDTH if right else CUT) for y, right in chosen)
    chops: list[dict[int, Strip | None]] = [{0: left, CUT: right} for left, right in rows]
    return ChopsUpdate(chops, spans, [[CUT, WIDTH]] * HEIGHT)


def screen() -> tuple[pyte.Screen, pyte.Stream]:
    shown = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(shown)
    stream.feed("\x1b[?7l")  # as Textual does: nothing wraps at the right edge
    return shown, stream


@given(st.lists(st.one_of(full, partial()), max_size=6))
def test_the_terminal_shows_what_textual_would_have_shown(updates: list[LayoutUpdate | ChopsUpdate]) -> None:
    (theirs, to_theirs), (ours, to_ours), painted = screen(), screen(), Painted()
    for update in updates:
        to_theirs.feed(update.render_segments(CONSOLE).replace("\n", ""))
        to_ours.feed(painted.changes(update).render_segments(CONSOLE))
        for y in range(HEIGHT):
            assert [ours.buffer[y][x] for x in range(WIDTH)] == [theirs.buffer[y][x] for x in range(WIDTH)]


@given(full)
def test_the_same_picture_is_not_sent_twice(update: LayoutUpdate) -> None:
    painted = Painted()
    painted.changes(update)
    assert painted.changes(update).render_segments(CONSOLE) == ""


@given(full)
def test_what_was_forgotten_is_sent_again_whole(update: LayoutUpdate) -> None:
    painted = Painted()
    first = painted.changes(update).render_segments(CONSOLE)
    painted.forget()
    assert painted.changes(update).render_segments(CONSOLE) == first


def test_after_a_picture_that_covers_other_cells_everything_is_sent_again() -> None:
    painted = Painted()
    plain = LayoutUpdate([[Strip([Segment("a" * WIDTH)])] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT))
    painted.changes(plain)
    picture = Strip([Segment("\x1bPq\x1b\\", None, [(ControlType.CURSOR_FORWARD, 1)]), Segment(" " * WIDTH)])
    painted.changes(LayoutUpdate([[picture]], Region(0, 0, WIDTH, 1)))
    assert len(painted.changes(plain).pieces) == HEIGHT
