"""What the style sheets in a page and an element's own style say of it: the cascade, as far as it decides what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import cssselect2
import tinycss2
from lxml import etree

Element = etree._Element
Declared = Mapping[str, str]
"""Property -> value, both in small letters."""

MAX_SHEETS: Final = 200_000
"""Characters of the page's style sheets that are looked at."""
MAX_RULES: Final = 5_000

_TELLING: Final = frozenset(
    (
        "display", "visibility", "opacity", "font-size", "color", "background", "background-color", "background-image",
        "position", "left", "right", "top", "text-indent", "margin-left", "clip", "clip-path", "transform", "height",
        "max-height", "width", "overflow", "mso-hide", "content", "text-decoration", "text-decoration-line",
        "vertical-align",
    )
)  # fmt: skip
_DECLARATION: Final = re.compile(r"([a-z-]+)\s*:\s*([^;]+?)\s*(!\s*important)?\s*(?:;|$)", re.IGNORECASE)
_ANY: Final = re.compile("|".join(sorted({name.partition("-")[0] for name in _TELLING})))
"""A style that holds none of these words says nothing that is asked here."""
_NOTHING: Final[Declared] = MappingProxyType({})

_Rule = list[tuple[str, str, bool]]
"""Property, value, whether important."""


class Cascade:
    """The declarations that hold for each element of one page."""

    def __init__(self, root: Element) -> None:
        self._matcher: Any = cssselect2.Matcher()
        self._rules = 0
        self._adds = False
        for sheet in _sheets(root):
            self._add(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
        wrapper = cssselect2.ElementWrapper.from_html_root(root) if self._rules else None
        self._wrappers = {each.etree_element: each for each in wrapper.iter_subtree()} if wrapper else {}
        self._known: dict[Element, Declared] = {}
        self.knows_all = not any(_is_outer_sheet(link) for link in root.iter("link"))
        """Whether no style sheet lies outside of the page."""

    def of(self, element: Element) -> Declared:
        """What holds for the element by style sheets and its own style; inherited values are not in it."""
        if not self._wrappers:
            return _declared(element.get("style") or "")
        if element not in self._known:
            self._known[element] = self._weighed(element)
        return self._known[element]

    def _weighed(self, element: Element) -> Declared:
        matched = self._matched(element, None)
        own = inline(element.get("style") or "")
        if not matched:
            return _declared(element.get("style") or "")
        found: dict[str, str] = {}
        for important in (False, True):
            for rule in (*matched, own):
                found |= {name: value for name, value, weighty in rule if weighty is important}
        return found

    def added_words(self, element: Element) -> str:
        """Words with digits that a style sheet prints before or after the element's own."""
        if not self._adds:
            return ""
        rules = [*self._matched(element, "before"), *self._matched(element, "after")]
        contents = [value for rule in rules for name, value, _ in rule if name == "content"]
        strings = " ".join(quoted for value in contents for quoted in re.findall(r"[\"']([^\"']*)[\"']", value))
        return strings if re.search(r"\d", strings) else ""

    def _matched(self, element: Element, pseudo: str | None) -> list[_Rule]:
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            return []
        return [rule for _, _, kind, rule in self._matcher.match(wrapper) if kind == pseudo]

    def _add(self, nodes: list[Any]) -> None:
        for node in nodes:
            if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
                if tinycss2.serialize(node.prelude).strip().lower() in ("all", "screen", ""):
                    self._add(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            elif node.type == "qualified-rule" and self._rules < MAX_RULES:
                self._add_rule(node)

    def _add_rule(self, node: Any) -> None:
        rule = _declarations(node.content)
        if not rule:
            return
        try:
            selectors = cssselect2.compile_selector_list(node.prelude)
        except (cssselect2.SelectorError, RecursionError):
            return
        self._rules += 1
        for selector in selectors:
            self._adds |= selector.pseudo_element in ("before", "after")
            self._matcher.add_selector(selector, rule)


@lru_cache(maxsize=4096)  # a table repeats its cells' style
def inline(style: str) -> tuple[tuple[str, str, bool], ...]:
    """The telling declarations of a `style` attribute."""
    if not _ANY.search(style.lower()):
        return ()
    found = (match.groups() for match in _DECLARATION.finditer(style))
    return tuple(
        (name.lower(), value.lower(), bool(weight)) for name, value, weight in found if name.lower() in _TELLING
    )


@lru_cache(maxsize=4096)
def _declared(style: str) -> Declared:
    own = inline(style)
    return MappingProxyType({name: value for name, value, _ in own}) if own else _NOTHING


def _declarations(content: list[Any]) -> _Rule:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        (node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important)
        for node in nodes
        if node.type == "declaration" and node.lower_name in _TELLING
    ]


def _sheets(root: Element) -> Iterator[str]:
    """The sheets for the screen, as long as they are not too long."""
    left = MAX_SHEETS
    for sheet in root.iter("style"):
        media = (sheet.get("media") or "all").lower()
        text = (sheet.text or "").replace("<!--", "").replace("-->", "")
        if ("all" in media or "screen" in media) and left > 0 and _ANY.search(text.lower()):
            yield text[:left]
            left -= len(text)


def _is_outer_sheet(link: Element) -> bool:
    return "stylesheet" in (link.get("rel") or "").lower()
