"""A figure's surroundings as PNG, drawn in a process of its own."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdf_making import pdf
from PIL import Image

from core.errors import SourceError
from core.ingest.picture import MARGIN, region


def page() -> bytes:
    return pdf(
        lambda canvas: canvas.rect(100, 842 - 300, 40, 10, fill=1)
    )  # 100..140 from the left, 290..300 from the top


def test_the_region_shows_the_figure_framed() -> None:
    image = Image.open(BytesIO(region(page(), 1, (100, 290, 140, 300))))
    assert image.size == (1190, 2 * (MARGIN * 2 + 10))
    middle = MARGIN * 2 + 10
    assert image.getpixel((240, middle)) == (0, 0, 0)
    assert image.getpixel((196, middle)) == (200, 0, 0)
    assert image.getpixel((600, middle)) == (255, 255, 255)


@pytest.mark.parametrize(("data", "number"), [(b"no PDF at all", 1), (b"%PDF-1.4\n", 1), (None, 2), (None, 0)], ids=str)
def test_what_cannot_be_drawn_is_an_error(data: bytes | None, number: int) -> None:
    with pytest.raises(SourceError):
        region(page() if data is None else data, number, (1, 1, 2, 2))


def test_a_box_beyond_the_page_still_gives_a_picture() -> None:
    assert Image.open(BytesIO(region(page(), 1, (900, 2000, 950, 2010)))).size[0] == 1190
