"""PDF: one text, the place of every glyph on the page as displayed, and errors by kind."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from pdf_making import A4, SONG, Draw, ink, one_page, pdf, published, raw, stream, write
from reportlab.pdfgen.canvas import Canvas

from core.errors import SourceError
from core.formats import read as read_any
from core.formats.document import PAGE_BREAK, Document
from core.formats.pdf import read, read_plain
from core.model import Box


def said(text: str, x: float = 72, top: float = 100, **how: float) -> Draw:
    return lambda canvas: write(canvas, x, top, text, **how)


def box_of(document: Document, words: str) -> Box:
    start = document.text.index(words)
    box = document.locate((start, start + len(words))).box
    assert box is not None
    return box


def test_pages_are_joined_by_a_form_feed_and_found_again() -> None:
    """The text is that of the pages joined by LF FF LF, and each code point knows its page and box."""
    document = read(pdf(said("one"), said("two", x=300), said("three")))
    assert document.text == PAGE_BREAK.join(("one", "two", "three"))
    assert len(document.glyphs) == len(document.text)
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.locate((document.text.index("two"),) * 2).page == 2
    assert all(document.text[slice(*page.span)] == word for page, word in zip(document.pages, ("one", "two", "three"), strict=True))  # fmt: skip
    assert box_of(document, "two").x0 == pytest.approx(300, abs=2)


def test_lines_end_in_lf_and_chinese_is_read() -> None:
    """Line ends are LF alone; what pdfium adds has no box, what is printed has one."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "政府信息公开", SONG)
        write(canvas, 72, 120, "年度报告", SONG)

    document = read(pdf(draw))
    assert document.text.split() == ["政府信息公开", "年度报告"] and "\r" not in document.text
    assert all((box is None) == char.isspace() for char, box in zip(document.text, document.glyphs, strict=True))


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen() -> None:
    """A dash that ends a line is read as printed and the line ends after it."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "total-")
        write(canvas, 72, 112, "lines")

    assert read(pdf(draw)).text.split("\n") == ["total-", "lines"]


def test_a_glyph_without_a_character_is_not_a_blank() -> None:
    """A glyph the file gives no character for stands as U+FFFD with its box and is reported."""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    glyphs = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW 500 /FontDescriptor 7 0 R >>"
    )
    shape = (
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 800 /Descent 0 >>"
    )
    document = read(one_page(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", font=font, n6=glyphs, n7=shape))
    assert document.text == "\N{REPLACEMENT CHARACTER}" * 2
    assert None not in document.glyphs
    assert "unmapped" in [warning.kind for warning in document.warnings]


def test_a_character_beyond_the_basic_plane_is_one_code_point() -> None:
    """A character that UTF-16 writes as a pair counts once, in the text and in the glyphs."""
    table = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <D842DFB7> endbfchar endcmap"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >>"
    document = read(one_page(b"BT /F1 12 Tf 72 700 Td (A1) Tj ET", font=font, n8=stream(table)))
    assert document.text == "\U00020bb71"
    assert len(document.glyphs) == 2 and None not in document.glyphs


@pytest.mark.parametrize("crop", [None, (40, 60, 500, 700)], ids=["whole", "cropped"])
@pytest.mark.parametrize("media", [(0, 0, *A4), (-100, 50, 600, 900)], ids=["origin", "moved"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(
    rotation: int, media: tuple[float, ...], crop: tuple[float, ...] | None
) -> None:
    """A word's box lies within 2 points of its ink in the drawn page, whatever rotation, crop and origin."""
    content = b"BT /F1 20 Tf 150 300 Td (H125H) Tj ET"
    visible = b"/CropBox [%d %d %d %d]" % crop if crop else b""
    data = one_page(content, page=b"/Rotate %d %s" % (rotation, visible), box=b"[%d %d %d %d]" % media)
    document = read(data)
    box, (left, top, right, bottom) = box_of(document, "H125H"), ink(data)
    shown = crop or media
    size = (shown[2] - shown[0], shown[3] - shown[1])
    assert (document.pages[0].width, document.pages[0].height) == (size if rotation % 180 == 0 else size[::-1])
    along = (box.x0, box.x1, left, right) if rotation % 180 == 0 else (box.top, box.bottom, top, bottom)
    across = (box.top, box.bottom, top, bottom) if rotation % 180 == 0 else (box.x0, box.x1, left, right)
    assert along[0] == pytest.approx(along[2], abs=2) and along[1] == pytest.approx(along[3], abs=2)
    assert across[0] - 0.5 <= across[2] and across[3] <= across[1] + 0.5
    assert across[1] - across[0] < 1.5 * 20


def test_what_the_file_says_of_itself_is_kept() -> None:
    """Title and dates are properties, exactly as the file has them."""
    properties = read(pdf(said("x"), title="2024年度报告 <b>")).properties
    assert properties["title"] == "2024年度报告 <b>"
    assert properties["created"].startswith("D:")
    assert "" not in properties.values()


def test_the_empty_password_opens() -> None:
    """A file encrypted with the empty password is read like any other."""
    assert read(pdf(said("open"), password="")).text == "open"


def deep_tree(depth: int) -> bytes:
    """One page at the end of a long branch."""
    tree = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth):
        tree[number] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1)
    tree[depth] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return raw(tree)


HELLO = pdf(said("x"))
REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\0", "empty"),
    "a web page": (b"<html><body>1</body></html>", "damaged"),
    "cut off": (HELLO[: len(HELLO) // 2], "damaged"),
    "a head alone": (b"%PDF-1.7\n", "damaged"),
    "a password": (pdf(said("x"), password="secret"), "password"),
    "501 pages": (
        raw(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R >>",
                2: b"<< /Type /Pages /Count 501 /Kids [" + b"3 0 R " * 501 + b"] >>",
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            }
        ),
        "too-large",
    ),
    "a page of a million points": (one_page(b"", box=b"[0 0 1000000 1000000]"), "too-large"),
    "a page that is no box": (one_page(b"BT /F1 12 Tf 9 9 Td (1) Tj ET", box=b"[(a) null 595]"), "damaged"),
    "a page tree too deep": (deep_tree(2000), "depth"),
    "a page tree without end": (
        raw({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        "damaged",
    ),
}


@pytest.mark.parametrize(("data", "kind"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_what_cannot_be_read_is_named_by_kind(data: bytes, kind: str, engine: str) -> None:
    """An unreadable file ends in a SourceError of the right kind, whichever library looks for the tables."""
    with pytest.raises(SourceError) as caught:
        read(data, "pdfplumber" if engine == "pdfplumber" else "pdfium")
    assert caught.value.kind == kind


def test_a_damaged_page_is_named_and_the_others_are_read() -> None:
    """Of a page tree with a broken branch the sound pages are read and the broken one is reported."""
    tree = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length 34 >>\nstream\nBT /F1 12 Tf 9 50 Td (sound) Tj ET\nendstream",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    document = read(raw(tree))
    assert document.text == "sound" + PAGE_BREAK
    assert [(warning.kind, warning.page) for warning in document.warnings] == [("skipped", 2)]


def test_the_libraries_say_nothing_of_a_broken_file(capfd: pytest.CaptureFixture[str]) -> None:
    """What a broken file makes a library complain about does not reach the terminal: it would quote the file's bytes."""
    broken = pdf(said("x")).replace(b"0000000000 65535 f", b"0000000000 \x1b[31m f").replace(b"/MediaBox", b"/MediaBax")
    broken = broken.replace(b"/Type1", b"/Type1 /ToUnicode 3 0 R")
    for engine in (read, read_plain):
        with contextlib.suppress(SourceError):
            engine(broken)
    assert capfd.readouterr() == ("", "")


def test_a_scan_is_said_to_be_one() -> None:
    """A page that only holds a picture gives no text and one warning, not an error."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"  # fmt: skip
    document = read(one_page(b"q 500 0 0 700 40 60 cm /I1 Do Q", resources=b"/XObject << /I1 6 0 R >>", n6=picture))
    assert document.text == ""
    assert [warning.kind for warning in document.warnings] == ["scan"]


LINES = b"".join(b"0 %d m 500 %d l S %d 0 m %d 500 l S\n" % (i * 4, i * 4, i * 4, i * 4) for i in range(120))
CURVES = b"".join(
    b"%d %d m %d 5 9 9 %d %d c f\n" % (i % 500, i // 500, i % 500, i % 499, i // 400) for i in range(6000)
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (LINES, "too-large"),
        (b"0 0 9 9 re f\n" * 6000, "too-large"),
        (CURVES, "scan"),
        (LINES[:400], "scan"),
    ],
    ids=["nothing", "a grid past the cap", "rectangles past the cap", "letters as outlines", "a few lines"],
)
def test_a_file_without_text_is_refused_for_its_reason(content: bytes, kind: str) -> None:
    """Nothing drawn, more drawn than is looked at, or a drawing without a text layer: each has its name."""
    with pytest.raises(SourceError) as caught:
        read_any(one_page(content))
    assert caught.value.kind == kind


def test_too_much_on_a_page_is_left_out_and_named() -> None:
    """A page past the cap on rules keeps its text, loses its tables and says so."""
    lines = b"".join(b"0 %d m 500 %d l S %d 0 m %d 500 l S\n" % (i * 4, i * 4, i * 4, i * 4) for i in range(120))
    document = read(one_page(b"BT /F1 12 Tf 9 800 Td (text) Tj ET " + lines))
    assert document.text == "text" and document.grids == ()
    assert [(warning.kind, warning.page) for warning in document.warnings] == [("skipped", 1)]


def test_both_ways_give_the_same_text(corpus: Path) -> None:
    """The plain way differs in where tables come from, never in text, pages or glyphs; it keeps what the first way found."""
    file = corpus / "reports" / "2023-hongze.pdf"
    first = published(file)
    plain = read_plain(file.read_bytes(), first)
    assert (plain.text, plain.pages, plain.glyphs) == (first.text, first.pages, first.glyphs)
    assert plain.warnings == first.warnings
