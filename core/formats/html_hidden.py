"""Which elements a browser does not show: `display:none`, `hidden`, and the like, by attribute or a plain style rule."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from core.model import Span, Warning
from core.wording import Phrase

Element = etree._Element

_REMOVES: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_HIDES: Final = re.compile(
    r"(?:^|;)\s*(?:visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?=\s*(?:;|!|$))"
    r"|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?(?=\s*(?:;|!|$)))",
    re.IGNORECASE,
)
_WHITE: Final = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|transparent\b)", re.IGNORECASE
)
_WHITES: Final = ("#fff", "#ffffff", "white")
_BACKGROUND: Final = re.compile(r"(?:^|;)\s*background", re.IGNORECASE)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_BLOCK: Final = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_PLAIN_SELECTOR: Final = re.compile(r"^(?:[a-z][\w-]*)?[.#][\w-]+$", re.IGNORECASE)
_QUOTE: Final = 120
_SHEET: Final = 100_000
"""Characters of a style sheet that are looked at."""


class Hiding:
    """Asks of one page's elements whether they are shown."""

    def __init__(self, root: Element) -> None:
        self._selectors = frozenset(_hiding_selectors(root))

    def removes(self, element: Element) -> bool:
        """Whether the element takes no room at all: a cell so hidden lets its neighbours move up."""
        if element.get("hidden") is not None or _REMOVES.search(element.get("style") or ""):
            return True
        return bool(self._selectors) and not self._selectors.isdisjoint(_names(element))

    def hides(self, element: Element) -> bool:
        """Whether the element and all in it is not shown, its room kept or not."""
        return self.removes(element) or _HIDES.search(element.get("style") or "") is not None

    def left_out(self, element: Element, position: int) -> list[Warning]:
        """A warning that quotes what is left out at this place, if it is of a table or has a digit.

        Pages hide menus and prompts by the dozen; words without any number in them change nothing of a report.
        """
        words = " ".join("".join(_words(element)).split())
        matters = re.search(r"\d", words) or (words and next(element.iterancestors("table"), None) is not None)
        return [_warning("hidden", words, (position, position))] if matters else []

    def blends(self, element: Element) -> bool:
        """Whether the element's text is white and nothing near it has a background of its own."""
        white = _WHITE.search(element.get("style") or "") or (element.get("color") or "").strip().lower() in _WHITES
        if not white:
            return False
        return not any(
            _has_background(near) for near in (element, *element.iterancestors(), *element.iterdescendants())
        )


def kept(words: str, span: Span) -> Warning:
    """A warning that quotes text which was read although it cannot be seen."""
    return _warning("hidden_kept", words, span)


def _has_background(element: Element) -> bool:
    """A background by style or attribute, or a class that may bring one."""
    if element.tag in ("body", "html"):
        return False
    style = element.get("style") or ""
    return bool(
        _BACKGROUND.search(style) or element.get("bgcolor") or element.get("background") or element.get("class")
    )


def _hiding_selectors(root: Element) -> list[str]:
    """`.name`, `#name` and `tag.name` that a style sheet in the page hides outside of any @-block."""
    found = []
    for sheet in root.iter("style"):
        media = (sheet.get("media") or "all").lower()
        if "all" not in media and "screen" not in media:
            continue
        for selectors, body in _RULE.findall(_AT_BLOCK.sub("", (sheet.text or "")[:_SHEET])):
            if _REMOVES.search(body):
                found += [s for name in selectors.split(",") if _PLAIN_SELECTOR.match(s := name.strip())]
    return found


def _names(element: Element) -> list[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    names = ["." + name for name in (element.get("class") or "").split()]
    if element.get("id"):
        names.append(f"#{element.get('id')}")
    return names + [tag + name for name in names]


def _words(element: Element) -> list[str]:
    """The words in an element without scripts and style sheets."""
    silent = {"script", "style", "template", "noscript"}
    if element.tag in silent:
        return []
    found = [element.text or ""]
    for child in element:
        found += _words(child)
        found.append(child.tail or "")
    return found


def _warning(template: str, words: str, span: Span) -> Warning:
    quote = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
    return Warning("hidden", Phrase(f"source.warning.{template}", {"quote": quote}), (span,))
