"""Sound reports as pieces that can be spoilt one at a time; a piece knows which of its numbers states what."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from core.form import APPLICANTS, form

Mark = tuple[int, int, str]
"""Where a number stands in a piece's text, and its name."""
COLUMNS = (*APPLICANTS, "total")
ROWS = tuple(row.key for row in form().table("t3").rows)
DETAIL = tuple(row for row in ROWS if row not in ("new", "carried_in", "total", "carried_out"))
BLOCKS = tuple(row.key for row in form().table("t4").rows)
OUTCOMES = ("upheld", "corrected", "other", "pending")
SUMS = {
    "refused": ("t3/refused/*/total",),
    "unavailable": ("t3/unavailable/*/total",),
    "not_processed": ("t3/not_processed/*/total",),
    "others": ("t3/other/*/total",),
    "legal": tuple(f"t3/new/{column}" for column in APPLICANTS[1:]),
    "available": ("t3/new/total", "t3/carried_in/total"),
    "suits": ("t4/litigation*/total",),
    "suits/upheld": ("t4/litigation*/upheld",),
    "disputes": ("t4/*/total",),
    "disputes/pending": ("t4/*/pending",),
    "disputes/corrected": ("t4/*/corrected",),
}
"""Numbers of the prose that are sums of figures."""
_PLACE = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Piece:
    """A part of a report in reading order: title, heading, paragraph, table, signature."""

    kind: str
    text: str
    """Words, or the table's key."""
    marks: tuple[Mark, ...] = ()
    section: int = 0


@dataclass(frozen=True)
class Draft:
    """A report not yet laid out."""

    name: str
    body: str
    year: int
    published: str
    figures: Mapping[str, str]
    pieces: tuple[Piece, ...]
    format: str = "html"
    left_out: str = ""
    """A row of table 3 that is not printed."""
    labels: tuple[tuple[str, str], ...] = ()
    """Labels of the tables that are printed otherwise."""

    @property
    def title(self) -> str:
        """The page's title."""
        return next((piece.text for piece in self.pieces if piece.kind == "title"), self.name)

    def with_piece(self, index: int, *instead: Piece) -> Draft:
        """The draft with other pieces in the place of one."""
        return replace(self, pieces=(*self.pieces[:index], *instead, *self.pieces[index + 1 :]))

    def indices(self, kind: str, *sections: int) -> list[int]:
        """Pieces of a kind, in some sections or anywhere."""
        return [
            index
            for index, piece in enumerate(self.pieces)
            if piece.kind == kind and (not sections or piece.section in sections)
        ]

    def count(self, address: str) -> int:
        """The whole number printed there; 0 where there is none."""
        printed = self.figures[address]
        return int(printed) if printed.isdigit() else 0


def number(figures: Mapping[str, str], name: str) -> str | None:
    """What a number of that name must be by the tables: a figure, or a sum of figures; None where they do not hold it."""
    if name in figures:
        return figures[name]
    patterns = (name[4:],) if name.startswith("sum:") else SUMS.get(name, ())
    cells = [cell for cell in figures if any(fnmatch.fnmatchcase(cell, pattern) for pattern in patterns)]
    return str(sum(int(figures[cell]) for cell in cells)) if cells else None


def filled(text: str, values: Mapping[str, str]) -> tuple[str, tuple[Mark, ...]]:
    """A text with its numbers put in, and where they stand; KeyError where a number is none."""
    result, marks, position = "", [], 0
    for match in _PLACE.finditer(text):
        result += text[position : match.start()]
        printed = number(values, match[1])
        if printed is None:
            raise KeyError(match[1])
        marks.append((len(result), len(result) + len(printed), match[1]))
        result += printed
        position = match.end()
    return result + text[position:], tuple(marks)


def with_figures(draft: Draft, changes: Mapping[str, str]) -> Draft:
    """The draft with other figures, its words as they are."""
    return replace(draft, figures={**draft.figures, **changes})


def restated(draft: Draft, changes: Mapping[str, str]) -> Draft:
    """The draft with other figures, and its words saying the same."""
    changed = with_figures(draft, changes)
    return replace(changed, pieces=tuple(_restated(piece, changed.figures) for piece in draft.pieces))


def _restated(piece: Piece, figures: Mapping[str, str]) -> Piece:
    text, marks, position = "", [], 0
    for start, end, name in piece.marks:
        text += piece.text[position:start]
        printed = number(figures, name) or piece.text[start:end]
        marks.append((len(text), len(text) + len(printed), name))
        text += printed
        position = end
    return replace(piece, text=text + piece.text[position:], marks=tuple(marks))


def more(draft: Draft, amounts: Mapping[str, int]) -> Draft:
    """The draft with so much more in each row of table 3 for natural persons (and its total), restated: identities hold if
    the amounts balance."""
    changes = {}
    for row, amount in amounts.items():
        for column in ("natural", "total"):
            cell = f"t3/{row}/{column}"
            changes[cell] = str(draft.count(cell) + amount)
    return restated(draft, changes)


def disputed(draft: Draft, amounts: Mapping[str, int]) -> Draft:
    """The same for table 4: `block/outcome`, its block's total with it."""
    changes: dict[str, str] = {}
    for place, amount in amounts.items():
        for cell in (f"t4/{place}", f"t4/{place.partition('/')[0]}/total"):
            changes[cell] = str(int(changes.get(cell, draft.figures[cell])) + amount)
    return restated(draft, changes)


def paragraphs(draft: Draft, test: Callable[[Piece], bool]) -> list[int]:
    """Paragraphs of that kind."""
    return [index for index, piece in enumerate(draft.pieces) if piece.kind == "paragraph" and test(piece)]


def reworded(draft: Draft, index: int, text: str) -> Draft:
    """The draft with other words in a piece."""
    return draft.with_piece(index, replace(draft.pieces[index], text=text, marks=()))
