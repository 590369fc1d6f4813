"""Reports as PDF: ruled in several ways, broken over pages anywhere, turned, cropped, without rules."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

from proof.figures import Report
from proof.pdf_paper import DIGIT_FONTS, Drawing, Look, Paper
from proof.sheets import SECTIONS, Sheet, Variant, dragged, prose, sheets, variant, with_odd_column

Layout = Callable[[Report, Random], tuple[str, bytes]]


def drawn(page: Report, random: Random, look: Look, shape: Variant, by: int = 0) -> tuple[str, bytes]:
    """The whole report on paper; borders dragged by up to `by` tenths of a column."""
    told = prose(random)
    paper = Paper(look)
    paper.canvas.setTitle(told["title"][0])
    paper.top += random.choice((0, 0, random.uniform(0, 300)))
    paper.paragraph(told["title"][0], 16)
    found = [dragged(sheet, random, by) if by else sheet for sheet in sheets(page, shape)]
    inside = dict(zip(SECTIONS[1:4], found, strict=True))
    for title in SECTIONS:
        paper.paragraph(title, 13)
        for text in told.get(title, []):
            paper.paragraph(text)
        if title in inside:
            Drawing(paper, inside[title], _dragged(_widths(inside[title].name, look, shape), inside[title])).draw()
    for text in told["signed"]:
        paper.paragraph(text)
    return "report.pdf", paper.close()


def _widths(name: str, look: Look, shape: Variant) -> list[float]:
    room = look.width - 2 * look.margin
    if name == "t2":
        return [room * share for share in (0.34, 0.22, 0.22, 0.22)]
    if name == "t4":
        return [room / 15] * 15
    figures = 7 + (shape.empty is not None) + shape.subtotal
    labels = {3: (0.09, 0.13, 0.24), 2: (0.16, 0.30), 1: (0.46,)}[shape.labels]
    return [room * share for share in labels] + [room * 0.54 / figures] * figures


def _dragged(widths: list[float], sheet: Sheet) -> list[float]:
    """The widths of the columns that dragging borders has made of these."""
    if not sheet.edges:
        return widths
    edges = [sum(widths[: int(edge)]) + (edge % 1) * ([*widths, 0.0][int(edge)]) for edge in sheet.edges]
    return [after - before for before, after in pairwise(edges)]


def look_at_random(page: Report, random: Random, **given: object) -> Look:
    """Fonts, rules and page numbers as they come."""
    chosen: dict[str, object] = {
        "rules": random.choice(("box", "box", "lines", "thin")),
        "digits": random.choice(DIGIT_FONTS),
        "single": random.random() < 0.2,
        "numbers": random.choice(("- {} -", "{}", "第{}页", "— {} —", "")),
        "centred": random.random() < 0.5,
        "margin": random.choice((50.0, 62.0, 72.0)),
    }
    return Look(**(chosen | given | page.look))  # type: ignore[arg-type]


def ruled(page: Report, random: Random) -> tuple[str, bytes]:
    """Broken between rows, wherever the page ends."""
    return drawn(page, random, look_at_random(page, random), variant(random))


def within_a_row(page: Report, random: Random) -> tuple[str, bytes]:
    """Broken in the middle of a row; small pages, so that it happens often."""
    look = look_at_random(page, random, within=True, height=random.uniform(420, 700))
    return drawn(page, random, look, variant(random))


def head_again(page: Report, random: Random) -> tuple[str, bytes]:
    """The head is printed again on every page."""
    look = look_at_random(page, random, again=True, height=random.uniform(500, 842))
    return drawn(page, random, look, variant(random))


def head_over_pages(page: Report, random: Random) -> tuple[str, bytes]:
    """The head of table 3 or 4 stands partly on one page, partly on the next."""
    ends = {"t3": (random.choice((1, 2, 3)),), "t4": (random.choice((1, 2, 3)),)}
    if random.random() < 0.3:
        ends["t2"] = (random.choice((2, 5, 7)),)
    return drawn(page, random, look_at_random(page, random, ends=ends), variant(random))


def turned(page: Report, random: Random) -> tuple[str, bytes]:
    """Turned by the page's own entry, or printed sideways without saying so; broad and narrow pages."""
    wide = random.random() < 0.5
    sides = {"width": 842.0, "height": 595.0} if wide else {}
    turn = random.choice((90, 270, 180))
    told = turn == 180 or random.random() < 0.6
    return drawn(page, random, look_at_random(page, random, turn=turn, told=told, **sides), variant(random))


def cropped(page: Report, random: Random) -> tuple[str, bytes]:
    """A crop box smaller than the page, the page perhaps turned as well."""
    look = look_at_random(page, random, crop=random.uniform(10, 90), turn=random.choice((0, 0, 90)))
    return drawn(page, random, look, variant(random))


def other_rules(page: Report, random: Random) -> tuple[str, bytes]:
    """Dashed rules, or no uprights left and right of the table."""
    return drawn(page, random, look_at_random(page, random, rules=random.choice(("dashed", "open"))), variant(random))


def odd_column(page: Report, random: Random) -> tuple[str, bytes]:
    """Table 3 with an empty column or a subtotal."""
    return drawn(page, random, look_at_random(page, random), with_odd_column(variant(random), random))


def dragged_borders(page: Report, random: Random) -> tuple[str, bytes]:
    """Somebody has dragged borders, by less than a fifth of a column."""
    return drawn(page, random, look_at_random(page, random), variant(random), by=2)


def without_rules(page: Report, random: Random) -> tuple[str, bytes]:
    """Nothing but the alignment of figures and words."""
    return drawn(page, random, look_at_random(page, random, rules="none"), variant(random))


RULED = (ruled, within_a_row, head_again, head_over_pages, turned, cropped, other_rules, odd_column, dragged_borders)
LAYOUTS: dict[str, Layout] = {f"pdf {way.__name__.replace('_', ' ')}": way for way in (*RULED, without_rules)}
