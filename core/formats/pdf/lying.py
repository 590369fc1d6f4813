"""Whether a file's fonts are to be looked into: most files hold nothing by which one could show other characters than it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_TELLING: Final = re.compile(
    rb"/ObjStm|/Differences|/(?:WinAnsi|MacRoman|Standard)Encoding|/(?:MM)?Type1[^C]|/[A-Za-z0-9]*#[0-9A-Fa-f]{2}"
)
"""A file without compressed objects that holds none of these (nor a name spelt in hexadecimal) names no glyph of a simple font."""

Lies = Mapping[str, Mapping[str, str]]
"""Font name -> character of the text layer -> character drawn."""


def lies(data: bytes) -> Lies | None:
    """Characters that fonts of the file show as others; None where its objects cannot be followed."""
    if not _TELLING.search(data):
        return {}
    from core.formats.pdf.tounicode import contradictions  # and pdfminer: only for a file that may need it

    return contradictions(data)
