"""PDFs for tests: pages by reportlab, single objects by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pypdfium2
from reportlab.lib import colors, pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from core.formats.document import Document
from core.formats.pdf import read

A4 = (595.0, 842.0)
SONG = "STSong-Light"

pdfmetrics.registerFont(UnicodeCIDFont(SONG))

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, password: str | None = None, title: str = "", size: tuple[float, float] = A4) -> bytes:
    """A PDF of drawn pages."""
    buffer = io.BytesIO()
    encryption = pdfencrypt.StandardEncryption(password, "owner") if password is not None else None
    canvas = Canvas(buffer, pagesize=size, encrypt=encryption, invariant=True)
    canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, font: str = "Helvetica", size: float = 10) -> None:
    """Text with its baseline `top` points below the top of an A4 page."""
    canvas.setFont(font, size)
    canvas.drawString(x, A4[1] - top, text)


def ruled(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    at: tuple[float, float] = (60, 800),
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
    widths: Sequence[float] | None = None,
    rules: Sequence[tuple[object, ...]] = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),),
    font: str = SONG,
) -> None:
    """A ruled table whose top-left corner stands at (x, y from the bottom)."""
    table = Table([list(row) for row in rows], colWidths=widths)
    merged = [("SPAN", first, last) for first, last in spans]
    table.setStyle([("FONT", (0, 0), (-1, -1), font, 9), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *rules, *merged])
    _, height = table.wrapOn(canvas, *A4)
    table.drawOn(canvas, at[0], at[1] - height)


def raw(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A PDF of hand-written objects by number."""
    out, at = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % at[number] if number in at else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n" % (len(content), extra) + content + b"\nendstream"


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def one_page(
    content: bytes,
    font: bytes = HELVETICA,
    page: bytes = b"",
    resources: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    **more: bytes,
) -> bytes:
    """A page of hand-written content with the font /F1; `more` are objects `n6`, `n7` … (`n1` replaces the catalogue)."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        + resources + b" >> " + page + b" >>",
        4: stream(content),
        5: font,
    }  # fmt: skip
    return raw({**objects, **{int(name[1:]): body for name, body in more.items()}})


def ink(data: bytes, number: int = 0, scale: float = 4.0) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is drawn on a page, in points of the page as displayed."""
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[number].render(scale=scale, grayscale=True).to_pil()
        box = image.point(lambda level: 255 if level < 128 else 0).getbbox()
    finally:
        document.close()
    assert box is not None
    left, top, right, bottom = box
    return left / scale, top / scale, right / scale, bottom / scale


@cache
def published(file: Path) -> Document:
    """A real report as read, once for all tests that look at it."""
    return read(file.read_bytes())
