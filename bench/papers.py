"""The reports that are measured on: the bundled samples, the real ones where they are there, PDFs of the proof's generator."""

from __future__ import annotations

import sys
from functools import cache
from random import Random

from bench.measured import CORPUS, ROOT, SAMPLES
from core.formats.pdf import read_plain

sys.path.append(str(ROOT / "tests"))
ENDINGS = (".pdf", ".docx", ".html", ".txt")
GENERATED = ("pdf ruled", "pdf within a row", "pdf head again", "pdf head over pages", "pdf turned", "pdf cropped") * 2
"""Each with figures of its own."""


@cache
def ruled_pdfs(limit: int) -> tuple[bytes, ...]:
    """PDFs with a text and with tables that pdfplumber finds too, from several producers in turn."""
    found: list[bytes] = []
    for data in _pdfs():
        if len(found) >= limit:
            break
        document = read_plain(data)
        if document.text.strip() and any(grid.rows * grid.columns > 20 for grid in document.grids):
            found.append(data)
    return tuple(found)


def _pdfs() -> list[bytes]:
    from proof.catalogue import WHOLE
    from proof.figures import invented

    real = [path.read_bytes() for folder in (SAMPLES, CORPUS) for path in sorted(folder.glob("*.pdf"))]
    made = []
    for number, layout in enumerate(GENERATED):
        random = Random(number)
        made.append(WHOLE[layout](invented(random), random)[1])
    return real + made


def all_files(limit: int) -> list[tuple[str, bytes]]:
    """Reports of every format by name."""
    paths = [path for folder in (SAMPLES, CORPUS) for path in sorted(folder.glob("*")) if path.suffix in ENDINGS]
    step = max(1, len(paths) // limit)
    return [(path.name, path.read_bytes()) for path in paths[::step]]
