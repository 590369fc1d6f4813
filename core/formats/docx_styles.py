"""Names and properties of WordprocessingML: elements by local name, styles along their chain of inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

Element = etree._Element

_WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""Transitional, as everybody writes it, and strict."""
Ground = tuple[int, int, int] | None
WHITE: Final = (255, 255, 255)
MIN_CONTRAST: Final = 40
"""Of 255, as in the ink test of a PDF."""
_RAISED: Final = 4
"""Half-points above or below the line."""
_OFF_PAGE: Final = -3_000
"""Twentieths of a point left of or above the place."""
_OFF: Final = frozenset(("0", "false", "off", "none"))


def name_of(element: Element) -> str:
    """The local name of a Word element; `mc:…` and `m:…` for compatibility blocks and formulas; else empty."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    for space in _WORD:
        if tag.startswith(space):
            return tag[len(space) :]
    local = tag.rpartition("}")[2]
    if "markup-compatibility" in tag:
        return f"mc:{local}"
    return f"m:{local}" if "officeDocument/2006/math" in tag or "officeDocument/math" in tag else ""


def local_name(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first Word element down a path of local names."""
    for name in path:
        if element is None:
            return None
        for entry in element:
            if name_of(entry) == name:
                element = entry
                break
        else:
            return None
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    """Child elements of a local name."""
    return (entry for entry in element if name_of(entry) == name)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the Word namespace."""
    if element is None:
        return None
    return next((value for space in _WORD if (value := element.get(space + name)) is not None), None)


def number(element: Element | None, default: int) -> int:
    """`w:val` as an integer."""
    value = attribute(element)
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def is_on(element: Element | None) -> bool | None:
    """A switch such as `w:vanish`: None where it is not stated."""
    return None if element is None else (attribute(element) or "1").lower() not in _OFF


class Styles:
    """The styles of a document; asks go up the chain `basedOn`."""

    def __init__(self, root: Element | None) -> None:
        self._by_id = (
            {attribute(style, "styleId"): style for style in children(root, "style")} if root is not None else {}
        )

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """A style and those it is based on, nearest first; a loop ends it."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._by_id:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = attribute(child(style, "basedOn"))

    def hides(self, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run is hidden text (`w:vanish`), by itself, its style or its paragraph's style."""
        return self._first(run, paragraph_style, "vanish")

    def blends(self, run: Element, paragraph_style: str | None, ground: Ground) -> bool:
        """Whether a run's letters cannot be told from their ground, or are not over one point high or as good as without width."""
        colour: Element | None = None
        for properties in self._run_properties(run, paragraph_style):
            if child(properties, "highlight") is not None:
                return False
            if number(child(properties, "sz"), 99) in (1, 2) or 0 < number(child(properties, "w"), 100) < 10:
                return True
            if colour is None:
                ground = ground_of(properties, ground)
                colour = child(properties, "color")
        letters = _colour(colour)
        if letters is None or ground is None:
            return False
        return max(abs(a - b) for a, b in zip(letters, ground, strict=True)) < MIN_CONTRAST

    def strikes(self, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run is crossed out."""
        return any(self._first(run, paragraph_style, name) for name in ("strike", "dstrike"))

    def raises(self, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run stands above or below the line."""
        for properties in self._run_properties(run, paragraph_style):
            aligned = attribute(child(properties, "vertAlign"))
            if aligned is not None:
                return aligned in ("superscript", "subscript")
            if child(properties, "position") is not None:
                return abs(number(child(properties, "position"), 0)) >= _RAISED
        return False

    def _first(self, run: Element, paragraph_style: str | None, switch: str) -> bool:
        stated = (is_on(child(each, switch)) for each in self._run_properties(run, paragraph_style))
        return next((state for state in stated if state is not None), False)

    def shades(self, style_id: str | None) -> bool:
        """Whether a (table) style brings any shading."""
        return any(is_shaded(part) for style in self.chain(style_id) for part in style.iter())

    def _run_properties(self, run: Element, paragraph_style: str | None) -> Iterator[Element]:
        properties = child(run, "rPr")
        if properties is not None:
            yield properties
        for style_id in (attribute(child(properties, "rStyle")), paragraph_style):
            for style in self.chain(style_id):
                inherited = child(style, "rPr")
                if inherited is not None:
                    yield inherited


def lies_off(properties: Element | None) -> bool:
    """Whether a paragraph is set far off its page."""
    frame, indent = child(properties, "framePr"), child(properties, "ind")
    stated = [attribute(frame, side) for side in ("x", "y")] + [
        attribute(indent, side) for side in ("left", "start", "firstLine")
    ]
    return any(value is not None and re.fullmatch(r"-\d+", value) and int(value) <= _OFF_PAGE for value in stated)


def is_shaded(properties: Element | None) -> bool:
    """Whether properties hold a shading that is neither white nor automatic."""
    shading = child(properties, "shd")
    if shading is None:
        return False
    fill = (attribute(shading, "fill") or "auto").lower()
    pattern = (attribute(shading) or "clear").lower()
    return (
        fill not in ("auto", "ffffff") or pattern not in ("clear", "nil") or attribute(shading, "themeFill") is not None
    )


def ground_of(properties: Element | None, ground: Ground) -> Ground:
    """The colour behind text of these properties, on the ground around it; None where it is not known."""
    shading = child(properties, "shd")
    if shading is None:
        return ground
    fill = (attribute(shading, "fill") or "auto").lower()
    if attribute(shading, "themeFill") is not None or (attribute(shading) or "clear").lower() not in ("clear", "nil"):
        return None
    return _rgb(fill) or (ground if fill == "auto" else None)


def _colour(colour: Element | None) -> Ground:
    """What a `w:color` says; None for the automatic colour, which always stands out."""
    if attribute(colour, "themeColor") in ("background1", "light1") and attribute(colour, "themeShade") is None:
        return WHITE
    return _rgb(attribute(colour) or "")


def _rgb(value: str) -> Ground:
    if len(value) != 6 or not all(char in "0123456789abcdefABCDEF" for char in value):
        return None
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)
