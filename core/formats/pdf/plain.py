"""Plain pdfplumber: pdfminer reads the page's content once more; the slower second opinion on where the cells are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from core.errors import SourceError
from core.formats.pdf.cells import Layout
from core.formats.pdf.frame import Frame, turned
from core.formats.pdf.rules import Rectangle, TooMany
from core.formats.pdf.tables import ruled_layouts
from core.model import Box


@contextmanager
def plumbed(data: bytes, text: bool = True) -> Iterator[Any]:
    """The document as pdfplumber opens it, with its rules alone where its text is not wanted.

    SourceError `damaged`, `depth` for whatever pdfminer cannot follow.
    """
    from core.formats.pdf.plumbing import document_of

    try:
        document = document_of(data, text)
    except Exception as error:  # pdfminer raises whatever a broken object leads it to
        raise _cause(error) from error
    try:
        yield document
    finally:
        with suppress(Exception):  # closing makes the pages it closes, broken ones included
            document.close()


def plain_layouts(document: Any, number: int, frame: Frame, turns: int) -> list[Layout]:
    """Tables of a page as pdfplumber finds them, in the frame in which the page is read upright.

    `frame` is the page as displayed, `turns` the quarter turns from there. Raises TooMany, SourceError.
    """
    try:
        plain = document.pages[number - 1]
        try:
            layouts = ruled_layouts(plain)
            left, top = plain.mediabox[:2]
            x, y = _crop_offset(plain, frame)
        finally:
            plain.close()
    except TooMany:
        raise
    except Exception as error:
        raise _cause(error) from error
    return [Layout.of(_moved(cell, left + x, top + y, frame, turns) for cell in layout.cells) for layout in layouts]


def plain_text(data: bytes, number: int, frame: Frame, boxes: Sequence[Box]) -> list[str | None]:
    """The characters of the glyphs in each box, which pdfminer reads without minding any `/ActualText`; None where it cannot."""
    try:
        with plumbed(data) as document:
            plain = document.pages[number - 1]
            left, top = plain.mediabox[:2]
            x, y = _crop_offset(plain, frame)
            chars = [
                (char["text"], char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top)
                for char in plain.chars
            ]
            plain.close()
    except (MemoryError, SourceError):
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a broken object leads it to
        return [None] * len(boxes)
    return [
        "".join(text for text, x0, x1, up, down in chars if _inside((x0 + x1) / 2 - x, (up + down) / 2 - y, box))
        for box in boxes
    ]


def why_unloadable(data: bytes, number: int) -> SourceError:
    """What is wrong with a file of which pdfium can load no page: `depth` where pdfminer's way to the page is too long for it."""
    try:
        with plumbed(data) as document:
            len(document.pages)
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a broken object leads it to
        found = error if isinstance(error, SourceError) else _cause(error)
        if found.kind == "depth":
            return found
    return SourceError("damaged", cause=f"page {number}")


def _inside(x: float, y: float, box: Box) -> bool:
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def _moved(cell: Rectangle, left: float, top: float, frame: Frame, turns: int) -> Rectangle:
    x0, y0, x1, y1 = cell
    shown = Box(x0 - left, y0 - top, x1 - left, y1 - top)
    box = turned(shown, turns, frame.width, frame.height)
    return round(box.x0, 3), round(box.top, 3), round(box.x1, 3), round(box.bottom, 3)


def _crop_offset(plain: Any, frame: Frame) -> tuple[float, float]:
    """Where the visible part begins on the whole page as displayed: pdfplumber counts from the media box.

    It is pdfminer that is asked for that box: pdfium does not tell one which the page inherits from the page tree.
    """
    x0, y0, x1, y1 = plain.page_obj.mediabox
    whole = Frame(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), frame.turns)
    box = whole.box(frame.left, frame.bottom, frame.right, frame.top)
    return box.x0, box.top


def _cause(error: Exception) -> SourceError:
    """By the kind of what lies beneath: pdfplumber wraps pdfminer's errors, often without a message."""
    inner = error.args[0] if error.args and isinstance(error.args[0], BaseException) else error
    if isinstance(inner, (MemoryError, SourceError)):
        raise inner
    return SourceError("depth") if isinstance(inner, RecursionError) else SourceError("damaged", cause="pdfplumber")
