"""Names and properties of WordprocessingML: elements by local name, styles along their chain of inheritance."""

from __future__ import annotations

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
        for properties in self._run_properties(run, paragraph_style):
            stated = is_on(child(properties, "vanish"))
            if stated is not None:
                return stated
        return False

    def blends(self, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run's letters are white or not over one point high, on no shading of the run's own."""
        for properties in self._run_properties(run, paragraph_style):
            if child(properties, "highlight") is not None or is_shaded(properties):
                return False
            if 0 < number(child(properties, "sz"), 99) <= 2:
                return True
            colour = child(properties, "color")
            if colour is not None:
                return _is_white(colour)
        return False

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


def _is_white(colour: Element) -> bool:
    if attribute(colour, "themeColor") in ("background1", "light1"):
        return attribute(colour, "themeShade") is None
    return (attribute(colour) or "").lower() == "ffffff"
