"""The one gate between text we did not write and the terminal.

Stored text is exact; what is shown has each control, format or otherwise invisible character replaced by exactly one visible
character, so that positions stay true (RELIABILITY §3.2). Widgets take `Clean` only, and only this module makes it: `clean` and
`line` for drawing and for the command line, `shown` for Textual's own widgets, `tui.wrapping` for running text.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NewType

from core import visible

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.content import Content

Clean = NewType("Clean", str)
"""Text that has passed the gate: no C0 (but LF where several lines are meant), C1, DEL, bidi or zero-width characters."""


STAND_IN = visible.STAND_IN

_narrow = False
_STAND_INS = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": ".",
    "—": "-",
    "·": ".",
    "×": "x",
    "÷": "/",
    "±": "+",
    "°": "o",
}


def is_narrow() -> bool:
    """Whether ambiguous characters are shown as plain ones, because the terminal draws them wide."""
    return _narrow


def be_narrow(narrow: bool = True) -> None:
    """Whether characters of ambiguous width (“ ” — … ①) are drawn as plain ones of one cell: for a terminal that gives them
    two, where every row would be shifted. Set before anything is drawn."""
    global _narrow
    _narrow = narrow
    for table in (_lines, _line, _dropped):
        for code in [code for code in table if code > 0x7F]:
            del table[code]


def is_ambiguous(character: str) -> bool:
    """Whether terminals differ in how wide they draw it."""
    return character > "\x7f" and unicodedata.east_asian_width(character) == "A"


def is_hidden(character: str) -> bool:
    """Whether a terminal would act on the character, draw nothing for it, or draw it wider than it is counted."""
    if _narrow and is_ambiguous(character):
        return True
    return visible.is_hidden(character)


def picture(character: str) -> str:
    """The one visible character that stands for a hidden one: ␀–␟ and ␡ for C0 and DEL, U+FFFD for the rest."""
    if _narrow and is_ambiguous(character):
        value = unicodedata.digit(character, None)
        return _STAND_INS.get(character, str(value % 10) if value is not None else "?")
    drawn = visible.picture(character)
    return "?" if _narrow and drawn == visible.STAND_IN else drawn


class _Pictures(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        drawn = picture(character) if is_hidden(character) else character
        self[code] = drawn
        return drawn


class _Dropped(dict[int, str]):
    """The same for the backstop: the cells are counted already, so what takes none is left out."""

    def __missing__(self, code: int) -> str:
        drawn = "" if is_hidden(chr(code)) else chr(code)
        self[code] = drawn
        return drawn


_dropped = _Dropped()
_lines = _Pictures({ord("\n"): "\n"})
_line = _Pictures()


def clean(text: str) -> Clean:
    """`text` of the same length, fit for a terminal; line feeds stay line feeds, a tab becomes its picture."""
    return Clean(text.translate(_lines))


def line(text: str) -> Clean:
    """Like `clean`, and line feeds become their picture: names, titles, error lines."""
    return Clean(text.translate(_line))


def shown(text: str) -> Content:
    """What Textual's own widgets take: `clean` text in a Content, which is never read as markup."""
    from textual.content import Content  # late: the command line imports this module too

    return Content(clean(text))


def codepoints(text: str) -> Clean:
    """Each character with its code point and name, for the reader who must know exactly what is there (R15)."""
    names = (f"{line(c)} U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in text)
    return clean("\n".join(names))


def backstop(segments: list[Segment]) -> list[Segment]:
    """Segments without any hidden character: for whatever was drawn past the gate (typed or pasted text, a library's own)."""
    return [
        segment
        if segment.control or segment.text.isprintable()
        else segment._replace(text=segment.text.translate(_dropped))
        for segment in segments
    ]
