"""A piece of a PDF page as a picture, made in a reader process: the file is no more trusted now than when it was read."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from core.errors import SourceError
from core.ingest.limits import DEFAULT

WORK: Final = "core.ingest.picture:picture"
DOTS: Final = 2.0
"""Dots for each point, unless the page is so large that the picture would pass `MOST`."""
MOST: Final = 4000
MARGIN: Final = 90
"""Points above and below the figure that are shown with it."""
NEAR: Final = (45, 9)
"""Points beside, and above and below, of a close view."""


def preload() -> None:
    """What every picture needs."""
    import PIL.Image
    import PIL.ImageDraw  # noqa: F401
    import pypdfium2  # noqa: F401


def region(data: bytes, page: int, box: tuple[float, float, float, float], close: bool = False) -> bytes:
    """PNG of the page's breadth around the box (points from its top-left corner as displayed), the box framed in red; with
    `close` little more than the box, for screens of few dots.

    `page` counts from 1. SourceError where the file is no PDF, has no such page, or does not let itself be drawn.
    """
    from core.ingest.isolation import ReaderServer

    server = ReaderServer(WORK)
    try:
        request = json.dumps({"page": page, "box": box, "close": close})
        return server.read(request, data, "", replace(DEFAULT, wall_seconds=min(DEFAULT.wall_seconds, 30)))
    except SourceError as error:
        raise SourceError(error.kind, "", **dict(error.phrase.arguments)) from error
    finally:
        server.close()


def picture(data: bytes, name: str, sha256: str) -> bytes:
    """In the reader process; `name` is the request of `region`."""
    import pypdfium2

    asked = json.loads(name)
    box = tuple(map(float, asked["box"]))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError("damaged", cause="pdfium") from error
    if not 1 <= asked["page"] <= len(document):
        raise SourceError("damaged", cause="page")
    page = document[asked["page"] - 1]
    scale = min(DOTS, MOST / max(page.get_size()))
    image = page.render(scale=scale).to_pil().convert("RGB")
    return _near(image, box, scale) if asked.get("close") else _framed(image, box, scale)


def _near(image: Any, box: tuple[float, ...], scale: float) -> bytes:
    """Little more than the box, nothing drawn over it."""
    x0, top, x1, bottom = box
    beside, above = NEAR
    edges = (x0 - beside, top - above, x1 + beside, bottom + above)
    limits = (image.width, image.height) * 2
    cut = [max(0, min(limit, round(edge * scale))) for edge, limit in zip(edges, limits, strict=True)]
    out = BytesIO()
    (image.crop(cut) if cut[0] < cut[2] and cut[1] < cut[3] else image).save(out, "PNG")
    return out.getvalue()


def _framed(image: Any, box: tuple[float, ...], scale: float) -> bytes:
    """The image cut to the box's surroundings, the box framed."""
    from PIL import ImageDraw

    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    ImageDraw.Draw(image).rectangle((x0 - 4, top - 4, x1 + 4, bottom + 4), outline=(200, 0, 0), width=2)
    margin = round(MARGIN * scale)
    first, last = max(0, top - margin), min(image.height, bottom + margin)
    cut = image.crop((0, first, image.width, last)) if first < last else image
    out = BytesIO()
    cut.save(out, "PNG")
    return out.getvalue()
