"""The quick look at a whole page says nothing that a look at each of its words would not say."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import example, given
from hypothesis import strategies as st

from core.formats.pdf.draft import Draft
from core.formats.pdf.frame import Frame
from core.formats.pdf.glyphs import PageText
from core.formats.pdf.ink import all_plain, is_plain, words_of
from core.formats.pdf.runs import Run
from core.model import Box

SIZE = 24
"""Pixels and points of a page's sides."""
RUNS = [Run("song", True, 0, 10.0, True), Run("kai", True, 0, 9.0, True), Run("song", True, 0, 0.5, True)]
UNPAINTED = Run("song", True, 0, 10.0, False)

edges = st.floats(-3, SIZE + 3)
lengths = st.floats(0.5, 12)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), edges, edges, lengths, lengths)
glyphs = st.tuples(
    st.sampled_from("07９年级，。/ "), st.one_of(boxes, st.none()), st.sampled_from([*RUNS, UNPAINTED, None])
)
greys = st.sampled_from([0, 60, 99, 120, 200, 255])
noise = st.lists(greys, min_size=SIZE * SIZE, max_size=SIZE * SIZE).map(bytearray)
CHESS = bytearray(255 * ((x + y) % 2) for y in range(SIZE) for x in range(SIZE))
WHITE = bytearray(b"\xff" * SIZE * SIZE)


def _draft(pixels: bytearray) -> Draft:
    bitmap = SimpleNamespace(stride=SIZE, width=SIZE, height=SIZE)
    return Draft(bitmap, pixels, Frame(0.0, 0.0, SIZE, SIZE, 0))


def _page(found: list[tuple[str, Box | None, Run | None]]) -> PageText:
    page = PageText()
    for glyph in found:
        page.append(*glyph)
    return page


@given(st.one_of(noise, st.just(CHESS), st.just(WHITE)), st.lists(glyphs, max_size=8).map(_page))
@example(CHESS, _page([("7", Box(2, 2, 8, 12), RUNS[0]), ("0", Box(8, 2, 14, 12), RUNS[0])]))
def test_a_page_that_is_plain_has_none_but_plain_words(pixels: bytearray, page: PageText) -> None:
    """Every word painted and, looked at by itself, plain: words of digits digit by digit."""
    draft = _draft(pixels)
    if all_plain(draft, page):
        assert all(word.run.drawn and is_plain(word, draft, page) for word in words_of(page))


@given(noise, st.lists(boxes, max_size=6), st.sampled_from([0.0, 0.12]))
def test_all_boxes_are_plain_where_each_is(pixels: bytearray, places: list[Box], cut: float) -> None:
    """By one line of pixels or by all of them."""
    draft = _draft(pixels)
    assert draft.all_plain(places, cut) == all(draft.plain(place, cut) for place in places)


def test_a_painted_word_on_a_page_of_ink_is_plain_and_on_a_white_one_is_not() -> None:
    """So that the properties above are not true of nothing."""
    page = _page([("7", Box(2, 2, 8, 12), RUNS[0]), ("年", Box(8, 2, 18, 12), RUNS[0])])
    assert all_plain(_draft(CHESS), page)
    assert not all_plain(_draft(WHITE), page)
    assert not all_plain(_draft(CHESS), _page([("7", Box(2, 2, 8, 12), UNPAINTED)]))
