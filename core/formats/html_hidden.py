"""Which parts of a page a browser does not show, and which it shows so that no eye sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from lxml import etree
from tinycss2 import color4

from core.formats.html_styles import Cascade, Declared
from core.model import Span, Warning
from core.wording import Phrase

Element = etree._Element
Colour = tuple[int, int, int]

MIN_CONTRAST: Final = 40
"""Of 255, as in the ink test of a PDF: colours less apart in every part cannot be told from one another."""
_NUMBER: Final = re.compile(r"([-+]?\d*\.?\d+)\s*([a-z%]*)")
_LEAST_SIZE: Final = {"": 1.0, "px": 1.0, "pt": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0}
"""Sizes of type up to which it cannot be read."""
_FAR: Final = 300.0
"""So far outside of its place nothing is on the screen; in any unit."""
_QUOTE: Final = 120
_SILENT: Final = frozenset(("script", "style", "template", "noscript"))
_STRIKES: Final = frozenset(("del", "s", "strike"))
_BLOCKS: Final = frozenset(("p", "div", "li", "section", "article", "main", "body", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown at a place, as far as it decides whether it is seen; inherited from element to element."""

    colour: Colour | None = None
    """None until one is stated."""
    ground: Colour | None = (255, 255, 255)
    """None where it is not known."""
    clear: bool = False
    """In a transparent colour."""
    tiny: bool = False
    invisible: bool = False
    struck: bool = False
    raised: bool = False
    """Above or below the line: a mark of a note, as a rule."""

    @property
    def hidden(self) -> bool:
        """Not shown at all: its words are left out."""
        return self.tiny or self.invisible

    @property
    def blends(self) -> bool:
        """Shown, but not to be told from its ground: its words are read and reported."""
        if self.clear:
            return True
        if self.colour is None or self.ground is None:
            return False
        return max(abs(a - b) for a, b in zip(self.colour, self.ground, strict=True)) < MIN_CONTRAST


class Hiding:
    """Asks of one page's elements whether they are shown."""

    def __init__(self, root: Element) -> None:
        self._cascade = Cascade(root)

    def removes(self, element: Element) -> bool:
        """Whether the element takes no room at all: a cell so hidden lets its neighbours move up."""
        declared = self._cascade.of(element)
        display = declared.get("display")
        if display is not None and display != "none":
            return declared.get("mso-hide") == "all"
        return display == "none" or element.get("hidden") is not None or declared.get("mso-hide") == "all"

    def hides(self, element: Element) -> bool:
        """Whether the element with all that is in it is not shown, its room kept or not."""
        declared = self._cascade.of(element)
        return self.removes(element) or (bool(declared) and _is_off(declared))

    def look(self, element: Element, outer: Look) -> Look:
        """How the element's own text is shown, given how it is shown around it."""
        declared = self._cascade.of(element)
        look = _lettered(outer, element, declared)
        if declared:
            look = _sized(_coloured(look, declared), declared)
            if "visibility" in declared and declared["visibility"] != "inherit":
                look = replace(look, invisible=declared["visibility"] in ("hidden", "collapse"))
        if element.get("color") and "color" not in declared:
            look = _coloured(look, {"color": (element.get("color") or "").strip().lower()})
        return self._grounded(look, element, declared)

    def added_words(self, element: Element) -> str:
        """Words with digits that a style sheet prints beside the element's own; they stand in no text of the page."""
        return self._cascade.added_words(element)

    def left_out(self, element: Element) -> str:
        """The words of an element that is not shown, if they are of a table or hold a digit; else none.

        Pages hide menus and prompts by the dozen; words without any number in them change nothing of a report.
        """
        words = " ".join("".join(_words(element)).split())
        return words if matters(words, element) else ""

    def _grounded(self, look: Look, element: Element, declared: Declared) -> Look:
        stated = (
            declared.get("background-color") or declared.get("background") or (element.get("bgcolor") or "").strip()
        )
        picture = declared.get("background-image") or element.get("background") or ""
        if stated and (colour := _ground(stated)) is not None:
            look = replace(look, ground=colour)
        elif _is_picture(stated) or _is_picture(picture) or element.get("background"):
            look = replace(look, ground=None)
        elif element.get("class") and not self._cascade.knows_all and not _is_page(element):
            look = replace(look, ground=None)  # a sheet outside of the page may give it one
        return look


def matters(words: str, element: Element) -> bool:
    """Whether words that are not shown could change a figure."""
    return bool(re.search(r"\d", words)) or (bool(words) and next(element.iterancestors("table"), None) is not None)


def left_out(words: str, span: Span) -> Warning:
    """A warning that quotes text which was not read, as it is not shown."""
    return _warning("hidden", words, span)


def kept(words: str, span: Span) -> Warning:
    """A warning that quotes text which was read although it cannot be seen."""
    return _warning("hidden_kept", words, span)


def struck(words: str, span: Span) -> Warning:
    """A warning that quotes struck-out text which was read."""
    return _warning("struck", words, span, "struck")


def raised(words: str, span: Span) -> Warning:
    """A warning that quotes digits on the line and above or below it, read as one number."""
    return _warning("raised", words, span, "raised")


def added(words: str, span: Span) -> Warning:
    """A warning that quotes what a style sheet prints beside text."""
    return _warning("added", words, span)


def _is_page(element: Element) -> bool:
    """What frames the whole page and not a heading of a table."""
    return element.tag in _BLOCKS and next(element.iterdescendants("table"), None) is not None


def _is_off(declared: Declared) -> bool:
    """Transparent, shrunk to nothing, cut off, or moved far away."""
    opacity = _NUMBER.match(declared.get("opacity", "1"))
    if opacity and float(opacity.group(1)) <= (5.0 if opacity.group(2) == "%" else 0.05):
        return True
    if re.search(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]", declared.get("transform", "")):
        return True
    placed = declared.get("position") in ("absolute", "fixed", "relative")
    if any(_far_off(declared.get(side, "")) for side in ("left", "right", "top") if placed):
        return True
    if _far_off(declared.get("text-indent", "")) or _far_off(declared.get("margin-left", "")):
        return True
    clip = declared.get("clip", "") + declared.get("clip-path", "")
    if placed and re.search(
        r"rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?\s*\)", clip
    ):
        return True
    cut = declared.get("overflow", "").startswith(("hidden", "clip"))
    return cut and any(_is_nothing(declared.get(side, "")) for side in ("height", "max-height", "width"))


def _far_off(length: str) -> bool:
    match = _NUMBER.match(length)
    return bool(match) and float(match.group(1)) <= -_FAR if match else False


def _is_nothing(length: str) -> bool:
    match = _NUMBER.fullmatch(length)
    return match is not None and float(match.group(1)) == 0


def _lettered(look: Look, element: Element, declared: Declared) -> Look:
    """Struck out, or set above or below the line."""
    lines = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    if element.tag in _STRIKES or "line-through" in lines:
        look = replace(look, struck=True)
    upright = declared.get("vertical-align")
    if element.tag in ("td", "th"):
        return look
    if upright in ("super", "sub") or (upright is None and element.tag in ("sup", "sub", "rt")):
        return replace(look, raised=True)
    return look


def _sized(look: Look, declared: Declared) -> Look:
    match = _NUMBER.match(declared.get("font-size", ""))
    if match is None:
        return look
    size, unit = float(match.group(1)), match.group(2)
    tiny = size <= _LEAST_SIZE.get(unit, 0.0)
    return replace(look, tiny=tiny or (look.tiny and unit in ("em", "%")))


def _coloured(look: Look, declared: Declared) -> Look:
    if "color" not in declared:
        return look
    found = _colour(declared["color"])
    if found is None:
        return look
    *parts, alpha = found
    red, green, blue = (round(part) for part in parts)
    return replace(look, colour=(red, green, blue), clear=alpha < 0.1)


@lru_cache(maxsize=1024)
def _colour(stated: str) -> tuple[float, float, float, float] | None:
    """Red, green, blue of 255 and opacity; None where nothing, or nothing known, is stated."""
    found = color4.parse_color(stated)
    if found is None or found == "currentcolor":
        return None
    parts = found.to("srgb")
    red, green, blue = (255.0 * min(1.0, max(0.0, part or 0.0)) for part in parts.coordinates)
    return red, green, blue, float(parts.alpha)


def _ground(stated: str) -> Colour | None:
    """The colour in a statement of a background; None where there is none, or a clear one."""
    for word in (stated, *stated.split()):
        found = _colour(word.lower())
        if found is not None and found[3] > 0.5:
            return round(found[0]), round(found[1]), round(found[2])
    return None


def _is_picture(stated: str) -> bool:
    return "url(" in stated or "gradient" in stated


def _words(element: Element) -> list[str]:
    """The words in an element without scripts and style sheets."""
    if element.tag in _SILENT:
        return []
    found = [element.text or ""]
    for child in element:
        found += _words(child)
        found.append(child.tail or "")
    return found


def _warning(template: str, words: str, span: Span, kind: str = "hidden") -> Warning:
    quote = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
    return Warning(kind, Phrase(f"source.warning.{template}", {"quote": quote}), (span,))
