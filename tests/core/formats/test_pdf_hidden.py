"""PDF text that cannot be seen, or says something else than the page shows: flagged with its place, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_making import SONG, one_page, pdf, published, ruled, stream, write
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from core.formats.document import Document
from core.formats.pdf import read
from core.formats.pdf.tounicode import said_by
from core.wording import say, templates


def flagged(document: Document, kind: str) -> list[str]:
    """The passages a kind of warning names."""
    return [document.text[a:b] for warning in document.warnings if warning.kind == kind for a, b in warning.spans]


SHOWN = b"BT /F1 12 Tf 72 760 Td (Visible 10) Tj ET\n"
HIDDEN = {
    "white": b"BT /F1 12 Tf 1 1 1 rg 72 740 Td (Secret 999) Tj ET",
    "never painted": b"BT /F1 12 Tf 3 Tr 72 720 Td (Secret 999) Tj ET",
    "off the page": b"BT /F1 12 Tf 72 -500 Td (Secret 999) Tj ET",
    "tiny": b"BT /F1 0.1 Tf 72 700 Td (Secret 999) Tj ET",
    "tiny on a rule": b"BT /F1 0.1 Tf 72 700 Td (Secret 999) Tj ET 60 700 m 200 700 l S",
    "covered": b"BT /F1 12 Tf 72 680 Td (Secret 999) Tj ET 1 g 60 670 200 25 re f",
    "clipped": b"q 0 0 1 1 re W n BT /F1 12 Tf 72 660 Td (Secret 999) Tj ET Q",
    "a layer that is off": b"/OC /MC0 BDC BT /F1 12 Tf 72 640 Td (Secret 999) Tj ET EMC",
    "transparent": b"/GS0 gs BT /F1 12 Tf 72 620 Td (Secret 999) Tj ET",
}
OFF = b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>"
STATES = b"/Properties << /MC0 6 0 R >> /ExtGState << /GS0 << /ca 0 >> >>"


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN.keys())
def test_text_that_cannot_be_seen_is_flagged(content: bytes) -> None:
    """Each way of hiding text is flagged with its place, and the visible words beside it are not."""
    document = read(one_page(SHOWN + content, resources=STATES, n1=OFF, n6=b"<< /Type /OCG /Name (off) >>"))
    assert flagged(document, "hidden") == ["Secret 999"]
    assert "Visible 10" in document.text and "Secret 999" in document.text


def test_a_digit_covered_within_a_number_is_flagged() -> None:
    """Where only part of a number is covered, the covered digit is named."""
    content = b"BT /F1 24 Tf 72 700 Td (125) Tj ET 1 g 72 690 13.3 30 re f"
    assert flagged(read(one_page(content)), "hidden") == ["1"]


@pytest.mark.parametrize("size", [6, 8, 10.5, 16])
def test_a_white_digit_amid_black_ones_is_flagged_wherever_it_stands(size: float) -> None:
    """The ink of its neighbours is not taken for its own, however the pixels of the drawing fall."""
    places = [(72 + number * 40.13, 700 - number * 23.17) for number in range(9)]
    show = "BT /F1 {size} Tf 0.6 Tc 0 g {x} {y} Td (1) Tj 1 g (9) Tj 0 g (2) Tj ET"
    content = "\n".join(show.format(size=size, x=x, y=y) for x, y in places)
    assert flagged(read(one_page(content.encode())), "hidden") == ["9"] * len(places)


SEEN = {
    "white on blue": b"0 0 0.6 rg 60 690 200 30 re f 1 g BT /F1 12 Tf 72 700 Td (Heads 12) Tj ET",
    "grey": b"0.5 g BT /F1 12 Tf 72 700 Td (Heads 12) Tj ET",
    "six points": b"BT /F1 6 Tf 72 700 Td (Heads 12 - / . , :) Tj ET",
    "on a rule": b"60 698 m 300 698 l S BT /F1 12 Tf 72 700 Td (Heads 12) Tj ET",
    "struck through": b"BT /F1 12 Tf 72 700 Td (Heads 12) Tj ET 60 704 m 300 704 l S",
    "outlined": b"BT /F1 12 Tf 1 Tr 72 700 Td (Heads 12) Tj ET",
}


@pytest.mark.parametrize("content", SEEN.values(), ids=SEEN.keys())
def test_text_that_can_be_seen_is_not_flagged(content: bytes) -> None:
    """What an eye can read is left alone."""
    assert read(one_page(SHOWN + content)).warnings == ()


def test_text_behind_a_scan_is_named_for_what_it_is() -> None:
    """Unpainted text over a picture of itself is no hidden text but a recognised scan."""
    pixels = bytes(255 * (x % 5 > 2) for _ in range(20) for x in range(100))
    picture = b"/Type /XObject /Subtype /Image /Width 100 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 8"
    content = b"q 200 0 0 40 60 690 cm /I1 Do Q BT /F1 12 Tf 3 Tr 72 700 Td (Recognised 7) Tj ET"
    document = read(one_page(content, resources=b"/XObject << /I1 6 0 R >>", n6=stream(pixels, picture)))
    assert flagged(document, "hidden") == []
    assert flagged(document, "unpainted") == ["Recognised 7"]


def font(said: dict[int, str], encoding: bytes = b"/Encoding /WinAnsiEncoding", name: bytes = b"Helvetica") -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s %s /ToUnicode 8 0 R >>" % (name, encoding)


def table(said: dict[int, str]) -> bytes:
    rows = b"".join(b"<%02X> <%s>\n" % (code, char.encode("utf-16-be").hex().encode()) for code, char in said.items())
    return stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%sendbfchar endcmap" % (len(said), rows))  # fmt: skip


TRUE = {code: chr(code) for code in range(32, 127)}
LIE = {**TRUE, 0x31: "9", 0x35: "6"}
DIFFERENCES = b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /one /two /g37] >>"


@pytest.mark.parametrize(
    ("said", "encoding", "printed", "shown", "lying"),
    [
        (TRUE, b"/Encoding /WinAnsiEncoding", b"New 125", "New 125", []),
        (LIE, b"/Encoding /WinAnsiEncoding", b"New 125", "New 926", ["9", "6"]),
        (LIE, b"", b"New 125", "New 926", ["9", "6"]),
        ({**TRUE, 65: "1", 66: "2", 67: "3"}, DIFFERENCES, b"ABC", "123", []),
        ({**TRUE, 65: "7", 66: "2", 67: "3"}, DIFFERENCES, b"ABC", "723", ["7"]),
    ],
    ids=["true", "lie", "lie without encoding", "own names, true", "own names, lie"],
)
def test_a_text_layer_that_contradicts_the_glyphs_is_flagged(
    said: dict[int, str], encoding: bytes, printed: bytes, shown: str, lying: list[str]
) -> None:
    """Where encoding and ToUnicode of a simple font name different letters or digits, these are flagged; else nothing is."""
    content = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % printed
    document = read(one_page(content, font=font(said, encoding), n8=table(said)))
    assert document.text == shown
    assert flagged(document, "tounicode") == lying


@pytest.mark.parametrize(
    ("instead", "text", "lying"),
    [(b"(915)", "No 915 end", ["915"]), (b"(125)", "No 125 end", []), (b"<FEFF>", "No 125 end", [])],
    ids=["lie", "true", "empty"],
)
def test_digits_said_in_place_of_the_glyphs_are_checked_against_them(
    instead: bytes, text: str, lying: list[str]
) -> None:
    """An /ActualText with other digits than the page shows is flagged; one that says what is drawn is not."""
    content = b"BT /F1 12 Tf 72 720 Td (No ) Tj /Span << /ActualText %s >> BDC (125) Tj EMC ( end) Tj ET" % instead
    document = read(one_page(content))
    assert document.text == text
    assert flagged(document, "tounicode") == lying


def test_tables_of_characters_are_read_in_all_their_forms() -> None:
    """Single codes, ranges and lists count; codes of two bytes and ranges past the end do not."""
    cmap = (
        b"2 beginbfchar <01> <0041> <0102> <0042> endbfchar 3 beginbfrange <10> <12> <0061> "
        b"<20> <21> [<0031> <0039>] <FE> <FFFF> <0078> endbfrange"
    )
    found = said_by(cmap)
    assert found == {0x01: "A", 0x10: "a", 0x11: "b", 0x12: "c", 0x20: "1", 0x21: "9", 0xFE: "x", 0xFF: "y"}


def test_odd_characters_are_reported_and_kept() -> None:
    """Control characters of the text layer stay in the text and are named."""
    said = {**TRUE, 65: "\x1b", 66: "\u202e"}
    document = read(one_page(b"BT /F1 12 Tf 72 720 Td (A1B2) Tj ET", font=font(said), n8=table(said)))
    assert document.text == "\x1b1\u202e2"
    assert flagged(document, "control") == ["\x1b", "\u202e"]


def test_overprinted_and_turned_digits_of_a_table_are_flagged() -> None:
    """In a cell, digits set over one another or turned against the page are pointed out (R19)."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas, [["A", "1   ", "2   "], ["B", "3   ", "4   "]], widths=[60, 60, 60])
        x, baseline = 140, 842 - 52
        write(canvas, x, 842 - baseline, "7", "Helvetica", 9)
        write(canvas, x + 1, 842 - baseline, "1", "Helvetica", 9)
        canvas.saveState()
        canvas.translate(220, baseline)
        canvas.rotate(90)
        canvas.drawString(0, 0, "5")
        canvas.restoreState()

    document = read(pdf(draw))
    assert set("".join(flagged(document, "overprinted"))) == {"7", "1"}
    assert flagged(document, "turned") == ["5"]


def test_words_laid_aslant_over_a_table_stand_in_no_cell() -> None:
    """A watermark stays in the text but is nobody's figure or remark; heads turned upright are words of their cells."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas, [["A", "1", "2"], ["B", "3", ""]], widths=[60, 60, 60])
        for angle, x, y, words in ((30, 190, 784, "draft 9"), (90, 220, 770, "x")):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, words)
            canvas.restoreState()

    document = read(pdf(draw))
    assert [cell.text for cell in document.grids[0].cells] == ["A", "1", "2", "B", "3", "x"]
    assert "draft 9" in document.text.replace("\n", "")


GRID = b"".join(
    b"100 %d m 300 %d l S %d 640 m %d 700 l S " % (700 - 30 * n, 700 - 30 * n, 100 + 100 * n, 100 + 100 * n)
    for n in range(3)
)
FIGURE = b"BT /F1 12 Tf 120 680 Td (125) Tj ET "
ODD = {
    "crossed out": (FIGURE + b"118 684 m 142 684 l S", "struck", ["125"]),
    "crossed out by a thin bar": (FIGURE + b"118 683.5 24 0.7 re f", "struck", ["125"]),
    "crossed out in part": (FIGURE + b"118 684 m 126 684 l S", "struck", ["1"]),
    "underlined": (FIGURE + b"118 678 m 142 678 l S", "struck", []),
    "a note number": (b"BT /F1 12 Tf 120 680 Td (125) Tj /F1 7 Tf 5 Ts (1) Tj ET", "raised", ["1"]),
    "a note number before": (b"BT /F1 7 Tf 5 Ts 120 680 Td (1) Tj /F1 12 Tf 0 Ts (125) Tj ET", "raised", ["1"]),
    "lowered": (b"BT /F1 12 Tf 120 680 Td (125) Tj /F1 8 Tf -3 Ts (1) Tj ET", "raised", ["1"]),
    "smaller on the line": (b"BT /F1 12 Tf 120 680 Td (125) Tj /F1 10.5 Tf (1) Tj ET", "raised", []),
}


@pytest.mark.parametrize(("content", "kind", "passages"), ODD.values(), ids=ODD.keys())
def test_digits_crossed_out_or_off_their_line_are_flagged(content: bytes, kind: str, passages: list[str]) -> None:
    """In a cell, a stroke through digits and note numbers beside them are pointed out; underlines and rules are not."""
    plain = b"BT /F1 12 Tf 220 650 Td (7) Tj ET "
    assert flagged(read(one_page(GRID + plain + content)), kind) == passages


def test_fonts_that_cannot_be_drawn_here_are_not_called_hidden() -> None:
    """Chinese in a font that is not embedded is either seen or said to be untestable, never flagged as hidden."""
    document = read(pdf(lambda canvas: write(canvas, 72, 100, "政府信息公开年度报告", SONG)))
    assert flagged(document, "hidden") == []


def test_nothing_is_flagged_in_published_reports(corpus: Path) -> None:
    """None of the real reports' words is called hidden, false, overprinted or odd; the scan is called a scan."""
    for file in sorted((corpus / "reports").glob("*.pdf")):
        kinds = [warning.kind for warning in published(file).warnings]
        assert kinds == (["scan"] if file.stem.endswith("-scan") else []), file.name


def test_every_warning_has_its_sentence() -> None:
    """Each of the reader's templates can be said in both languages with the arguments it is given."""
    pages = [
        one_page(SHOWN + HIDDEN["white"]),
        one_page(b"BT /F1 12 Tf 72 720 Td (125) Tj ET", font=font(LIE), n8=table(LIE)),
        one_page(b"BT /F1 12 Tf 72 720 Td (A) Tj ET", font=font({65: "\x1b"}), n8=table({65: "\x1b"})),
        *(one_page(GRID + ODD[name][0]) for name in ("crossed out", "a note number")),
    ]
    for warning in (warning for data in pages for warning in read(data).warnings):
        assert warning.phrase.template in templates()
        for language in ("zh", "en"):
            sentence = say(warning.phrase, language)
            assert str(warning.page) in sentence and "{" not in sentence


ROWS = [["A", "1", ""], ["B", "", "4"]]
IN_CELL = (195, 790)
"""A point in the middle of the cell behind `1`: the table's columns are 60 points wide and its rows 18 high."""


def _picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (8, 8), 0), IN_CELL[0], IN_CELL[1] - 4, 8, 8)


def _outlines(canvas: Canvas) -> None:
    x, y = IN_CELL
    for line in ((x, y - 4, x, y + 4), (x, y + 4, x + 4, y + 4), (x + 4, y + 4, x + 4, y - 4)):
        canvas.line(*line)


def _slant(canvas: Canvas) -> None:
    canvas.line(182, 783, 238, 799)


def _tinted(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    canvas.rect(180, 782, 60, 18, stroke=0, fill=1)
    canvas.setFillGray(0)


def _long_neighbour(canvas: Canvas) -> None:
    canvas.drawString(160, 787, "12345678901")


@pytest.mark.parametrize(
    ("draw", "cells"),
    [(_picture, 1), (_outlines, 1), (_slant, 1), (_tinted, 0), (_long_neighbour, 0), (lambda _canvas: None, 0)],
    ids=["picture", "digit in outlines", "slant", "tinted", "the neighbour's text reaches in", "nothing"],
)
def test_a_cell_without_text_is_blank_only_where_nothing_is_drawn(draw: Callable[[Canvas], None], cells: int) -> None:
    """Rules around it, a tint behind it and what is left of a neighbour's figure are nothing."""

    def page(canvas: Canvas) -> None:
        draw(canvas)
        ruled(canvas, ROWS, widths=[60, 60, 60])

    document = read(pdf(page))
    assert len(document.grids[0].cells) == 6
    assert [number for number, _box in document.drawn] == [1] * cells
    assert all(
        box.x0 < IN_CELL[0] < box.x1 and box.top < 842 - IN_CELL[1] < box.bottom for _number, box in document.drawn
    )
