"""What is done with a file inside a reader process: bytes to report, as JSON."""

from __future__ import annotations

from typing import Final

from core.formats import read, second_way
from core.ingest import wire
from core.model import Source

CROSS_CHECKED: Final = 50
"""One PDF in so many, by its hash and so always the same ones, is read by both table finders even where nothing is missing."""


def preload() -> None:
    """Import what any reader may need, before a server forks for its second file."""
    import core.formats.docx
    import core.formats.html
    import core.formats.markdown
    import core.formats.mht
    import core.formats.pdf
    import core.formats.text
    import core.reading  # noqa: F401


def report(data: bytes, name: str, sha256: str) -> bytes:
    """The report of a file, for `wire.load`; SourceError where it cannot be read or is none."""
    from core.reading import read_report

    document = read(data, name)
    source = Source(name, sha256, document.format, len(data), len(document.pages) or None)
    twice = int(sha256[:8] or "1", 16) % CROSS_CHECKED == 0
    return wire.dump(read_report(document, source, second_way(data, document.format, document), twice))
