"""A document that prints the tables twice, of two years or of two bodies: neither fills the other's blanks."""

from __future__ import annotations

from random import Random

import pytest
from tables_at_random.layouts import html_flat, html_merged, markdown
from tables_at_random.values import Printed, printed

from core.formats import read
from core.reading.tables import read_tables


def _half(page: Printed, odd: bool) -> Printed:
    """The report with every second row of table 3 blank."""
    for number, row in enumerate(page.t3):
        if number % 2 == odd:
            row.figures = [""] * len(row.figures)
    return page


@pytest.mark.parametrize("layout", [html_merged, html_flat, markdown], ids=lambda layout: layout.__name__)
def test_what_one_leaves_blank_the_other_does_not_fill(layout: object) -> None:
    """Every figure that is read is printed at its place in both."""
    random = Random(11)
    pages = [_half(printed(random), False), _half(printed(random), True)]
    (name, first), (_, second) = (layout(page, random) for page in pages)  # type: ignore[operator]
    closed, opened = first.replace(b"</body></html>", b""), second.rpartition(b"<body>")[2]
    document = read(closed + b"\n\n" + opened, name)
    truths = [page.truth() for page in pages]
    for address, figure in read_tables(document, "2021").figures.items():
        if figure.state not in ("UNREAD", "MISSING"):
            assert {truth[str(address)] for truth in truths} == {figure.printed}, address


@pytest.mark.parametrize("same", [True, False])
def test_table_four_is_read_where_the_others_are_only_copied(same: bool) -> None:
    """A page that shows its tables again for small screens leaves no question whose table 4 it is; one of two bodies does."""
    random = Random(12)
    page = printed(random)
    name, first = html_merged(page, random)
    _, second = (name, first) if same else html_merged(printed(random), random)
    copied = second[second.index(b"<table") : second.rindex(b"<table")]
    document = read(first.replace(b"</body></html>", copied + b"</body></html>"), name)
    figures = {str(address): figure for address, figure in read_tables(document, "2021").figures.items()}
    read_right = [key for key, value in page.truth().items() if figures[key].printed == value]
    assert (len(read_right) == 200) is same
    assert all(figures[key].state != "UNREAD" for key in page.t4.keys) is same
