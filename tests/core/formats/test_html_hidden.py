"""HTML that hides, fades, strikes out or adds words by style: left out or read as a browser shows it, and always told of."""

from __future__ import annotations

import pytest

from core.formats.document import Document
from core.formats.html import read

SHOWN = "<p>新收 1</p>"


def page(body: str, sheet: str = "", head: str = "") -> Document:
    return read(f"<html><head>{head}<style>{sheet}</style></head><body>{body}</body></html>".encode())


LEFT_OUT = {
    "class": ("<p class=w>9</p>", ".w{display:none}"),
    "class of something around": ("<div class=w><p><b>9</b></p></div>", ".w p b{display:none}"),
    "child of a class": ("<div class=w><p>9</p></div>", "div.w > p{display:none}"),
    "attribute": ("<p data-x=1>9</p>", "[data-x]{display:none}"),
    "one of several selectors": ("<p id=i>9</p>", "h1, .none, #i{display:none}"),
    "screen only": ("<p class=w>9</p>", "@media screen{.w{display:none}}"),
    "upper case": ("<P STYLE='DISPLAY: NONE'>9</P>", ""),
    "important": ("<p class=w style='display:block'>9</p>", ".w{display:none !important}"),
    "invisible by class": ("<p class=w>9</p>", ".w{visibility:hidden}"),
    "transparent by class": ("<p class=w>9</p>", ".w{opacity:0.01}"),
    "no size by class": ("<p class=w>9</p>", ".w{font-size:0}"),
    "a pixel's size": ("<p><span class=w>9</span></p>", ".w{font-size:1px}"),
    "a hundredth of the size": ("<p style='font-size:.01em'>9</p>", ""),
    "off the screen": ("<p class=w>9</p>", ".w{position:absolute;left:-9999px}"),
    "above the screen": ("<p style='position:fixed;top:-100em;top:-1000em'>9</p>", ""),
    "indented away": ("<p class=w>9</p>", ".w{text-indent:-9999px}"),
    "clipped": ("<p class=w>9</p>", ".w{position:absolute;clip:rect(0,0,0,0)}"),
    "no height": ("<div class=w>9</div>", ".w{height:0;overflow:hidden}"),
    "scaled to nothing": ("<p style='transform:scale(0)'>9</p>", ""),
    "a body of a table": ("<table><tbody class=w><tr><td>9</tbody><tbody></table>", ".w{display:none}"),
}


@pytest.mark.parametrize(("body", "sheet"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_a_style_takes_off_the_screen_is_left_out_and_quoted(body: str, sheet: str) -> None:
    """However it is hidden, by class or by itself, it is not in the text, and the warning quotes it."""
    document = page(SHOWN + body, sheet)
    assert document.text.strip() == "新收 1"
    assert [(w.kind, w.phrase.arguments["quote"]) for w in document.warnings] == [("hidden", "9")]


FADED = {
    "white by class": ("<p class=w>9</p>", ".w{color:#fff}"),
    "white by an element in a class": ("<p class=w><b>9</b></p>", ".w b{color:white}"),
    "nearly white": ("<p style='color:#fff8f0'>9</p>", ""),
    "white inherited": ("<div style='color:#FFF'><p><b>9</b></p></div>", ""),
    "transparent": ("<p class=w>9</p>", ".w{color:transparent}"),
    "as its ground": ("<p class=w>9</p>", ".w{background:#00f;color:rgb(0,0,250)}"),
    "as the ground of its cell": ("<table><tr><td bgcolor=#eeeeee><font color=#EEEEEE>9</font></table>", ""),
}


@pytest.mark.parametrize(("body", "sheet"), FADED.values(), ids=FADED.keys())
def test_letters_of_the_colour_of_their_ground_are_read_and_reported(body: str, sheet: str) -> None:
    """The words stay in the text, with a warning at their place."""
    document = page(SHOWN + body, sheet)
    [warning] = document.warnings
    [(start, end)] = warning.spans
    assert (warning.kind, document.text[start:end]) == ("hidden", "9")


SEEN = {
    "a later rule shows it": ("<p class='w on'>9</p>", ".w{display:none} .w.on{display:block}"),
    "a nearer rule shows it": ("<p class=w id=i>9</p>", "#i{display:block} .w{display:none}"),
    "its own style shows it": ("<p class=w style='display:block'>9</p>", ".w{display:none}"),
    "the size comes back": ("<div class=w><p style='font-size:14px'>9</p></div>", ".w{font-size:0}"),
    "the sight comes back": ("<div class=w><p style='visibility:visible'>9</p></div>", ".w{visibility:hidden}"),
    "white on blue by class": ("<p class=w>9</p>", ".w{color:#fff;background:#06c}"),
    "white on a picture": ("<p style='color:#fff;background:url(a.png)'>9</p>", ""),
    "black within white": ("<div style='color:#fff'><p style='color:#000'>9</p></div>", ""),
    "under the mouse": ("<p class=w>9</p>", ".w:hover{display:none}"),
    "indented as a paragraph": ("<p class=w>9</p>", ".w{text-indent:2em;margin-left:-5px}"),
    "beside its place": ("<p style='position:relative;left:-3px;top:-1px'>9</p>", ""),
}


@pytest.mark.parametrize(("body", "sheet"), SEEN.values(), ids=SEEN.keys())
def test_what_a_browser_shows_is_read_without_a_word(body: str, sheet: str) -> None:
    """The cascade decides as in a browser: nothing that is seen is left out or called hidden."""
    document = page(SHOWN + body, sheet)
    assert document.text.split() == ["新收", "1", "9"] and document.warnings == ()


def test_a_class_is_unknown_where_a_style_sheet_lies_outside() -> None:
    """White letters in a cell whose class an unseen style sheet may colour are not called hidden."""
    body = "<table><tr><td class=head><font color=white>9</font><td>1</table>"
    assert page(body, head="<link rel=stylesheet href=a.css>").warnings == ()
    assert [w.kind for w in page(body).warnings] == ["hidden"]


def test_an_empty_cell_out_of_which_something_was_left_keeps_its_place() -> None:
    """The cell is blank, and the warning's place is the cell's own, so that the figure read from it can carry the doubt."""
    document = page("<table><tr><td>甲<td><span style='display:none'>9</span><td>2</table>")
    [grid] = document.grids
    assert [(cell.text, cell.spans) for cell in grid.cells] == [("甲", ((0, 1),)), ("", ((2, 2),)), ("2", ((3, 4),))]
    assert [w.spans for w in document.warnings] == [((2, 2),)]


@pytest.mark.parametrize("tag", ["s", "del", "strike", "span style='text-decoration:line-through'"])
def test_struck_out_figures_are_read_and_reported(tag: str) -> None:
    """What is printed and crossed out is still printed; which figure is meant is for the eye."""
    document = page(f"<table><tr><td>甲<td><{tag}>100</{tag.split()[0]}>125</table>")
    assert document.grids[0].cells[1].text == "100125"
    assert [(w.kind, document.text[slice(*w.spans[0])]) for w in document.warnings] == [("struck", "100")]


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("125<sup>1</sup>", ["raised"]),
        ("<sup>1</sup>125", ["raised"]),
        ("125<span style='vertical-align:super'>1</span>", ["raised"]),
        ("125<sup>①</sup>", []),
        ("12 <sup>1</sup>", []),
        ("<span style='vertical-align:middle'>12</span>5", []),
    ],
)
def test_a_note_number_glued_to_a_figure_is_reported(cell: str, kinds: list[str]) -> None:
    """Raised digits directly beside digits on the line would be read as one number."""
    assert [w.kind for w in page(f"<table><tr><td>甲<td>{cell}</table>").warnings] == kinds


def test_digits_that_only_a_style_sheet_prints_are_reported() -> None:
    """They stand in no text of the page; the warning stands where they would."""
    document = page("<p class=n>新收 12</p>", ".n::after{content:'5'} .m::before{content:'〇'}")
    assert document.text == "新收 12\n"
    assert [(w.kind, w.phrase.arguments["quote"], w.spans) for w in document.warnings] == [("hidden", "5", ((0, 5),))]


@pytest.mark.parametrize(
    "sheet", ["{", "}}}", ".a{color", "@media{.a{", "a:not(((", ".a{" * 500, "*{color:}", "/*", "\\"]
)
def test_a_broken_style_sheet_hides_nothing(sheet: str) -> None:
    """What is no style sheet is passed over."""
    assert page("<p class=a>9</p>", sheet).text == "9\n"
