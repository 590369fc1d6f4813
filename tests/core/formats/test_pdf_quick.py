"""The quick ways through a page come to what the plain ways come to, which look at every glyph and every word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import SONG, one_page, pdf, write
from reportlab.pdfgen.canvas import Canvas

from core.formats.pdf import glyphs
from core.formats.pdf.aligned_words import _words, blocks_of, words_by_line
from core.formats.pdf.cells import Layout, PageGlyphs, _held, _same_line, cell_text, lines_of
from core.formats.pdf.glyphs import PageText, page_text
from core.formats.pdf.opening import frame_of, opened, page_of
from core.formats.pdf.rules import page_rules
from core.model import Box


def text_of(data: bytes) -> PageText:
    """The first page's text."""
    with opened(data) as document, page_of(document, 0) as page:
        found = page_text(page, frame_of(page))
    assert found is not None
    return found


@given(
    lines=st.lists(st.text("甲乙1 2-/.,", min_size=1, max_size=12), min_size=1, max_size=6),
    left=st.lists(st.integers(40, 300), min_size=6, max_size=6),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
@settings(max_examples=60, deadline=None)
def test_a_page_of_nothing_but_characters_needs_no_look_at_each(
    lines: list[str], left: list[int], rotation: int
) -> None:
    """Text, boxes and pieces are the same, hyphens at line ends and turned pages included."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        for number, (line, x) in enumerate(zip(lines, left, strict=False)):
            write(canvas, x, 100 + 14 * number, line, SONG)

    data = pdf(draw)
    quick = text_of(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glyphs, "_is_plain", lambda *_: False)
        slow = text_of(data)
    assert quick == slow
    same = [[one is other for one, other in pairwise(found.runs)] for found in (quick, slow)]
    assert same[0] == same[1]


PLACES = st.integers(0, 60).map(lambda step: step / 2)
BOXES = st.builds(
    lambda x, top, wide, high: Box(x, top, x + wide, top + high),
    PLACES,
    PLACES,
    PLACES,
    st.sampled_from([0.5, 6.0, 9.5]),
)


@given(st.lists(st.one_of(st.none(), BOXES), max_size=30))
@settings(max_examples=300, deadline=None)
def test_each_glyph_is_held_by_the_cell_around_its_centre(boxes: list[Box | None]) -> None:
    """Upper and left edges belong to the cell, lower and right ones to the next; what pdfium added is held by none."""
    layout = Layout.of([(3.0, 3.0, 10.0, 10.0), (10.0, 3.0, 40.0, 10.0), (3.0, 10.0, 40.0, 30.0)])
    expected: list[list[int]] = [[], [], []]
    for index, box in enumerate(boxes):
        for held, (x0, top, x1, bottom) in zip(expected, layout.cells, strict=True):
            if box and x0 <= (box.x0 + box.x1) / 2 < x1 and top <= (box.top + box.bottom) / 2 < bottom:
                held.append(index)
    assert _held(layout, boxes) == expected


@given(st.lists(BOXES, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_lines_are_parted_where_neighbours_are_not_of_one(boxes: list[Box]) -> None:
    """From top to bottom each glyph is of the line of the one before it or begins the next; lines run from left to right."""
    order = sorted(range(len(boxes)), key=lambda index: boxes[index].top + boxes[index].bottom)
    lines = [[order[0]]]
    for last, index in pairwise(order):
        if _same_line(boxes[last], boxes[index]):
            lines[-1].append(index)
        else:
            lines.append([index])
    assert lines_of(range(len(boxes)), boxes) == [
        sorted(line, key=lambda index: (boxes[index].x0, index)) for line in lines
    ]


def test_places_in_disorder_are_pieces_of_their_own() -> None:
    """Characters drawn from right to left stand in the text in another order than on the page."""
    boxes = [Box(10.0 * at, 0.0, 10.0 * at + 8, 9.0) for at in (0, 2, 1, 3)]
    assert cell_text(range(4), PageGlyphs(1, "1234", boxes, 5)) == ("1324", ((5, 6), (7, 8), (6, 7), (8, 9)))


WORDS = st.sampled_from(["12", "0", "/", "7,5", "3（件）", "（9）", "甲", "甲乙丙", "第1条", "1.", "-", "a"])


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 8), WORDS), max_size=5), max_size=7), st.sampled_from([6.0, 11.0, 30.0])
)
@settings(max_examples=300, deadline=None)
def test_no_block_of_figures_is_passed_over(rows: list[list[tuple[int, str]]], leading: float) -> None:
    """The blocks are those of all words of the page, though words are not made where no row has two figures."""
    text, boxes = "", list[Box | None]()
    for number, row in enumerate(rows):
        for place, word in row:
            text += word
            boxes += [
                Box(60.0 * place + 9 * at, number * leading, 60.0 * place + 9 * at + 9, number * leading + 10)
                for at in range(len(word))
            ]
    page = PageGlyphs(1, text, boxes, 0)
    every = [list(_words(line, page)) for line in lines_of(range(len(text)), boxes)]
    found = words_by_line(page, ())
    assert found in ([], every)
    assert blocks_of(found) == blocks_of(every)


def test_paths_are_displayed_each_by_its_own_matrix() -> None:
    """Neighbours with the same matrix, with another one, and of several parts stand where they are drawn."""
    content = (
        b"10 10 100 50 re S 10 100 m 110 100 l S q 2 0 0 2 0 0 cm 10 100 m 110 100 l S 10 150 100 50 re f Q "
        b"1 0 0 1 5 0 cm 0 400 m 90 400 l 0 420 m 90 420 l S 0 500 m 10 510 20 510 30 500 c S 0 600 m 9 609 l 18 600 l h f"
    )
    with opened(one_page(content)) as document, page_of(document, 0) as page:
        rules = page_rules(page, frame_of(page))
    assert rules.rects == [(10, 782, 110, 832), (20, 442, 220, 542)]
    assert rules.lines == [(10, 742, 110, 742), (20, 642, 220, 642), (5, 442, 95, 442), (5, 422, 95, 422)]
    assert rules.curves == [[(5, 342), (15, 332), (25, 332), (35, 342)], [(5, 242), (14, 233), (23, 242), (5, 242)]]
