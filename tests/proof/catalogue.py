"""Every kind of report that the proof makes: a layout, whole or with a damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from proof import as_docx, as_html, as_pdf, as_text
from proof.damage import OF_CELLS, OF_DRAWING, OF_ROWS, OF_WORDS, Damage
from proof.figures import Report, invented

Layout = Callable[[Report, Random], tuple[str, bytes]]

WHOLE: dict[str, Layout] = {**as_html.LAYOUTS, **as_docx.LAYOUTS, **as_pdf.LAYOUTS, **as_text.LAYOUTS}


DRAGGED = ("html dragged borders", "docx dragged borders")
"""No cell says how wide it is, and so below which head it stands: a row with a blank leaves a choice."""


@dataclass(frozen=True)
class Kind:
    """One way of printing a report."""

    layout: str
    damage: Damage | None = None

    @property
    def name(self) -> str:
        """Layout and damage."""
        return f"{self.layout}, {self.damage.__name__.replace('_', ' ')}" if self.damage else self.layout

    @property
    def complete(self) -> bool:
        """Whether every figure ought to be read: a whole report whose layout marks its cells, and their columns."""
        marked = not self.layout.startswith("text") and self.layout not in ("pdf without rules", *DRAGGED)
        return self.damage is None and marked

    def make(self, seed: int) -> tuple[Report, str, bytes]:
        """The report of that seed: what is printed, a file name, the file."""
        random = Random(f"{self.name} {seed}")
        page = invented(random)
        if self.damage:
            self.damage(page, random)
        name, data = WHOLE[self.layout](page, random)
        return page, name, data


def whole() -> Iterator[Kind]:
    """Each layout as it should be."""
    for layout in WHOLE:
        yield Kind(layout)


def damaged() -> Iterator[Kind]:
    """Each layout with each damage that it can have."""
    for layout in WHOLE:
        drawing = OF_DRAWING if layout.startswith("pdf") and layout not in ("pdf without rules",) else ()
        cells = OF_CELLS if layout.startswith("html") else OF_ROWS if layout.startswith("docx") else ()
        for damage in (*OF_WORDS, *cells, *drawing):
            yield Kind(layout, damage)
